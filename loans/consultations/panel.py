"""確認したいこと, and 当てはまりそうな資金: what follows from the answers so far. Never a verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from councils.era import PartialDate
from councils.household import Relation
from loans.consultations import rules
from loans.consultations.models import Consultation
from loans.consultations.models.words import Topic
from loans.consultations.rules import Question, Requirement
from loans.terms import products

# So many lie open beside the form; the rest are a tap away.
AT_HAND = 5
_OLD = 65
_WORDS = {"yes": "はい", "no": "いいえ", rules.ASKED: "聞いた", rules.LATER: "後日"}
_NEAR = (Relation.HUSBAND, Relation.WIFE, Relation.FATHER, Relation.MOTHER)


@dataclass(frozen=True)
class Asked:
    """一つの確認. buttons: (answer, its word, whether it stands); known: what the talk itself says already."""

    code: str
    text: str
    note: str
    source: str
    buttons: tuple[tuple[str, str, bool], ...]
    answer: str


@dataclass(frozen=True)
class Line:
    """要件の一つ. state: met, unmet or unknown, in words too."""

    text: str
    state: str
    word: str
    source: str


@dataclass(frozen=True)
class FundLine:
    """一つの資金の見立て."""

    code: str
    name: str
    met: int
    total: int
    unmet: tuple[Line, ...]
    unknown: tuple[Line, ...]
    lines: tuple[Line, ...]
    is_wished: bool


@dataclass(frozen=True)
class Panel:
    at_hand: tuple[Asked, ...]
    more: tuple[Asked, ...]
    done: tuple[Asked, ...]
    funds: tuple[FundLine, ...]

    @property
    def open_count(self) -> int:
        return len(self.at_hand) + len(self.more)

    @property
    def likely(self) -> list[FundLine]:
        """当てはまりそうな資金: the wished one, and those of which something is known to be met."""
        return [each for each in self.funds if each.is_wished or each.met]

    @property
    def others(self) -> list[FundLine]:
        return [each for each in self.funds if not (each.is_wished or each.met)]


def panel_of(talk: Consultation) -> Panel:
    """The side panel. The wished fund first, then those of which most is known to be met."""
    known = answers_of(talk)
    funds = sorted(fund_lines(talk, known), key=lambda line: (not line.is_wished, len(line.unmet), -line.met))
    wanted = [each for each in rules.questions().values() if _is_due(each, talk, known)]
    first = _needed(funds[0], talk) if funds else set()
    wanted.sort(key=lambda each: (_distance(each, talk), not _is_met(each.when, talk), each.code not in first))
    asked = [_asked(each, talk) for each in wanted]
    open_ones = [each for each in asked if not each.answer]
    done = tuple(each for each in asked if each.answer)
    return Panel(tuple(open_ones[:AT_HAND]), tuple(open_ones[AT_HAND:]), done, tuple(funds))


def answers_of(talk: Consultation) -> dict[str, str]:
    """What is known: what was ticked, else what the talk itself says."""
    ticked = {code: answer for code, answer in talk.answers.items() if _tells(code, answer)}
    told = {code: _told(question, talk) for code, question in rules.questions().items() if code not in ticked}
    return {**{code: answer for code, answer in told.items() if answer}, **ticked}


def _tells(code: str, answer: str) -> bool:
    """Whether it decides anything: what was put off does not, nor what was asked and is neither yes nor no."""
    question = rules.questions().get(code)
    is_undecided = answer == rules.ASKED and question is not None and question.kind == rules.YES_NO
    return answer != rules.LATER and not is_undecided


def fund_lines(talk: Consultation, known: dict[str, str]) -> list[FundLine]:
    required = rules.requirements_on(timezone.localdate(), talk.prefecture_id)
    return [_fund_line(code, required[code].requirements, talk, known) for code in names() if code in required]


def names() -> dict[str, str]:
    """資金の名前. The nine products, in the order of the terms."""
    return {row["code"]: row["name"] for row in products.rules()["products"]}


def _fund_line(code: str, required: tuple[Requirement, ...], talk: Consultation, known: dict[str, str]) -> FundLine:
    lines = tuple(_line(each, known) for each in required)
    met = sum(line.state == "met" for line in lines)
    unmet, unknown = (tuple(line for line in lines if line.state == state) for state in ("unmet", "unknown"))
    return FundLine(code, names()[code], met, len(lines), unmet, unknown, lines, talk.fund == code)


def _line(required: Requirement, known: dict[str, str]) -> Line:
    said = [known.get(code) for code, _ in required.any]
    if any(answer == wanted for answer, (_, wanted) in zip(said, required.any, strict=True)):
        return Line(required.text, "met", "確認済み", required.source)
    if None in said:
        return Line(required.text, "unknown", "未確認", required.source)
    return Line(required.text, "unmet", "当てはまらない回答", required.source)


def _needed(line: FundLine, talk: Consultation) -> set[str]:
    """What the fund wished for asks; of no wish, nothing is more urgent than another."""
    if not line.is_wished:
        return set()
    required = rules.requirements_on(timezone.localdate(), talk.prefecture_id)[line.code].requirements
    return {code for each in required for code, _ in each.any}


def _distance(question: Question, talk: Consultation) -> int:
    """◎からの遠さ. What is asked because of the greatest trouble comes first, and of that what is asked of it alone."""
    raised = [each["any"] for each in question.when if each.get("field") == "topics"]
    return min((len(topics) for topics in raised if talk.main_topic in topics), default=len(Topic))


def _is_due(question: Question, talk: Consultation, known: dict[str, str]) -> bool:
    """Ticked ones stay to be corrected; of the others those that the talk does not answer itself."""
    if question.code in talk.answers:
        return True
    if question.code in known:
        return False
    return _is_met(question.when, talk) or question.code in _wished(talk)


def _wished(talk: Consultation) -> set[str]:
    required = rules.requirements_on(timezone.localdate(), talk.prefecture_id).get(talk.fund)
    return {code for each in required.requirements for code, _ in each.any} if required else set()


def _asked(question: Question, talk: Consultation) -> Asked:
    given = talk.answers.get(question.code, "")
    buttons = tuple((each, _WORDS[each], each == given) for each in rules.ANSWERS[question.kind])
    return Asked(question.code, question.text, question.note, question.source, buttons, given)


def _told(question: Question, talk: Consultation) -> str:
    return next((each["answer"] for each in question.known_by if _holds(each, talk)), "")


def _is_met(conditions: tuple[dict[str, Any], ...], talk: Consultation) -> bool:
    return any(_holds(each, talk) for each in conditions)


def _holds(condition: dict[str, Any], talk: Consultation) -> bool:
    """One condition: a field's value, a scheme's result, whether something stands in a field, or a fact."""
    if "fact" in condition:
        return _FACTS[condition["fact"]](talk)
    if "filled" in condition:
        return getattr(talk, condition["filled"]) not in ("", None, [])
    if "scheme" in condition:
        return talk.schemes.get(condition["scheme"], {}).get("result") in condition["any"]
    value = talk.all_topics if condition["field"] == "topics" else getattr(talk, condition["field"])
    return any(each in condition["any"] for each in (value if isinstance(value, list) else [value]))


def _ages(talk: Consultation) -> list[int | None]:
    born = [talk.client_born, *(each.get("born", "") for each in talk.members)]
    return [PartialDate.parse(each).age_on(_today()) if each else None for each in born]


def _today() -> date:
    return timezone.localdate()


def _has_member_65(talk: Consultation) -> bool:
    return any(age is not None and age >= _OLD for age in _ages(talk))


def _no_member_65(talk: Consultation) -> bool:
    return all(age is not None and age < _OLD for age in _ages(talk))


def _only_spouse_and_parents(talk: Consultation) -> bool:
    return bool(talk.members) and all(each.get("relation") in _NEAR for each in talk.members)


def _others_live_there(talk: Consultation) -> bool:
    return any(each.get("relation") not in (*_NEAR, "") for each in talk.members)


_FACTS: dict[str, Callable[[Consultation], bool]] = {
    "has_member_65": _has_member_65,
    "no_member_65": _no_member_65,
    "only_spouse_and_parents": _only_spouse_and_parents,
    "others_live_there": _others_live_there,
}
