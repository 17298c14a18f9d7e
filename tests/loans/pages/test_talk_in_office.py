"""連絡, 返戻 and 補正の依頼 in the office, as pages without JavaScript."""

import pytest

from loans.applications.models import ReturnItem
from loans.talk.models import Correction, Message, OfficeNote, ReadMark
from tests.loans.pages.forms import NUMBERS
from tests.loans.pages.screens import refused, text_of, typed_in

pytestmark = pytest.mark.zone("office")
DUE = {"due_on": "令和80年1月31日"}
ASKED = DUE | {"kind": "FIGURE", "place": "field:amount_yen", "asked": "内訳をお知らせください。"}
ITEM = DUE | {"items-TOTAL_FORMS": "3", "items-INITIAL_FORMS": "0", "note": ""}
NOT_SENT = [{"text": ""}, {"text": "x", "place": "field:state"}, {"text": "x", "mentioned": ["999999"]}]


def test_a_message_is_sent_read_and_taken_back(sakura, received):
    page = text_of(sakura.get(received + "talk/?place=field:amount_yen"))
    assert "まだ連絡はありません" in page

    sent = sakura.post(received + "talk/", {"text": "写しは届いていますか。", "place": "field:amount_yen"})
    assert sent.status_code == 302
    shown = text_of(sakura.get(received + "talk/"))
    assert "「借入希望額」について" in shown
    assert "写しは届いていますか。" in shown

    [message] = Message.objects.all()
    assert sakura.post(f"{received}talk/{message.id}/withdraw/").status_code == 302
    assert "に取り消しました" in text_of(sakura.get(received + "talk/"))


def test_looking_reads_nothing_and_the_button_does(sakura, received):
    sakura.get(received + "talk/")
    assert not ReadMark.objects.exists()
    assert sakura.post(received + "talk/read/", {"of": "talk"}).status_code == 302
    assert ReadMark.objects.count() == 1


@pytest.mark.parametrize("facts", NOT_SENT)
def test_what_cannot_be_sent_is_asked_again(sakura, received, facts):
    assert refused(sakura.post(received + "talk/", facts))
    assert not Message.objects.exists()


@pytest.mark.parametrize("typed", NUMBERS)
def test_a_my_number_is_taken_in_by_none_of_the_boxes(sakura, received, typed):
    answers = [
        sakura.post(received + "talk/", {"text": typed}),
        sakura.post(received + "talk/note/", {"text": typed}),
        sakura.post(received + "corrections/new/", ASKED | {"asked": typed}),
        sakura.post(received + "return/", ITEM | {"items-0-reason": "OTHER", "items-0-asked": typed}),
    ]

    assert all(refused(answer, "マイナンバー（個人番号）と思われる12桁の数字") for answer in answers)
    assert typed_in(answers[0])["text"] == typed


def test_a_note_is_kept_apart(sakura, screen, received):
    assert sakura.post(received + "talk/note/", {"text": "係長に相談する。"}).status_code == 302

    assert OfficeNote.objects.get().text == "係長に相談する。"
    assert "係長に相談する。" in text_of(screen("momiji").get(received + "talk/"))


def test_a_request_is_made_shown_and_cancelled(sakura, received):
    assert sakura.post(received + "corrections/new/", ASKED).status_code == 302
    shown = text_of(sakura.get(received))
    for words in ("金額・数字の確認（借入希望額）", "済むまで起案できません", "市区町村社協の回答を待つ"):
        assert words in shown

    [row] = Correction.objects.all()
    assert sakura.post(f"{received}corrections/{row.id}/close/").status_code == 409
    assert sakura.post(f"{received}corrections/{row.id}/cancel/").status_code == 302
    assert Correction.objects.get().state == "cancelled"


@pytest.mark.parametrize("due", ["", "令和8年1月5日", "令和80年2月1日", "昨日"])
def test_a_due_day_is_a_working_day_to_come(sakura, received, due):
    answer = sakura.post(received + "corrections/new/", ASKED | {"due_on": due})

    assert refused(answer)
    assert typed_in(answer)["asked"] == ASKED["asked"]
    assert not Correction.objects.exists()


def test_blank_rows_of_a_return_count_for_nothing(sakura, received):
    rows = {"items-0-reason": "OTHER", "items-0-asked": "一つ目"}
    rows |= {"items-2-reason": "PAPER_MISSING", "items-2-asked": "二つ目"}
    assert sakura.post(received + "return/", ITEM | rows).status_code == 302

    assert list(ReturnItem.objects.order_by("position").values_list("asked", flat=True)) == ["一つ目", "二つ目"]
    shown = text_of(sakura.get(received))
    assert "返戻の項目（2件）" in shown
    assert "市区町村社協の補正を待つ" in shown


def test_a_return_without_its_count_loses_no_item(sakura, received):
    answer = sakura.post(received + "return/", DUE | {"items-0-reason": "OTHER", "items-0-asked": "印をお願いします。"})

    assert answer.status_code == 302
    assert "印をお願いします。" in text_of(sakura.get(received))


def test_ones_notices_and_ones_mail(sakura, received):
    assert "お知らせはありません" in text_of(sakura.get("/notices/"))
    assert sakura.post("/notices/read/").status_code == 302
    assert refused(sakura.post("/notices/mail/", {"is_wanted": "on"}), "メールアドレスを入力してください")
    assert refused(sakura.post("/notices/mail/", {"is_wanted": "on", "address": "x"}), "形を確かめてください")
    assert sakura.post("/notices/mail/", {"is_wanted": "on", "address": "soudan@example.jp"}).status_code == 302
    assert typed_in(sakura.get("/notices/mail/"))["address"] == "soudan@example.jp"


def test_who_reads_no_cases_has_no_notices(screen):
    for path in ("/notices/", "/notices/mail/"):
        assert screen("kanri").get(path).status_code == 403


def test_one_more_item_comes_without_a_script_and_nothing_is_returned(sakura, received):
    rows = {"items-0-reason": "OTHER", "items-0-asked": "一つ目", "items-1-reason": "", "items-1-asked": ""}

    answer = sakura.post(received + "return/", DUE | rows | {"add_row": "items"})

    assert answer.status_code == 200
    assert (typed_in(answer)["items-0-asked"], typed_in(answer)["items-2-asked"]) == ("一つ目", "")
