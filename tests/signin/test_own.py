"""わたしの設定: the password, and the devices one is signed in on."""

import re

import pytest

from tests.signin.visitor import Visitor, actor, goes_to

pytestmark = pytest.mark.zone("office")

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW = "あたらしい合言葉・2026"


@pytest.fixture
def sakura(account, fresh):
    return account("sakura")


def with_browser(user_agent):
    visitor = Visitor()
    visitor.client.defaults["HTTP_USER_AGENT"] = user_agent
    return visitor


def change(visitor, current, new=NEW, again=None):
    return visitor.post("/me/password/", current=current, new=new, again=new if again is None else again)


def test_the_devices_one_is_signed_in_on_are_listed_in_words(sakura):
    here, there = Visitor().sign_in(sakura), with_browser(FIREFOX).sign_in(sakura)
    there.get("/queue/")

    page = here.get("/me/").content.decode()

    assert "Windows の Firefox" in page
    assert page.count("この端末") == 1
    assert all(visitor.client.session.session_key not in page for visitor in (here, there))


def test_one_device_and_all_others_can_be_signed_out(sakura):
    here, second, third, fourth = (Visitor().sign_in(sakura) for _ in range(4))
    labels = re.findall(r'name="device" value="(\w+)"', here.get("/me/").content.decode())

    here.post("/me/devices/end/", device=labels[0])
    inside = [actor(each.get("/queue/")) is not None for each in (second, third, fourth)]
    here.post("/me/devices/end-others/")

    assert len(labels) == 3
    assert sorted(inside) == [False, True, True]
    assert [actor(each.get("/queue/")) is not None for each in (here, second, third, fourth)] == [True, *[False] * 3]


def test_a_device_of_somebody_else_is_not_there(sakura, account):
    other = Visitor().sign_in(account("ajisai"))
    Visitor().sign_in(account("ajisai"))
    [label] = re.findall(r'name="device" value="(\w+)"', other.get("/me/").content.decode())

    answer = Visitor().sign_in(sakura).post("/me/devices/end/", device=label)

    assert answer.status_code == 404
    assert actor(other.get("/queue/")) is not None


def test_a_changed_password_ends_the_other_sessions_and_this_one_goes_on(sakura):
    here, there = Visitor().sign_in(sakura), Visitor().sign_in(sakura)

    answer = change(here, sakura.password)

    assert goes_to(answer) == "/me/"
    assert here.get("/me/").content.decode().count('class="line"') == 1
    assert actor(there.get("/queue/")) is None
    assert Visitor().give_password(sakura).status_code == 200
    assert Visitor().give_password(sakura, NEW).status_code == 302


def test_a_password_is_not_changed_without_the_old_one_nor_to_a_weak_one(sakura):
    visitor = Visitor().sign_in(sakura)

    answers = {
        "いまのパスワードが違います": change(visitor, "wrong password"),
        "同じパスワードです": change(visitor, sakura.password, sakura.password),
        "最低 12 文字": change(visitor, sakura.password, "みじかい"),
        "二つの欄で違います": change(visitor, sakura.password, NEW, "another one"),
        "入力してください": change(visitor, "", ""),
    }

    for words, answer in answers.items():
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert Visitor().give_password(sakura).status_code == 302


def test_who_has_a_factor_gives_it_again_before_the_password_is_changed(account, fresh):
    visitor = Visitor().sign_in(account("momiji"))
    records = visitor.client.session["account_authentication_methods"]
    visitor.tamper(account_authentication_methods=[{**each, "at": each["at"] - 301} for each in records])

    answer = change(visitor, account("momiji").password)

    assert goes_to(answer).startswith("/signin/code/again/")
    assert Visitor().give_password(account("momiji")).headers["Location"] == "/signin/code/"
