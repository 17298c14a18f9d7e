"""申込の規則. What the terms in force say of a request; every figure comes from a dated rule row."""

from collections.abc import Iterable

from django.utils import timezone

from loans.applications.models import Application, Member
from loans.applications.refusals import NotOneApplicant, OffUnit, OverCeiling, TooLong
from loans.terms.facts import From, Paper, Stage, Statement, Terms
from loans.terms.limits import ceiling

INQUIRY_CONSENT = "INQUIRY_CONSENT"
# The application form and the consents are records of the system, not files.
_RECORDED_HERE = frozenset({"APPLICATION", "CONSENT"})


def check_amount(terms: Terms, amount_yen: int | None, *, household_size: int) -> None:
    """借入希望額. Raises OverCeiling, OffUnit."""
    if amount_yen is None:
        return
    most = ceiling(terms, household_size=max(household_size, 1))
    if amount_yen > most:
        raise OverCeiling(most)
    if amount_yen % terms.unit_yen:
        raise OffUnit(terms.unit_yen)


def check_periods(terms: Terms, *, grace_months: int | None, repayment_months: int | None) -> None:
    """据置期間と償還期間. Raises TooLong."""
    if grace_months is not None and grace_months > terms.grace_months_max:
        raise TooLong(f"据置期間は{terms.grace_months_max}か月以内で入力してください。", field="grace_months")
    if repayment_months is not None and repayment_months > terms.repay_months_max:
        raise TooLong(f"償還期間は{terms.repay_months_max}か月以内で入力してください。", field="repayment_months")


def check_one_applicant(relations: Iterable[str]) -> None:
    """Raises NotOneApplicant."""
    if list(relations).count(Member.Relation.SELF) != 1:
        raise NotOneApplicant


def household_statements(terms: Terms) -> list[Statement]:
    """申告・同意事項 of the applicant for the household."""
    return [each for each in terms.statements if each.of is From.HOUSEHOLD]


def statement_key(statement: Statement) -> str:
    """What was agreed to, with the version of its words."""
    return f"{statement.code}@{statement.version}"


def papers_for_application(terms: Terms) -> list[Paper]:
    """申込時の書類. Those that are files."""
    return [each for each in terms.papers if each.stage is Stage.APPLICATION and each.code not in _RECORDED_HERE]


def must_consent(member: Member) -> bool:
    """成年. Whose age is not certain is asked as an adult."""
    return member.born_on.is_adult_on(timezone.localdate()) is not False


def household(application: Application) -> list[Member]:
    """世帯. The members in their order."""
    return list(application.members.filter(removed_at__isnull=True).order_by("position"))
