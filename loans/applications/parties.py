"""申込に加わる人. Whom the terms and the ages ask for beside the applicant, and who is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from councils.era import wareki
from councils.look.words import yen
from loans.applications.consents import Person, consent_of
from loans.applications.models import Application, Member, Party
from loans.hidden import mark_of
from loans.terms.facts import GuarantorRule, Terms

# What is said of one, but for the role.
FACTS = ("name", "kana", "born", "postcode", "address", "phone", "relation", "occupation", "yearly_income_yen")
_CO_BORROWER = Party.Role.CO_BORROWER
_WANTED = {
    GuarantorRule.NOT_REQUIRED: "",
    GuarantorRule.NOT_IN_PRINCIPLE: "原則として不要です。",
    GuarantorRule.OPTIONAL: "原則として必要です。立てられないときは、連帯保証人なしでも申し込めます。",
    GuarantorRule.FROM_HEIRS: "推定相続人の中から必要です。",
}


class Lacking(NamedTuple):
    """不足. of: whose consent, None where the person is not there yet."""

    sentence: str
    of: Party | None = None


@dataclass(frozen=True)
class Needed:
    """求める立場. why: the rule, as staff read it; is_needed: 受付 waits for it."""

    role: Party.Role
    why: str
    is_needed: bool


@dataclass(frozen=True)
class PartyLine:
    party: Party
    role: str
    born: str
    address: str
    income: str
    consent: str


def parties_of(application: Application) -> list[Party]:
    """連帯借受人・連帯保証人・法定代理人 as they stand, in the order of their entry."""
    return list(application.parties.filter(removed_at__isnull=True).order_by("created_at"))


def needed(terms: Terms, members: Sequence[Member], there: Sequence[Party]) -> list[Needed]:
    """By the fund's terms, and by the age of who borrows: 成年 is 18, and a minor's 法定代理人 agrees to the loan."""
    found = []
    if terms.co_borrower_required:
        found.append(Needed(Party.Role.CO_BORROWER, "この資金では、世帯の中から必要です。", is_needed=True))
    if words := _WANTED[terms.guarantor]:
        found.append(Needed(Party.Role.GUARANTOR, words, is_needed=terms.guarantor is GuarantorRule.FROM_HEIRS))
    borrowers: list[Person] = [*members, *there]
    if any(_is_minor_borrower(each) for each in borrowers):
        words = "借り受ける方が18歳未満のため、法定代理人の同意が必要です。"
        found.append(Needed(Party.Role.REPRESENTATIVE, words, is_needed=True))
    return found


def _is_minor_borrower(person: Person) -> bool:
    borrows = person.relation == Member.Relation.SELF if isinstance(person, Member) else person.role == _CO_BORROWER
    return borrows and person.born_on.is_adult_on(timezone.localdate()) is False


def lacking(application: Application, terms: Terms, members: Sequence[Member]) -> Iterator[Lacking]:
    """不足. Who is asked for and not there, and who is there and has not agreed."""
    there = parties_of(application)
    roles = {each.role for each in there}
    for each in needed(terms, members, there):
        if each.is_needed and each.role not in roles:
            yield Lacking(f"{each.role.label}を登録する")
    for party in there:
        if consent_of(party) is None:
            yield Lacking(f"{party.name} 様（{party.get_role_display()}）の同意を確認する", of=party)


def party_mark(party: Party) -> int:
    """登録の版."""
    return mark_of([getattr(party, name) for name in FACTS])


def party_lines(application: Application) -> list[PartyLine]:
    return [_line(each) for each in parties_of(application)]


def _line(party: Party) -> PartyLine:
    consent, age = consent_of(party), party.born_on.age_on(timezone.localdate())
    return PartyLine(
        party=party,
        role=party.get_role_display(),
        born=party.born_on.wareki() + (f"（{age}歳）" if age is not None else ""),
        address=f"〒{party.postcode} {party.address}" if party.postcode else party.address,
        income="" if party.yearly_income_yen is None else f"年収 {yen(party.yearly_income_yen)}",
        consent=f"{wareki(consent.given_on)} {consent.get_way_display()}" if consent else "",
    )
