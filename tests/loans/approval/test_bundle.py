import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loans.applications.models import Application
from loans.approval import actions, bundle
from tests import make

pytestmark = pytest.mark.zone("stages")


def test_cases_that_wait_for_other_ranks_take_nobodys_place_in_the_list(desk, monkeypatch):
    monkeypatch.setattr(bundle, "MOST", 1)
    others = [make.signed_once(desk).id for _ in range(6)]
    own = make.proposed(desk)

    with desk("momiji") as by:
        listed = bundle.waiting_for(by)
        named = bundle.waiting_for(by, [own.id, *others])

    assert [each.id for each in listed] == [own.id]
    assert [each.id for each in named] == [own.id]


def test_the_list_holds_whom_the_one_rule_lets_sign_and_asks_no_question_a_case(desk):
    made = [make.signed_once(desk), make.proposed(desk), make.decided(desk), make.proposed(desk)]

    for who in ("momiji", "kaede"):
        with desk(who) as by:
            due = {
                row.id
                for row in Application.objects.filter(pk__in=[each.id for each in made])
                if not actions.why_not(row, by)
            }
            with CaptureQueriesContext(connection) as asked:
                listed = bundle.waiting_for(by)
            assert {each.id for each in listed} == due
            assert len(asked) <= 2
