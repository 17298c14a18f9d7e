"""申込に加わる人, 家計表, 同意しないとき and 重複 at the counter, over HTTP and without JavaScript."""

import pytest

from loans.applications import actions
from loans.applications.models import Budget, Consent, DuplicateNote, Member, Party, Refusal
from tests import make
from tests.loans.pages.screens import refused, text_of, typed_in

pytestmark = pytest.mark.zone("counter")

PARTY = {
    "role": "guarantor",
    "name": "架空　次郎",
    "kana": "かくう じろう",
    "born": "昭和50年3月3日",
    "postcode": "１０００００１",
    "address": "",
    "phone": "０９０００００９９９９",
    "relation": "兄",
    "occupation": "架空商店",
    "yearly_income_yen": "３，０００，０００円",
}
SIGNED = "[[0,0,10,10,20,20,30,30],[40,40,50,50,60,60,70,70]]"


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def saved(desk, aoba):
    with desk("aoba") as by:
        application = make.draft(by)
        rows = make.household()
        rows[0] = {**rows[0], "monthly_income_yen": 120_000}
        actions.save(application.id, make.request(application), rows, version=1, by=by)
    aoba.get(page(application))  # what a test reads, it reads as she does
    return application


def page(application, *parts):
    return "/".join((f"/cases/{application.id}", *map(str, parts))) + "/"


def members(application):
    return Member.objects.filter(application=application, removed_at__isnull=True)


def test_a_guarantor_is_registered_changed_agrees_and_is_removed(aoba, saved):
    wrong = aoba.post(page(saved, "people/new"), PARTY)
    filled = aoba.post(page(saved, "people/new"), PARTY | {"fill_address": "postcode"})
    added = aoba.post(page(saved, "people/new"), PARTY | {"address": "東京都千代田区千代田1"})
    party = Party.objects.get(application=saved)
    agreed = aoba.post(page(saved, "consents", party.id), {"way": "tablet", "signature": SIGNED, "agreed": "on"})
    shown = aoba.get(page(saved, "consents", party.id))
    listed = text_of(aoba.get(page(saved, "people")))
    changed = aoba.post(page(saved, "people", party.id), PARTY | {"address": "東京都千代田区千代田2"})

    assert refused(wrong, "住所を入力してください。")
    assert (filled.status_code, typed_in(filled)["address"]) == (200, "東京都千代田区千代田")
    assert (added.status_code, agreed.status_code, changed.status_code) == (302, 302, 302)
    assert (party.kana, party.born, party.yearly_income_yen) == ("カクウ　ジロウ", "1975-03-03", 3_000_000)
    assert 'd="M0 0L10 10L20 20L30 30 M40 40L50 50L60 60L70 70"' in shown.content.decode()
    assert "連帯保証人" in text_of(shown)
    assert "画面に署名" in listed
    assert aoba.post(page(saved, "people", party.id, "remove")).status_code == 302
    assert Party.objects.get(application=saved).removed_at is not None


def test_somebody_of_the_household_is_not_typed_twice(aoba, saved):
    wife = members(saved).get(position=1)

    typed = typed_in(aoba.get(page(saved, "people/new"), **{"from": str(wife.id), "role": "co_borrower"}))

    assert (typed["name"], typed["kana"], typed["relation"]) == (wife.name, wife.kana, "妻")


def test_a_guarantor_who_is_a_child_is_refused_at_the_box(aoba, saved):
    answer = aoba.post(page(saved, "people/new"), PARTY | {"address": "x", "born": "平成30年1月1日"})

    assert refused(answer, "18歳未満の方は、連帯保証人・法定代理人になれません。")
    assert typed_in(answer)["name"] == "架空　次郎"


def test_the_way_of_a_consent_is_chosen_and_speech_is_offered_only_where_it_may_be(aoba, saved):
    applicant = members(saved).get(position=0)
    shown = aoba.get(page(saved, "consents", applicant.id))
    spoken = aoba.post(page(saved, "consents", applicant.id), {"way": "oral", "agreed": "on"})
    unsigned = aoba.post(page(saved, "consents", applicant.id), {"way": "tablet", "agreed": "on"})

    assert "読み上げて口頭で同意" not in text_of(shown)
    assert spoken.status_code == 422
    assert refused(unsigned, "署名がまだありません。")
    assert not Consent.objects.filter(application=saved).exists()


