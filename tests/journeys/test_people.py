"""People of an application in a real browser: フリガナ from the IME, 〒, a signature by hand, sums while typing."""

import re

import pytest

from tests.journeys.demo import take
from tests.journeys.eyes import Person
from tests.journeys.test_browser import cast, signed_in

pytestmark = pytest.mark.zone("journeys")
__all__ = ["cast"]


def test_people_are_written_by_hand_and_ime(cast, demo):
    walk = take(demo.walk(), until="借入申込書を作成")
    aoba = signed_in(cast, "aoba")
    case = f"/cases/{walk.case_id}/"

    _reading_and_address(aoba, case)
    _guarantor(aoba, case)
    _budget(aoba, case)
    _signature(aoba, case)
    _refusal_and_folds(aoba, case)

    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


def _reading_and_address(aoba: Person, case: str) -> None:
    aoba.open(case + "people/new/")
    _compose(aoba, "name", ["ｋ", "か", "かく", "かくう"], "架空")
    aoba.page.keyboard.insert_text("　")
    _compose(aoba, "name", ["じ", "じろう"], "次郎")
    aoba.page.locator("[name=postcode]").press_sequentially("1000001")
    aoba.page.wait_for_function("document.querySelector('[name=address]').value !== ''", timeout=5_000)

    assert aoba.page.input_value("[name=name]") == "架空　次郎"
    assert aoba.page.input_value("[name=kana]") == "カクウ　ジロウ"
    assert aoba.page.input_value("[name=address]") == "東京都千代田区千代田"
    assert not aoba.page.locator("[data-postcode][type=submit]").count()

    aoba.fill(kana="カクウ　ジロー", address="東京都千代田区千代田1番1号")
    _compose(aoba, "name", ["さ"], "様")
    aoba.page.locator("[name=postcode]").fill("")
    aoba.page.locator("[name=postcode]").press_sequentially("1500001")
    aoba.page.get_by_role("button", name="住所を入れる").click()
    aoba.page.get_by_text("住所に入力があるため、そのままにしました。").wait_for()

    assert aoba.page.input_value("[name=kana]") == "カクウ　ジロー"
    assert aoba.page.input_value("[name=address]") == "東京都千代田区千代田1番1号"


def _guarantor(aoba: Person, case: str) -> None:
    aoba.page.get_by_text("連帯保証人", exact=True).click()
    aoba.fill(name="架空　次郎", born="昭和50年3月3日", relation="兄")
    aoba.look("counter-party")
    aoba.press("登録する")
    aoba.look("counter-parties")
    aoba.follow(aoba.page.get_by_role("link", name="同意を確認"))
    assert "連帯保証人としての同意" in aoba.page.inner_text("main")


def _budget(aoba: Person, case: str) -> None:
    aoba.open(case + "budget/")
    aoba.page.locator("[name=month_WAGE]").fill("１８００００")
    aoba.page.locator("[name=month_FOOD]").fill("40000")
    aoba.page.get_by_text("140,000円").first.wait_for()
    aoba.look("counter-budget")
    aoba.press("家計表を保存する")
    assert "家計表を保存しました。" in aoba.page.inner_text("main")


def _signature(aoba: Person, case: str) -> None:
    aoba.open(case)
    aoba.follow(aoba.page.locator("#household").get_by_role("link", name="同意を確認"))
    aoba.page.get_by_text("画面に署名", exact=True).click()
    _draw(aoba)
    aoba.look("counter-consent-signed")
    aoba.page.locator("[name=agreed]").check()
    aoba.follow(aoba.page.get_by_role("button", name="様の同意を記録する"))
    assert "画面に署名" in aoba.page.inner_text("#household")


def _refusal_and_folds(aoba: Person, case: str) -> None:
    aoba.follow(aoba.page.locator("#household").get_by_role("link", name="同意を確認"))
    aoba.follow(aoba.page.get_by_role("link", name="同意しないとき"))
    aoba.look("counter-refusal")
    aoba.page.get_by_text("自分で書類を出したい", exact=True).click()
    aoba.press("同意しないことを記録する")
    aoba.look("counter-case-people")
    aoba.open(case + "application/")
    for fold in aoba.page.locator("[data-row]").first.locator("summary").all():
        fold.click()
    aoba.look("counter-application-folds")


def _draw(aoba: Person) -> None:
    pad = aoba.page.locator(".signature-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    mouse = aoba.page.mouse
    for row in (0.3, 0.7):
        mouse.move(box["x"] + 20, box["y"] + box["height"] * row)
        mouse.down()
        for step in range(12):
            mouse.move(box["x"] + 20 + step * 20, box["y"] + box["height"] * row + (step % 3) * 5)
        mouse.up()
    drawn = aoba.page.locator(".signature-pad path").get_attribute("d") or ""
    assert len(re.findall("M", drawn)) == 2


def _compose(aoba: Person, name: str, typed: list[str], chosen: str) -> None:
    """As an IME does it: what is typed stands under a line, then it is turned into characters and put in."""
    box = aoba.page.locator(f"[name={name}]")
    box.focus()
    aoba.page.keyboard.press("End")
    session = aoba.page.context.new_cdp_session(aoba.page)
    for text in [*typed, chosen]:
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    session.send("Input.insertText", {"text": chosen})
    session.detach()
