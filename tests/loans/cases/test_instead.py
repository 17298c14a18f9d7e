"""The nudge: which papers an inquiry answers, by the plan of the fund and the catalogue; and nothing beyond them."""

import pytest

from councils.months import Month, rate
from inquiry.desk.models import CatalogueLine
from loans.applications import actions as applications
from loans.applications.models import Application, PlanRule
from loans.cases.instead import papers_by_inquiry
from loans.cases.used import CaseCount, use_in
from loans.review import actions as review
from tests import make

pytestmark = pytest.mark.zone("stages")


@pytest.fixture
def asked(desk):
    """What the counter is told of a case, by the kind of information."""

    def ask(application):
        with desk("aoba"):
            return {each.sentence: each for each in papers_by_inquiry(application)}

    return ask


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        applications.save(application.id, make.request(application), make.household(), version=1, by=by)
    return application


RECORD = "この書類は照会で確認できます（住民票関係情報）"
TAX = "この書類は照会で確認できます（地方税関係情報）"


def test_counter_hears_before_it_asks_for_the_paper(draft, asked):
    told = asked(draft)

    assert set(told) == {RECORD, TAX}
    assert not told[RECORD].is_there
    assert "今の月収は分かりません" in told[TAX].still_on_paper


def test_a_paper_that_was_taken_all_the_same_is_said_to_be_there(desk, draft, asked):
    with desk("aoba") as by:
        make.paper(draft, "RESIDENT_RECORD", by=by)

    assert asked(draft)[RECORD].is_there


def test_a_paper_that_is_taken_in_its_place_is_there_too(desk, draft, asked):
    with desk("aoba") as by:
        make.paper(draft, "PAY_SLIP", by=by)

    assert asked(draft)[TAX].is_there


@pytest.mark.parametrize("kind", ["PAY_SLIP", "TAX_CERT", "RESIDENT_RECORD"])
def test_the_figures_count_what_was_taken_in_its_place(desk, kind):
    with desk("aoba") as by:
        make.paper(make.complete(by), kind, by=by)
        make.check_papers(by)
        application = Application.objects.get()
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "適当。"}, by=by)
    with desk("wakaba") as by:
        applications.forward(application.id, by=by)
    with desk("sakura") as by:
        review.receive(application.id, by=by)
        assert use_in(Month.now(), by=by).whole == CaseCount(received=1, asked=0, papers=1)


def test_the_figures_count_no_other_paper(desk):
    make.received(desk)

    with desk("sakura") as by:
        assert use_in(Month.now(), by=by).whole == CaseCount(received=1, asked=0, papers=0)


def test_a_kind_that_the_plan_leaves_out_takes_the_place_of_no_paper(draft, asked):
    PlanRule.objects.filter(fund=draft.fund, kind="TAX").update(is_asked=False)

    assert set(asked(draft)) == {RECORD}


def test_a_kind_that_has_left_the_catalogue_takes_the_place_of_no_paper(draft, asked):
    CatalogueLine.objects.filter(kind="TAX").update(valid_until="2026-01-01")

    assert set(asked(draft)) == {RECORD}


def test_nothing_is_said_of_a_case_that_has_ended(desk, asked):
    application = make.decided(desk)

    assert asked(application) == {}


def test_months_follow_each_other_over_the_year():
    assert str(Month(2026, 1).before) == "2025-12"
    assert [day.isoformat() for day in Month(2025, 12).span] == [
        "2025-12-01T00:00:00+09:00",
        "2026-01-01T00:00:00+09:00",
    ]
    assert Month(2025, 12).label == "令和7年12月"


def test_of_nothing_there_is_no_rate():
    assert [rate(0, 0), rate(0, 3), rate(2, 3)] == ["－", "0.0％", "66.7％"]
