"""家計表の書き始め: income of the kind that the work tells, and what is repaid each month already."""

import pytest

from loans.applications import actions
from loans.applications.budget import categories, from_household
from tests import make

pytestmark = pytest.mark.zone("stages")


@pytest.mark.parametrize(
    ("work", "line"),
    [
        ("part_time", "WAGE"),
        ("own_business", "BUSINESS"),
        ("pensioner", "PENSION"),
        ("between_jobs", "OTHER_INCOME"),
        ("", "OTHER_INCOME"),
    ],
)
def test_income_in_one_sum_is_of_the_kind_of_the_work(desk, work, line):
    with desk("aoba") as by:
        application = make.draft(by)
        rows = [{**row, "work": work, "monthly_income_yen": 98_000} for row in make.household()[:1]]
        actions.save(application.id, make.request(application), rows, version=1, by=by)

        assert from_household(application, categories()) == {line: 98_000}


def test_what_is_repaid_each_month_is_carried_from_the_talk(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        application.consultation.debts_monthly_yen = 15_000

        assert from_household(application, categories()) == {"DEBT": 15_000}
