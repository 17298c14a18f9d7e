"""進達の画面: what the chief sees before the case goes up."""

import pytest

from loans.applications import actions as applications
from loans.applications.budget import Sheet, budget_mark
from tests import make
from tests.loans.pages.screens import text_of

pytestmark = pytest.mark.zone("counter")


def test_who_refused_is_said_to_refuse(screen, desk):
    with desk("aoba") as by:
        application = make.draft(by)
        applications.save(application.id, make.request(application), make.household(), version=1, by=by)
        wife = application.members.get(relation="wife")
        applications.refuse_consent(application.id, wife.id, {"reason": "own_papers", "note": ""}, by=by)

    words = text_of(screen("wakaba").get(f"/cases/{application.id}/forward/"))

    assert words.count("同意しない") == 1
    assert words.count("未確認") == 1


def test_the_chief_sees_who_stands_beside_and_what_the_household_can_bear(screen, desk):
    with desk("aoba") as by:
        application = make.draft(by)
        applications.save(application.id, make.request(application), make.household(), version=1, by=by)
        applications.add_party(application.id, make.party_facts(), by=by)
        sheet = Sheet({"WAGE": 180_000, "FOOD": 40_000}, {})
        applications.save_budget(application.id, sheet, version=budget_mark(None), by=by)

    words = text_of(screen("wakaba").get(f"/cases/{application.id}/forward/"))

    for told in ("連帯保証人", "架空　次郎", "家計の見通し", "償還の見込み"):
        assert told in words
