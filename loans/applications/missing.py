"""不足. What an application still lacks before it can be taken in, each as a sentence for the counsellor."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from councils.era import wareki
from loans.applications import consents, lending, papers, parties, rules
from loans.applications.asked import needed
from loans.applications.models import Application, Member
from loans.applications.refusals import Incomplete, PapersBeingChecked
from loans.extras.answers import name_of
from loans.extras.in_force import extras_for
from loans.paper_states import PaperState
from loans.terms.facts import Ask, ConsultationRule, Terms
from loans.terms.in_force import facts_of

_AT_CENTRE = (Application.SupportCentre.USING, Application.SupportCentre.APPLIED)


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
        *_blank_fields(application, terms),
        *_request(application, terms, members),
        *_extras(application),
        *_statements(application, terms),
        *_members(application, members),
        *_people(application, terms, members),
        *_papers(application),
    ]


def to_confirm(application: Application) -> list[Lack]:
    """確かめること. Stops no receipt: what only the resident record can tell, and papers that will soon be too old."""
    members = rules.household(application)
    own = next((each.address for each in members if each.relation == Member.Relation.SELF), "")
    elsewhere = [each.name for each in members if own and each.address != own]
    unknown = [each.name for each in members if each.born.startswith("0000")]
    return [
        *_confirm(elsewhere, "住所が申込者と違います。住民票のとおりか確かめる"),
        *_confirm(unknown, "生年月日が不詳です。住民票で分かるときは入力する"),
        *(Lack(_until(line), paper=line.required.code) for line in papers.ending(application)),
    ]


def _until(line: papers.Line) -> str:
    last = wareki(line.expires_on) if line.expires_on else ""
    return f"{line.required.name}は{last}で期限が切れます（あと{line.days_left}日）。それまでに受け付ける"


def _confirm(names: list[str], what: str) -> Iterator[Lack]:
    if names:
        yield Lack(f"{'、'.join(f'{name} 様' for name in names)}の{what}", "household")


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


def _blank_fields(application: Application, terms: Terms) -> Iterator[Lack]:
    for name, sentence in needed(terms).items():
        if getattr(application, name) in ("", None, []):
            yield Lack(sentence, name)


def _request(application: Application, terms: Terms, members: list[Member]) -> Iterator[Lack]:
    """借入れの内容. Ceilings again, since the household may have changed since; reasons that the terms want.

    Source of the checks: ministry's checklist, loan-products.md §8 (総額＝月額×月数, 単身と複数世帯の月額).
    """
    asked = lending.lending_of(terms, vars(application), household_size=len(members))
    if asked.amount_yen != application.amount_yen:
        yield Lack("借入希望額を、月額と貸付期間に合わせて保存し直す", "monthly_yen")
    if refusal := lending.why_not(terms, asked):
        yield Lack(refusal, "monthly_yen" if Ask.MONTHLY in terms.asks else "amount_yen")
    if not application.guide_reason and (over := list(lending.over_guides(terms, asked))):
        yield Lack(f"目安を超える理由を書く（{''.join(over)}）", "guide_reason")
    if application.is_specially_needed and not application.special_need:
        yield Lack("特に必要な理由を書く", "special_need")
    if needs_support_centre(application, terms) and application.support_centre not in _AT_CENTRE:
        yield Lack("自立相談支援事業の利用を確かめる（この申込みの要件です）", "support_centre")


def _extras(application: Application) -> Iterator[Lack]:
    """県独自項目. Those that the prefecture wants before a receipt."""
    today = timezone.localdate()
    for extra in extras_for(application.fund, prefecture_id=application.prefecture_id, on=today):
        if extra.is_required and str(extra.id) not in application.answers:
            yield Lack(f"「{extra.label}」を入力する", name_of(extra))


def needs_support_centre(application: Application, terms: Terms) -> bool:
    """自立相談支援事業の利用が要件か. Of the fund, or of the reason that was chosen."""
    if terms.consultation is ConsultationRule.BY_REASON:
        return any(each.code == application.reason and each.consultation_required for each in terms.reasons)
    return terms.consultation is ConsultationRule.REQUIRED


def _statements(application: Application, terms: Terms) -> Iterator[Lack]:
    needed = {rules.statement_key(each) for each in rules.household_statements(terms)}
    if not needed <= set(application.statements):
        yield Lack("申告・同意事項をすべて確かめる", "statements")


def _members(application: Application, members: list[Member]) -> Iterator[Lack]:
    if [member.relation for member in members].count(Member.Relation.SELF) != 1:
        yield Lack("世帯に、続柄「本人」の方を一人だけ入力する", "household")
    if not application.payee and not is_account_holder(application, members):
        yield Lack("口座名義が申込者本人のフリガナと違います。本人名義の口座を確かめる", "account_holder_kana")


def _people(application: Application, terms: Terms, members: list[Member]) -> Iterator[Lack]:
    for each in parties.lacking(application, terms, members):
        page = "" if each.of else "loans:parties"
        yield Lack(each.sentence, consent_of=each.of.id if each.of else None, page=page)
    for one in consents.lacking(application, members):
        yield Lack(one.sentence, consent_of=one.of)


def is_account_holder(application: Application, members: list[Member]) -> bool:
    """口座名義は申込者本人. Source: ministry's checklist, loan-products.md §8."""
    if not application.account_holder_kana:
        return True
    holder = _letters(application.account_holder_kana)
    return any(member.relation == Member.Relation.SELF and _letters(member.kana) == holder for member in members)


def _papers(application: Application) -> Iterator[Lack]:
    for each in papers.lacking(application):
        yield Lack(each.sentence, paper=each.paper, is_at_papers=each.is_there)


def _letters(kana: str) -> str:
    return "".join(kana.split())
