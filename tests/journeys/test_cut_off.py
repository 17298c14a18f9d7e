"""通信が切れたとき: what was typed stays on the page, and is sent once somebody answers again."""

import os

import pytest

from tests.journeys.eyes import CHROMIUM, watched

pytestmark = pytest.mark.zone("journeys")
CLIENT = "架空　花子"


@pytest.fixture
def cast(demo):
    if not CHROMIUM:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("the browser part cannot run: no Chromium")
        pytest.skip("the browser part is not run: no Chromium")
    with watched(demo.ready) as people:
        yield people


def test_what_is_sent_into_nothing_stays_on_the_page(cast):
    person = cast.person("kozue")
    page = person.page
    person.sign_in()
    person.open("/consultations/new/")
    person.fill(client_name=CLIENT, client_kana="カクウ　ハナコ")

    page.context.set_offline(True)
    page.locator(".memo-foot button").click()
    page.get_by_text("通信できませんでした。入力はこの画面に残っています。").wait_for()
    kept = page.locator("[name=client_name]").input_value()
    page.context.set_offline(False)
    person.press("保存して「世帯と収入」へ")

    assert kept == CLIENT
    page.wait_for_url("**/steps/household/")
    assert page.get_by_role("heading", name=CLIENT).is_visible()
    # what was asked in vain is written down by Chromium
    faults = [each for each in cast.eyes.faults if "ERR_INTERNET_DISCONNECTED" not in each]
    assert not faults, "\n".join(faults)
