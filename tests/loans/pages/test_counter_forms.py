"""Bad input at the counter: a sentence that says what to do, what was typed still in its box, nothing lost."""

import pytest

from loans.applications import actions as applications
from loans.applications.models import Application, Member
from loans.consultations.models import Consultation
from loans.states import State
from tests import make
from tests.loans.pages.forms import NUMBERS, TALK, application_form
from tests.loans.pages.screens import text_of, typed_in

pytestmark = pytest.mark.zone("counter")


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        return make.draft(by)


def edit(application):
    return f"/cases/{application.id}/application/"


def members(application):
    return Member.objects.filter(application=application, removed_at__isnull=True)


def refused(answer, *words):
    """The page came back: with its sentences, and nothing of a fault."""
    assert answer.status_code == 422
    text = text_of(answer)
    assert "入力を見直してください" in text
    for each in words:
        assert each in text
    return True


def test_a_complete_form_is_saved(aoba, draft):
    answer = aoba.post(edit(draft), application_form(draft))

    assert (answer.status_code, members(draft).count()) == (302, 3)


def test_a_member_without_a_birth_date_is_asked_for(aoba, draft):
    answer = aoba.post(edit(draft), application_form(draft, **{"members-1-born": ""}))

    assert refused(answer, "世帯員2：生年月日を入力してください。", "不詳")
    assert typed_in(answer)["members-1-name"] == "𠮷田　美咲"
    assert typed_in(answer)["reason_text"] == "初回の給与が支給されるまで。"
    assert not members(draft).exists()


def test_a_birth_date_that_is_not_known_is_accepted_as_a_fact(aoba, draft):
    answer = aoba.post(edit(draft), application_form(draft, **{"members-1-born": "不詳"}))

    assert answer.status_code == 302
    assert members(draft).get(position=1).born == "0000-00-00"
    assert "不詳" in text_of(aoba.get(answer.url))


@pytest.mark.parametrize("born", ["昭和45年", "昭和45年5月", "1970年5月不詳"])
def test_a_birth_date_known_in_part_is_accepted(aoba, draft, born):
    answer = aoba.post(edit(draft), application_form(draft, **{"members-1-born": born}))

    if answer.status_code == 422:
        assert refused(answer, "生年月日")
        assert typed_in(answer)["members-1-born"] == born
    else:
        assert members(draft).get(position=1).born.startswith("1970-")


@pytest.mark.parametrize("born", ["55.4.1", "昭和70年1月1日", "令和9年13月1日", "2999/1/1", "0", "9" * 400])
def test_a_birth_date_that_cannot_be_is_asked_again(aoba, draft, born):
    answer = aoba.post(edit(draft), application_form(draft, **{"members-0-born": born}))

    assert refused(answer, "世帯員1：生年月日：")
    assert typed_in(answer)["members-0-born"] == born


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("101,000円", "100,000円以内の金額を入力してください"),
        ("８０，５００", "1,000円単位で入力してください"),
        ("-1", "0以上の数字"),
        ("8万円くらい", "数字だけで入力してください"),
        ("9" * 5_000, "以下で入力してください"),
        ("0", "1円以上"),
    ],
)
def test_an_amount_that_may_not_be_lent_is_said_with_the_figure(aoba, draft, amount, words):
    answer = aoba.post(edit(draft), application_form(draft, amount_yen=amount))

    assert refused(answer, words)
    assert typed_in(answer)["amount_yen"] == amount
    assert typed_in(answer)["members-2-name"] == "𠮷田　葵"


@pytest.mark.parametrize("typed", NUMBERS)
@pytest.mark.parametrize("box", ["reason_text", "outlook", "bank_name", "members-0-address", "members-1-name"])
def test_a_my_number_is_not_taken_in_whatever_its_shape(aoba, draft, box, typed):
    answer = aoba.post(edit(draft), application_form(draft, **{box: typed}))

    assert refused(answer, "マイナンバー（個人番号）と思われる12桁の数字", "数字を消してください")
    assert typed_in(answer)[box] == typed
    assert not members(draft).exists()


@pytest.mark.parametrize("box", ["client_name", "client_phone", "visitor_name", "memo"])
def test_a_my_number_is_not_taken_in_by_a_talk_either(aoba, box):
    answer = aoba.post("/consultations/new/", TALK | {box: NUMBERS[1]})

    assert refused(answer, "マイナンバー")
    assert not Consultation.objects.exists()


@pytest.mark.parametrize("harm", ["\x00", "\u202e", "\x1b[2J", "\ud83d"], ids=["NUL", "turned", "control", "half"])
@pytest.mark.parametrize("box", ["reason_text", "bank_branch", "members-0-name", "members-2-occupation"])
def test_what_cannot_be_printed_is_named_and_not_stored(aoba, draft, box, harm):
    typed = f"見本{harm}太郎".encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    answer = aoba.post(edit(draft), application_form(draft, **{box: typed}))

    if "\ufffd" in typed and box != "members-0-name":
        assert answer.status_code == 302
    else:
        assert refused(answer)
        assert not members(draft).exists()