def test_for_a_child_the_parent_is_chosen(aoba, saved):
    child = members(saved).get(relation="child")
    applicant = members(saved).get(position=0)
    shown = aoba.get(page(saved, "consents", child.id))
    nobody = aoba.post(page(saved, "consents", child.id), {"way": "paper", "agreed": "on"})
    given = aoba.post(
        page(saved, "consents", child.id), {"way": "paper", "agreed": "on", "representative": str(applicant.id)}
    )

    assert "読み上げて説明し、法定代理人の同意を得ました" in text_of(shown)
    assert refused(nobody, "未成年の方です。")
    assert given.status_code == 302
    assert Consent.objects.get(member=child).representative_name == applicant.name


def test_a_no_is_recorded_with_its_reason_and_the_case_says_which_papers(aoba, saved):
    wife = members(saved).get(position=1)
    asked = aoba.get(page(saved, "consents", wife.id, "refuse"))
    without = aoba.post(page(saved, "consents", wife.id, "refuse"), {"note": "x"})
    said = aoba.post(page(saved, "consents", wife.id, "refuse"), {"reason": "not_known", "note": ""})
    case = text_of(aoba.get(page(saved)))

    assert "同意しなくても、申込みは進められます。" in text_of(asked)
    assert refused(without, "同意しない理由を選んでください。")
    assert said.status_code == 302
    assert Refusal.objects.get(member=wife).reason == "not_known"
    assert "同意しない" in case
    assert "照会に同意していないため" in case


def test_the_budget_begins_with_what_the_form_says_and_is_saved(aoba, saved):
    first = typed_in(aoba.get(page(saved, "budget")))
    sums = aoba.client.post(page(saved, "budget"), {"month_WAGE": "100,000"}, headers={"HX-Request": "true"})
    wrong = aoba.post(page(saved, "budget"), {"month_FOOD": "たくさん"})
    kept = aoba.post(
        page(saved, "budget"), {"month_WAGE": "１８０，０００円", "month_FOOD": "40000", "year_TAX": "12,000"}
    )

    assert first["month_OTHER_INCOME"] == "120,000"
    assert "1,200,000円" in sums.content.decode()
    assert "<html" not in sums.content.decode()
    assert refused(wrong, "食費（毎月）は数字だけで入力してください。")
    assert kept.status_code == 302
    assert Budget.objects.get(application=saved).monthly == {"WAGE": 180_000, "FOOD": 40_000}
    assert "家計の見通し" in text_of(aoba.get(page(saved)))


def test_the_sums_that_come_back_while_somebody_types_leave_no_row_of_a_look(aoba, saved, told):
    aoba.get(page(saved, "budget"))
    for wage in ("100,000", "100,001"):
        aoba.client.post(page(saved, "budget"), {"month_WAGE": wage}, headers={"HX-Request": "true"})

    assert [list(facts["fields"]) for verb, facts in told if verb == "viewed"] == [["budget"]]


def test_what_is_typed_while_somebody_waits_finds_the_same_person(aoba, saved):
    typed = {"members-0-kana": "よしだ けんいち", "members-0-born": "S61.5.14"}
    headers = {"HX-Request": "true", "HX-Trigger-Name": "members-0-kana"}
    elsewhere = headers | {"HX-Current-URL": "http://testserver/consultations/new/"}
    here = headers | {"HX-Current-URL": f"http://testserver{page(saved, 'application')}"}

    found = aoba.client.post("/duplicates/", typed, headers=elsewhere).content.decode()
    own = aoba.client.post("/duplicates/", typed, headers=here).content.decode()
    half = aoba.client.post("/duplicates/", typed | {"members-0-born": "S61"}, headers=elsewhere).content.decode()

    assert "同じお名前・生年月日の申込・相談があります" in found
    assert page(saved) in found
    assert "同じお名前" not in own
    assert page(saved) not in half


def test_the_page_of_a_case_asks_why_it_goes_on(aoba, saved, desk):
    with desk("aoba") as by:
        other = make.draft(by)
        actions.save(other.id, make.request(other), make.household(), version=1, by=by)

    shown = aoba.get(page(saved))
    nothing = aoba.post(page(saved, "duplicates"), {"other": str(other.id), "reason": ""})
    said = aoba.post(page(saved, "duplicates"), {"other": str(other.id), "reason": "other_fund"})

    assert other.receipt_number in text_of(shown)
    assert (nothing.status_code, said.status_code) == (302, 302)
    assert DuplicateNote.objects.get(application=saved, other_id=other.id).reason == "other_fund"
    assert "確認済み" in text_of(aoba.get(page(saved)))


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
@pytest.mark.parametrize("of", ["people", "people/new", "budget"])
def test_another_council_sees_none_of_it(screen, saved, stranger, of):
    assert screen(stranger).get(page(saved, of)).status_code == 404
