"""償還計画: the worked schedules, the annuity variant, due dates and late interest."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loans.terms.refusals import NoSuchPlan
from loans.terms.schedule import (
    Cut,
    Method,
    Remainder,
    RoundingRule,
    dated,
    late_interest,
    plan,
)

with Path(__file__).with_name("schedule_examples.csv").open(encoding="utf-8", newline="") as table:
    EXAMPLES = list(csv.DictReader(table))

ANNUITY = RoundingRule(method=Method.ANNUITY)


def in_words_of_the_table(instalments) -> dict[str, int]:
    first, second, last = instalments[0], instalments[1], instalments[-1]
    return {
        "n_payments": len(instalments),
        "pay1_principal": first.principal_yen,
        "pay1_interest": first.interest_yen,
        "pay1_total": first.total_yen,
        "pay2_total": second.total_yen,
        "last_principal": last.principal_yen,
        "last_interest": last.interest_yen,
        "last_total": last.total_yen,
        "sum_interest": sum(each.interest_yen for each in instalments),
        "sum_total": sum(each.total_yen for each in instalments),
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["case_id"] for example in EXAMPLES])
def test_every_figure_of_the_worked_schedules_comes_out(example):
    found = in_words_of_the_table(
        plan(
            int(example["principal"]),
            months=int(example["term_months"]),
            every=int(example["payments_interval_months"]),
            annual_rate=Decimal(example["annual_rate"]),
        )
    )

    assert found == {name: int(example[name]) for name in found}


@pytest.mark.parametrize(
    ("principal", "months", "rate", "first", "second_total", "last", "interest"),
    [
        (600_000, 120, "0.015", (5_000, 750), 5_743, (5_000, 6), 45_330),
        (500_000, 240, "0", (2_080, 0), 2_080, (2_880, 0), 0),
    ],
    ids=["総合支援 20万×3 保証人なし", "就学支度費 50万"],
)
def test_the_schedules_that_stand_in_the_text_only_come_out(
    principal, months, rate, first, second_total, last, interest
):
    found = plan(principal, months=months, annual_rate=Decimal(rate))

    assert (found[0].principal_yen, found[0].interest_yen) == first
    assert found[1].total_yen == second_total
    assert (found[-1].principal_yen, found[-1].interest_yen) == last
    assert sum(each.interest_yen for each in found) == interest


def test_the_annuity_variant_comes_out():
    found = plan(2_500_000, months=84, annual_rate=Decimal("0.015"), rule=ANNUITY)

    assert {each.total_yen for each in found[:-1]} == {31_370}
    assert [(each.principal_yen, each.interest_yen) for each in (*found[:2], found[-1])] == [
        (28_245, 3_125),
        (28_281, 3_089),
        (31_315, 39),
    ]
    assert found[-1].total_yen == 31_354
    assert sum(each.interest_yen for each in found) == 135_064


def test_an_annuity_without_interest_is_level_principal():
    assert plan(100_000, months=12, rule=ANNUITY) == plan(100_000, months=12)


RULES = [
    RoundingRule(),
    RoundingRule(unit=1),
    RoundingRule(unit=1, remainder=Remainder.FIRST),
    RoundingRule(unit=100, interest=Cut.HALF_UP),
    ANNUITY,
]


LOANS = st.tuples(
    st.integers(24_000, 6_000_000),
    st.integers(1, 240).map(lambda n: n * 6 if n * 6 <= 240 else n),
    st.sampled_from([Decimal(0), Decimal("0.015"), Decimal("0.03")]),
    st.sampled_from(RULES),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(LOANS, min_size=100, max_size=100))
def test_in_ten_thousand_plans_all_is_repaid_and_the_remainder_stands_in_one_instalment(loans):
    for principal, months, rate, rule in loans:
        found = plan(principal, months=months, every=6 if months % 6 == 0 else 1, annual_rate=rate, rule=rule)
        parts = [each.principal_yen for each in found]

        assert (sum(parts), found[-1].outstanding_yen) == (principal, 0)
        assert all(each.principal_yen > 0 and each.interest_yen >= 0 for each in found)
        equal = [each.total_yen for each in found[:-1]] if rule.method is Method.ANNUITY and rate else parts[1:-1]
        assert len(set(equal)) <= 1


def test_the_remainder_may_stand_first():
    found = plan(100_000, months=12, rule=RoundingRule(remainder=Remainder.FIRST))

    assert [each.principal_yen for each in found] == [8_370, *[8_330] * 11]


def test_interest_may_be_rounded_half_up():
    found = plan(450_000, months=120, annual_rate=Decimal("0.015"), rule=RoundingRule(interest=Cut.HALF_UP))

    assert found[0].interest_yen == 563


def test_an_annuity_takes_its_remainder_last():
    with pytest.raises(NoSuchPlan, match="最終回"):
        RoundingRule(method=Method.ANNUITY, remainder=Remainder.FIRST)


@pytest.mark.parametrize(("months", "every"), [(0, 1), (10, 6), (12, 0), (-6, 6)])
def test_months_that_do_not_divide_are_refused(months, every):
    with pytest.raises(NoSuchPlan, match="割り切れる"):
        plan(100_000, months=months, every=every)


@pytest.mark.parametrize("principal", [0, 100, -100_000])
def test_an_amount_too_small_to_divide_is_refused(principal):
    with pytest.raises(NoSuchPlan, match="小さすぎます"):
        plan(principal, months=12)


def test_repayment_starts_the_month_after_grace_ends():
    found = dated(plan(200_000, months=24), paid_on=date(2020, 5, 20), grace_months=12)

    assert (found[0].due_on, found[-1].due_on) == (date(2021, 6, 30), date(2023, 5, 31))


def test_a_longer_grace_moves_the_whole_plan():
    found = dated(plan(200_000, months=24), paid_on=date(2020, 5, 20), grace_months=31)

    assert (found[0].due_on, found[-1].due_on) == (date(2023, 1, 31), date(2024, 12, 31))


def test_a_month_without_the_due_day_ends_on_its_last_day():
    found = dated(plan(30_000, months=3), paid_on=date(2027, 12, 31), grace_months=0, due_day=30)

    assert [each.due_on for each in found] == [date(2028, 1, 30), date(2028, 2, 29), date(2028, 3, 30)]


def test_half_yearly_instalments_are_due_in_the_sixth_month():
    found = dated(plan(4_600_000, months=240, every=6), paid_on=date(2026, 3, 2), grace_months=6, every=6)

    assert [each.due_on for each in found[:2]] == [date(2027, 3, 31), date(2027, 9, 30)]


LATE = [
    (300_000, date(2026, 3, 31), date(2026, 7, 9), (2_465, 4_109, 8_835)),
    (50_000, date(2025, 10, 31), date(2026, 10, 31), (1_500, 2_500, 5_375)),
    (1_234_567, date(2024, 2, 28), date(2024, 3, 31), (3_247, 5_411, 11_635)),
    (8_410, date(2025, 12, 31), date(2026, 1, 15), (10, 17, 37)),
    (450_000, date(2023, 6, 30), date(2026, 6, 30), (40_536, 67_561, 145_257)),
]


@pytest.mark.parametrize(("principal", "final_due", "paid_on", "expected"), LATE)
def test_every_figure_of_the_late_interest_table_comes_out(principal, final_due, paid_on, expected):
    rates = [Decimal("0.03"), Decimal("0.05"), Decimal("0.1075")]

    assert tuple(late_interest(principal, rate, final_due, paid_on) for rate in rates) == expected


@pytest.mark.parametrize("paid_on", [date(2026, 3, 31), date(2026, 1, 1)])
def test_nothing_is_added_up_to_the_final_due_date(paid_on):
    assert late_interest(300_000, Decimal("0.03"), date(2026, 3, 31), paid_on) == 0
