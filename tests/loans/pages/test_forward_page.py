"""進達の画面: what the chief sees before the case goes up."""

import pytest

from loans.applications import actions as applications
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
