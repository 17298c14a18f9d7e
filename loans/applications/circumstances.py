"""世帯の状況. Which members' facts, as declared, make a paper worth asking for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.utils import timezone

from loans.applications.models import Application, Member, PaperRule

Condition = PaperRule.Condition
Work = Member.Work
# From here on an old-age pension is paid to most. Source: 国民年金法 第26条.
PENSION_AGE: Final = 65
ADULT_AGE: Final = 18
_WORKING: Final = frozenset({Work.REGULAR, Work.PART_TIME, Work.DISPATCHED, Work.OWN_BUSINESS, Work.ON_LEAVE})


def concerned(condition: str, application: Application, members: Sequence[Member]) -> list[Member]:
    """当てはまる方. Empty where the condition is nobody's, or where nothing of the household tells."""
    return [member for member in members if _SAYS.get(condition, _nobody)(application, member)]


def _age(member: Member) -> int | None:
    return member.born_on.age_on(timezone.localdate())


def _is_old(member: Member) -> bool:
    age = _age(member)
    return age is not None and age >= PENSION_AGE


def _works(application: Application, member: Member) -> bool:
    """By what was said; where nothing was, by an income that is no pension."""
    if member.work:
        return member.work in _WORKING
    return bool(member.wage_yen or member.business_yen or (member.monthly_income_yen and not _is_old(member)))


def _has_pension(application: Application, member: Member) -> bool:
    return bool(member.pension_yen) or member.work == Work.PENSIONER or _is_old(member)


def _is_disabled(application: Application, member: Member) -> bool:
    return bool(member.disability)


def _is_cared_for(application: Application, member: Member) -> bool:
    return bool(member.care_level)


def _is_child(application: Application, member: Member) -> bool:
    age = _age(member)
    return age is not None and age < ADULT_AGE


def _is_assisted(application: Application, member: Member) -> bool:
    """生活保護: of the household, so of the applicant."""
    return bool(application.assistance_yen) and member.relation == Member.Relation.SELF


def _is_at_school(application: Application, member: Member) -> bool:
    """As was said; that a child of school age goes to school needs no paper."""
    age = _age(member)
    return bool(member.school) and (age is None or age >= ADULT_AGE)


def _has_lost_work(application: Application, member: Member) -> bool:
    return member.work == Work.BETWEEN_JOBS


def _nobody(application: Application, member: Member) -> bool:
    return False


_SAYS: Mapping[str, Callable[[Application, Member], bool]] = {
    Condition.WORK: _works,
    Condition.PENSION: _has_pension,
    Condition.DISABILITY: _is_disabled,
    Condition.CARE: _is_cared_for,
    Condition.CHILD: _is_child,
    Condition.ASSISTANCE: _is_assisted,
    Condition.SCHOOL: _is_at_school,
    Condition.JOBLESS: _has_lost_work,
}
