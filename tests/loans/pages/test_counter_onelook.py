"""ひと目, lists and telephone memos at the counter, through the pages."""

import re
from uuid import UUID

import pytest
from django.utils import timezone

from councils.trail import write
from loans.cases.models import SavedFilter
from loans.memos.models import Memo
from tests import make
from tests.loans.pages.screens import refused, text_of, typed_in

pytestmark = pytest.mark.zone("counter")
MEMO = {"caller": "CLIENT", "gist": "金曜に書類を持って来られる。", "promised_on": "令和80年1月31日"}


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def talk(desk):
    with desk("aoba") as by:
        return f"/consultations/{make.consultation(by).id}/"


@pytest.fixture
def case(desk):
    with desk("aoba") as by:
        return f"/cases/{make.draft(by).id}/"


@pytest.fixture
def exported(monkeypatch):
    """記録 of the cases in a file, as they are written: the login may read none of it."""
    found, acts = [], write.acts

    def listen(verb, those):
        assert verb == "exported"
        found.append(list(those))
        acts(verb, those)

    monkeypatch.setattr(write, "acts", listen)
    return found


def searched(by, text):
    return by.post("/search/", {"q": text})


def test_every_page_has_the_box_and_it_posts(aoba):
    page = aoba.get("/").content.decode()

    assert '<form class="search" role="search" method="post" action="/search/"' in page


def test_one_hit_opens_the_page_of_the_client(aoba, case):
    answer = searched(aoba, "０９０ー００００ー１２３４")

    assert answer["Location"] == case.replace("/cases/", "/look/")
    page = text_of(aoba.get(answer["Location"]))
    for words in ("𠮷田　健一", "申込書作成中", "次の対応", "申込者・市区町村社協", "電話メモを書く", "最近の経過"):
        assert words in page


def test_several_hits_are_a_short_list_with_what_tells_them_apart(aoba, desk, case):
    with desk("aoba") as by:
        make.consultation(by, client_name="吉田　美咲", client_kana="ヨシダ　ミサキ")

    page = text_of(searched(aoba, "よしだ"))

    for words in ("見つかった案件と相談", "𠮷田　健一", "吉田　美咲", "相談：相談中", "…1234"):
        assert words in page


def test_nothing_found_leads_to_a_talk_with_what_was_typed(aoba):
    answer = searched(aoba, "０３－９９９９－８８８８")
    assert "見つかりませんでした" in text_of(answer)

    carried = {name: typed_in(answer)[name] for name in ("client_name", "client_kana", "client_phone")}
    begun = aoba.post("/search/begin/", carried)

    assert typed_in(aoba.get(begun["Location"]))["client_phone"] == "0399998888"
    assert typed_in(aoba.get(begun["Location"]))["client_phone"] == ""


@pytest.mark.parametrize("typed", ["", "田", "123", "123456789018", "x\x00", "あ" * 81])
def test_what_nobody_is_found_by_comes_back_with_a_sentence(aoba, typed):
    answer = searched(aoba, typed)

    assert answer.status_code == 422
    assert "探せませんでした" in text_of(answer)


def test_a_search_appears_in_the_trail_without_its_words_and_an_opening_as_viewed(aoba, case, told):
    searched(aoba, "ヨシダ")
    assert told == [("appeared", {"fields": ["kana", "name"], "purpose": "search", "result": "1"})]

    aoba.get(case.replace("/cases/", "/look/"))

    verb, facts = told[1]
    assert (verb, list(facts["fields"])) == ("viewed", ["application", "members", "memos"])
    assert "ヨシダ" not in str(told)


def test_a_call_is_written_down_and_kept(aoba, case):
    look = case.replace("/cases/", "/look/")
    assert aoba.post(f"{case}memo/", MEMO)["Location"] == look
    page = text_of(aoba.get(look))
    assert MEMO["gist"] in page
    assert "約束（1件）" in page

    memo = Memo.objects.get()
    assert aoba.post(f"{case}memos/{memo.pk}/keep/").status_code == 302
    assert "約束（1件）" not in text_of(aoba.get(look))
    assert aoba.post(f"{case}memos/{memo.pk}/keep/").status_code == 409


