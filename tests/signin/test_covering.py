"""画面を隠す. A counter's session that was idle lets nothing through until its owner unlocks it, and loses no entry."""

import html
import re
import time

import pytest

from tests.signin.visitor import Visitor, actor, goes_to, stage

pytestmark = pytest.mark.zone("counter")

COVERED = "画面を隠しています".encode()
TYPED = {"client_name": "架空　花子", "client_kana": "カクウ　ハナコ", "gist": "隠れている間に送った相談。"}


@pytest.fixture
def aoba(account):
    return account("aoba")


@pytest.fixture
def idle(aoba):
    """青葉, away from the desk for 31 minutes."""
    visitor = Visitor().sign_in(aoba)
    visitor.get("/")
    visitor.tamper(seen_at=time.time() - 31 * 60)
    return visitor


def hidden(page, name):
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1])


@pytest.mark.parametrize("path", ["/", "/consultations/new/", "/me/", "/signin/factors/recovery/", "/signin/"])
def test_an_idle_session_is_covered_on_every_page(idle, path):
    answer = idle.get(path)

    assert (answer.status_code, stage(answer), actor(answer)) == (401, "covered", None)
    assert COVERED in answer.content
    assert "青葉".encode() not in answer.content


def test_a_part_of_a_page_is_answered_by_401_alone(idle):
    answer = idle.get("/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.content, "HX-Redirect" in answer.headers) == (401, b"", False)


def test_what_a_covered_page_sends_does_not_go_through_and_can_be_sent_after_unlocking(idle, aoba, ask):
    before = ask("SELECT count(*) FROM loans_consultation")
    answer = idle.post("/consultations/new/", **TYPED)
    unlocked = idle.post("/signin/unlock/", password=aoba.password, kept=hidden(answer, "kept"), back="/")

    assert answer.status_code == 401
    assert "まだ登録されていません".encode() in answer.content
    assert TYPED["gist"].encode() not in answer.content
    assert ask("SELECT count(*) FROM loans_consultation") == before
    assert TYPED["gist"].encode() in unlocked.content
    assert b'action="/consultations/new/"' in unlocked.content


def test_what_was_typed_opens_to_nobody_else(idle, account):
    kept = hidden(idle.post("/consultations/new/", **TYPED), "kept")
    other = Visitor().sign_in(account("kozue"))
    other.post("/signin/cover/")

    answer = other.post("/signin/unlock/", password=account("kozue").password, kept=kept, back="/")

    assert goes_to(answer) == "/"


def test_the_password_unlocks_and_leads_back(idle, aoba):
    idle.get("/")

    answer = idle.post("/signin/unlock/", password=aoba.password, back="/consultations/new/")

    assert goes_to(answer) == "/consultations/new/"
    assert actor(idle.get("/")).post == "counsellor"


def test_a_wrong_password_unlocks_nothing_and_is_counted(idle, aoba):
    idle.get("/")
    answers = [idle.post("/signin/unlock/", password="wrong password") for _ in range(5)]

    late = idle.post("/signin/unlock/", password=aoba.password)

    assert {answer.status_code for answer in answers} == {422}
    assert "パスワードが違います".encode() in answers[0].content
    assert "しばらくサインインできません".encode() in late.content
    assert stage(idle.get("/")) == "covered"


def test_who_has_a_factor_gives_it_too(idle, aoba, change, staff_id):
    enrolled = "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'totp', %s, now())"
    change(enrolled, staff_id("aoba"), '{"secret": ""}')
    page = idle.get("/")

    answer = idle.post("/signin/unlock/", password=aoba.password)

    assert b'name="code"' in page.content
    assert "確認コードを入力してください".encode() in answer.content
    assert stage(idle.get("/")) == "covered"


def test_a_page_that_covers_itself_covers_its_session(visitor, aoba):
    visitor.sign_in(aoba)

    told = visitor.post("/signin/cover/")
    again = visitor.get("/")

    assert told.status_code == 204
    assert (again.status_code, stage(again)) == (401, "covered")


def test_a_page_opens_to_its_owner_alone(visitor, aoba, account):
    visitor.sign_in(aoba)
    owner = re.search(r'data-who="(\w+)"', visitor.get("/").content.decode())[1]
    other = Visitor().sign_in(account("kozue"))

    own, strange, nobody = (each.get(f"/signin/here/?who={owner}") for each in (visitor, other, Visitor()))

    assert (own.status_code, bool(own.json()["token"])) == (200, True)
    assert (strange.status_code, strange.json()) == (409, {"state": "another"})
    assert (nobody.status_code, nobody.json()) == (401, {"state": "out"})


def test_after_twelve_hours_a_covered_session_is_over(idle):
    idle.tamper(since=time.time() - 12 * 60 * 60 - 1)

    answer = idle.get("/")
    asked = idle.client.post("/signin/unlock/", {"password": "x"}, headers={"Accept": "application/json"})

    assert goes_to(answer) == "/signin/"
    assert asked.json() == {"state": "out"}


def test_an_address_elsewhere_is_no_way_back(idle, aoba):
    idle.get("/")

    answer = idle.post("/signin/unlock/", password=aoba.password, back="https://elsewhere.example/")

    assert goes_to(answer) == "/"


def test_a_covered_session_can_be_signed_out(idle):
    idle.get("/")

    idle.post("/signout/")

    assert not idle.is_signed_in
