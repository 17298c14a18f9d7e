"""ひと目, the queue and telephone memos in the office, through the pages."""

import pytest

from loans.applications.models import Application
from loans.memos.models import Memo
from loans.states import State
from tests.loans.pages.screens import refused, text_of

pytestmark = pytest.mark.zone("office")
MEMO = {"caller": "AGENCY", "gist": "市から書類の確認。", "promised_on": ""}


@pytest.fixture
def look(case):
    return case.replace("/cases/", "/look/")


@pytest.mark.parametrize("text", ["090-0000-1234", "よしだけんいち", "田健", "美咲"])
def test_the_office_finds_a_forwarded_case_and_opens_it(sakura, look, text):
    answer = sakura.post("/search/", {"q": text})

    assert answer["Location"] == look
    page = text_of(sakura.get(look))
    for words in ("次の対応", "都道府県社協", "県社協で受け付けてください", "電話メモを書く", "進達"):
        assert words in page


def test_ranks_look_too_and_another_prefecture_does_not(screen, case, look):
    assert screen("momiji").get(look).status_code == 200
    ajisai = screen("ajisai")
    assert "見つかりませんでした" in text_of(ajisai.post("/search/", {"q": "よしだ"}))
    assert ajisai.get(look).status_code == 404
    assert ajisai.post(f"{case}memo/", MEMO).status_code == 404


@pytest.mark.parametrize("who", ["kanri", "kansa"])
def test_who_reads_no_case_searches_none(screen, look, who):
    visitor = screen(who)

    assert visitor.post("/search/", {"q": "よしだ"}).status_code == 403
    assert visitor.get(look).status_code == visitor.get("/today/").status_code == 403
    assert 'action="/search/"' not in visitor.get("/staff/" if who == "kanri" else "/trail/").content.decode()


def test_the_office_writes_a_memo_that_stands_in_the_case(sakura, case, look):
    assert sakura.post(f"{case}memo/", MEMO)["Location"] == look
    assert refused(sakura.post(f"{case}memo/", MEMO | {"gist": ""}), "要旨を入力してください")

    assert MEMO["gist"] in text_of(sakura.get(look))
    assert MEMO["gist"] in text_of(sakura.get(case))
    assert Memo.objects.get().is_forwarded


def test_the_next_case_is_received_and_then_none_is_left(sakura, case):
    assert sakura.post("/queue/next/")["Location"] == case
    assert Application.objects.get().state == State.RECEIVED

    answer = sakura.post("/queue/next/")

    assert answer.status_code == 409
    assert "未割当の案件はありません" in text_of(answer)


def test_the_queue_has_its_tabs_and_is_narrowed(sakura, received):
    page = text_of(sakura.get("/queue/", view="自分の担当"))

    for words in ("自分の担当", "未割当", "照会待ち", "差戻し中", "決裁待ち", "𠮷田　健一", "開庁日"):
        assert words in page
    assert "この一覧に案件はありません" in text_of(sakura.get("/queue/", view="自分の担当", fund="FUKUSHI"))


def test_the_office_exports_its_queue(sakura, received, told):
    answer = sakura.client.post("/export/?view=自分の担当", {"form": "csv"})

    text = answer.content.decode()
    assert "絞り込み,自分の担当\r\n" in text
    assert "𠮷田　健一" in text
    assert ("export_list", {"fields": ["view_自分の担当"], "purpose": "queue", "result": "1"}) in told
