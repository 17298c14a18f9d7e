"""行の追加 without JavaScript: the button brings the form back with one empty row, and stores nothing."""

import pytest

from loans.applications.models import Member
from tests import make
from tests.loans.pages.forms import application_form
from tests.loans.pages.screens import text_of, typed_in
from tests.loans.products.asking import draft as draft_of

pytestmark = pytest.mark.zone("counter")


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        return make.draft(by)


def pressed(aoba, draft, prefix, **changed):
    facts = application_form(draft, **changed) | {"add_row": prefix}
    return aoba.post(f"/cases/{draft.id}/application/", facts)


def test_one_more_member_comes_with_all_that_was_typed(aoba, draft, desk):
    answer = pressed(aoba, draft, "members", reason_text="書きかけの理由", **{"members-1-born": "いつか"})

    typed = typed_in(answer)
    assert answer.status_code == 200
    assert (typed["members-3-name"], typed["members-1-born"], typed["reason_text"]) == ("", "いつか", "書きかけの理由")
    assert "members-4-name" not in typed
    assert "入力を見直してください" not in text_of(answer)
    with desk("aoba"):
        assert not Member.objects.filter(application=draft).exists()


def test_one_more_cost(aoba, desk):
    with desk("aoba") as by:
        asked = draft_of("SOGO_HOUSING", by)

    typed = typed_in(pressed(aoba, asked, "costs", **{"costs-0-what": "敷金", "costs-1-what": "礼金"}))

    assert [typed[f"costs-{row}-what"] for row in range(3)] == ["敷金", "礼金", ""]
    assert "costs-3-what" not in typed


@pytest.mark.parametrize("prefix", ["members-(", "nobody", "氏名"])
def test_rows_of_nothing_change_nothing(aoba, draft, prefix):
    answer = pressed(aoba, draft, prefix)

    assert answer.status_code == 200
    assert "members-3-name" not in typed_in(answer)


def test_one_more_of_those_who_live_with_the_client(aoba, desk):
    with desk("aoba") as by:
        path = f"/consultations/{make.consultation(by).id}/steps/household/"
    there = typed_in(aoba.get(path))
    said = {"version": there["version"], "members-0-name": "葵", "client_address": "見本町1番地", "add_row": "members"}

    typed = typed_in(aoba.post(path, said))

    assert [typed[f"members-{row}-name"] for row in range(2)] == ["葵", ""]
    assert typed["client_address"] == "見本町1番地"