@pytest.mark.parametrize("box", ["members-0-name", "members-0-kana", "members-0-address", "reason_text", "bank_name"])
def test_ten_thousand_characters_are_too_many_and_stay_in_the_box(aoba, draft, box):
    typed = "ア" * 10_000
    answer = aoba.post(edit(draft), application_form(draft, **{box: typed}))

    assert refused(answer, "文字以内で入力してください（今は10000文字です）")
    assert typed_in(answer)[box] == typed


@pytest.mark.parametrize(
    "counts",
    [
        {"members-TOTAL_FORMS": "1000000000"},
        {"members-TOTAL_FORMS": "-1"},
        {"members-TOTAL_FORMS": "三"},
        {"members-TOTAL_FORMS": ""},
        {"members-TOTAL_FORMS": "0", "members-INITIAL_FORMS": "9"},
        {"members-MAX_NUM_FORMS": "1000000000", "members-INITIAL_FORMS": "-1"},
    ],
)
def test_a_wrong_count_of_rows_loses_nobody(aoba, draft, counts):
    answer = aoba.post(edit(draft), application_form(draft, **counts))

    assert (answer.status_code, members(draft).count()) == (302, 3)


def test_without_any_row_the_applicant_is_asked_for(aoba, draft):
    facts = {name: value for name, value in application_form(draft).items() if not name.startswith("members-")}

    answer = aoba.post(edit(draft), facts)

    assert refused(answer)
    assert typed_in(answer)["outlook"] == facts["outlook"]


def test_more_than_twenty_members_are_said_and_all_stay_on_the_page(aoba, draft):
    rows = {
        f"members-{index}-{name}": f"{value}"
        for index in range(3, 25)
        for name, value in make.household()[2].items()
        if value is not None
    }

    answer = aoba.post(edit(draft), application_form(draft, **rows))

    assert refused(answer, "世帯員は20人までです")
    assert typed_in(answer)["members-24-name"] == "𠮷田　葵"


@pytest.mark.parametrize("row_id", ["x", "00000000-0000-0000-0000-000000000000", "'; DROP TABLE", "\x00"])
def test_a_row_of_nobodys_number_is_a_new_person(aoba, draft, row_id):
    answer = aoba.post(edit(draft), application_form(draft, **{"members-1-id": row_id}))

    assert (answer.status_code, members(draft).count()) == (302, 3)


def test_a_row_of_another_case_is_left_alone(aoba, draft, desk):
    with desk("aoba") as by:
        other = make.complete(by)
        theirs = members(other).get(position=1)

    answer = aoba.post(
        edit(draft), application_form(draft, **{"members-1-id": str(theirs.id), "members-1-name": "別人"})
    )

    assert answer.status_code == 302
    assert members(other).get(position=1).name == "𠮷田　美咲"
    assert members(draft).get(position=1).name == "別人"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 5_000])
def test_a_form_of_no_version_is_stale_and_pressing_again_saves(aoba, draft, version):
    first = aoba.post(edit(draft), application_form(draft, version=version))

    assert refused(first, "この申込書は、開いたあとで保存されています（", "青葉 みどり", "この画面の内容で上書きする")
    again = aoba.post(edit(draft), application_form(draft, version=typed_in(first)["version"]))
    assert again.status_code == 302


def test_a_stale_form_keeps_what_was_typed_and_pressing_again_saves_it(aoba, screen, draft):
    opened = application_form(draft)
    screen("wakaba").post(edit(draft), application_form(draft, amount_yen="50,000"))

    answer = aoba.post(edit(draft), opened | {"reason_text": "わたしの文章"})

    assert refused(answer, "この申込書は、開いたあとで保存されています（", "若葉", "違うところに印を付けました。")
    assert "保存されている内容：50,000円" in text_of(answer)
    assert "違い 保存されている内容：初回の給与が支給されるまで。" in text_of(answer)
    for words in ("いま登録されている内容を見る", "𠮷田　葵（ヨシダ　アオイ）"):
        assert words in text_of(answer)
    for button in ("この画面の内容で上書きする", "新しい内容を読み込む"):
        assert button in text_of(answer)
    assert typed_in(answer)["reason_text"] == "わたしの文章"
    again = aoba.post(edit(draft), opened | typed_in(answer))
    assert again.status_code == 302
    assert Application.objects.get(pk=draft.pk).reason_text == "わたしの文章"


def test_a_late_form_marks_who_is_not_in_the_stored_household_and_what_differs(aoba, screen, draft):
    screen("wakaba").post(edit(draft), application_form(draft))
    ids = {name: value for name, value in typed_in(aoba.get(edit(draft))).items() if name.endswith("-id")}
    rows = {**ids, "members-1-born": "平成2年1月1日", "members-2-id": ""}

    answer = aoba.post(edit(draft), application_form(draft, **rows))

    assert text_of(answer).count("違い") == 2
    assert "違い 保存されている内容：昭和63年11月2日" in text_of(answer)
    assert "この方は、保存されている世帯にはいません" in text_of(answer)


