"""What an applicant fetched from マイナポータル: shown with its origin, recorded by kind, and kept as a paper."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from councils.numbers import check_digit
from inquiry.standin.people import Tax
from inquiry.standin.records import local_tax
from inquiry.standin.scripts import FIGURE_3_30
from loans.applications import actions as applications
from loans.applications import rules
from loans.documents.models import Document
from tests import make
from tests.loans.pages.screens import text_of

pytestmark = pytest.mark.zone("counter")
TAX = {"kind": "local_tax", "layout": "2", "updated_on": "2026-06-10", "items": local_tax(Tax(0, 0, 430_000))}
PENSION = {"kind": "pension", "layout": "1", "updated_on": "2026-06-01", "items": FIGURE_3_30}
RESULT = {"format": "yorisoi-1", "obtained_on": "2026-06-15", "answers": [TAX, PENSION]}
NUMBER = f"12345678901{check_digit('12345678901')}"


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        applications.save(application.id, make.request(application), make.household(), version=1, by=by)
        application.applicant = rules.household(application)[0]
        return application


def hand_over(screen, application, content=RESULT, **changes):
    file = SimpleUploadedFile("result.json", json.dumps(content, ensure_ascii=False).encode(), "application/json")
    facts = {"member": str(application.applicant.id), "file": file, "is_consented": "on"} | changes
    return screen.post(page_of(application), {name: value for name, value in facts.items() if value})


def page_of(application) -> str:
    return f"/cases/{application.id}/papers/portal/"


def test_result_is_shown_with_its_origin_and_is_no_answer_of_an_inquiry(aoba, draft):
    answer = hand_over(aoba, draft)

    said = text_of(answer)
    assert answer.status_code == 200
    for words in (
        "本人提出（マイナポータル）",
        "𠮷田　健一 様（本人）の情報として、令和8年6月15日に取得",
        "照会の回答ではありません",
        "書類として登録し、確認が済むと案件の画面に出ます",
    ):
        assert words in said
    for words in ("地方税関係情報", "430,000円", "障害厚生・障害基礎", "2021年"):
        assert words in said


def test_it_is_a_paper_that_waits_for_its_check_and_says_its_origin(aoba, draft):
    hand_over(aoba, draft)

    said = text_of(aoba.get(f"/cases/{draft.id}/"))
    paper = Document.objects.defer("content").get(application=draft)
    assert ("マイナポータルの結果（本人提出）" in said, "確認中" in said, "430,000" in said) == (True, True, False)
    assert (paper.kind, paper.member_id, str(paper.obtained_on)) == ("PORTAL", draft.applicant.id, "2026-06-15")
    assert "result" not in paper.name
    assert paper.added_name


def test_of_a_file_that_is_refused_nothing_is_kept(aoba, draft):
    hand_over(aoba, draft, RESULT | {"memo": NUMBER})
    hand_over(aoba, draft, {"format": "another"})

    assert not Document.objects.filter(application=draft).exists()


def test_file_with_a_number_is_refused_and_not_repeated(aoba, draft):
    answer = hand_over(aoba, draft, RESULT | {"memo": NUMBER})

    assert answer.status_code == 422
    assert "個人番号（マイナンバー）と思われる数字が含まれているため、受け取れません" in text_of(answer)
    assert NUMBER not in answer.content.decode()
    assert "430,000" not in text_of(answer)


@pytest.mark.parametrize(
    ("content", "changes", "words"),
    [
        (RESULT, {"is_consented": ""}, "ご本人の同意を確かめてから"),
        (RESULT, {"file": ""}, "ファイルを選んでください"),
        (RESULT, {"member": "00000000-0000-0000-0000-000000000000"}, "エラー"),
        ({"format": "another"}, {}, "マイナポータルの結果として読み取れませんでした"),
        (RESULT | {"obtained_on": "2099-01-01"}, {}, "取得日が今日より後"),
    ],
    ids=["no consent", "no file", "nobody", "another format", "later"],
)
def test_what_is_missing_or_wrong_is_said(aoba, draft, content, changes, words):
    answer = hand_over(aoba, draft, content, **changes)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "430,000" not in text_of(answer)


def test_another_council_finds_no_such_case(screen, draft):
    assert hand_over(screen("kozue"), draft).status_code == 404


def test_page_says_beforehand_what_is_kept(aoba, draft):
    page = text_of(aoba.get(page_of(draft)))

    assert "ファイルそのものは保存しません" in page
    assert "個人番号（マイナンバー）が含まれているファイルは受け取れません" in page
