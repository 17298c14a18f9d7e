"""期限. The days that count in a prefecture: its own rows, else the careful default, each with where it is from."""

from dataclasses import dataclass
from datetime import date

from inquiry.vault.models import Term
from inquiry.vault.terms import default_term


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
    row = Term.objects.filter(what=what, valid_from__lte=on).order_by("-valid_from", "-created_at").first()
    if row is not None:
        return InForce(what, row.days, row.valid_from, row.source, is_default=False)
    careful = default_term(what.value, on)
    return InForce(what, careful.days, careful.since, careful.why, is_default=True)
