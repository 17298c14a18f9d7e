from dataclasses import dataclass
from uuid import UUID

from councils.tenancy import Actor
from loans.applications.models import Application
from loans.applications.shown import moment


@dataclass(frozen=True)
class RecusalLine:
    id: UUID
    who: str
    reason: str
    since: str


@dataclass(frozen=True)
class RecusalPanel:
    """忌避の欄. Who keeps off the case; is_namesake where the applicant bears the family name of the one who looks."""

    lines: list[RecusalLine]
    is_namesake: bool


def recusal_panel(application: Application, by: Actor) -> RecusalPanel:
    rows = application.recusals.filter(lifted_at__isnull=True).order_by("created_at")
    lines = [RecusalLine(row.id, row.staff_name, row.get_reason_display(), moment(row.created_at)) for row in rows]
    return RecusalPanel(lines, _family_name(application.applicant_name) == _family_name(by.name))


def _family_name(name: str) -> str:
    return name.split()[0] if name.split() else ""
