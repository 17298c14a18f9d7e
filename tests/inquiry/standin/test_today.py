"""模擬接続先の今日: what is written of the present stays of the present, whatever the year. No database."""

import os
import subprocess
import sys
from datetime import date

import pytest

from inquiry.reading.copies import is_old
from inquiry.standin.today import moved, settled
from inquiry.vault.terms import copy_days
from tests.bed import ROOT


@pytest.mark.parametrize("today", [date(2026, 11, 26), date(2027, 6, 9), date(2027, 6, 10), date(2031, 6, 12)])
def test_no_copy_grows_old_by_itself_nor_lies_in_the_future(today):
    written = date.fromisoformat(moved("2026-06-10", today))

    assert written <= today
    assert not is_old(written, today, copy_days(today))


@pytest.mark.parametrize(
    ("written", "today", "reads"),
    [
        ("2026", date(2026, 11, 26), "2026"),
        ("2026", date(2027, 6, 9), "2026"),
        ("2026", date(2027, 6, 10), "2027"),
        ("202604", date(2028, 7, 1), "202804"),
        ("2026-02-28", date(2028, 7, 1), "2028-02-28"),
        ("2026-06-10", date(2026, 5, 1), "2025-06-10"),
        ("000000", date(2028, 7, 1), "000000"),
    ],
)
def test_days_of_the_present_move_by_a_year_with_each_tenth_of_june(written, today, reads):
    assert moved(written, today) == reads


def test_today_is_settled_by_the_environment_where_it_is_given():
    assert settled("2027-07-01", date(2026, 11, 26)) == date(2027, 7, 1)
    assert settled("", date(2026, 11, 26)) == date(2026, 11, 26)


def test_what_a_stand_in_holds_is_of_its_own_today():
    asked = "from inquiry.standin import records as r, moves; print(r.UPDATED_ON, r.TAX_YEAR, moves.TAX_DAY)"

    said = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env=os.environ | {"STANDIN_TODAY": "2029-06-11"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.split() == ["2029-06-10", "2029", "2029-01-01"]
