"""事務局. Who is let in, in which post, and for how long."""

import time
from datetime import date, timedelta

import pytest

from tests.signin.visitor import actor, body, goes_to, stage

pytestmark = pytest.mark.zone("office")

WRONG = "利用者名またはパスワードが違います".encode()
YESTERDAY = date.today() - timedelta(days=2)
ADD_POST = (
    "INSERT INTO councils_post (staff_id, council_id, kind, since) SELECT id, council_id, %s, '2026-04-01'"
    " FROM councils_staff WHERE username = %s"
)
END_POST = "UPDATE councils_post SET until = %s, since = '2020-04-01' WHERE staff_id = %s"


def typed(answer, username):
    """The page without the name that was typed."""
    return body(answer).replace(username.encode(), b"")


@pytest.mark.parametrize("username", ["aoba", "wakaba", "kozue"])
def test_municipal_staff_get_the_answer_of_a_wrong_password(visitor, account, username):
    answer = visitor.give_password(account(username))
    unknown = visitor.post("/signin/", login="nobody-here", password="wrong password")

    assert WRONG in answer.content
    assert typed(answer, username) == typed(unknown, "nobody-here")
    assert not visitor.is_signed_in


def test_inquiry_officers_are_unknown_in_the_office(visitor, account):
    answer = visitor.give_password(account("shirabe"))

    assert WRONG in answer.content


def test_staff_who_left_get_the_answer_of_a_wrong_password(visitor, account, change):
    change("UPDATE councils_staff SET is_active = false WHERE username = 'sakura'")

    answer = visitor.give_password(account("sakura"))

    assert WRONG in answer.content
    assert not visitor.is_signed_in


def test_who_leaves_is_out_at_the_next_request(visitor, account, change):
    visitor.sign_in(account("sakura"))
    inside = visitor.get("/queue/")

    change("UPDATE councils_staff SET is_active = false WHERE username = 'sakura'")
    outside = visitor.get("/queue/")

    assert inside.status_code == 200
    assert outside.status_code == 302
    assert actor(outside) is None


def test_a_post_that_ended_opens_nothing(visitor, account, change, staff_id):
    change(END_POST, YESTERDAY, staff_id("sakura"))
    visitor.sign_in(account("sakura"))

    answer = visitor.client.get("/queue/", follow=True)

    assert answer.status_code == 403
    assert stage(answer) == "no_post"


def test_a_withdrawn_post_is_gone_at_the_next_request(visitor, account, change, staff_id):
    visitor.sign_in(account("sakura"))
    inside = visitor.get("/queue/")

    change(END_POST, YESTERDAY, staff_id("sakura"))
    outside = visitor.get("/queue/")

    assert (inside.status_code, goes_to(outside)) == (200, "/signin/no-post/")


def test_a_withdrawn_right_is_gone_at_the_next_request(visitor, account, change, staff_id):
    visitor.sign_in(account("sakura"))
    inside = visitor.get("/queue/")

    change("DELETE FROM guardian_userobjectpermission WHERE user_id = %s", staff_id("sakura"))

    assert (inside.status_code, visitor.get("/queue/").status_code) == (200, 403)


def test_a_new_password_ends_the_sessions_of_the_old(visitor, account, change):
    visitor.sign_in(account("sakura"))
    inside = visitor.get("/queue/")

    change("UPDATE councils_staff SET password = 'another' WHERE username = 'sakura'")

    assert (inside.status_code, goes_to(visitor.get("/queue/"))) == (200, "/signin/")
    assert not visitor.is_signed_in


def test_an_idle_session_ends(visitor, account, settings):
    visitor.sign_in(account("sakura"))
    visitor.get("/queue/")
    visitor.tamper(seen_at=time.time() - settings.IDLE_SECONDS - 1)

    answer = visitor.get("/queue/")

    assert goes_to(answer) == "/signin/"
    assert not visitor.is_signed_in


def test_a_session_in_use_goes_on(visitor, account, settings):
    visitor.sign_in(account("sakura"))
    visitor.get("/queue/")
    visitor.tamper(seen_at=time.time() - settings.IDLE_SECONDS + 30)

    assert visitor.get("/queue/").status_code == 200
    assert visitor.get("/queue/").status_code == 200


def test_no_session_outlives_twelve_hours_however_busy(visitor, account, settings):
    visitor.sign_in(account("sakura"))
    visitor.get("/queue/")
    visitor.tamper(since=time.time() - 12 * 60 * 60 - 1, seen_at=time.time())

    answer = visitor.get("/queue/")

    assert goes_to(answer) == "/signin/"
    assert not visitor.is_signed_in


def test_rights_belong_to_the_post_one_acts_in(visitor, account, change, ask, staff_id):
    """兼務."""
    change(ADD_POST, "administrator", "momiji")
    [second] = ask("SELECT max(id) FROM councils_post WHERE staff_id = %s", staff_id("momiji"))
    visitor.sign_in(account("momiji"))
    first = visitor.get("/sign/")

    visitor.post("/signin/post/", post=second)
    switched = visitor.get("/sign/")

    assert (first.status_code, actor(first).post) == (200, "subsection_chief")
    assert (switched.status_code, actor(switched).post) == (403, "administrator")


def test_switching_to_a_post_that_wants_the_factor_asks_for_it(visitor, account, change, ask, staff_id):
    change(ADD_POST, "administrator", "sakura")
    [second] = ask("SELECT max(id) FROM councils_post WHERE staff_id = %s", staff_id("sakura"))
    visitor.sign_in(account("sakura"))

    visitor.post("/signin/post/", post=second)
    answer = visitor.get("/")

    assert goes_to(answer) == "/signin/factors/app/"
    assert actor(answer) is None


@pytest.mark.parametrize("wanted", ["kaedes", "999999999", "-1", "x", "", "１", "9" * 40])
def test_nobody_takes_a_post_of_somebody_else(visitor, account, ask, staff_id, wanted):
    if wanted == "kaedes":
        [wanted] = ask("SELECT id FROM councils_post WHERE staff_id = %s", staff_id("kaede"))
    visitor.sign_in(account("sakura"))

    answer = visitor.post("/signin/post/", post=wanted)

    assert answer.status_code == 302
    assert actor(visitor.get("/queue/")).post == "reviewer"


@pytest.mark.parametrize("username", ["kanri", "kansa"])
@pytest.mark.parametrize("page", ["/queue/", "/sign/", "/cases/00000000-0000-4000-8000-000000000000/"])
def test_a_post_that_reads_no_case_gets_403_before_any_row(visitor, account, username, page):
    visitor.sign_in(account(username))

    answer = visitor.get(page)

    assert answer.status_code == 403
    assert "権限がありません".encode() in answer.content


def test_signing_in_again_makes_a_new_session(visitor, account):
    visitor.get("/signin/")
    visitor.tamper(planted="by somebody")
    planted = visitor.client.session.session_key

    visitor.sign_in(account("sakura"))

    assert visitor.client.session.session_key != planted


def test_a_changed_password_ends_the_sessions_of_the_old_one(visitor, account, change):
    visitor.sign_in(account("sakura"))
    assert actor(visitor.get("/queue/")) is not None

    change("UPDATE councils_staff SET password = 'scrypt$changed' WHERE username = 'sakura'")

    answer = visitor.get("/queue/")
    assert answer.status_code == 302
    assert goes_to(answer).startswith("/signin/")


def test_no_sentence_for_a_person_is_kept_in_a_cookie(settings):
    assert settings.MESSAGE_STORAGE.endswith("SessionStorage")
