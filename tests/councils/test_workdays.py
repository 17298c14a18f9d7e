"""開庁日: neither weekend nor holiday nor the turn of the year."""

from datetime import date

import pytest

from councils.workdays import workday_from, workdays_before, workdays_since


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21", "2026-11-24"),  # Saturday, Sunday, 勤労感謝の日
        ("2026-12-28", "2026-12-28"),
        ("2026-12-29", "2027-01-04"),
        ("2027-01-09", "2027-01-12"),  # Saturday, Sunday, 成人の日
    ],
)
def test_a_closed_day_gives_way_to_the_next_on_which_the_council_works(day, expected):
    assert workday_from(date.fromisoformat(day)) == date.fromisoformat(expected)


def test_working_days_are_counted_over_weekends_and_the_turn_of_the_year():
    assert workdays_since(date(2026, 12, 28), date(2027, 1, 4)) == 1
    assert workdays_since(date(2026, 11, 20), date(2026, 11, 24)) == 1
    assert workdays_since(date(2026, 11, 20), date(2026, 11, 20)) == 0


def test_days_are_counted_to_the_end_however_long_a_case_has_waited():
    # 令和8年: 261 weekdays, 17 of them 祝日, four more at the turn of the year
    assert workdays_since(date(2025, 12, 31), date(2026, 12, 31)) == 240


def test_so_many_working_days_before_is_a_working_day():
    assert workdays_before(date(2027, 1, 4), 1) == date(2026, 12, 28)
    assert workdays_before(date(2026, 11, 24), 2) == date(2026, 11, 19)
    assert workdays_before(date(2026, 11, 22), 0) == date(2026, 11, 22)
