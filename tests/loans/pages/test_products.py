"""申込書の画面 of every fund: what is asked, what it would come to, who has it open; bad input is a sentence."""

import pytest

from loans.applications.models import Application
from loans.consultations.models import Consultation
from tests import make
from tests.loans.pages.forms import application_form
from tests.loans.pages.screens import refused, text_of, typed_in
from tests.loans.products.asking import draft, filled
from tests.loans.products.facts import AMOUNTS, PRODUCTS
from tests.loans.products.told import typed_form

pytestmark = pytest.mark.zone("counter")
BLANK = {"reason": "", "amount_yen": "", "grace_months": "", "repayment_months": ""}


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def talk(desk):
    with desk("aoba") as by:
        return make.consultation(by)


def drafted(code, desk):
    with desk("aoba") as by:
        return draft(code, by)


def edit(application):
    return f"/cases/{application.id}/application/"


def posted(application, **changed):
    return {**application_form(application), **BLANK, **typed_form(application.fund), **changed}


def test_without_a_fund_the_page_of_the_nine_is_shown(aoba, talk):
    answer = aoba.get(f"/consultations/{talk.id}/apply/")

    text = text_of(answer)
    assert all(name in text for name in ("生活支援費", "福祉費", "緊急小口資金", "教育支援費", "要保護世帯向け"))
    for words in (
        "月150,000円〜200,000円以内",
        "評価額の70％・50％まで",
        "保証人あり 無利子、なし 年1.5％",
        "一括償還",
    ):
        assert words in text
    assert not Application.objects.exists()


@pytest.mark.parametrize("fund", ["", "NO_SUCH", "kinkyu", "<b>"])
def test_a_fund_that_there_is_not_is_asked_again(aoba, talk, fund):
    answer = aoba.post(f"/consultations/{talk.id}/apply/", {"fund": fund})

    assert refused(answer, "申し込む資金" if not fund else "この資金は、いまは申し込めません")
    assert Consultation.objects.get(pk=talk.pk).state == "open"


def test_a_second_application_asks_for_the_reason_and_goes_on_with_it(aoba, talk, desk):
    first = drafted("KINKYU", desk)
    start = f"/consultations/{talk.id}/apply/"

    answer = aoba.post(start, {"fund": "KINKYU"})
    assert refused(answer, first.receipt_number, "重ねて申し込むときは、理由を")
    answer = aoba.post(start, {"fund": "KINKYU", "again_reason": "火災にあったため。"})

    assert answer.status_code == 302
    assert Application.objects.get(consultation=talk).again_reason == "火災にあったため。"


@pytest.mark.parametrize("code", PRODUCTS)
def test_the_form_of_every_product_is_filled_in_as_people_type(aoba, desk, code):
    application = drafted(code, desk)
    form = posted(application) if code != "KINKYU" else application_form(application)

    answer = aoba.post(edit(application), form)

    assert answer.status_code == 302, text_of(answer)
    application.refresh_from_db()
    assert application.amount_yen == AMOUNTS[code]
    kept = {name: getattr(application, name) for name in PRODUCTS[code] if name not in ("amount_yen", "reason")}
    assert kept == {name: value for name, value in PRODUCTS[code].items() if name in kept}


@pytest.mark.parametrize("code", PRODUCTS)
def test_only_what_the_fund_asks_for_is_on_its_form(aoba, desk, code):
    boxes = typed_in(aoba.get(edit(drafted(code, desk))))

    assert ("monthly_yen" in boxes) == ("monthly_yen" in PRODUCTS[code])
    assert ("amount_yen" in boxes) == ("monthly_yen" not in PRODUCTS[code])
    assert ("costs-0-what" in boxes) == ("costs" in PRODUCTS[code])
    assert ("heirs" in boxes) == ("heirs" in PRODUCTS[code])


def test_what_was_saved_stands_in_the_boxes_again(aoba, desk):
    with desk("aoba") as by:
        application = filled("EDU_SUPPORT", by)

    boxes = typed_in(aoba.get(edit(application)))

    assert (boxes["monthly_yen"], boxes["lending_months"]) == ("65,000", "48")
    assert (boxes["lending_from"], boxes["graduates_on"]) == ("令和9年4月", "令和13年3月31日")


