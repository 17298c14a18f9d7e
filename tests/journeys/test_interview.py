"""聞き取り on a tablet held upright: it saves itself, and loses nothing when the connection is cut."""

import os

import pytest

from tests.journeys.eyes import CHROMIUM, CUT_MS, watched

pytestmark = pytest.mark.zone("journeys")
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
CLIENT = "髙﨑　花子"


@pytest.fixture
def cast(demo):
    if not CHROMIUM:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("the browser part cannot run: no Chromium")
        pytest.skip("the browser part is not run: no Chromium")
    with watched(demo.ready) as people:
        yield people


@pytest.fixture
def person(cast):
    someone = cast.person("kozue", **TABLET)
    someone.open("/")
    if "/signin" in someone.page.url:
        someone.sign_in()
    return someone


def saved(page):
    page.locator("#saved:not(.saved-not)").get_by_text("に保存しました").wait_for()
    page.locator("[data-interview]:not([data-pending])").wait_for()


def begun(person):
    """A talk of which a name is known; its page, which has its own address by then."""
    person.open("/consultations/new/")
    person.fill(client_name=CLIENT, client_kana="タカサキ　ハナコ")
    saved(person.page)
    person.page.wait_for_url("**/steps/start/")
    return person.page


def tap(page, name, value):
    page.locator(f'label:has(input[name="{name}"][value="{value}"])').tap()


def follow(person, selector):
    person.follow(person.page.locator(selector))


def test_a_talk_is_held_step_by_step_and_becomes_an_application(person, cast):
    page = begun(person)
    said_at_the_start(person)
    said_of_the_household(person)
    said_of_the_trouble(person)
    checked_first(person)
    shown_to_the_client(person)
    person.press("この資金の申込へ進む")

    assert "/application/" in page.url
    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


def said_at_the_start(person):
    page = person.page
    tap(page, "channel", "counter")
    tap(page, "route", "support_center")
    saved(page)
    person.look("interview-start")
    page.get_by_role("link", name="世帯と収入").tap()
    page.wait_for_url("**/steps/household/")


def said_of_the_household(person):
    page = person.page
    address = "東京都見本区架空町1番1号"
    person.fill(client_born="昭和５５年４月１日", client_postcode="１００００００", client_address=address)
    tap(page, "housing", "rented")
    tap(page, "work", "unemployed")
    page.get_by_role("button", name="＋ いっしょに暮らす方を追加").tap()
    person.fill(**{"members-0-name": "髙﨑　葵", "members-0-relation": "child"})
    saved(page)
    person.look("interview-household")
    person.press("保存して「困りごと」へ")


def said_of_the_trouble(person):
    page = person.page
    tap(page, "topics", "income")
    person.fill(main_topic="income", gist="初回の給与まで生活費が足りない。", memo="表情は明るい。")
    tap(page, "wish", "yes")
    person.fill(fund="KINKYU", amount_yen="８００００円", reason_text="初回の給与まで。")
    saved(page)
    page.locator("#panel-fold > summary").tap()
    page.locator("legend").get_by_text("急な事情がありますか").wait_for()
    page.locator('button[value="kinkyu_reason:yes"]').tap()
    page.locator("#done-questions").wait_for()
    page.locator("#fund-KINKYU summary").tap()
    person.look("interview-troubles")
    person.press("保存して「使える制度」へ")


def checked_first(person):
    page = person.page
    tap(page, "scheme-SUPPORT_CENTER", "checked")
    tap(page, "scheme-FOOD", "refer")
    tap(page, "sharing", "given")
    saved(page)
    person.look("interview-schemes")
    follow(person, "[data-scheme=FOOD] .scheme-refer a")
    person.look("interview-introduce")
    person.press("連絡票を作る")
    page.get_by_role("link", name="連絡票を印刷する（PDF）").first.wait_for()
    person.look("interview-referred")
    person.press("保存して「確認」へ")


def shown_to_the_client(person):
    person.look("interview-check")
    follow(person, 'a[href$="/client/"]')
    person.look("interview-client")
    assert "表情は明るい。" not in person.page.inner_text("body")
    follow(person, ".for-client a")


def test_a_connection_cut_in_the_middle_loses_nothing(person, cast):
    page = begun(person)
    context = page.context
    context.set_offline(True)
    page.locator("[name=memo]").press_sequentially("切れている間の言葉")
    page.get_by_text("接続が切れています。入力は画面に残り、つながりしだい保存します").wait_for()
    asks = page.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    page.wait_for_timeout(CUT_MS)
    page.locator("[name=memo]").press_sequentially("、その続き")
    context.set_offline(False)
    saved(page)
    page.reload()

    assert asks
    assert page.locator("[name=memo]").input_value() == "切れている間の言葉、その続き"
    # what was sent in vain is written down by Chromium, and by htmx
    in_vain = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    faults = [each for each in cast.eyes.faults if not any(word in each for word in in_vain)]
    assert not faults, "\n".join(faults)


def test_a_half_typed_value_stays_on_the_screen_and_the_rest_is_saved(person, cast):
    page = begun(person)
    page.locator("[name=client_phone]").fill("090-12")
    page.locator("[name=memo]").press_sequentially("途中")
    page.get_by_text("＊電話番号は、0から始まる").wait_for()
    cursor = page.evaluate("document.activeElement.name")
    shown = page.locator("[name=client_phone]").input_value()
    page.locator("[name=client_phone]").fill("090-0000-1234")
    page.get_by_text("＊電話番号は、0から始まる").wait_for(state="detached")
    saved(page)
    page.reload()

    assert (cursor, shown) == ("memo", "090-12")
    assert page.locator("[name=client_phone]").input_value() == "090-0000-1234"
    assert page.locator("[name=memo]").input_value() == "途中"
    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


def test_what_a_colleague_saved_first_is_shown_and_not_written_over(person, cast):
    page = begun(person)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("[name=client_phone]").fill("090-0000-1111")
    saved(other)
    page.locator("[name=client_phone]").fill("090-0000-2222")
    page.get_by_text("ほかの方が先に保存しました").wait_for()

    assert page.get_by_text("電話番号：090-0000-1111").is_visible()
    assert page.locator("[name=client_phone]").input_value() == "090-0000-2222"
