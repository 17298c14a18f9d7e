"""期限. Days of the slip, each from the day on which it came into force."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class RepeatTerm:
    """再照会に理由が要る日数. Within them the same person is asked about with another household for a reason alone."""

    since: date
    days: int


# No figure is published: ours, to be agreed with the first prefecture. walls.guard_subjects() holds the same.
REPEAT_TERMS = (RepeatTerm(date(2026, 4, 1), 30),)


def repeat_term(on: date) -> timedelta:
    """The term in force on that day; before the first, the first."""
    begun = [term for term in REPEAT_TERMS if term.since <= on]
    return timedelta(days=(begun or REPEAT_TERMS)[-1 if begun else 0].days)
