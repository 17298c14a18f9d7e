"""A telephone call: the key "/", the number, one page that fits the screen, and a memo in two taps; at both desks."""

import os
import re

import pytest

from tests.journeys.demo import take
from tests.journeys.eyes import CHROMIUM, Cast, Person, watched

pytestmark = pytest.mark.zone("journeys")
PHONE = "09000001234"
# What nobody should have to look for: each whole on the screen. Others who may be the same come last, and may be many.
FITS = """[...document.querySelectorAll(".identity, .look .panel:not(#others), .look .split-next")]
    .every(box => box.getBoundingClientRect().bottom <= innerHeight)"""


@pytest.fixture
def cast(demo):
    if not CHROMIUM:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("the browser part cannot run: no Chromium")
        pytest.skip("the browser part is not run: no Chromium")
    with watched(demo.ready) as people:
        yield people


def test_a_call_is_answered_at_one_look(cast: Cast, demo) -> None:
    walk = take(demo.walk(), until="進達")
    aoba, sakura = cast.person("aoba"), cast.person("sakura")
    for person in (aoba, sakura):
        person.open("/")
        person.sign_in()

    _several(aoba)
    _nobody(aoba)
    _one_case(aoba, _number_of(aoba, walk))
    _lists(aoba)
    _one_case(sakura, _number_of(sakura, walk))
    _queue(sakura)

    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


def _number_of(person: Person, walk) -> str:
    person.open(f"/look/{walk.case_id}/")
    return person.page.locator(".identity .reference").first.inner_text()


def _search(person: Person, text: str) -> None:
    """By keyboard alone, as a scanner types too: the key, the words, Enter."""
    person.page.locator("#content").focus()
    person.page.keyboard.press("/")
    person.page.keyboard.type(text)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


def _several(person: Person) -> None:
    person.open("/")
    person.follow(person.page.get_by_role("link", name="相談を始める"))
    person.fill(client_name="吉田　花子", client_kana="ヨシダ　ハナコ", client_phone=PHONE)
    person.follow(person.page.get_by_role("button", name=re.compile("^保存して")))
    _search(person, PHONE)
    person.look(f"search-{person.account['username']}")
    assert "吉田　花子" in person.page.inner_text("main")


def _nobody(person: Person) -> None:
    _search(person, "0399998888")
    assert "見つかりませんでした" in person.page.inner_text("main")
    person.look("search-none")
    person.press("新しい方の相談を始める")
    assert person.page.input_value("[name=client_phone]").replace("-", "") == "0399998888"


def _one_case(person: Person, number: str) -> None:
    _search(person, number)
    page, who = person.page, person.account["username"]
    page.set_viewport_size({"width": 1180, "height": 820})
    assert page.evaluate(FITS), page.inner_text("main")
    person.look(f"look-{who}")
    person.follow(page.get_by_role("link", name="電話メモを書く"))
    person.look(f"memo-{who}")
    page.get_by_text("本人", exact=True).click()
    person.fill(gist="給与明細を金曜に持って来られる。", promised_on="令和80年1月31日")
    person.press("残す")
    assert "約束（1件）" in page.inner_text("main") or "約束（2件）" in page.inner_text("main")
    assert page.evaluate(FITS), page.inner_text("main")
    person.look(f"look-memo-{who}")


def _lists(person: Person) -> None:
    person.open("/today/")
    person.look("today")
    person.open("/?view=mine&fund=KINKYU")
    person.page.locator("summary", has_text="絞り込む").click()
    person.look("desk-filters")
    person.fill(label="わたしの緊急小口")
    person.press("保存する")
    person.look("desk-saved")


def _queue(person: Person) -> None:
    person.open("/queue/?view=未割当")
    person.look("queue-tabs")
    person.press("次の案件を受け付ける")
    assert "/cases/" in person.page.url