def test_every_rule_that_says_no_says_so_at_once(aoba, draft):
    wrong = {"amount_yen": "101,500", "grace_months": "3", "repayment_months": "13", "members-1-relation": "self"}

    answer = aoba.post(edit(draft), application_form(draft, **wrong))

    assert refused(answer, "100,000円以内", "1,000円単位", "据置期間は2か月以内", "償還期間は12か月以内", "一人だけ")


@pytest.mark.parametrize("typed", ["123456", "12345678", "123-456", "12345a7", "見本"])
def test_an_account_number_has_seven_digits(aoba, draft, typed):
    answer = aoba.post(edit(draft), application_form(draft, account_number=typed))

    assert refused(answer, "口座番号は7桁の数字で入力してください。7桁より短いときは、左に0を付けてください。")
    assert typed_in(answer)["account_number"] == typed


def test_full_width_digits_of_an_account_are_taken(aoba, draft):
    aoba.post(edit(draft), application_form(draft, account_number="００１２３４５"))

    assert Application.objects.get(pk=draft.pk).account_number == "0012345"


def test_the_telephone_number_is_mended_on_the_form(aoba, draft):
    assert typed_in(aoba.get(edit(draft)))["applicant_phone"] == "090-0000-1234"

    aoba.post(edit(draft), application_form(draft, applicant_phone="０３－００００－５６７８"))

    assert "03-0000-5678" in text_of(aoba.get(f"/cases/{draft.id}/"))


@pytest.mark.parametrize("made", [make.submitted, make.with_opinion])
def test_what_was_taken_in_is_read_and_reopened(aoba, desk, made):
    with desk("aoba") as by:
        application = made(by)

    answer = aoba.get(edit(application))

    assert "申込書を直す" in text_of(answer)
    assert "amount_yen" not in typed_in(answer)


def test_where_the_form_cannot_be_reopened_the_reason_stands_in_the_buttons_place(aoba, desk):
    with desk("aoba") as by:
        application = applications.withdraw(make.draft(by).id, by=by)

    answer = aoba.get(edit(application))

    assert "申込書は直せません" in text_of(answer)
    assert "いまは「取下げ」のため" in text_of(answer)


def test_saving_the_form_as_it_was_opened_changes_nobody(aoba, draft):
    aoba.post(edit(draft), application_form(draft))
    before = set(members(draft).values_list("pk", flat=True))

    answer = aoba.post(edit(draft), {**application_form(draft), **typed_in(aoba.get(edit(draft)))})

    assert answer.status_code == 302
    assert set(members(draft).values_list("pk", flat=True)) == before


def test_a_member_removed_in_between_is_not_lost_to_the_one_who_presses_again(aoba, screen, draft):
    aoba.post(edit(draft), application_form(draft))
    page = aoba.get(edit(draft))
    opened = application_form(draft) | {k: v for k, v in typed_in(page).items() if k == "version" or k.endswith("-id")}
    screen("wakaba").post(edit(draft), opened | {"members-2-DELETE": "on"})

    stale = aoba.post(edit(draft), opened)
    again = aoba.post(edit(draft), opened | {"version": typed_in(stale)["version"]})

    assert (stale.status_code, again.status_code) == (422, 302)
    assert members(draft).count() == 3


def test_a_stale_talk_keeps_what_was_typed_and_pressing_again_saves_it(aoba, screen, desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
    page = f"/consultations/{talk.id}/steps/troubles/"
    opened = {"version": typed_in(aoba.get(page))["version"]}
    assert screen("wakaba").post(page, opened | {"gist": "先の保存"}).status_code == 302

    answer = aoba.post(page, opened | {"gist": "後の保存"})

    assert refused(answer, "ほかの方が先に保存しました")
    assert typed_in(answer)["gist"] == "後の保存"
    assert "保存されている内容：先の保存" in text_of(answer)
    assert aoba.post(page, {"gist": "後の保存", "version": typed_in(answer)["version"]}).status_code == 302
    assert Consultation.objects.get(pk=talk.pk).gist == "後の保存"


def test_saving_a_form_that_a_colleague_took_in_keeps_what_was_typed(aoba, desk):
    with desk("aoba") as by:
        application = make.submitted(by)

    answer = aoba.post(edit(application), application_form(application, outlook="書きかけの文章"))

    assert refused(answer, "先に「申込書を直す」を押してください")
    assert typed_in(answer)["outlook"] == "書きかけの文章"
    assert Application.objects.get(pk=application.pk).state == State.SUBMITTED


def test_an_opinion_without_words_is_asked_for(aoba, desk):
    with desk("aoba") as by:
        application = make.submitted(by)

    answer = aoba.post(f"/cases/{application.id}/opinion/", {"verdict": "unheard", "text": ""})

    assert refused(answer, "意見を一覧から選び直してください", "意見の内容を入力してください")
