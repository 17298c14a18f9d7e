"""貸付の読み解き. Whether a loan is open elsewhere; how much, from whom and whether it is overdue is not said."""

from datetime import date

from inquiry.codes import Verdict
from inquiry.reading.benefits import of_record
from inquiry.sources.answers import Answer, typed_item
from inquiry.sources.values import Empty, Given, Row


def open_loan(answer: Answer, on: date) -> Verdict:
    """償還の終わっていない借入れ. Closed only where every loan says that it was paid back."""
    record = of_record(answer)
    has_loan = typed_item(record.item("has_loan"), "has_loan", bool)
    if isinstance(has_loan, Empty):
        return Verdict.NEEDS_CHECK
    rows = record.rows("loans")
    if not has_loan.value:
        # A flag that its own rows contradict is not believed.
        return Verdict.NEEDS_CHECK if rows else Verdict.DOES_NOT_APPLY
    are_paid_back = bool(rows) and all(_is_paid_back(row, on) for row in rows)
    return Verdict.DOES_NOT_APPLY if are_paid_back else Verdict.APPLIES


def _is_paid_back(row: Row, on: date) -> bool:
    completed, balance = row.get("completed_on"), row.get("balance_yen")
    is_over = isinstance(completed, Given) and isinstance(completed.value, date) and completed.value <= on
    return is_over or balance == Given(0)
