"""意見書の画面 and what stands on the case once it is decided."""

import pytest

from loans.applications.models import Opinion
from loans.decision.models import Decision
from tests import make
from tests.loans.pages.screens import text_of, typed_in

pytestmark = pytest.mark.zone("counter")
NOTES = {"interviews": "面談 2回", "other_schemes": "住居確保給付金：対象外", "support_plan": "家計改善支援につなぐ"}


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def submitted(desk):
    with desk("aoba") as by:
        return make.submitted(by)


def test_the_boxes_begin_with_what_the_application_says(aoba, submitted):
    boxes = typed_in(aoba.get(f"/cases/{submitted.id}/opinion/"))

    assert boxes["interviews"].startswith("面談 1回")
    assert "来月から月18万円の給与。" in boxes["interviews"]


def test_what_was_mended_is_recorded_and_shown_on_the_case(aoba, submitted, desk):
    page = f"/cases/{submitted.id}/"
    early = aoba.post(f"{page}opinion/", {"text": "適当です。", **NOTES})
    done = aoba.post(f"{page}opinion/", {"verdict": "fit", "text": "適当です。", **NOTES})

    assert (early.status_code, typed_in(early)["support_plan"]) == (422, NOTES["support_plan"])
    assert done.status_code == 302
    with desk("aoba"):
        assert Opinion.objects.filter(application=submitted, **NOTES).count() == 1
    assert NOTES["support_plan"] in text_of(aoba.get(page))


def test_no_estimate_stands_beside_a_decision(aoba, submitted, monkeypatch):
    page = f"/cases/{submitted.id}/"
    before = text_of(aoba.get(page))
    monkeypatch.setattr("loans.cases.counter.decision_of", lambda _: Decision(outcome="denied", denial_reason="要件"))
    after = text_of(aoba.get(page))

    assert "償還の見込み" in before
    assert "償還の見込み" not in after
