"""職員の管理 in a real browser: invited on paper, confirmed by another, in by an own password, and out at once."""

import os
import re
import time

import pytest

from tests.journeys.eyes import CHROMIUM, Cast, Person, watched

pytestmark = pytest.mark.zone("journeys")
CODE = re.compile(r"(?:[0-9A-F]{4}-){5}[0-9A-F]{4}")
PASSWORD = "hana-no-saku-oka-1126"


@pytest.fixture(scope="module")
def cast(demo):
    if not CHROMIUM:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("the browser part cannot run: no Chromium")
        pytest.skip("the browser part is not run: no Chromium")
    with watched(demo.ready) as people:
        yield people


def signed_in(cast: Cast, username: str) -> Person:
    person = cast.person(username)
    person.sign_in()
    return person


def begin(button: str):
    """The button says more to who cannot see the page around it."""
    return re.compile(f"^{button}")


def test_a_colleague_comes_and_is_stopped(cast, demo):
    kanri, nodoka = signed_in(cast, "kanri"), signed_in(cast, "nodoka")
    username = f"wakana{int(time.time())}"
    code = invited(kanri, username)
    confirmed(nodoka)
    wakana = accepted(cast, demo, username, code)
    stopped(kanri, username)

    wakana.goto(f"{demo.ready['counter']}/")

    assert "/signin/" in wakana.url
    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


def invited(kanri: Person, username: str) -> str:
    kanri.look("staff-people")
    kanri.open("/staff/new/")
    kanri.look("staff-invite")
    kanri.fill(name="新井 若菜", username=username, council="131016", post_kind="counsellor", until="令和80年3月31日")
    kanri.press("招待の用紙を作る")
    kanri.look("staff-slip")
    code = CODE.search(kanri.page.inner_text("main"))[0]
    kanri.open("/staff/waiting/")
    kanri.look("staff-waiting-own")
    assert "ご自身の提案は、ご自身では確認できません" in kanri.page.inner_text("main")
    kanri.open("/staff/settings/")
    kanri.look("staff-settings")
    return code


def confirmed(nodoka: Person) -> None:
    nodoka.open("/staff/waiting/")
    nodoka.look("staff-waiting")
    nodoka.follow(nodoka.page.get_by_role("button", name=begin("確認して有効にする")))


def accepted(cast: Cast, demo, username: str, code: str):
    """By the QR code of the slip: what stands behind the # comes into its box, and out of the address."""
    page = cast.browser.new_context(locale="ja-JP").new_page()
    page.goto(f"{demo.ready['counter']}/signin/invitation/#{code}")
    cast.eyes.look(page, "staff-accept")
    assert page.input_value("[name=code]") == code
    assert code not in page.url
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="パスワードを登録する").click()
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="次へ").click()
    assert page.url == f"{demo.ready['counter']}/"
    return page


def stopped(kanri: Person, username: str) -> None:
    kanri.open("/staff/?council=131016")
    row = kanri.page.get_by_role("row").filter(has_text=username)
    kanri.follow(row.get_by_role("link", name="新井 若菜"))
    kanri.look("staff-person")
    kanri.follow(kanri.page.get_by_role("link", name="いますぐ停止する"))
    kanri.look("staff-suspend")
    kanri.press("いますぐ停止する")
    assert "停止中" in kanri.page.inner_text("main")


def test_the_responsible_of_the_gate_see_their_officers(cast):
    mamoru = signed_in(cast, "mamoru")
    mamoru.look("gate-people")
    mamoru.follow(mamoru.page.get_by_role("link", name="調 慎"))
    mamoru.look("gate-staff")
    mamoru.follow(mamoru.page.get_by_role("link", name="取扱担当者に指定する"))
    mamoru.look("gate-designate")

    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)
