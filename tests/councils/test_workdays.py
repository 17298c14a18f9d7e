"""開庁日: neither weekend nor holiday nor the turn of the year."""

from datetime import date

import pytest

from councils.workdays import workday_from


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
