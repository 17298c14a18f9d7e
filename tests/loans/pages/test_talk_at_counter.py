"""連絡, 進達の画面 and 返戻への回答 at the counter, as pages without JavaScript.

The office is another login: what it asks for is tried in tests/loans/talk and in the journeys.
"""

import pytest

from loans.applications.models import Application
from loans.states import State
from loans.talk.models import CounterNote, Message
from tests import make
from tests.loans.pages.screens import refused, text_of

pytestmark = pytest.mark.zone("counter")


@pytest.fixture
def opined(desk):
    with desk("aoba") as by:
        return make.with_opinion(by)


def page_of(application):
    return f"/cases/{application.id}/"


def test_before_the_forwarding_there_are_notes_alone(screen, opined):
    aoba = screen("aoba")
    shown = text_of(aoba.get(page_of(opined) + "talk/"))

    assert "県社協からこの案件は見えません" in shown
    assert refused(aoba.post(page_of(opined) + "talk/", {"text": "x"}), "まだ県社協に連絡できません")
    assert aoba.post(page_of(opined) + "talk/note/", {"text": "電話で確かめた。"}).status_code == 302
    assert CounterNote.objects.get().text == "電話で確かめた。"
    assert not Message.objects.exists()


def test_the_chief_sees_everything_on_one_page(screen, opined):
    shown = text_of(screen("wakaba").get(page_of(opined) + "forward/"))

    for words in ("適当と考えます。", "送付書類", "照会で省略", "世帯の状況（3人）", "借入希望額", "責任者の判断"):
        assert words in shown
    assert "確認しています" in shown


def test_the_counsellor_does_not_open_it(screen, opined):
    assert screen("aoba").get(page_of(opined) + "forward/").status_code == 403


def test_the_chief_hands_back_for_a_reason(screen, opined):
    wakaba = screen("wakaba")
    assert refused(wakaba.post(page_of(opined) + "hand-back/", {"reason": ""}), "戻す理由を入力してください")

    assert wakaba.post(page_of(opined) + "hand-back/", {"reason": "名義を確かめてください。"}).status_code == 302
    assert Application.objects.get().state == State.DRAFT
    aoba = screen("aoba")
    assert "お知らせ 1" in text_of(aoba.get(page_of(opined)))
    assert "責任者から戻されました" in text_of(aoba.get("/notices/"))
    assert "名義を確かめてください。" in text_of(aoba.get(page_of(opined) + "talk/"))
    assert aoba.post(page_of(opined) + "talk/read/", {"of": "case"}).status_code == 302
    assert "未読" not in text_of(aoba.get("/notices/"))


def test_nothing_is_answered_where_nothing_was_returned(screen, opined):
    shown = screen("aoba").get(page_of(opined) + "returned/")

    assert "返戻されている項目はありません" in text_of(shown)


@pytest.mark.parametrize("address", ["talk/", "talk/part/", "returned/"])
@pytest.mark.parametrize("stranger", ["kozue", "minato"])
def test_another_councils_talk_is_not_there(screen, opined, stranger, address):
    answer = screen(stranger).get(page_of(opined) + address)

    assert answer.status_code == 404
    assert "𠮷田" not in text_of(answer)


def test_the_case_says_what_comes_next_who_does_it_and_by_when(screen, desk):
    with desk("aoba") as by:
        application = make.submitted(by)

    shown = text_of(screen("aoba").get(page_of(application)))
    assert "担当相談員 青葉 みどり" in shown
    assert "まで" in shown
