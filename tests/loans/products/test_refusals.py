"""資金ごとの断り: what the terms do not allow is refused with its figure; what they only advise asks for a reason."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from loans.applications import actions as applications
from loans.applications.lending import lending_of, limit, why_not
from loans.applications.missing import missing, to_confirm
from loans.applications.models import Application
from loans.applications.refusals import AlreadyApplied, OverCeiling, OverMonths, OverNeed, TooLong
from loans.terms.facts import Ask
from loans.terms.products import read_products
from tests import make
from tests.loans.products.asking import draft, filled, refilled
from tests.loans.products.facts import PRODUCTS

pytestmark = pytest.mark.zone("stages")
ONE = make.household()[:1]
BY_CODE = {terms.code: terms for terms in read_products()}


@pytest.mark.parametrize(
    ("code", "changed", "refusal", "words"),
    [
        ("SOGO_LIVING", {"monthly_yen": 200_001}, OverCeiling, "借入月額が貸付限度額（200,000円）"),
        ("SOGO_LIVING", {"monthly_yen": 150_001, "members": ONE}, OverCeiling, "150,000円"),
        ("SOGO_LIVING", {"lending_months": 13}, OverMonths, "12か月以内"),
        ("SOGO_LIVING", {"repayment_months": 121}, TooLong, "120か月以内"),
        ("SOGO_HOUSING", {"amount_yen": 200_001}, OverNeed, "必要額（200,000円）"),
        ("SOGO_HOUSING", {"costs": [{"what": "敷金", "yen": 500_000}]}, OverCeiling, "400,000円"),
        ("FUKUSHI", {"costs": [{"what": "改修", "yen": 5_800_001}]}, OverCeiling, "5,800,000円"),
        ("EDU_SUPPORT", {"monthly_yen": 65_001}, OverCeiling, "65,000円"),
        ("EDU_SUPPORT", {"school": "high_school"}, OverCeiling, "35,000円"),
        ("EDU_SUPPORT", {"monthly_yen": 97_501, "is_specially_needed": True}, OverCeiling, "97,500円"),
        ("EDU_ENTRY", {"costs": [{"what": "入学金", "yen": 600_000}]}, OverCeiling, "500,000円"),
        ("RE_GENERAL", {"monthly_yen": 300_001}, OverCeiling, "300,000円"),
        ("RE_GENERAL", {"lending_months": 141}, OverCeiling, "14,000,000円"),
        ("RE_GENERAL", {"repayment_months": 12}, TooLong, "一括で償還"),
        ("RE_PROTECTED", {"monthly_yen": 105_001}, OverCeiling, "105,000円"),
        ("RE_PROTECTED", {"lending_months": 51}, OverCeiling, "4,500,000円"),
    ],
)
def test_what_the_terms_do_not_allow_is_refused_with_the_figure(desk, code, changed, refusal, words):
    with desk("aoba") as by, pytest.raises(refusal) as said:
        filled(code, by, **changed)

    assert words in said.value.sentence
    assert Application.objects.get(fund=code).version == 1


@pytest.mark.parametrize(
    ("code", "changed", "box", "words"),
    [
        ("SOGO_LIVING", {"lending_months": 4}, "guide_reason", "3か月が標準"),
        ("SOGO_LIVING", {"support_centre": "not_yet"}, "support_centre", "自立相談支援"),
        ("KINKYU", {"reason": "INCOME_DROP"}, "support_centre", "自立相談支援"),
        ("FUKUSHI", {"costs": [{"what": "引越", "yen": 500_001}]}, "guide_reason", "目安は500,000円"),
        ("FUKUSHI", {"repayment_months": 37}, "guide_reason", "36か月以内"),
        ("FUKUSHI", {"purpose": "SKILL", "lasting_months": 37}, "guide_reason", "目安がありません"),
        ("EDU_SUPPORT", {"is_specially_needed": True}, "special_need", "特に必要な理由"),
        ("SOGO_HOUSING", {"payee": ""}, "payee", "送金先"),
        ("SOGO_RESTART", {"costs": []}, "costs", "必要額内訳"),
        ("RE_GENERAL", {"heirs": ""}, "heirs", "推定相続人"),
    ],
)
def test_what_is_still_wanted_names_the_box(desk, code, changed, box, words):
    with desk("aoba") as by:
        lacking = [each for each in missing(filled(code, by, **changed)) if each.box == box]

    assert len(lacking) == 1
    assert words in lacking[0].sentence


def test_a_reason_for_going_over_a_guide_is_enough(desk):
    with desk("aoba") as by:
        application = filled("SOGO_LIVING", by, lending_months=6, guide_reason="就職先が決まるまで。")

    assert not [each for each in missing(application) if each.box == "guide_reason"]


def test_a_household_that_became_smaller_is_looked_at_again(desk):
    with desk("aoba") as by:
        application = filled("SOGO_LIVING", by)
        with pytest.raises(OverCeiling, match="150,000円"):
            refilled(application, by, members=ONE)


def test_the_account_of_a_landlord_is_not_the_applicants(desk):
    with desk("aoba") as by:
        assert not [each for each in missing(filled("SOGO_HOUSING", by)) if each.box == "account_holder_kana"]
        own = filled("SOGO_RESTART", by, account_holder_kana="カクウ　タロウ")

    assert [each for each in missing(own) if each.box == "account_holder_kana"]


def test_another_address_in_the_household_is_to_be_confirmed_and_stops_nothing(desk):
    rows = make.household()
    elsewhere = [*rows[:2], {**rows[2], "address": "別の住所"}]

    with desk("aoba") as by:
        application = filled("KINKYU", by, members=elsewhere)

    assert "葵" in to_confirm(application)[0].sentence
    assert not [each for each in missing(application) if "住所" in each.sentence]


def start(talk, fund, by, again_reason=""):
    return applications.start(talk.id, fund, again_reason=again_reason, by=by)


def test_a_second_application_of_the_household_is_told_and_goes_on_for_a_reason(desk):
    with desk("aoba") as by:
        first = draft("KINKYU", by)
        talk = make.consultation(by)
        with pytest.raises(AlreadyApplied, match=first.receipt_number):
            start(talk, "KINKYU", by)
        again = start(talk, "KINKYU", by, again_reason="別の事情。")

    assert (first.again_reason, again.again_reason) == ("", "別の事情。")


def test_another_fund_or_an_ended_case_is_no_second_application(desk):
    with desk("aoba") as by:
        first = start(make.consultation(by), "KINKYU", by)
        start(make.consultation(by), "FUKUSHI", by)
        applications.withdraw(first.id, by=by)
        start(make.consultation(by), "KINKYU", by)

    assert Application.objects.count() == 3


def test_another_councils_application_is_not_told(desk):
    with desk("kozue") as by:
        draft("KINKYU", by)

    with desk("aoba") as by:
        assert start(make.consultation(by), "KINKYU", by).again_reason == ""


def test_the_database_itself_holds_months_times_month(desk):
    with desk("aoba") as by:
        application = filled("SOGO_LIVING", by)
        with (
            pytest.raises(IntegrityError, match="application_amount_is_months_times_month"),
            transaction.atomic(),
        ):
            Application.objects.filter(pk=application.pk).update(lending_months=2)


KINKYU = {"amount_yen": 80_000, "grace_months": 2, "repayment_months": 12}
FIGURES = {
    "monthly_yen": st.integers(1, 400_000),
    "lending_months": st.integers(1, 160),
    "amount_yen": st.integers(1, 7_000_000),
    "household_size": st.integers(1, 9),
    "value": st.integers(1, 40_000_000),
    "needs": st.booleans(),
}


@pytest.mark.parametrize("code", PRODUCTS)
@given(**FIGURES)
def test_whatever_is_let_through_is_within_every_limit(
    code, monthly_yen, lending_months, amount_yen, household_size, value, needs
):
    terms = BY_CODE[code]
    facts = {
        **PRODUCTS[code],
        "monthly_yen": monthly_yen,
        "lending_months": lending_months,
        "amount_yen": amount_yen,
        "is_specially_needed": needs,
        "property_value_yen": value,
        "costs": [],
    }
    asked = lending_of(terms, facts, household_size=household_size)
    by_month = Ask.MONTHLY in terms.asks
    months = lending_months if by_month else 1

    if not why_not(terms, asked):
        assert asked.amount_yen == (monthly_yen * lending_months if by_month else amount_yen)
        assert asked.amount_yen % terms.unit_yen == 0
        assert asked.amount_yen <= limit(terms, asked, months=months)
        assert not by_month or monthly_yen <= limit(terms, asked)


@pytest.mark.parametrize("code", PRODUCTS)
def test_a_complete_request_is_let_through(code):
    """So that the test before this one has looked at something."""
    assert why_not(BY_CODE[code], lending_of(BY_CODE[code], {**KINKYU, **PRODUCTS[code]}, household_size=3)) == ""
