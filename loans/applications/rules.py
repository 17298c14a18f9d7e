"""申込の規則. Who and what belongs to a request: household, statements, papers, consents. Amounts: lending.py."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from councils.refusals import NotFound
from loans.applications.models import Application, ConsentText, Member, Party
from loans.applications.refusals import NotOneApplicant
from loans.terms.facts import From, Paper, Stage, Statement, Terms

INQUIRY_CONSENT = "INQUIRY_CONSENT"
# The application form and the consents are records of the system, not files.
_RECORDED_HERE = frozenset({"APPLICATION", "CONSENT"})


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
