"""期限. The days that count in a prefecture: its own rows, else the careful default, each with where it is from."""

from dataclasses import dataclass
from datetime import date

from inquiry.vault.models import Term
from inquiry.vault.terms import default_term

_NEWEST = ("-valid_from", "-created_at")


@dataclass(frozen=True, slots=True)
class InForce:
    """いま適用される期限."""

    what: Term.What
    days: int
    since: date
    source: str
    is_default: bool


def term_in_force(what: Term.What, on: date) -> InForce:
    """In the prefecture of whoever acts; the row that was entered last counts, of several from one day."""
    return _counted(Term.objects.filter(what=what, valid_from__lte=on).order_by(*_NEWEST).first(), what, on)


class Terms:
    """期限の一覧. The same for a page of rows: what was entered is read once."""

    def __init__(self) -> None:
        self._entered = list(Term.objects.order_by(*_NEWEST))

    def in_force(self, what: Term.What, on: date) -> InForce:
        rows = (row for row in self._entered if row.what == what and row.valid_from <= on)
        return _counted(next(rows, None), what, on)


def _counted(row: Term | None, what: Term.What, on: date) -> InForce:
    if row is not None:
        return InForce(what, row.days, row.valid_from, row.source, is_default=False)
    careful = default_term(what.value, on)
    return InForce(what, careful.days, careful.since, careful.why, is_default=True)
