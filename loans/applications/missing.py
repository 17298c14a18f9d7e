"""不足. What an application still lacks before it can be taken in, each as a sentence for the counsellor."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from loans.applications import consents, parties, rules
from loans.applications.models import Application, Member
from loans.applications.refusals import Incomplete, PapersBeingChecked
from loans.paper_states import PaperState
from loans.terms.facts import Terms
from loans.terms.in_force import facts_of

_ASKED = {
    "reason": "貸付事由を選ぶ",
    "reason_text": "借入理由を書く",
    "outlook": "今後の収入の見通しを書く",
    "amount_yen": "借入希望額を入力する",
    "repayment_months": "償還期間を入力する",
    "bank_name": "振込先の金融機関を入力する",
    "bank_branch": "振込先の支店を入力する",
    "account_number": "口座番号を入力する",
    "account_holder_kana": "口座名義を入力する",
}


@dataclass(frozen=True)
class Lack:
    """不足. What to do, and where: at a box of the form, with a person who consents, with a paper, or on another page.

    paper: the kind that is missing; is_at_papers: something to do among those that are there; page: by its name.
    """

    sentence: str
    box: str = ""
    consent_of: UUID | None = None
    paper: str = ""
    is_at_papers: bool = False
    page: str = ""


def missing(application: Application) -> list[Lack]:
    """Empty when everything is there."""
    terms = facts_of(application.terms)
    members = rules.household(application)
    return [
        *_blank_fields(application),
        *_statements(application, terms),
        *_members(application, members),
        *_people(application, terms, members),
        *_papers(application, terms),
    ]


def check_complete(application: Application, *, to: str) -> None:
    """Raises Incomplete."""
    if lacking := missing(application):
        raise Incomplete([each.sentence for each in lacking], to=to)


def check_papers_open(application: Application) -> None:
    """What cannot be opened is not forwarded. Raises PapersBeingChecked."""
    if is_being_checked(application):
        raise PapersBeingChecked


def is_being_checked(application: Application) -> bool:
    return application.documents.filter(removed_at__isnull=True, state=PaperState.CHECKING).exists()


def _blank_fields(application: Application) -> Iterator[Lack]:
    for name, sentence in _ASKED.items():
        if getattr(application, name) in ("", None):
            yield Lack(sentence, name)


def _statements(application: Application, terms: Terms) -> Iterator[Lack]:
    needed = {rules.statement_key(each) for each in rules.household_statements(terms)}
    if not needed <= set(application.statements):
        yield Lack("申告・同意事項をすべて確かめる", "statements")


def _members(application: Application, members: list[Member]) -> Iterator[Lack]:
    if [member.relation for member in members].count(Member.Relation.SELF) != 1:
        yield Lack("世帯に、続柄「本人」の方を一人だけ入力する", "household")
    if not is_account_holder(application, members):
        yield Lack("口座名義が申込者本人のフリガナと違います。本人名義の口座を確かめる", "account_holder_kana")


def _people(application: Application, terms: Terms, members: list[Member]) -> Iterator[Lack]:
    for each in parties.lacking(application, terms, members):
        page = "" if each.of else "loans:parties"
        yield Lack(each.sentence, consent_of=each.of.id if each.of else None, page=page)
    for one in consents.lacking(application, terms, members):
        yield Lack(one.sentence, consent_of=one.of, paper=one.paper)


def is_account_holder(application: Application, members: list[Member]) -> bool:
    """口座名義は申込者本人. Source: ministry's checklist, loan-products.md §8."""
    if not application.account_holder_kana:
        return True
    holder = _letters(application.account_holder_kana)
    return any(member.relation == Member.Relation.SELF and _letters(member.kana) == holder for member in members)


def _papers(application: Application, terms: Terms) -> Iterator[Lack]:
    """A paper that is being checked counts: nobody waits for it before the forwarding."""
    rows = application.documents.filter(removed_at__isnull=True)
    there = set(rows.exclude(state=PaperState.REFUSED).values_list("kind", flat=True))
    for paper in rules.papers_for_application(terms):
        if not paper.replaced_by and paper.code not in there:
            yield Lack(f"{paper.name}を登録する", paper=paper.code)
    if rows.filter(state=PaperState.REFUSED).exists():
        yield Lack("開けなかった書類を取り消して、登録し直す", is_at_papers=True)


def _letters(kana: str) -> str:
    return "".join(kana.split())
