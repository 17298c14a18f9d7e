"""招待の受取り. At the counter: nobody is signed in, and nothing is said of whom a code names before it is right."""

import pytest

from tests.signin.visitor import Visitor, body, goes_to

pytestmark = pytest.mark.zone("counter")
PAGE = "/signin/invitation/"
PASSWORD = "hana-no-saku-oka-1126"
WRITE = "SELECT walls.write_invitation((SELECT id FROM councils_staff WHERE username = %s), NULL)"


@pytest.fixture
def code(change, ask):
    """Of somebody of the demo, as an administrator would be shown it."""
    return lambda username: ask(WRITE, username)[0]


def facts(code, **changed):
    return {"code": code, "password": PASSWORD, "again": PASSWORD, **changed}


def test_the_slip_lets_its_holder_set_a_password_and_sign_in(visitor, account, code):
    answer = visitor.post(PAGE, **facts(code("aoba")))

    assert goes_to(answer) == "/signin/"
    assert not visitor.is_signed_in
    visitor.give_password(account("aoba"), PASSWORD)
    assert visitor.is_signed_in


def test_the_old_password_and_its_sessions_end(visitor, account, code):
    visitor.sign_in(account("aoba"))
    slip = code("aoba")

    Visitor().post(PAGE, **facts(slip))

    assert goes_to(visitor.get("/")) == "/signin/"
    visitor.give_password(account("aoba"))
    assert not visitor.is_signed_in


def test_who_was_signed_in_at_this_desk_is_out(visitor, account, code):
    visitor.sign_in(account("wakaba"))

    visitor.post(PAGE, **facts(code("aoba")))

    assert not visitor.is_signed_in


def test_a_wrong_code_says_the_same_as_one_that_was_used(visitor, code):
    used = code("aoba")
    Visitor().post(PAGE, **facts(used))

    answers = [visitor.post(PAGE, **facts(each)) for each in (used, "F" * 24)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert body(answers[0]).replace(used.encode(), b"") == body(answers[1]).replace(b"F" * 24, b"")


@pytest.mark.parametrize("wrong", ["0" * 24, "x", "　", "１２３４", "A" * 60, "A" * 61, "\x00"])
def test_nothing_that_is_typed_for_a_code_is_a_fault(visitor, wrong):
    assert visitor.post(PAGE, **facts(wrong)).status_code == 422


def test_a_slip_of_the_office_is_worth_nothing_here(visitor, code):
    assert visitor.post(PAGE, **facts(code("sakura"))).status_code == 422


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "short", "again": "short"}, "パスワード"),
        ({"again": "another-password-1"}, "二つのパスワードが違います"),
        ({"password": ""}, "新しいパスワードを入力してください"),
        ({"code": ""}, "招待コードを入力してください"),
    ],
)
def test_a_slip_is_not_used_up_by_a_slip_of_the_finger(visitor, account, code, changed, words):
    slip = code("aoba")

    answer = visitor.post(PAGE, **{**facts(slip), **changed})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert goes_to(visitor.post(PAGE, **facts(slip))) == "/signin/"


def test_a_suspension_and_a_lost_factor_end_the_sessions(visitor, account, change):
    visitor.sign_in(account("aoba"))
    inside = visitor.get("/")

    change("UPDATE councils_staff SET sessions_from = now() WHERE username = 'aoba'")

    assert (inside.status_code, goes_to(visitor.get("/"))) == (200, "/signin/")
    assert not visitor.is_signed_in
    visitor.sign_in(account("aoba"))
    assert visitor.get("/").status_code == 200
