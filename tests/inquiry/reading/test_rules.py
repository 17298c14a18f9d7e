"""規則. Benefits, loans and income: yes, no, or a paper must tell; what is not said is never a no."""

from datetime import date

import pytest

from inquiry.codes import RULES, FindingCode, FindingReason, Kind, Verdict
from inquiry.grounds import OPEN, ground_of
from inquiry.reading import benefits, copies, income, loans
from inquiry.reading.income import Limit
from inquiry.reading.rules import OF_MORE, OF_PERSON, all_say, one_says
from inquiry.sources.answers import TaxAnswer
from inquiry.sources.layouts.reader import Record
from inquiry.sources.values import Empty, Given, Month

TODAY = date(2026, 11, 27)
NULL, FILLER = Empty("NotAcceptable"), Empty("zero_filled")
YES, NO, OPEN_ = Verdict.APPLIES, Verdict.DOES_NOT_APPLY, Verdict.NEEDS_CHECK


def of(kind: Kind, items: dict, **groups: tuple) -> Record:
    return Record(kind, "1", items, groups)


def right(**facts) -> dict:
    given = {"system": Given("国民年金"), "decided_on": NULL, "entitled_on": Given(date(2016, 1, 1)), "lost_on": NULL}
    return given | {"suspension_code": Given("00"), "suspended_from": FILLER, "suspended_until": FILLER} | facts


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([right()], YES),
        ([right(lost_on=Given(date(2024, 3, 31)))], NO),
        ([right(lost_on=Given(date(2027, 3, 31)))], YES),
        ([right(suspension_code=Given("02"))], NO),
        ([right(suspension_code=Given("02"), suspended_until=Given(Month(2026, 10)))], YES),
        ([right(suspension_code=Given("02"), suspended_until=Given(Month(2026, 11)))], NO),
        ([right(suspension_code=Given("02"), suspended_until=NULL)], OPEN_),
        ([right(suspension_code=NULL)], OPEN_),
        ([right(entitled_on=NULL)], OPEN_),
        ([right(entitled_on=Given(date(2027, 1, 1)))], NO),
        ([right(lost_on=Given(date(2024, 3, 31))), right()], YES),
        ([right(lost_on=Given(date(2024, 3, 31))), right(entitled_on=NULL)], OPEN_),
        ([], OPEN_),
    ],
)
def test_a_pension_is_received_where_a_right_is_neither_lost_nor_suspended(rows, expected):
    record = of(Kind.PENSION, {"pension_code": Given("1350")}, basics=tuple(rows), disabilities=())

    assert benefits.pension_received(record, TODAY) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, YES),
        ({"is_qualified": Given(value=False)}, NO),
        ({"is_qualified": NULL}, OPEN_),
        ({"days_left": Given(0)}, NO),
        ({"days_left": NULL}, OPEN_),
        ({"expires_on": Given(date(2026, 11, 26))}, NO),
        ({"expires_on": Given(TODAY)}, YES),
        ({"expires_on": NULL}, OPEN_),
    ],
)
def test_unemployment_benefit_has_days_left_within_its_term(facts, expected):
    items = {"is_qualified": Given(value=True), "days_left": Given(42), "expires_on": Given(date(2027, 2, 28))}

    assert benefits.unemployment(of(Kind.UNEMPLOYMENT, items | facts), TODAY) is expected


@pytest.mark.parametrize(
    ("is_receiving", "until", "expected"),
    [
        (Given(value=True), FILLER, YES),
        (Given(value=True), Given(Month(2026, 11)), YES),
        (Given(value=True), Given(Month(2026, 10)), NO),
        (Given(value=False), FILLER, NO),
        (NULL, FILLER, OPEN_),
    ],
)
def test_an_allowance_that_ended_is_not_received(is_receiving, until, expected):
    items = {"is_receiving": is_receiving, "until_month": until}

    assert benefits.allowance(of(Kind.CHILD_ALLOWANCE, items), TODAY) is expected


OPEN_LOAN = {"completed_on": NULL, "balance_yen": Given(310_000)}
PAID_BACK = {"completed_on": Given(date(2025, 3, 31)), "balance_yen": Given(0)}


