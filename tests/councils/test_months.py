"""期間と期日: counted by the calendar as 民法 has it."""

from datetime import date

import pytest

from councils.months import due_in, months_after


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 11, 2), 3, date(2027, 2, 2)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 9, 30), 12, date(2027, 9, 30)),
        # a period that begins with a month ends with one
        (date(2027, 2, 28), 3, date(2027, 5, 31)),
        (date(2028, 2, 28), 3, date(2028, 5, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 4, 30), 6, date(2026, 10, 31)),
        # February has no 29th to answer to
        (date(2026, 11, 28), 3, date(2027, 2, 28)),
        (date(2026, 11, 29), 3, date(2027, 2, 28)),
    ],
)
def test_a_period_of_months_begins_on_the_next_day_and_ends_before_the_one_that_answers_to_it(day, months, last):
    assert months_after(day, months) == last


@pytest.mark.parametrize(
    ("day", "months", "due_day", "due"),
    [
        (date(2026, 11, 2), 3, 31, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, 25, date(2026, 12, 25)),
        (date(2026, 12, 31), 1, 29, date(2027, 1, 29)),
    ],
)
def test_a_due_day_is_that_day_of_its_month_or_the_last(day, months, due_day, due):
    assert due_in(day, months, due_day) == due
