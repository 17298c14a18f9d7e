"""Bad input in the office: a sentence that says what to do, what was typed still in its box, nothing lost."""

import pytest

from councils.look.words import yen
from inquiry.desk.models import Order
from loans.applications.models import Application, Return
from loans.approval.models import Signature
from loans.decision.models import Decision
from loans.review.models import Review
from loans.states import State
from tests import make
from tests.loans.pages.forms import NUMBERS
from tests.loans.pages.screens import refused, text_of, typed_in

pytestmark = pytest.mark.zone("office")
NO_PROTECTION = {"is_nondisclosure": "no"}
UNASKED = {"reason": "書類で確かめられるため。"}
PROPOSAL = {name: "" if value is None else value for name, value in make.PROPOSAL.items()}
ROWS = {"items-TOTAL_FORMS": "3", "items-INITIAL_FORMS": "0"}
RETURN = ROWS | {
    "items-0-reason": "PAPER_MISSING",
    "items-0-place": "paper:ACCOUNT",
    "items-0-asked": "通帳の写しを付けてください。",
    "note": "よろしくお願いします。",
    "due_on": "令和80年1月31日",
}


@pytest.fixture
def in_review(sakura, received):
    assert sakura.post(received + "take-up/", UNASKED).status_code == 302
    return received


@pytest.fixture
def proposed(sakura, in_review):
    assert sakura.post(in_review + "proposal/", PROPOSAL).status_code == 302
    return in_review


def state():
    return Application.objects.get().state


def test_a_double_click_does_it_once_and_says_so(sakura, case):
    first, second = sakura.post(case + "receive/"), sakura.post(case + "receive/")

    assert (first.status_code, second.status_code) == (302, 409)
    assert "県受付" in text_of(second)
    assert "いまの操作では、何も変わっていません" in text_of(second)


@pytest.mark.parametrize(
    ("verb", "facts", "words"), [("order", NO_PROTECTION, "情報照会中"), ("take-up", UNASKED, "審査中")]
)
def test_a_double_click_on_a_form_sends_it_once_and_says_so(sakura, received, verb, facts, words):
    first, second = (sakura.post(f"{received}{verb}/", facts) for _ in range(2))

    assert first.status_code == 302
    assert refused(second, words)
    assert Order.objects.count() == (verb == "order")


def test_whether_the_case_is_protected_is_asked_each_time(sakura, received):
    answer = sakura.post(received + "order/")

    assert refused(answer, "支援措置の対象かどうかを選んでください")
    assert not Order.objects.exists()


def test_a_protected_case_is_marked(sakura, received):
    assert "支援措置あり" not in text_of(sakura.get(received))

    sakura.post(received + "order/", {"is_nondisclosure": "yes"})

    assert "支援措置あり（住所等の取扱い注意）" in text_of(sakura.get(received))


def test_a_double_click_on_the_proposal_makes_one(sakura, in_review):
    first, second = (sakura.post(in_review + "proposal/", PROPOSAL) for _ in range(2))

    assert first.status_code == 302
    assert refused(second, "決裁中")
    assert typed_in(second)["comment"] == PROPOSAL["comment"]
    assert Review.objects.count() == 1


def test_a_double_click_on_a_seal_seals_once(screen, proposed):
    momiji = screen("momiji")
    momiji.step_up(proposed)

    first, second = (momiji.post(proposed + "sign/", {"comment": "可とする。"}) for _ in range(2))

    assert first.status_code == 302
    assert refused(second, "ご自身の決裁はすでに済んでいます")
    assert typed_in(second)["comment"] == "可とする。"
    assert Signature.objects.count() == 1


def test_a_double_click_on_the_last_seal_decides_once(screen, proposed):
    momiji, kaede = screen("momiji"), screen("kaede")
    momiji.step_up(proposed)
    momiji.post(proposed + "sign/", {"comment": ""})
    kaede.step_up(proposed)

    first, second = (kaede.post(proposed + "sign/", {"comment": ""}) for _ in range(2))

    assert first.status_code == 302
    assert refused(second, "この案件は「貸付決定」です", "すでに済んでいる")
    assert Decision.objects.count() == 1


def test_a_rank_before_its_turn_is_told_so(screen, proposed):
    answer = screen("kaede").post(proposed + "sign/", {"comment": "早いコメント"})

    assert refused(answer, "決裁の順番ではありません")
    assert typed_in(answer)["comment"] == "早いコメント"


def test_a_return_without_reason_words_or_a_day_is_asked_for_each(sakura, received):
    answer = sakura.post(received + "return/", ROWS | {"note": "", "due_on": ""})

    assert refused(answer, "理由を選んでください", "補正していただきたいことを入力", "期限を入力してください")
    assert state() == State.RECEIVED


@pytest.mark.parametrize("due", ["令和8年11月1日", "昨日", "不詳", "平成40年1月1日", "1" * 400, "9998/12/31x"])
def test_a_day_that_cannot_be_met_is_asked_again(sakura, received, due):
    answer = sakura.post(received + "return/", RETURN | {"due_on": due})

    assert refused(answer, "期限")
    assert (typed_in(answer)["due_on"], typed_in(answer)["note"]) == (due, RETURN["note"])
    assert not Return.objects.exists()


def test_the_last_day_of_the_calendar_is_no_fault(sakura, received):
    assert refused(sakura.post(received + "return/", RETURN | {"due_on": "9998/12/31"}), "先の日付になりすぎています")
    assert sakura.post(received + "return/", RETURN | {"due_on": "2117/12/24"}).status_code == 302
    assert sakura.get(received).status_code == 200


