"""Buttons pressed twice, addresses that lead nowhere, and bodies that no page sends."""

import pytest

from loans.applications.models import Application
from loans.states import State
from tests import make
from tests.loans.pages.forms import TALK
from tests.loans.pages.screens import text_of

pytestmark = pytest.mark.zone("counter")


@pytest.fixture
def aoba(screen):
    return screen("aoba")


def state_of(application):
    return Application.objects.get(pk=application.pk).state


@pytest.mark.parametrize(
    ("made", "who", "verb", "state"),
    [
        (make.complete, "aoba", "submit", State.SUBMITTED),
        (make.submitted, "aoba", "reopen", State.DRAFT),
        (make.draft, "aoba", "withdraw", State.WITHDRAWN),
    ],
)
def test_a_double_click_does_it_once_and_says_so(screen, desk, made, who, verb, state):
    with desk("aoba") as by:
        application = made(by)
    address = f"/cases/{application.id}/{verb}/"

    first, second = screen(who).post(address), screen(who).post(address)

    assert (first.status_code, second.status_code) == (302, 409)
    assert state.label in text_of(second)
    assert "いまの操作では、何も変わっていません" in text_of(second)
    assert state_of(application) == state


def test_starting_an_application_twice_makes_one(aoba, desk):
    with desk("aoba") as by:
        talk = make.consultation(by)

    first, second = (aoba.post(f"/consultations/{talk.id}/apply/", {"fund": "KINKYU"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 409)
    assert "すでに申込に進んでいるか" in text_of(second)
    assert Application.objects.count() == 1


def test_an_opinion_pressed_twice_stays_in_its_box(aoba, desk):
    with desk("aoba") as by:
        application = make.submitted(by)
    words = {"verdict": "fit", "text": "適当と考えます。"}

    aoba.post(f"/cases/{application.id}/opinion/", words)
    second = aoba.post(f"/cases/{application.id}/opinion/", words)

    assert second.status_code == 422
    assert "意見書作成済" in text_of(second)
    assert "適当と考えます。" in second.content.decode()


def test_what_is_incomplete_says_what_it_lacks(aoba, desk):
    with desk("aoba") as by:
        application = make.draft(by)

    answer = aoba.post(f"/cases/{application.id}/submit/")

    assert answer.status_code == 409
    assert "借入希望額を入力する" in text_of(answer)
    assert state_of(application) == State.DRAFT


def test_a_counsellor_who_forwards_is_told_so(aoba, desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)

    answer = aoba.post(f"/cases/{application.id}/forward/")

    assert answer.status_code == 403
    assert "権限がありません" in text_of(answer)


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
@pytest.mark.parametrize("address", ["", "application/", "papers/new/", "opinion/", "letters/notice.pdf"])
def test_another_councils_case_is_not_there(screen, desk, stranger, address):
    with desk("aoba") as by:
        application = make.complete(by)

    answer = screen(stranger).get(f"/cases/{application.id}/{address}")

    assert answer.status_code == 404
    assert "お探しの記録は見つかりません" in text_of(answer)
    assert "𠮷田" not in text_of(answer)


@pytest.mark.parametrize(
    "address",
    [
        "/cases/not-a-number/",
        "/cases/00000000-0000-0000-0000-000000000000/",
        "/cases/00000000-0000-0000-0000-00000000000g/",
        "/cases/%00/",
        "/cases/00000000-0000-0000-0000-000000000000/papers/x/",
        "/cases/00000000-0000-0000-0000-000000000000/letters/%E2%80%AE.pdf",
        "/consultations/../../etc/passwd",
        "/" + "x" * 5_000,
    ],
)
def test_an_address_that_leads_nowhere_is_a_sentence(aoba, address):
    answer = aoba.get(address)

    assert answer.status_code == 404
    assert "お探しの記録は見つかりません。" in text_of(answer)


@pytest.mark.parametrize("mark", ["x", "~", "2026-11-21T09:00:00~", "\x00", "2026-11-21T09:00:00+00:00~'; --"])
def test_a_mark_in_the_list_that_cannot_be_read_shows_the_list(aoba, mark):
    assert aoba.get("/", before=mark).status_code == 200


def test_a_button_that_is_opened_as_an_address_says_so(aoba, desk):
    with desk("aoba") as by:
        application = make.complete(by)

    answer = aoba.get(f"/cases/{application.id}/submit/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "ボタンで操作してください" in text_of(answer)


def test_more_text_than_a_form_may_hold_is_a_sentence(aoba):
    answer = aoba.client.post(
        "/consultations/new/", b"gist=" + b"x" * 3_000_000, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 400
    assert "もう一度お試しください" in text_of(answer)


def test_more_boxes_than_a_form_may_hold_are_a_sentence(aoba):
    answer = aoba.post("/consultations/new/", TALK | {f"box{index}": "x" for index in range(2_000)})

    assert answer.status_code == 400
    assert "もう一度お試しください" in text_of(answer)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"--x\r\ngarbage", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"client_name=\xff\xff", "application/x-www-form-urlencoded; charset=shift_jis"),
    ],
)
def test_a_body_that_no_page_sends_is_no_fault(aoba, body, kind):
    answer = aoba.client.generic("POST", "/consultations/new/", body, kind)

    assert answer.status_code in (400, 422)
    assert "ください" in text_of(answer)


def test_a_case_whose_papers_are_being_checked_is_not_forwarded_yet(screen, desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)

    answer = screen("wakaba").post(f"/cases/{application.id}/forward/", {"chief_opinion": "急ぎです。"})

    assert answer.status_code == 422
    assert "急ぎです。" in answer.content.decode()
    assert "書類のファイルを確認しています" in text_of(answer)
    assert "終わると、進達できます" in text_of(screen("wakaba").get(f"/cases/{application.id}/"))
    assert state_of(application) == State.OPINION_DONE
