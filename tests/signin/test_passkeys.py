"""パスキー. Enrolled, given, and never passed by: at the office, where a factor is due for some and not for others."""

import html
import json
import re

import pytest

from tests.signin.passkey import Passkey
from tests.signin.visitor import Visitor, actor, goes_to, stage

pytestmark = pytest.mark.zone("office")

_ASKED = re.compile(r'data-question="([^"]+)"')
REFUSED = "パスキーを確認できませんでした".encode()


@pytest.fixture
def sakura(account, fresh):
    return account("sakura")


@pytest.fixture
def momiji(account, fresh):
    return account("momiji")


@pytest.fixture
def visitor():
    return at_localhost()


def at_localhost():
    visitor = Visitor()
    visitor.client.defaults["HTTP_HOST"] = "localhost"
    return visitor


def asked(page):
    return json.loads(html.unescape(_ASKED.search(page.content.decode())[1]))


def enrol(visitor, account, passkey, name="窓口のパソコン"):
    """From a fresh sign-in: the password or the factor again, then the ceremony."""
    page = visitor.get("/signin/factors/passkey/")
    if page.status_code == 302 and goes_to(page).startswith("/signin/again/"):
        visitor.post("/signin/again/", password=account.password)
        page = visitor.get("/signin/factors/passkey/")
    return visitor.post("/signin/factors/passkey/", name=name, credential=passkey.made_for(asked(page)))


@pytest.fixture
def with_passkey(sakura):
    """桜井 has enrolled a passkey, and nothing else."""
    visitor, passkey = at_localhost().sign_in(sakura), Passkey()
    answer = enrol(visitor, sakura, passkey)
    assert goes_to(answer) == "/signin/factors/recovery/", answer.content.decode()
    return passkey


def test_after_enrolling_the_password_alone_opens_nothing(with_passkey, sakura, visitor):
    answer = visitor.give_password(sakura)

    page = visitor.get("/queue/")

    assert goes_to(answer) == "/signin/code/"
    assert (actor(page), stage(page)) == (None, "out")


def test_the_passkey_opens(with_passkey, sakura, visitor):
    visitor.give_password(sakura)
    question = asked(visitor.get("/signin/code/"))

    visitor.post("/signin/code/", credential=with_passkey.signs(question))

    assert actor(visitor.get("/queue/")).post == "reviewer"


def test_a_session_of_the_password_alone_is_given_no_context(with_passkey, visitor, password_session):
    visitor.tamper_half_way(*password_session("sakura"))

    answer = visitor.get("/queue/")

    assert answer.status_code == 302
    assert (actor(answer), stage(answer)) == (None, "enrol")


def test_a_password_alone_enrols_no_second_factor_beside_the_first(with_passkey, visitor, password_session, sakura):
    visitor.tamper_half_way(*password_session("sakura"))
    visitor.post("/signin/again/", password=sakura.password)

    answers = [visitor.get(path) for path in ("/signin/factors/passkey/", "/signin/factors/app/", "/me/password/")]

    assert [goes_to(answer).partition("?")[0] for answer in answers[:2]] == ["/signin/code/again/"] * 2
    assert actor(answers[2]) is None


def test_an_answer_opens_once(with_passkey, sakura):
    first, second = at_localhost(), at_localhost()
    for each in (first, second):
        each.give_password(sakura)
    credential = with_passkey.signs(asked(first.get("/signin/code/")))
    second.get("/signin/code/")

    first.post("/signin/code/", credential=credential)
    again = second.post("/signin/code/", credential=credential)

    assert first.is_signed_in
    assert REFUSED in again.content
    assert not second.is_signed_in


def test_another_persons_key_opens_nothing(with_passkey, sakura, visitor):
    visitor.give_password(sakura)
    question = asked(visitor.get("/signin/code/"))

    answer = visitor.post("/signin/code/", credential=Passkey().signs(question))

    assert REFUSED in answer.content
    assert not visitor.is_signed_in


def test_what_a_page_of_another_site_was_told_opens_nothing(with_passkey, sakura, visitor):
    visitor.give_password(sakura)
    with_passkey.origin = "http://localhost.example"

    answer = visitor.post("/signin/code/", credential=with_passkey.signs(asked(visitor.get("/signin/code/"))))

    assert REFUSED in answer.content
    assert not visitor.is_signed_in


