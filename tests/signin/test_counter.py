"""窓口. Lock-out, signing out, headers, and one answer for what is absent and what is somebody else's."""

from uuid import uuid4

import pytest
from django.conf import settings as given
from django.core.cache import cache, caches
from redis.exceptions import ConnectionError as RedisConnectionError

from config.demo import CHIYODA, TOKYO
from councils.signin.sessions import SessionStore
from tests.signin.visitor import Visitor, actor, body, goes_to

pytestmark = pytest.mark.zone("counter")

WRONG = "利用者名またはパスワードが違います".encode()
LOCKED = "しばらくサインインできません".encode()


@pytest.fixture
def aoba(account):
    return account("aoba")


def fail(username, times):
    for _ in range(times):
        answer = Visitor().post("/signin/", login=username, password="wrong password")
    return answer


def test_five_failures_lock_a_name_even_with_the_right_password(aoba):
    fifth = fail("aoba", 5)
    visitor = Visitor()

    answer = visitor.give_password(aoba)

    assert WRONG in fifth.content
    assert LOCKED in answer.content
    assert not visitor.is_signed_in


def test_a_lock_out_locks_nobody_else(account):
    fail("aoba", 6)

    assert Visitor().give_password(account("kozue")).status_code == 302


@pytest.mark.parametrize("spelling", ["AOBA", "Aoba", " aoba", "ａｏｂａ"])
def test_another_spelling_is_the_same_name_to_the_lock_out(aoba, spelling):
    fail(spelling, 5)

    assert LOCKED in Visitor().give_password(aoba).content


def test_asking_for_another_port_of_the_host_is_no_new_try(aoba):
    for port in range(5):
        visitor = Visitor()
        visitor.client.defaults["HTTP_HOST"] = f"127.0.0.1:{port}"
        visitor.post("/signin/", login="aoba", password="wrong password")

    assert LOCKED in Visitor().give_password(aoba).content


def test_a_lock_out_of_a_name_that_nobody_has_reads_the_same(aoba):
    known, unknown = fail("aoba", 6), fail("nobody-here", 6)

    assert body(known).replace(b"aoba", b"") == body(unknown).replace(b"nobody-here", b"")


def test_an_address_that_knocks_too_often_gets_a_page_in_japanese(settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    cache.clear()

    answer = fail("aoba", 3)

    assert answer.status_code == 429
    assert "しばらく".encode() in answer.content


def test_prefectural_staff_are_unknown_at_the_counter(account):
    answer = Visitor().give_password(account("sakura"))

    assert WRONG in answer.content


def test_looking_at_the_sign_out_page_signs_nobody_out(visitor, aoba):
    visitor.sign_in(aoba)

    shown = visitor.get("/signout/")

    assert shown.status_code == 200
    assert visitor.get("/").status_code == 200


def test_signing_out_ends_the_session_on_the_server(visitor, aoba):
    visitor.sign_in(aoba)
    cookies = {name: morsel.value for name, morsel in visitor.client.cookies.items()}

    visitor.post("/signout/")
    thief = Visitor()
    for name, value in cookies.items():
        thief.client.cookies[name] = value

    assert goes_to(visitor.get("/")) == "/signin/"
    assert goes_to(thief.get("/")) == "/signin/"


def test_a_form_of_another_site_is_refused_in_japanese(aoba):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)

    answer = client.post("/signin/", {"login": "aoba", "password": aoba.password})

    assert answer.status_code == 403
    assert "画面を開き直してください".encode() in answer.content


@pytest.mark.parametrize("path", ["/", "/signin/", "/signout/", "/nowhere/", "/signin/code/", f"/cases/{uuid4()}/"])
def test_every_page_has_its_headers(visitor, aoba, path):
    visitor.sign_in(aoba)

    headers = visitor.get(path).headers

    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_cookie_is_the_zones_and_for_no_script(visitor, aoba):
    visitor.sign_in(aoba)

    cookie = visitor.client.cookies["counter-session"]

    assert (cookie["httponly"], cookie["samesite"], cookie["expires"]) == (True, "Strict", "")


