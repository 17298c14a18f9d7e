"""不足. What an application still lacks before it can be taken in, each as a sentence for the counsellor."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from loans.applications import papers, rules
from loans.applications.models import Application, Consent, Member
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
_AGAIN = " 様：氏名または生年月日が変わったため、同意の確認をやり直してください。"


@dataclass(frozen=True)
class Lack:
    """不足. What to do, and where: at a box of the form, with a person who consents, or with a paper.

    paper: the kind that is missing; is_at_papers: something to do among those that are there.
    """

    sentence: str
    box: str = ""
    consent_of: UUID | None = None
    paper: str = ""
    is_at_papers: bool = False


def missing(application: Application) -> list[Lack]:
    """Empty when everything is there."""
    terms = facts_of(application.terms)
    members = rules.household(application)
    return [
        *_blank_fields(application),
        *_statements(application, terms),
        *_members(application, members),
        *_papers(application),
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
    yield from _consents(application, members)


def _consents(application: Application, members: list[Member]) -> Iterator[Lack]:
    consenting, asked_again = consents_given(application), _asked_again(application)
    for member in members:
        if rules.must_consent(member) and member.id not in consenting:
            words = _AGAIN if member.id in asked_again else " 様の情報照会の同意を確認する"
            yield Lack(f"{member.name}{words}", consent_of=member.id)


def is_account_holder(application: Application, members: list[Member]) -> bool:
    """口座名義は申込者本人. Source: ministry's checklist, loan-products.md §8."""
    if not application.account_holder_kana:
        return True
    holder = _letters(application.account_holder_kana)
    return any(member.relation == Member.Relation.SELF and _letters(member.kana) == holder for member in members)


def consents_given(application: Application) -> set[object]:
    rows = application.consents.filter(withdrawn_at__isnull=True, text__code=rules.INQUIRY_CONSENT)
    return set(rows.values_list("member_id", flat=True))


def _asked_again(application: Application) -> set[object]:
    """Those whose consent ended because the row no longer names the person who gave it."""
    rows = application.consents.filter(withdrawal=Consent.Withdrawal.PERSON_CHANGED)
    return set(rows.values_list("member_id", flat=True))


def _papers(application: Application) -> Iterator[Lack]:
    for each in papers.lacking(application):
        yield Lack(each.sentence, paper=each.paper, is_at_papers=each.is_there)


def _letters(kana: str) -> str:
    return "".join(kana.split())
