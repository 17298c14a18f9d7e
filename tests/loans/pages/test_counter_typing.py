"""〒から住所: the button brings the form back as it was, filled; and what the page asks while somebody types."""

import pytest

from loans.applications.models import Member
from tests import make
from tests.loans.pages.forms import application_form
from tests.loans.pages.screens import text_of, typed_in

pytestmark = pytest.mark.zone("counter")


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        return make.draft(by)


def pressed(aoba, draft, **changed):
    facts = application_form(draft, **{"members-0-postcode": "１０００００１", "members-0-address": ""} | changed)
    return aoba.post(f"/cases/{draft.id}/application/", facts | {"fill_address": "members-0-postcode"})


def test_the_button_fills_the_address_and_keeps_everything_else(aoba, draft):
    answer = pressed(aoba, draft, reason_text="書きかけの理由")

    typed = typed_in(answer)
    assert answer.status_code == 200
    assert typed["members-0-address"] == "東京都千代田区千代田"
    assert (typed["reason_text"], typed["members-1-name"]) == ("書きかけの理由", "𠮷田　美咲")
    assert "入力を見直してください" not in text_of(answer)
    assert not Member.objects.filter(application=draft).exists()


def test_an_address_that_is_there_is_not_written_over(aoba, draft):
    answer = pressed(aoba, draft, **{"members-0-address": "見本町1番地"})

    assert typed_in(answer)["members-0-address"] == "見本町1番地"
    assert "住所に入力があるため、そのままにしました。" in text_of(answer)


def test_a_code_of_no_place_says_so(aoba, draft):
    answer = pressed(aoba, draft, **{"members-0-postcode": "999-9999"})

    assert answer.status_code == 200
    assert "この郵便番号の住所は見つかりません。" in text_of(answer)


def test_a_half_written_form_is_not_judged(aoba, draft):
    answer = pressed(aoba, draft, **{"members-0-name": "", "members-1-born": "いつか", "amount_yen": "たくさん"})

    assert answer.status_code == 200
    assert "入力を見直してください" not in text_of(answer)
    assert typed_in(answer)["members-1-born"] == "いつか"


def test_the_page_asks_while_somebody_types(aoba):
    found, none = aoba.get("/postcode/", code="100-0001"), aoba.get("/postcode/", code="1")

    assert found.json() == {"address": "東京都千代田区千代田", "sentence": ""}
    assert none.json()["address"] == ""
    assert "見つかりません" in none.json()["sentence"]


def test_nobody_asks_without_signing_in(client, db):
    answer = client.get("/postcode/", {"code": "100-0001"})

    assert (answer.status_code, answer.url) == (302, "/signin/")