@pytest.mark.parametrize(
    ("has_loan", "rows", "expected"),
    [
        (Given(value=True), (OPEN_LOAN,), YES),
        (Given(value=True), (PAID_BACK,), NO),
        (Given(value=True), (PAID_BACK, OPEN_LOAN), YES),
        (Given(value=True), (), YES),
        (Given(value=True), ({"completed_on": NULL, "balance_yen": NULL},), YES),
        (Given(value=False), (), NO),
        (Given(value=False), (OPEN_LOAN,), OPEN_),
        (NULL, (), OPEN_),
    ],
)
def test_a_loan_is_open_unless_every_one_says_that_it_was_paid_back(has_loan, rows, expected):
    assert loans.open_loan(of(Kind.WELFARE_LOAN, {"has_loan": has_loan}, loans=rows), TODAY) is expected


def taxes(total, *, undeclared=False) -> TaxAnswer:
    return TaxAnswer(Given(2026), Given(0), Given(0), total, undeclared)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([taxes(Given(1_799_999))], Verdict.WITHIN),
        ([taxes(Given(1_800_000))], Verdict.NEAR),
        ([taxes(Given(2_000_000))], Verdict.NEAR),
        ([taxes(Given(2_200_000))], Verdict.NEAR),
        ([taxes(Given(2_200_001))], Verdict.OVER),
        ([taxes(Given(1_500_000)), taxes(Given(1_500_000))], Verdict.OVER),
        ([taxes(Given(2_500_000)), taxes(Given(-600_000))], Verdict.OVER),
        ([taxes(Given(0)), taxes(NULL)], OPEN_),
        ([taxes(Given(0)), taxes(NULL, undeclared=True)], OPEN_),
        ([taxes(Given(0)), None], OPEN_),
        ([], OPEN_),
    ],
)
def test_income_is_within_near_or_over_and_open_where_anything_is_unknown(answers, expected):
    assert income.income_limit(answers, Limit(2_000_000, 10)) is expected


def test_without_a_limit_a_paper_must_tell():
    assert income.income_limit([taxes(Given(0))], None) is OPEN_


def test_a_copy_is_old_from_the_day_after_its_days():
    assert not copies.has_old([date(2025, 11, 26)], TODAY, 366)
    assert copies.has_old([TODAY, date(2025, 11, 25)], TODAY, 366)


@pytest.mark.parametrize(
    ("verdicts", "alike", "any_yes"),
    [([YES, YES], YES, YES), ([YES, NO], OPEN_, YES), ([NO, OPEN_], OPEN_, OPEN_), ([NO], NO, NO)],
)
def test_answers_of_several_providers_are_joined(verdicts, alike, any_yes):
    assert (all_say(verdicts), one_says(verdicts)) == (alike, any_yes)


def test_every_version_is_one_that_the_slip_takes():
    names = {version.rpartition("-")[0] for version in (*OF_PERSON, *OF_MORE)}

    assert names == set(RULES)
    assert {*(rule.code for rule in OF_PERSON.values()), *OF_MORE.values()} == set(FindingCode)


@pytest.mark.parametrize("code", FindingCode)
def test_a_verdict_that_needs_a_paper_has_one_sentence_whatever_the_reason(code):
    assert ground_of(code, Verdict.NEEDS_CHECK) == OPEN


@pytest.mark.parametrize("rule", OF_PERSON.values(), ids=lambda rule: rule.code)
def test_each_yes_and_no_has_its_own_words(rule):
    words = {ground_of(rule.code, YES), ground_of(rule.code, NO), OPEN}

    assert len(words) == 3
    assert not any(letter.isdigit() for letter in "".join(words))


def test_only_what_is_the_gates_own_is_named_as_the_reason_of_an_open_finding():
    told = {
        reason: ground_of(FindingCode.INCOME_LIMIT, Verdict.NEEDS_CHECK, reason) for reason in (None, *FindingReason)
    }

    assert told == {None: OPEN, FindingReason.NO_LIMIT: "基準額が登録されていません。書類で確認してください。"}
