"""世帯の状況. Which members' facts, as declared, make a paper worth asking for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.utils import timezone

from loans.applications.models import Application, Member, PaperRule

Condition = PaperRule.Condition
# From here on an old-age pension is paid to most. Source: 国民年金法 第26条.
PENSION_AGE: Final = 65
ADULT_AGE: Final = 18


def concerned(condition: str, application: Application, members: Sequence[Member]) -> list[Member]:
    """当てはまる方. Empty where the condition is nobody's, or where nothing of the household tells."""
    return [member for member in members if _SAYS.get(condition, _nobody)(application, member)]


def _age(member: Member) -> int | None:
    return member.born_on.age_on(timezone.localdate())


def _works(application: Application, member: Member) -> bool:
    return bool(member.monthly_income_yen) and not _is_old(application, member)


def _is_old(application: Application, member: Member) -> bool:
    age = _age(member)
    return age is not None and age >= PENSION_AGE


def _is_child(application: Application, member: Member) -> bool:
    age = _age(member)
    return age is not None and age < ADULT_AGE


def _nobody(application: Application, member: Member) -> bool:
    return False


_SAYS: Mapping[str, Callable[[Application, Member], bool]] = {
    Condition.WORK: _works,
    Condition.PENSION: _is_old,
    Condition.CHILD: _is_child,
}
