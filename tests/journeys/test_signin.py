"""サインイン in a real browser: a passkey is enrolled and given; a page that was left covers itself and opens again."""

import os

import pytest

from tests.journeys.eyes import CHROMIUM, Person, watched

pytestmark = pytest.mark.zone("journeys")

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
CLIENT = "架空　花子"


@pytest.fixture
def cast(demo):
    if not CHROMIUM:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("the browser part cannot run: no Chromium")
        pytest.skip("the browser part is not run: no Chromium")
    with watched(demo.ready) as people:
        yield people


def test_a_passkey_is_enrolled_and_opens(cast):
    person = cast.person("ajisai")
    give_passkeys(person)
    person.sign_in()

    person.open("/signin/factors/passkey/")
    person.fill(password=person.account["password"])
    person.press("続ける")
    person.look("passkey-new")
    person.fill(name="窓口のパソコン")
    person.press("パスキーを登録する")
    person.look("recovery-codes")
    person.open("/me/")
    person.look("me")
    person.open("/me/password/")
    person.look("me-password")
    person.press("パスワードを変更する")
    person.look("me-password-error")
    person.sign_out()
    person.fill(login=person.account["username"], password=person.account["password"])
    person.press("次へ")
    person.look("passkey-asked")
    person.press("パスキーでサインイン")

    assert person.page.get_by_text("紫陽 藍").first.is_visible()
    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


def test_an_idle_page_at_the_counter_covers_itself_and_loses_nothing(cast):
    person = cast.person("minato")
    page = person.page
    page.clock.install()
    person.sign_in()
    person.open("/consultations/new/")
    page.locator("[name=client_name]").fill(CLIENT)

    page.clock.fast_forward("28:00")
    page.get_by_text("まもなく画面を隠します").wait_for()
    person.look("cover-warning")
    page.clock.fast_forward("03:00")
    page.get_by_role("heading", name="画面を隠しています").wait_for()
    person.look("covered")
    shown, title = page.locator("body").aria_snapshot(), page.title()
    other = page.context.new_page()
    other.goto(person.url + "/")
    elsewhere = other.title()
    page.get_by_label("パスワード").fill("wrong password")
    page.get_by_role("button", name="続ける", exact=True).click()
    page.get_by_text("パスワードが違います").wait_for()
    page.get_by_label("パスワード").fill(person.account["password"])
    page.get_by_role("button", name="続ける", exact=True).click()
    page.get_by_role("heading", name="画面を隠しています").wait_for(state="hidden")

    assert title == "Yorisoi 窓口"
    assert "湊" not in shown
    assert "相談" not in shown
    assert elsewhere.startswith("画面を隠しています")
    assert page.locator("[name=client_name]").input_value() == CLIENT
    # what the covered pages and the wrong password were answered is written down by Chromium
    faults = [each for each in cast.eyes.faults if "status of 401" not in each]
    assert not faults, "\n".join(faults)


def give_passkeys(person: Person) -> None:
    """A device of the browser's own; passkeys need a name for a host, not a number."""
    person.url = person.url.replace("127.0.0.1", "localhost")
    devtools = person.page.context.new_cdp_session(person.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