@pytest.mark.parametrize("typed", NUMBERS)
def test_a_my_number_is_not_taken_in_by_the_office_either(sakura, in_review, typed):
    answers = [
        sakura.post(in_review + "return/", RETURN | {"note": typed}),
        sakura.post(in_review + "proposal/", PROPOSAL | {"comment": typed}),
        sakura.post(in_review + "proposal/", PROPOSAL | {"proposal": "deny", "denial_reason": typed}),
    ]

    assert all(refused(answer, "マイナンバー（個人番号）と思われる12桁の数字") for answer in answers)
    assert typed_in(answers[0])["note"] == typed
    assert state() == State.REVIEW


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"amount_yen": "200,000"}, "100,000円以内"),
        ({"amount_yen": "79,999"}, "1,000円単位"),
        ({"amount_yen": "90,000"}, "申込額を超える額"),
        ({"amount_yen": "200,000"}, "貸付額が貸付限度額"),
        ({"amount_yen": "70,000"}, "「減額して承認」を選んでください"),
        ({"amount_yen": ""}, "貸付額を入力してください"),
        ({"repayment_months": ""}, "償還期間を入力してください"),
        ({"repayment_months": "13"}, "12か月以内"),
        ({"grace_months": "999999999999"}, "据置期間"),
        ({"proposal": "deny"}, "不承認の理由を入力してください"),
        ({"proposal": "x"}, "審査意見を一覧から選び直してください"),
        ({"comment": "x" * 10_000}, "2000文字以内"),
        ({"comment": "a\x00b"}, "画面に出ない文字"),
        ({"comment": "a\u202eb"}, "画面に出ない文字"),
    ],
)
def test_what_may_not_be_proposed_is_said_with_the_figure(sakura, in_review, facts, words):
    answer = sakura.post(in_review + "proposal/", PROPOSAL | facts)

    assert refused(answer, words)
    for name, typed in facts.items():
        assert name == "proposal" or typed_in(answer)[name] == typed
    assert not Review.objects.exists()


def test_going_on_without_the_findings_asks_why_and_shows_it_to_whoever_signs(sakura, screen, received):
    sakura.post(received + "order/", NO_PROTECTION)

    waits = sakura.post(received + "take-up/")

    assert refused(waits, "情報照会の結果がありません")
    assert sakura.post(received + "take-up/", UNASKED).status_code == 302
    assert UNASKED["reason"] in text_of(sakura.get(received + "proposal/"))
    assert sakura.post(received + "proposal/", PROPOSAL).status_code == 302
    momiji = screen("momiji")
    momiji.step_up(received)
    assert UNASKED["reason"] in text_of(momiji.get(received + "sign/"))


def test_what_was_sent_back_is_said_with_the_words_and_the_next_sheet_begins_with_the_last(sakura, screen, proposed):
    assert screen("momiji").post(proposed + "send-back/", {"comment": "所見を補ってください。"}).status_code == 302

    page, sheet = sakura.get(proposed), sakura.get(proposed + "proposal/")

    for each in (page, sheet):
        assert "差し戻されました（係長 椛島 秋）" in text_of(each)
        assert "所見を補ってください。" in text_of(each)
    assert "差戻" in text_of(page)
    assert typed_in(sheet)["comment"] == PROPOSAL["comment"]


def test_a_rank_reads_household_papers_and_opinion_before_the_seal(screen, proposed):
    momiji = screen("momiji")
    momiji.step_up(proposed)

    page = text_of(momiji.get(proposed + "sign/"))

    for each in ("𠮷田　葵", "IDENTITY.jpg", "適当と考えます。", "不承認を含む"):
        assert each in page


def test_whoever_is_not_due_sees_why_instead_of_the_form(screen, proposed):
    answer = screen("kaede").get(proposed + "sign/")

    assert "決裁の順番ではありません" in text_of(answer)
    assert "comment" not in typed_in(answer)
    assert "決裁の順番ではありません" in text_of(screen("kaede").get(proposed))


@pytest.mark.parametrize("address", ["", "return/", "proposal/", "letters/notice.pdf"])
def test_another_prefectures_case_is_not_there(screen, case, address):
    answer = screen("ajisai").get(case + address)

    assert answer.status_code == 404
    assert "お探しの記録は見つかりません" in text_of(answer)
    assert "𠮷田" not in text_of(answer)


@pytest.mark.parametrize(("who", "address"), [("sakura", "sign/"), ("momiji", "proposal/"), ("kanri", "return/")])
def test_what_a_post_may_not_do_is_said_with_what_to_do(screen, case, who, address):
    answer = screen(who).get(case + address)

    assert answer.status_code == 403
    assert "権限がありません" in text_of(answer)


def test_an_administrator_begins_with_the_staff(screen):
    assert screen("kanri").get("/")["Location"] == "/staff/"


@pytest.mark.parametrize("tab", ["", "x", "\x00", "決裁待ち", "返戻中"])
def test_any_tab_shows_a_list(sakura, tab):
    assert sakura.get("/queue/", view=tab).status_code == 200


def test_the_whole_review_can_be_read_at_each_state(screen, sakura, proposed):
    momiji, kaede = screen("momiji"), screen("kaede")
    for who in (momiji, kaede):
        who.step_up(proposed)
        assert who.post(proposed + "sign/", {"comment": ""}).status_code == 302

    page = sakura.get(proposed)

    assert page.status_code == 200
    assert yen(80_000) in text_of(page)
    for name in ("notice", "plan"):
        assert kaede.get(f"{proposed}letters/{name}.pdf").content.startswith(b"%PDF-")


def test_a_letter_before_the_decision_is_not_there(sakura, proposed):
    assert sakura.get(proposed + "letters/notice.pdf").status_code == 404