@pytest.mark.parametrize(
    ("code", "changed", "words"),
    [
        ("SOGO_LIVING", {"monthly_yen": "200,001"}, "200,000円以内"),
        ("SOGO_LIVING", {"lending_months": "数か月"}, "貸付期間は数字だけ"),
        ("SOGO_LIVING", {"lending_from": "令和9年13月1日"}, "貸付開始月："),
        ("SOGO_LIVING", {"lending_from": "2060/1/1"}, "20年以内"),
        ("SOGO_LIVING", {"monthly_yen": "9" * 5_000}, "借入月額は"),
        ("SOGO_LIVING", {"support_centre": "x"}, "自立相談支援事業の利用を一覧から"),
        ("EDU_SUPPORT", {"school": "cram_school"}, "学校の種別を一覧から"),
        ("FUKUSHI", {"purpose": "GAMBLING"}, "資金使途を一覧から"),
        ("SOGO_HOUSING", {"costs-1-yen": "-5"}, "0以上の数字"),
        ("SOGO_HOUSING", {"costs-1-what": ""}, "費目を入力してください"),
        ("RE_GENERAL", {"property_value_yen": "0"}, "1円以上"),
    ],
)
def test_bad_input_is_a_sentence_and_everything_typed_stays(aoba, desk, code, changed, words):
    application = drafted(code, desk)

    answer = aoba.post(edit(application), posted(application, **changed))

    assert refused(answer, words)
    assert typed_in(answer)["members-2-name"] == "𠮷田　葵"
    for name in changed.keys() & typed_in(answer).keys() - {"purpose"}:  # a list shows only what is in it
        assert typed_in(answer)[name] == changed[name]
    application.refresh_from_db()
    assert application.version == 1


def test_the_sum_and_the_instalments_are_the_servers_and_nothing_is_saved(aoba, desk, told):
    application = drafted("SOGO_LIVING", desk)
    told.clear()

    answer = aoba.post(edit(application) + "preview/", posted(application, lending_months="４"))

    text = text_of(answer)
    assert "200,000円 × 4か月 ＝ 800,000円" in text
    assert "3か月が標準" in text
    application.refresh_from_db()
    assert (application.version, application.monthly_yen) == (1, None)
    assert told == []  # what is shown is what was typed


def test_the_preview_of_a_half_filled_form_is_of_what_can_be_read(aoba, desk):
    application = drafted("FUKUSHI", desk)

    for typed in ({}, {"costs-0-what": "引越"}, {"costs-0-yen": "x", "repayment_months": "0", "members-0-name": "x"}):
        answer = aoba.post(edit(application) + "preview/", typed)
        assert answer.status_code == 200


def test_without_javascript_a_button_shows_it_on_the_form(aoba, desk):
    application = drafted("SOGO_LIVING", desk)

    answer = aoba.post(edit(application), posted(application, preview="1"))

    assert answer.status_code == 200
    assert "600,000円" in text_of(answer)
    assert typed_in(answer)["monthly_yen"] == "200,000"
    application.refresh_from_db()
    assert application.version == 1


def test_a_colleague_is_told_who_has_it_open_and_takes_it_over(screen, aoba, desk):
    application = drafted("KINKYU", desk)
    aoba.get(edit(application))
    wakaba = screen("wakaba")

    assert "青葉 みどりさんが編集中" in text_of(wakaba.get(edit(application)))
    assert wakaba.post(edit(application) + "take-over/").status_code == 302

    assert "編集中" not in text_of(wakaba.get(edit(application)))
    assert "若葉 茂さんが編集中" in text_of(aoba.post(edit(application) + "preview/", application_form(application)))


def test_the_version_is_the_wall_whoever_holds_the_form(screen, aoba, desk):
    application = drafted("KINKYU", desk)
    wakaba = screen("wakaba")
    wakaba.post(edit(application) + "take-over/")

    assert aoba.post(edit(application), application_form(application)).status_code == 302
    answer = wakaba.post(edit(application), application_form(application, reason_text="別の理由"))

    assert refused(answer, "開いたあとで保存されています")
    assert typed_in(answer)["reason_text"] == "別の理由"


def test_a_late_form_says_of_days_and_ticks_what_is_stored(aoba, desk):
    with desk("aoba") as by:
        application = filled("EDU_SUPPORT", by)
    late = posted(application, version="1", graduates_on="令和12年3月31日", is_specially_needed="on", special_need="x")

    answer = aoba.post(edit(application), late)

    assert refused(answer, "保存されている内容：令和13年3月31日", "保存されている内容：印なし")


def test_a_case_is_handed_over_to_a_colleague_of_the_counter(aoba, desk, staff):
    application = drafted("KINKYU", desk)
    address = f"/cases/{application.id}/hand-over/"

    assert "梢" not in text_of(aoba.get(address))
    assert refused(aoba.post(address, {}), "新しい担当を選んでください", "引継ぎの理由を入力してください")
    answer = aoba.post(address, {"to_id": staff("wakaba").person_id, "reason": "休暇のため"})

    assert "青葉 みどりから若葉 茂へ" in text_of(aoba.get(answer.url))