UNREADABLE = (
    *("", "x", "null", "[]", "{}", '{"id": 1}', '{"response": {}}', "[" * 5000),
    '{"id":"AA","rawId":"AA","response":{}}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","authenticatorData":"AA"}}',
)


def test_an_answer_that_cannot_be_read_is_refused_in_words(with_passkey, sakura, visitor):
    visitor.give_password(sakura)
    visitor.get("/signin/code/")
    inside = at_localhost().sign_in_with(sakura, with_passkey)
    inside.get("/signin/factors/passkey/")

    for credential in UNREADABLE[:4]:
        given = visitor.post("/signin/code/", credential=credential)
        assert (given.status_code, visitor.is_signed_in) == (200, False), credential
    for credential in UNREADABLE:
        enrolled = inside.post("/signin/factors/passkey/", credential=credential)
        assert enrolled.status_code == 200, credential


def test_a_recovery_code_stands_in_for_a_passkey(with_passkey, sakura, visitor, ask, staff_id):
    inside = at_localhost().sign_in_with(sakura, with_passkey)
    codes = inside.get("/signin/factors/recovery/").context["unused_codes"]

    visitor.give_password(sakura)
    visitor.post("/signin/code/", code=codes[0])

    again = at_localhost()
    again.give_password(sakura)
    again.post("/signin/code/", code=codes[0])

    assert visitor.is_signed_in
    assert not again.is_signed_in
    assert "残り9個".encode() in inside.get("/me/").content


def test_where_none_is_due_the_last_factor_may_be_removed(with_passkey, sakura, ask, staff_id):
    visitor = at_localhost().sign_in_with(sakura, with_passkey)
    [factor] = ask("SELECT id FROM mfa_authenticator WHERE type = 'webauthn'")

    visitor.post(f"/signin/factors/{factor}/remove/")

    assert ask("SELECT count(*) FROM mfa_authenticator WHERE user_id = %s", staff_id("sakura")) == (0,)
    assert at_localhost().give_password(sakura).headers["Location"] == "/"


def test_the_last_factor_is_not_removed_where_one_is_due(momiji, visitor, ask, staff_id):
    visitor.sign_in(momiji)
    [factor] = ask("SELECT id FROM mfa_authenticator WHERE user_id = %s", staff_id("momiji"))

    answer = visitor.post(f"/signin/factors/{factor}/remove/")

    assert answer.status_code == 409
    assert "最後の一つは削除できません".encode() in answer.content
    assert ask("SELECT count(*) FROM mfa_authenticator WHERE id = %s", factor) == (1,)


def test_a_factor_of_somebody_else_is_not_there(momiji, visitor, ask, staff_id):
    visitor.sign_in(momiji)
    [factor] = ask("SELECT id FROM mfa_authenticator WHERE user_id = %s", staff_id("kaede"))

    answer = visitor.post(f"/signin/factors/{factor}/remove/")

    assert answer.status_code == 404
    assert ask("SELECT count(*) FROM mfa_authenticator WHERE id = %s", factor) == (1,)


def test_the_app_may_go_once_a_passkey_is_there(momiji, visitor, ask, staff_id):
    visitor.sign_in(momiji)
    enrol(visitor, momiji, Passkey())
    [factor] = ask("SELECT id FROM mfa_authenticator WHERE type = 'totp' AND user_id = %s", staff_id("momiji"))

    answer = visitor.post(f"/signin/factors/{factor}/remove/")

    assert goes_to(answer) == "/me/"
    assert "パスキー「窓口のパソコン」".encode() in visitor.get("/me/").content


def test_a_prefecture_may_ask_everybody_for_a_second_factor(sakura, visitor, change, account, staff_id):
    change(
        "INSERT INTO councils_setting (prefecture_id, name, kind, value, since, reason, proposed_by_id,"
        " confirmed_by_id, confirmed_at) VALUES ('130001', 'signin.second_factor_for_all', 'flag', 'true',"
        " '2026-01-01', '見本', %s, %s, now())",
        staff_id("kanri"),
        staff_id("kansa"),
    )

    visitor.sign_in(sakura)
    elsewhere = at_localhost().sign_in(account("ajisai"))

    answer = visitor.get("/queue/")
    assert (goes_to(answer), actor(answer)) == ("/signin/factors/app/", None)
    assert actor(elsewhere.get("/queue/")).post == "reviewer"