@pytest.fixture
def of_setagaya(test_bed, fresh):
    """A consultation of 世田谷区社協, as its own counsellor would have recorded it."""
    import psycopg

    with psycopg.connect(test_bed.admin, dbname="cases") as admin:
        [row] = admin.execute(
            "INSERT INTO loans_consultation (id, prefecture_id, municipal_council_id, state, came_on, client_name,"
            " client_kana, client_phone, topics, gist, other_schemes, counsellor_id, counsellor_name, is_shared,"
            " version) SELECT gen_random_uuid(), '130001', '131121', 'open', '2026-11-02', '架空　花子',"
            " 'カクウ　ハナコ', '', '{}', '', '', id, name, false, 1 FROM councils_staff WHERE username = 'kozue'"
            " RETURNING id"
        )
    return row[0]


def test_absent_and_somebody_elses_are_one_answer(account, aoba, of_setagaya):
    kozue, stranger = Visitor().sign_in(account("kozue")), Visitor().sign_in(aoba)
    pages = [f"/consultations/{of_setagaya}/", f"/consultations/{uuid4()}/", "/nowhere/"]

    owner = kozue.get(pages[0])
    answers = {(answer.status_code, body(answer)) for answer in map(stranger.get, pages)}

    assert owner.status_code == 200
    assert [status for status, _ in answers] == [404]


@pytest.mark.parametrize("act", ["forward"])
def test_the_wrong_post_gets_403_for_a_case_that_is_absent_too(visitor, aoba, act):
    visitor.sign_in(aoba)

    answer = visitor.post(f"/cases/{uuid4()}/{act}/")

    assert answer.status_code == 403
    assert actor(answer).post == "counsellor"


def test_without_redis_there_is_a_page_that_says_so(visitor, aoba, settings):
    visitor.sign_in(aoba)
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}

    answers = [
        visitor.get("/"),
        visitor.get("/signin/"),
        visitor.post("/signin/", login="aoba", password=aoba.password),
    ]

    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert all("いまの操作は登録されていません".encode() in answer.content for answer in answers)
    assert all("counter-session" not in answer.cookies for answer in answers)


def test_when_redis_is_there_again_one_is_still_signed_in(visitor, aoba, settings):
    visitor.sign_in(aoba)
    there = settings.CACHES
    settings.CACHES = {"default": {**there["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    during = visitor.get("/")
    settings.CACHES = there

    assert (during.status_code, visitor.get("/").status_code) == (503, 200)


LAST_ROW = "SELECT verb, council_id, prefecture_id, result FROM councils_trailrow ORDER BY id DESC LIMIT 1"


def test_whoever_signs_in_is_seen_by_the_auditors_of_the_prefecture(visitor, account, ask, fresh):
    visitor.sign_in(account("aoba"))

    assert ask(LAST_ROW) == ("sign_in", CHIYODA, TOKYO, "done")


def test_a_wrong_password_is_seen_where_the_name_works_and_the_name_is_not_kept(visitor, account, ask, fresh):
    visitor.give_password(account("aoba"), password="Kangaeta-Aikotoba-9")

    assert ask(LAST_ROW) == ("sign_in", CHIYODA, TOKYO, "WrongPassword")
    assert ask("SELECT staff_id FROM councils_trailrow ORDER BY id DESC LIMIT 1") == (None,)


def test_a_name_that_nobody_has_belongs_to_nobody(visitor, account, ask, fresh):
    visitor.post("/signin/", login="dareka", password="Kangaeta-Aikotoba-9")

    assert ask(LAST_ROW) == ("sign_in", None, None, "WrongPassword")


def test_a_zone_without_its_sessions_says_so_before_anything_is_sent(visitor, monkeypatch):
    assert visitor.get("/health").status_code == 200

    def gone(*args, **options):
        raise RedisConnectionError("gone")

    monkeypatch.setattr(cache, "get", gone)

    assert visitor.get("/health").status_code == 503


@pytest.mark.parametrize("cookie", ["abc%27%29%20AND%20%28SELECT%201%29", "x" * 4_000, "A" * 32, "a" * 33])
def test_a_session_cookie_that_is_no_key_of_ours_is_asked_for_nowhere(visitor, monkeypatch, cookie):
    asked = []
    monkeypatch.setattr(type(caches["default"]), "get", lambda self, key, *rest, **more: asked.append(key))
    visitor.client.cookies[given.SESSION_COOKIE_NAME] = cookie

    answer = visitor.get("/signin/")

    assert answer.status_code == 200
    assert not [key for key in asked if key.startswith(SessionStore.cache_key_prefix)]
