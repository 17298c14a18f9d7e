"""申込の規則. What the terms in force say of a request; every figure comes from a dated rule row."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.utils import timezone

from councils.refusals import NotFound, check_all
from loans.applications.models import Application, ConsentText, Member, Party
from loans.applications.refusals import NotOneApplicant, OffUnit, OverCeiling, TooLong
from loans.terms.facts import From, Paper, Stage, Statement, Terms
from loans.terms.limits import ceiling

INQUIRY_CONSENT = "INQUIRY_CONSENT"
# The application form and the consents are records of the system, not files.
_RECORDED_HERE = frozenset({"APPLICATION", "CONSENT"})


def check_amount(terms: Terms, amount_yen: int | None, *, household_size: int, amount: str = "借入希望額") -> None:
    """借入希望額, or another amount by its name. Raises OverCeiling, OffUnit, or Several."""
    if amount_yen is None:
        return
    check_all(
        partial(_check_ceiling, ceiling(terms, household_size=max(household_size, 1)), amount_yen, amount),
        partial(_check_unit, terms.unit_yen, amount_yen, amount),
    )


def _check_ceiling(most: int, amount_yen: int, amount: str) -> None:
    if amount_yen > most:
        raise OverCeiling(most, amount)


def _check_unit(unit_yen: int, amount_yen: int, amount: str) -> None:
    if amount_yen % unit_yen:
        raise OffUnit(unit_yen, amount)


def check_periods(terms: Terms, *, grace_months: int | None, repayment_months: int | None) -> None:
    """据置期間と償還期間. Raises TooLong, or Several."""
    check_all(
        partial(_check_months, "grace_months", "据置期間", grace_months, terms.grace_months_max),
        partial(_check_months, "repayment_months", "償還期間", repayment_months, terms.repay_months_max),
    )


def _check_months(field: str, label: str, months: int | None, most: int) -> None:
    if months is not None and months > most:
        raise TooLong(f"{label}は{most}か月以内で入力してください。", field=field)


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


def member_of(application: Application, member_id: UUID) -> Member:
    """One of the household as it stands. Raises NotFound."""
    member: Member | None = application.members.filter(pk=member_id, removed_at__isnull=True).first()
    if member is None:
        raise NotFound
    return member


def party_of(application: Application, party_id: UUID) -> Party:
    """Of those who stand beside the applicant now. Raises NotFound."""
    party: Party | None = application.parties.filter(pk=party_id, removed_at__isnull=True).first()
    if party is None:
        raise NotFound
    return party


def person_of(application: Application, person_id: UUID) -> Member | Party:
    """Of the household, or beside the applicant. Raises NotFound."""
    party: Party | None = application.parties.filter(pk=person_id, removed_at__isnull=True).first()
    return party or member_of(application, person_id)


def representatives(application: Application) -> list[Member | Party]:
    """法定代理人になりうる人. Whoever was entered as that, and the adults of the household."""
    entered = application.parties.filter(removed_at__isnull=True, role=Party.Role.REPRESENTATIVE)
    adults = [each for each in household(application) if must_consent(each)]
    return [*entered.order_by("created_at"), *adults]


def consent_text(code: str = INQUIRY_CONSENT) -> ConsentText:
    """同意文. The words in force today."""
    rows = ConsentText.objects.filter(code=code, valid_from__lte=timezone.localdate())
    return rows.latest("version")
