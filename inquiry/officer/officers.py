"""照会担当. Who acts here is always a person."""

from collections.abc import Iterable

from councils.models import NamePlate
from councils.permissions import RIGHTS, Permission
from councils.refusals import NotPermitted
from councils.tenancy import Actor


def officer_id(by: Actor) -> int:
    """Raises NotPermitted for a system: what is done here is somebody's decision."""
    if by.staff_id is None:
        raise NotPermitted
    return by.staff_id


def names_of(staff_ids: Iterable[int | None]) -> dict[int, str]:
    """氏名. Those who left the prefecture have no name plate any more."""
    plates = NamePlate.objects.filter(pk__in={staff_id for staff_id in staff_ids if staff_id is not None})
    return dict(plates.values_list("pk", "name"))


def check_officer_or_chief(by: Actor) -> None:
    """照会担当か責任者. Raises NotPermitted for everybody else of the zone."""
    if not {Permission.INQUIRE, Permission.ADMINISTER} & RIGHTS[by.post]:
        raise NotPermitted
