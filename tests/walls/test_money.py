"""金額, past the pages: a cost without a name, more than is needed, an income that is no sum, unknown lines."""

import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege

from config.demo import CHIYODA
from tests.walls.contexts import COUNSELLOR

pytestmark = pytest.mark.zone("walls")

COSTS = "UPDATE loans_application SET costs = %s, own_funds_yen = %s, amount_yen = %s WHERE id = %s"
DEPOSIT = '{"what": "敷金", "yen": 90000}'


@pytest.fixture
def run(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as connection:
        yield connection


@pytest.fixture
def draft(cases):
    return cases[CHIYODA].draft


@pytest.mark.parametrize(
    "costs",
    [
        "{}",
        '["敷金"]',
        "[90000]",
        '[{"what": "敷金"}]',
        '[{"yen": 90000}]',
        '[{"what": "", "yen": 90000}]',
        '[{"what": "敷金", "yen": -1}]',
        '[{"what": "敷金", "yen": 0.5}]',
        '[{"what": "敷金", "yen": "90000"}]',
        '[{"what": ["敷金"], "yen": [90000]}]',
        '[{"what": "敷金", "yen": 9999999999}]',
        f"[[{DEPOSIT}]]",
        f"[{', '.join([DEPOSIT] * 21)}]",
    ],
)
def test_a_cost_is_a_named_amount(run, draft, costs):
    with pytest.raises(CheckViolation, match="application_costs_are_named_amounts"):
        run.execute(COSTS, [costs, None, None, draft.id])


@pytest.mark.parametrize(
    ("own_funds", "amount", "is_refused"),
    [(None, 90_000, False), (None, 90_001, True), (10_000, 80_000, False), (10_000, 80_001, True), (95_000, 1, True)],
)
def test_no_more_is_asked_for_than_is_needed(run, draft, own_funds, amount, is_refused):
    if not is_refused:
        run.execute(COSTS, [f"[{DEPOSIT}]", own_funds, amount, draft.id])
        return
    with pytest.raises(CheckViolation, match="more than is needed"):
        run.execute(COSTS, [f"[{DEPOSIT}]", own_funds, amount, draft.id])


@pytest.mark.parametrize(
    ("parts", "month", "is_refused"),
    [
        ((80_000, 30_000), 110_000, False),
        ((80_000, None), 80_000, False),
        ((None, None), 70_000, False),
        ((None, None), None, False),
        ((80_000, 30_000), 100_000, True),
        ((80_000, None), None, True),
        ((2_000_000_000, 2_000_000_000), 0, True),
    ],
)
def test_the_income_of_a_month_is_the_sum_of_its_parts(run, draft, parts, month, is_refused):
    said = (
        "UPDATE loans_member SET wage_yen = %s, pension_yen = %s, monthly_income_yen = %s"
        " WHERE application_id = %s AND relation = 'self'"
    )
    if not is_refused:
        run.execute(said, [*parts, month, draft.id])
        return
    with pytest.raises(CheckViolation, match="member_income_is_the_sum_of_its_parts"):
        run.execute(said, [*parts, month, draft.id])


@pytest.mark.parametrize("column", ["monthly", "yearly"])
@pytest.mark.parametrize(
    "amounts", ["[]", '{"WAGE": -1}', '{"WAGE": 0.5}', '{"WAGE": "1"}', '{"WAGE": [1]}', '{"WAGE": null}']
)
def test_a_sheet_holds_whole_amounts(run, draft, column, amounts):
    with pytest.raises(CheckViolation, match="are_amounts"):
        run.execute(f"UPDATE loans_budget SET {column} = %s WHERE application_id = %s", [amounts, draft.id])


@pytest.mark.parametrize("column", ["monthly", "yearly"])
def test_a_sheet_has_the_lines_in_force(run, draft, column):
    written = f"UPDATE loans_budget SET {column} = %s WHERE application_id = %s"
    run.execute(written, ['{"WAGE": 1, "FOOD": 0}', draft.id])

    with pytest.raises(InsufficientPrivilege, match="no such category"):
        run.execute(written, ['{"GOLD": 1}', draft.id])


@pytest.mark.parametrize("words", ["amount_yen = 101000", "amount_yen = 99999"])
def test_no_case_is_taken_in_with_more_than_its_terms_allow(run, draft, words):
    submit = "UPDATE loans_application SET state = 'submitted', submitted_by = %s, submitted_at = now() WHERE id = %s"
    run.execute(f"UPDATE loans_application SET {words} WHERE id = %s", [draft.id])
    with pytest.raises(InsufficientPrivilege, match="more than the terms allow"), run.transaction():
        run.execute(submit, [COUNSELLOR.staff, draft.id])

    run.execute("UPDATE loans_application SET amount_yen = 100000 WHERE id = %s", [draft.id])
    run.execute(submit, [COUNSELLOR.staff, draft.id])


LIMITS = [
    ("SOGO_LIVING", "monthly_yen = 200000, lending_months = 12, amount_yen = 2400000", True),
    ("SOGO_LIVING", "monthly_yen = 200001, lending_months = 12, amount_yen = 2400012", False),
    ("SOGO_LIVING", "monthly_yen = 100000, lending_months = 13, amount_yen = 1300000", False),
    ("EDU_SUPPORT", "school = 'kosen', monthly_yen = 60000, lending_months = 2, amount_yen = 120000", True),
    ("EDU_SUPPORT", "school = 'high_school', monthly_yen = 60000, lending_months = 2, amount_yen = 120000", False),
    (
        "EDU_SUPPORT",
        "school = 'kosen', is_specially_needed = true, monthly_yen = 90000, lending_months = 2, amount_yen = 180000",
        True,
    ),
    ("RE_GENERAL", "property_kind = 'land', property_value_yen = 1000000, amount_yen = 300000", True),
    ("RE_GENERAL", "property_kind = 'land', property_value_yen = 100000, amount_yen = 70001", False),
    ("RE_PROTECTED", "assistance_yen = 100000, lending_months = 2, amount_yen = 300000", True),
    ("RE_PROTECTED", "assistance_yen = 100000, lending_months = 2, amount_yen = 300001", False),
]


@pytest.mark.parametrize(("fund", "words", "is_taken"), LIMITS)
def test_the_limits_are_those_of_the_terms(run, draft, fund, words, is_taken):
    submit = (
        "UPDATE loans_application SET state = 'submitted', submitted_by = %s, submitted_at = now(),"
        " terms_id = (SELECT id FROM loans_fundterms WHERE code = %s AND prefecture_id IS NULL"
        f" ORDER BY valid_from DESC LIMIT 1), {words} WHERE id = %s"
    )
    if is_taken:
        run.execute(submit, [COUNSELLOR.staff, fund, draft.id])
        return
    with pytest.raises(InsufficientPrivilege, match="more than the terms allow"):
        run.execute(submit, [COUNSELLOR.staff, fund, draft.id])
