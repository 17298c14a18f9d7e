"""家計表: sums by month and by year, begun from what the form says, and what is left for repaying."""

import pytest

from councils.refusals import NotFound, NotPermitted, Stale, StepNotAllowed
from loans.applications import actions
from loans.applications.budget import (
    Sheet,
    budget_mark,
    budget_of,
    budget_panel,
    categories,
    from_household,
    shown,
    signed,
    totals,
)
from tests import make

pytestmark = pytest.mark.zone("stages")

MONTHLY, YEARLY = {"WAGE": 180_000, "HOUSING": 60_000, "FOOD": 40_000}, {"WAGE": 100_000, "TAX": 46_000}


def drafted(by, **facts):
    application = make.draft(by)
    rows = make.household()
    rows[0] = {**rows[0], **facts}
    actions.save(application.id, make.request(application), rows, version=1, by=by)
    application.refresh_from_db()
    return application


def wrote(application, sheet, by):
    mark = budget_mark(budget_of(application))
    return actions.save_budget(application.id, sheet, version=mark, by=by)


def test_a_year_is_twelve_months_and_what_comes_besides(desk):
    with desk("aoba"):
        found = totals(categories(), MONTHLY, YEARLY)

    assert (found.income_month, found.expense_month, found.balance_month) == (180_000, 100_000, 80_000)
    assert (found.income_year, found.expense_year) == (2_260_000, 1_246_000)
    assert found.per_month == 84_500


def test_a_shortage_is_shown_as_one(desk):
    with desk("aoba") as by:
        application = drafted(by)
        found = shown(totals(categories(), {"FOOD": 10_000}, {}), application)

    assert (found.is_short, found.per_month) == (True, "△10,000円")
    assert signed(0) == "0円"


def test_what_the_household_says_is_not_asked_again(desk):
    with desk("aoba") as by:
        kinds = drafted(by, wage_yen=80_000, pension_yen=30_000, monthly_income_yen=110_000)
        whole = drafted(by, monthly_income_yen=90_000)

        assert from_household(kinds, categories()) == {"WAGE": 80_000, "PENSION": 30_000}
        assert from_household(whole, categories()) == {"OTHER_INCOME": 90_000}


def test_the_sheet_is_kept_with_its_history_and_stands_beside_the_instalment(desk):
    with desk("aoba") as by:
        application = drafted(by)
        assert budget_panel(application) is None
        wrote(application, Sheet({"WAGE": 1}, {}), by)
        budget = wrote(application, Sheet(MONTHLY, YEARLY, "冬は灯油代がかかる"), by)
        panel = budget_panel(application)

    assert [row.monthly for row in budget.history.order_by("history_id")] == [{"WAGE": 1}, MONTHLY]
    assert (panel.per_month, panel.instalment) == ("84,500円", "6,667円")


def test_of_two_who_begin_one_sheet_the_second_is_told(desk):
    with desk("aoba") as by:
        application = drafted(by)
        opened = budget_mark(None)
        actions.save_budget(application.id, Sheet(MONTHLY, YEARLY), version=opened, by=by)
        actions.save_budget(application.id, Sheet(MONTHLY, YEARLY), version=opened, by=by)
        with pytest.raises(Stale):
            actions.save_budget(application.id, Sheet({}, {}), version=opened, by=by)

        assert budget_of(application).monthly == MONTHLY


@pytest.mark.parametrize(("stranger", "refusal"), [("kozue", NotFound), ("minato", NotFound), ("sakura", NotPermitted)])
def test_nobody_else_writes_our_clients_sheet(desk, stranger, refusal):
    with desk("aoba") as by:
        application = drafted(by)

    with desk(stranger) as by, pytest.raises(refusal):
        wrote(application, Sheet(MONTHLY, YEARLY), by)


def test_after_the_case_has_left_the_sheet_stands_still_and_the_office_reads_it(desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)
        wrote(application, Sheet(MONTHLY, YEARLY), by)
    with desk("wakaba") as by:
        application = actions.forward(application.id, by=by)

    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        wrote(application, Sheet({}, {}), by)
    with desk("sakura"):
        assert budget_panel(application) is not None
