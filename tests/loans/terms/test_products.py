"""貸付条件: the committed rows are complete, and the limits that follow from them."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal

import pytest

from loans.terms.facts import (
    Ask,
    Confidence,
    ConsultationRule,
    From,
    GraceFrom,
    GuarantorRule,
    Property,
    Repayment,
    Stage,
    Terms,
)
from loans.terms.limits import Appraisal, annual_rate, ceiling, guide_ceiling, late_rate, limit_by_assistance
from loans.terms.products import read_late_interest, read_products, read_rounding, read_rows, terms_of
from loans.terms.refusals import NoCeiling, NoRate
from loans.terms.schedule import DEFAULT_RULE

ON = date(2026, 11, 21)
LAND, FLAT = Appraisal(Property.LAND, 15_000_000), Appraisal(Property.APARTMENT, 9_000_000)


@pytest.fixture(scope="module")
def products() -> dict[str, Terms]:
    return {terms.code: terms for terms in read_products()}


def test_the_nine_products_are_there(products):
    assert list(products) == [
        "SOGO_LIVING",
        "SOGO_HOUSING",
        "SOGO_RESTART",
        "FUKUSHI",
        "KINKYU",
        "EDU_SUPPORT",
        "EDU_ENTRY",
        "RE_GENERAL",
        "RE_PROTECTED",
    ]


def test_a_row_survives_being_stored_as_json(products):
    stored = [json.loads(json.dumps(row)) for row in read_rows()]

    assert [terms_of(row) for row in stored] == list(products.values())


def test_every_row_is_national_says_its_source_and_has_an_application_form(products):
    for terms in products.values():
        assert terms.prefecture == ""
        assert terms.source
        assert terms.papers[0].name == "借入申込書"
        assert {paper.code for paper in terms.papers if paper.stage is Stage.CONTRACT} == {"NOTE", "EXPLANATION"}


def test_kinkyu_is_complete(products):
    kinkyu = products["KINKYU"]

    assert (kinkyu.fund, kinkyu.name, kinkyu.confidence) == ("福祉資金", "緊急小口資金", Confidence.D)
    assert (kinkyu.unit_yen, kinkyu.grace_months_max, kinkyu.repay_months_max) == (1_000, 2, 12)
    assert (kinkyu.grace_from, kinkyu.repayment) == (GraceFrom.DISBURSEMENT, Repayment.INSTALMENTS)
    assert (kinkyu.guarantor, kinkyu.consultation) == (GuarantorRule.NOT_REQUIRED, ConsultationRule.BY_REASON)
    assert [step.name for step in kinkyu.chain] == ["担当", "係長", "課長"]
    assert kinkyu.committee is False
    assert kinkyu.categories == ("low_income", "disability", "elderly")


def test_kinkyu_asks_for_reason_and_amount_and_a_fresh_resident_record(products):
    papers = {paper.code: paper for paper in products["KINKYU"].papers}

    assert {"REASON_PROOF", "AMOUNT_PROOF", "IDENTITY", "ACCOUNT", "INCOME"} <= set(papers)
    assert papers["RESIDENT_RECORD"].max_age_months == 3
    assert papers["RESIDENT_RECORD"].replaced_by == "住民票関係情報"
    assert papers["CONSENT"].of is From.EACH_ADULT


def test_kinkyu_needs_the_support_centre_for_four_reasons(products):
    asked = {reason.code for reason in products["KINKYU"].reasons if reason.consultation_required}

    assert asked == {"INCOME_DROP", "ARREARS_PAID", "UTILITIES", "SUPPORT_COST"}


def test_every_fund_takes_the_inquiry_consent_of_each_adult(products):
    for terms in products.values():
        assert [each.of for each in terms.statements if each.code == "INQUIRY_CONSENT"] == [From.EACH_ADULT]


@pytest.mark.parametrize(
    ("code", "given", "yen"),
    [
        ("KINKYU", {"household_size": 1}, 100_000),
        ("SOGO_LIVING", {"household_size": 1}, 150_000),
        ("SOGO_LIVING", {"household_size": 2, "months": 3}, 600_000),
        ("SOGO_LIVING", {"household_size": 5, "months": 12}, 2_400_000),
        ("SOGO_HOUSING", {"household_size": 1}, 400_000),
        ("SOGO_RESTART", {"household_size": 1}, 600_000),
        ("FUKUSHI", {"household_size": 3}, 5_800_000),
        ("EDU_SUPPORT", {"household_size": 3, "school": "university", "months": 48}, 3_120_000),
        ("EDU_SUPPORT", {"household_size": 3, "school": "university", "specially_needed": True}, 97_500),
        ("EDU_SUPPORT", {"household_size": 3, "school": "high_school", "specially_needed": True}, 52_500),
        ("EDU_ENTRY", {"household_size": 3}, 500_000),
        ("RE_GENERAL", {"household_size": 1, "appraisal": LAND}, 300_000),
        ("RE_GENERAL", {"household_size": 1, "months": 60, "appraisal": LAND}, 10_500_000),
        ("RE_PROTECTED", {"household_size": 1, "appraisal": FLAT}, 4_500_000),
    ],
)
def test_ceilings_are_those_of_the_conditions_table(products, code, given, yen):
    assert ceiling(products[code], **given) == yen


@pytest.mark.parametrize(
    ("code", "given", "says"),
    [
        ("KINKYU", {"household_size": 0}, "世帯の人数"),
        ("SOGO_LIVING", {"household_size": 2, "months": 13}, "12か月まで"),
        ("SOGO_LIVING", {"household_size": 2, "months": 0}, "1か月以上"),
        ("EDU_SUPPORT", {"household_size": 2}, "学校の種別"),
        ("RE_GENERAL", {"household_size": 1}, "評価額"),
        ("RE_PROTECTED", {"household_size": 1, "appraisal": LAND}, "評価額"),
    ],
)
def test_without_a_limit_that_applies_there_is_no_ceiling(products, code, given, says):
    with pytest.raises(NoCeiling, match=says) as refusal:
        ceiling(products[code], **given)

    assert refusal.value.sentence.endswith("。")


@pytest.mark.parametrize(
    ("purpose", "lasting", "yen"),
    [("BUSINESS", 0, 4_600_000), ("SKILL", 7, 2_200_000), ("SKILL", 36, 5_800_000), ("MEDICAL", 12, 1_700_000)],
)
def test_guide_ceilings_follow_purpose_and_time(products, purpose, lasting, yen):
    assert guide_ceiling(products["FUKUSHI"], purpose, lasting_months=lasting) == yen


@pytest.mark.parametrize(("purpose", "lasting"), [("MEDICAL", 19), ("GAMBLING", 0)])
def test_a_purpose_without_a_guide_is_refused(products, purpose, lasting):
    with pytest.raises(NoCeiling, match="目安"):
        guide_ceiling(products["FUKUSHI"], purpose, lasting_months=lasting)


def test_every_row_says_what_its_form_asks_for_and_where_that_is_from(products):
    sources = {row["code"]: row["asks_source"] for row in read_rows()}

    assert all(terms.asks and sources[code] for code, terms in products.items())
    assert products["EDU_SUPPORT"].asks == (Ask.SCHOOL, Ask.GRADUATION, Ask.NEED, Ask.MONTHLY)
    assert [each.code for each in products["EDU_SUPPORT"].schools] == [
        each.school for each in products["EDU_SUPPORT"].ceilings
    ]


def test_a_screen_names_the_source_in_japanese(products):
    assert [code for code, terms in products.items() if re.search(r"[A-Za-z]{3}", terms.citation)] == []

    own = {name: value for name, value in read_rows()[0].items() if name != "citation"}
    assert terms_of({**own, "source": "県の要領"}).citation == "県の要領"


def test_an_unknown_word_fails_at_reading():
    row = {**read_rows()[0], "asks": ["horoscope"]}

    with pytest.raises(ValueError, match="horoscope"):
        terms_of(row)


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ("KINKYU", {Ask.REASON}),
        ("FUKUSHI", {Ask.PURPOSE}),
        ("SOGO_LIVING", {Ask.MONTHLY}),
        ("EDU_SUPPORT", {Ask.SCHOOL, Ask.GRADUATION, Ask.NEED, Ask.MONTHLY}),
        ("RE_GENERAL", {Ask.PROPERTY, Ask.MONTHLY}),
    ],
)
def test_a_row_stored_before_rows_said_so_asks_for_what_its_limits_need(code, asks):
    [row] = [row for row in read_rows() if row["code"] == code]
    stored = {name: value for name, value in row.items() if name not in ("asks", "asks_source", "schools")}

    assert set(terms_of(stored).asks) == asks


def test_the_welfare_office_limits_the_month_of_a_household_in_need(products):
    assert limit_by_assistance(products["RE_PROTECTED"], 70_000) == 105_000
    assert limit_by_assistance(products["RE_PROTECTED"], 0) is None
    assert limit_by_assistance(products["RE_GENERAL"], 70_000) is None


def test_interest_depends_on_the_guarantor(products):
    assert annual_rate(products["FUKUSHI"], has_guarantor=True) == 0
    assert annual_rate(products["FUKUSHI"], has_guarantor=False) == Decimal("0.015")
    assert annual_rate(products["KINKYU"], has_guarantor=False) == 0


def test_property_loans_follow_the_prime_rate_up_to_three_percent(products):
    general = products["RE_GENERAL"]

    assert annual_rate(general, has_guarantor=True, long_prime_rate=Decimal("0.021")) == Decimal("0.021")
    assert annual_rate(general, has_guarantor=True, long_prime_rate=Decimal("0.041")) == Decimal("0.03")
    with pytest.raises(NoRate, match="長期プライムレート"):
        annual_rate(general, has_guarantor=True)


def test_late_interest_is_three_percent_where_its_day_is_known():
    rows = read_late_interest()

    assert late_rate(rows, ON) == Decimal("0.03")
    with pytest.raises(NoRate, match="延滞利率"):
        late_rate(rows, date(2010, 1, 1))


def test_the_committed_rounding_is_the_one_of_the_worked_schedules():
    assert read_rounding() == DEFAULT_RULE
