"""入力の誤りが続いたとき. Guessing is slow, and nobody is kept out for long by somebody else's wrong passwords."""

import time

import pytest

from councils.signin import lockout
from councils.signin.lockout import MustWait, try_of
from tests.signin.visitor import Visitor

pytestmark = pytest.mark.zone("counter")

LOCKED = "しばらくサインインできません".encode()
ELSEWHERE = "192.0.2.9"


@pytest.fixture(autouse=True)
def _names_that_nobody_has_cost_little(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture
def aoba(account):
    return account("aoba")


def at(address):
    visitor = Visitor()
    visitor.client.defaults["REMOTE_ADDR"] = address
    return visitor


def fail(username, times, address="127.0.0.1"):
    for _ in range(times):
        answer = at(address).post("/signin/", login=username, password="wrong password")
    return answer


def attack(names, address="127.0.0.1"):
    for number in range(names):
        fail(f"name-{number}", 1, address)


def test_while_200_names_are_attacked_from_one_address_a_colleague_signs_in_there(aoba):
    attack(200)

    assert Visitor().give_password(aoba).status_code == 302


def test_a_hot_address_makes_the_second_wrong_try_of_a_name_wait_and_only_there(aoba):
    attack(lockout.HOT_AFTER)

    here = [fail("aoba", 1), Visitor().give_password(aoba)]
    elsewhere = [fail("aoba", 1, ELSEWHERE), at(ELSEWHERE).give_password(aoba)]

    assert LOCKED in here[1].content
    assert elsewhere[1].status_code == 302


def test_a_known_browser_gets_in_while_its_name_is_attacked(aoba):
    own = Visitor().sign_in(aoba)
    own.post("/signout/")
    fail("aoba", 6)
    for number in range(lockout.FREE_TRIES_OF_A_NAME):
        fail("aoba", 1, f"192.0.2.{number}")

    stranger, answer = at("198.51.100.1").give_password(aoba), own.give_password(aoba)

    assert LOCKED in stranger.content
    assert answer.status_code == 302


def test_a_known_browser_guesses_no_longer_than_another(aoba):
    own = Visitor().sign_in(aoba)
    own.post("/signout/")
    for _ in range(5):
        own.post("/signin/", login="aoba", password="wrong password")

    assert LOCKED in own.give_password(aoba).content


def test_a_browser_is_known_to_its_own_name_alone(aoba, account):
    own = Visitor().sign_in(aoba)
    own.post("/signout/")
    fail("kozue", 5)

    assert LOCKED in own.give_password(account("kozue")).content


def test_the_cookie_of_a_known_browser_names_nobody_and_cannot_be_made(aoba):
    own = Visitor().sign_in(aoba)
    cookie = own.client.cookies["counter-known"]
    thief = Visitor()
    thief.client.cookies["counter-known"] = cookie.value[:-1] + ("A" if cookie.value[-1] != "A" else "B")
    fail("aoba", 5)

    assert "aoba" not in cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert LOCKED in thief.give_password(aoba).content


def test_after_the_pause_the_right_password_opens(aoba, monkeypatch):
    monkeypatch.setattr(lockout, "FIRST_PAUSE_SECONDS", 1)
    fail("aoba", 5)
    at_once = Visitor().give_password(aoba)
    time.sleep(1.1)

    assert LOCKED in at_once.content
    assert Visitor().give_password(aoba).status_code == 302


def test_pauses_grow_to_five_minutes_and_no_further():
    assert [lockout._pause(beyond) for beyond in (0, 1, 2, 3, 4, 5, 99)] == [30, 60, 120, 240, 300, 300, 300]


def test_of_many_tries_at_the_same_moment_no_more_than_the_free_ones_are_looked_at(rf):
    tries = [try_of(rf.get("/"), "aoba").own for _ in range(20)]
    looked_at = 0
    for each in tries:
        try:
            each.take()
        except MustWait:
            continue
        looked_at += 1

    assert looked_at == lockout.FREE_TRIES


def test_right_passwords_make_no_address_hot(account):
    for _ in range(3):
        Visitor().sign_in(account("aoba"))

    fail("kozue", 2)

    assert Visitor().give_password(account("kozue")).status_code == 302