def test_a_call_of_a_talk_stays_with_the_talk(aoba, talk):
    look = talk.replace("/consultations/", "/look/talks/")

    assert aoba.post(f"{talk}memo/", MEMO)["Location"] == look
    assert MEMO["gist"] in text_of(aoba.get(look))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"caller": ""}, "電話の相手を選んでください"),
        ({"gist": ""}, "要旨を入力してください"),
        ({"gist": "番号は123456789018"}, "マイナンバー"),
        ({"gist": "x" * 1001}, "1000文字以内"),
        ({"promised_on": "令和2年1月1日"}, "これからの日"),
        ({"promised_on": "あした"}, "約束の日"),
    ],
)
def test_a_memo_that_cannot_stay_comes_back_with_all_that_was_typed(aoba, case, facts, words):
    answer = aoba.post(f"{case}memo/", MEMO | facts)

    assert refused(answer, words)
    assert typed_in(answer)["promised_on"] == (MEMO | facts)["promised_on"]
    assert not Memo.objects.exists()


def test_the_desk_is_narrowed_by_its_address_and_says_so(aoba, case):
    page = text_of(aoba.get("/", view="applicant", fund="KINKYU", since="令和8年1月1日"))

    assert "𠮷田　健一" in page
    for words in ("資金：緊急小口資金", "令和8年1月1日から"):
        assert words in page
    assert "この絞り込みに当てはまる案件はありません" in text_of(aoba.get("/", fund="FUKUSHI"))


def test_what_of_a_filter_cannot_be_read_is_said(aoba, case):
    page = text_of(aoba.get("/", since="55.4.1", who="x"))

    assert "入力を見直してください" in page
    assert "𠮷田　健一" in page


def test_a_filter_is_saved_opened_and_forgotten(aoba):
    answer = aoba.client.post("/filters/?view=mine&fund=KINKYU", {"label": "わたしの緊急小口"})
    assert answer["Location"] == "/?view=mine&fund=KINKYU"
    assert "わたしの緊急小口" in text_of(aoba.get("/"))

    row = SavedFilter.objects.get()
    assert aoba.post(f"/filters/{row.pk}/forget/").status_code == 302
    assert "わたしの緊急小口" not in text_of(aoba.get("/"))


def test_the_day_has_what_was_promised(aoba, case):
    aoba.post(f"{case}memo/", MEMO | {"promised_on": timezone.localdate().strftime("%Y/%m/%d")})

    page = text_of(aoba.get("/today/"))

    assert "電話で約束したこと（1件）" in page
    assert MEMO["gist"] in page


def test_a_counsellor_exports_no_list_until_the_prefecture_says_so(aoba, case):
    assert "CSVで書き出す" not in text_of(aoba.get("/"))
    answer = aoba.client.post("/export/?", {"form": "csv"})
    assert answer.status_code == 403
    assert "責任者" in text_of(answer)


def test_a_chief_exports_the_whole_filter_with_it_written_in(screen, aoba, case, told, exported):
    wakaba = screen("wakaba")
    assert "CSVで書き出す" in text_of(wakaba.get("/"))

    answer = wakaba.client.post("/export/?view=applicant&fund=KINKYU", {"form": "csv"})

    text = answer.content.decode()
    assert text.startswith("\ufeff一覧,担当案件\r\n絞り込み,申込者待ち、資金：緊急小口資金\r\n書き出した職員,")
    assert "𠮷田　健一,ヨシダ　ケンイチ," in text
    assert text.count("\r\n") == 6
    assert "attachment" in answer["Content-Disposition"]
    facts = {"fields": ["view_applicant", "by_fund"], "purpose": "desk", "result": "1"}
    assert ("export_list", facts) in told
    [name] = re.findall(r'filename="(.*)"', answer["Content-Disposition"])
    assert exported == [[write.Act(UUID(case.split("/")[2]), None, "list", "desk", name)]]
    assert wakaba.client.post("/export/?", {"form": "xlsx"}).content.startswith(b"PK")
    assert wakaba.client.post("/export/?", {"form": "exe"}).status_code == 422


def test_an_export_of_too_many_is_refused_and_says_what_to_do(screen, aoba, case, monkeypatch):
    monkeypatch.setattr("loans.cases.desk.most_rows", lambda by: 0)

    answer = screen("wakaba").client.post("/export/?", {"form": "csv"})

    assert answer.status_code == 409
    assert "絞り込んでから" in text_of(answer)


def test_the_desk_asks_the_same_queries_however_many_rows(aoba, desk, case, django_assert_max_num_queries):
    def asked():
        with django_assert_max_num_queries(40) as found:
            assert aoba.get("/").status_code == 200
        return len(found)

    asked()  # what is remembered from page to page is asked for once
    few = asked()
    with desk("aoba") as by:
        for _ in range(5):
            make.draft(by)

    assert asked() == few
