"""事務局のサインイン. A password alone opens nothing to whom a second factor is due."""

import time

import pytest

from config.walk.browser import totp
from tests.signin.visitor import Visitor, actor, body, goes_to, stage

pytestmark = pytest.mark.zone("office")

PAGES = ["/", "/queue/", "/sign/", "/cases/00000000-0000-4000-8000-000000000000/"]
WRONG_CODE = "確認コードが違います".encode()


@pytest.fixture
def momiji(account):
    return account("momiji")


@pytest.mark.parametrize("page", PAGES)
def test_after_the_password_alone_there_is_no_page(visitor, momiji, page):
    asked_for_code = visitor.give_password(momiji)

    answer = visitor.get(page)

    assert goes_to(asked_for_code) == "/signin/code/"
    assert answer.status_code == 302
    assert (actor(answer), stage(answer)) == (None, "out")


def test_the_second_factor_opens(visitor, momiji):
    visitor.give_password(momiji)
    visitor.give_code(momiji)

    answer = visitor.get("/sign/")

    assert answer.status_code == 200
    assert actor(answer).post == "subsection_chief"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("username", ["momiji", "kanri", "kansa"])
def test_a_session_that_says_signed_in_without_the_factor_is_given_no_context(
    visitor, password_session, username, page
):
    visitor.tamper_half_way(*password_session(username))

    answer = visitor.get(page)

    assert answer.status_code == 302
    assert actor(answer) is None


def test_who_has_a_factor_is_asked_for_it_even_where_none_is_due(visitor, password_session, change, staff_id):
    enrolled = "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'totp', '{}', now())"
    change(enrolled, staff_id("sakura"))
    visitor.tamper_half_way(*password_session("sakura"))

    answer = visitor.get("/queue/")

    assert answer.status_code == 302
    assert actor(answer) is None


def test_who_is_signed_in_without_the_factor_may_give_it_and_goes_on(visitor, momiji, password_session):
    visitor.tamper_half_way(*password_session("momiji"))

    asked = visitor.client.get("/sign/", follow=True)
    given = visitor.post("/signin/code/again/", code=totp(momiji.totp_secret))

    assert "もう一度、確認コードを入力してください".encode() in asked.content
    assert given.status_code == 302
    assert visitor.get("/sign/").status_code == 200


@pytest.mark.parametrize("path", ["/signin/factors/recovery/", "/signin/factors/recovery/new/", "/signin/factors/app/"])
def test_a_password_alone_shows_no_recovery_code(visitor, momiji, password_session, path):
    visitor.tamper_half_way(*password_session("momiji"))
    visitor.post("/signin/again/", password=momiji.password)

    shown, made = visitor.get(path), visitor.post(path)

    assert [goes_to(each).partition("?")[0] for each in (shown, made)] == ["/signin/code/again/"] * 2


@pytest.mark.parametrize("code", ["000000", "", "12345", "１２３４５６", "x" * 500, "'; --"])
def test_a_wrong_code_opens_nothing(visitor, momiji, code):
    visitor.give_password(momiji)

    answer = visitor.post("/signin/code/", code=code)

    assert answer.status_code == 200
    assert "確認コードを入力してください".encode() in answer.content
    assert not visitor.is_signed_in


def full_width(code):
    return "".join(chr(ord(digit) + 0xFEE0) for digit in code)


def in_two(code):
    return f" {code[:3]}　{code[3:]}"


@pytest.mark.parametrize("spelling", [str, full_width, in_two])
def test_a_code_may_be_typed_in_full_width(visitor, momiji, spelling):
    visitor.give_password(momiji)

    visitor.post("/signin/code/", code=spelling(totp(momiji.totp_secret)))

    assert visitor.is_signed_in


def test_a_code_opens_once(momiji):
    first, second = Visitor(), Visitor()
    code = totp(momiji.totp_secret)
    for each in (first, second):
        each.give_password(momiji)

    opened = first.post("/signin/code/", code=code)
    again = second.post("/signin/code/", code=code)

    assert opened.status_code == 302
    assert first.is_signed_in
    assert WRONG_CODE in again.content
    assert not second.is_signed_in


def test_a_code_that_opened_the_page_does_not_sign_a_decision(visitor, momiji):
    code = totp(momiji.totp_secret)
    visitor.give_password(momiji)
    visitor.post("/signin/code/", code=code)

    again = visitor.post("/signin/code/again/", code=code)

    assert again.status_code == 200
    assert WRONG_CODE in again.content


def test_codes_cannot_be_guessed_for_long(visitor, momiji):
    visitor.give_password(momiji)
    for _ in range(6):
        visitor.post("/signin/code/", code="000000")

    answer = visitor.give_code(momiji)

    assert "しばらくサインインできません".encode() in answer.content
    assert not visitor.is_signed_in


def test_who_lacks_a_due_factor_enrols_and_is_in(visitor, momiji, change, staff_id):
    change("DELETE FROM mfa_authenticator WHERE user_id = %s", staff_id("momiji"))
    visitor.give_password(momiji)
    kept_out = visitor.get("/sign/")
    visitor.post("/signin/again/", password=momiji.password)
    page = visitor.get("/signin/factors/app/")
    secret = page.context["form"].secret

    enrolled = visitor.post("/signin/factors/app/", code=totp(secret))
    answer = visitor.get("/sign/")

    assert goes_to(kept_out) == "/signin/factors/app/"
    assert page.status_code == 200
    assert enrolled.status_code == 302
    assert answer.status_code == 200


def test_a_secret_at_rest_is_no_secret_that_an_app_takes(ask, staff_id, momiji):
    stored = ask("SELECT data->>'secret' FROM mfa_authenticator WHERE user_id = %s", staff_id("momiji"))[0]

    assert momiji.totp_secret not in stored


def test_the_step_up_wants_a_code_of_the_last_five_minutes(visitor, momiji):
    from councils.signin.stages import is_factor_fresh

    visitor.sign_in(momiji)
    fresh = is_factor_fresh(visitor.get("/sign/").wsgi_request)
    visitor.tamper(account_authentication_methods=[{"method": "mfa", "at": time.time() - 301}])

    assert fresh
    assert not is_factor_fresh(visitor.get("/sign/").wsgi_request)


def test_the_enrolment_page_of_who_is_enrolled_leads_on(visitor, momiji):
    visitor.sign_in(momiji)

    answer = visitor.get("/signin/factors/app/")

    assert goes_to(answer) == "/me/"
    assert body(visitor.get("/me/")).count("登録済み".encode()) == 1
