"""照会. Nobody gets in by a password, nobody without a designation."""

import time

import pytest

from tests.signin.visitor import actor, body, goes_to, stage

pytestmark = pytest.mark.zone("gate")

WRONG = "利用者名またはパスワードが違います".encode()
END = (
    "UPDATE councils_designation SET since = '2020-04-01', trained_on = '2020-04-01', until = '2020-05-01'"
    " WHERE staff_id = %s"
)


@pytest.fixture
def officer(account):
    return account("shirabe")


@pytest.mark.parametrize("username", ["aoba", "wakaba", "sakura", "momiji", "kanri"])
def test_nobody_of_counter_or_office_is_known(visitor, account, username):
    answer = visitor.give_password(account(username))
    unknown = visitor.post("/signin/", login="nobody-here", password="wrong password")

    assert WRONG in answer.content
    assert body(answer).replace(username.encode(), b"") == body(unknown).replace(b"nobody-here", b"")


def test_after_the_password_alone_there_is_no_order(visitor, officer):
    visitor.give_password(officer)

    answer = visitor.get("/")

    assert goes_to(answer) == "/signin/"
    assert actor(answer) is None


def test_a_session_without_the_factor_is_given_no_context(visitor, password_session):
    visitor.tamper_half_way(*password_session("shirabe"))

    answer = visitor.get("/")

    assert answer.status_code == 302
    assert actor(answer) is None


def test_the_second_factor_opens(visitor, officer):
    visitor.sign_in(officer)

    answer = visitor.get("/")

    assert answer.status_code == 200
    assert actor(answer).post == "inquiry_officer"


def test_a_designation_that_ended_opens_nothing(visitor, officer, change, staff_id):
    visitor.sign_in(officer)
    inside = visitor.get("/")

    change(END, staff_id("shirabe"))
    outside = visitor.client.get("/", follow=True)

    assert inside.status_code == 200
    assert (outside.status_code, stage(outside)) == (403, "no_post")


def test_a_designation_that_has_not_begun_opens_nothing(visitor, officer, change, staff_id):
    change("UPDATE councils_designation SET since = '2999-04-01' WHERE staff_id = %s", staff_id("shirabe"))

    visitor.sign_in(officer)

    assert goes_to(visitor.get("/")) == "/signin/no-post/"


def test_who_lost_the_factor_is_led_to_enrol_and_sees_no_order(visitor, officer, change, staff_id):
    change("DELETE FROM mfa_authenticator WHERE user_id = %s", staff_id("shirabe"))

    visitor.give_password(officer)

    assert goes_to(visitor.get("/")) == "/signin/factors/app/"


def test_fifteen_idle_minutes_end_a_session(visitor, officer):
    visitor.sign_in(officer)
    visitor.get("/")
    visitor.tamper(seen_at=time.time() - 15 * 60 - 1)

    assert goes_to(visitor.get("/")) == "/signin/"
    assert not visitor.is_signed_in
