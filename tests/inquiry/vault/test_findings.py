"""読み解き by the rules in the vault, about the named people, as the worker's login tells the slip."""

from datetime import date

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.reading.rules import OF_MORE, OF_PERSON
from inquiry.vault import terms
from inquiry.vault.actions.look import look
from inquiry.vault.models import FindingRule, Fund
from tests.inquiry.officer.test_kinds import typed_in
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")
LIMIT = (
    "INSERT INTO inquiry_vault_incomelimit"
    " (prefecture_id, fund, household_size, yearly_yen, near_percent, valid_from, source)"
    " VALUES (%s, %s, 1, %s, 10, %s, '見本')"
)
BEGUN, LATER, NOT_BEGUN = "2026-04-01", "2026-10-01", "2099-04-01"


@pytest.fixture(autouse=True)
def as_delivered(logins):
    """The databases of a module keep what a test commits: no limits, and every rule in force."""
    yield
    steps.past_the_walls(logins, "DELETE FROM inquiry_vault_incomelimit")
    steps.past_the_walls(logins, "UPDATE inquiry_vault_findingrule SET valid_until = NULL")


@pytest.fixture
def found(slip, logins, officer):
    def about(person, *kinds, fund=""):
        order_id = slip.order([person], kinds=kinds, fund=fund)
        steps.identified_and_clicked(logins, officer, order_id)
        look(TOKYO)
        return slip.findings(order_id)

    return about


@pytest.mark.parametrize(
    ("given", "kind", "code", "verdict"),
    [
        ("年金子", Kind.PENSION, "PENSION_RECEIVED", "APPLIES"),
        ("失権", Kind.PENSION, "PENSION_RECEIVED", "DOES_NOT_APPLY"),
        ("停止中", Kind.PENSION, "PENSION_RECEIVED", "DOES_NOT_APPLY"),
        ("離職", Kind.UNEMPLOYMENT, "UNEMPLOYMENT_RECEIVED", "APPLIES"),
        ("拒否", Kind.UNEMPLOYMENT, "UNEMPLOYMENT_RECEIVED", "NEEDS_CHECK"),
        ("空欄", Kind.CHILD_ALLOWANCE, "CHILD_ALLOWANCE_RECEIVED", "NEEDS_CHECK"),
    ],
)
def test_a_benefit_is_told_as_yes_no_or_by_paper(found, given, kind, code, verdict):
    assert found(typed_in(given), kind)[code] == [verdict]


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([], "NEEDS_CHECK"),
        ([(TOKYO, "", 1_000_000, NOT_BEGUN)], "NEEDS_CHECK"),
        ([("140007", "", 1_000_000, BEGUN)], "NEEDS_CHECK"),
        ([(TOKYO, "KINKYU", 1_000_000, BEGUN)], "NEEDS_CHECK"),
        ([(TOKYO, "", 1_000_000, BEGUN)], "WITHIN"),
        ([(TOKYO, "", 440_000, BEGUN)], "NEAR"),
        ([(TOKYO, "", 300_000, BEGUN)], "OVER"),
        ([("", "", 300_000, BEGUN), (TOKYO, "", 1_000_000, BEGUN)], "WITHIN"),
        ([("", "FUKUSHI", 300_000, BEGUN), (TOKYO, "", 1_000_000, BEGUN)], "WITHIN"),
        ([(TOKYO, "", 300_000, BEGUN), (TOKYO, "FUKUSHI", 1_000_000, BEGUN)], "WITHIN"),
        ([(TOKYO, "", 300_000, BEGUN), (TOKYO, "", 1_000_000, LATER)], "WITHIN"),
        ([(TOKYO, "", 300_000, BEGUN), (TOKYO, "", 1_000_000, BEGUN)], "WITHIN"),
    ],
    ids=str,
)
def test_income_is_compared_with_the_nearest_limit_that_was_entered_last(found, logins, rows, verdict):
    for row in rows:
        steps.past_the_walls(logins, LIMIT, *row)

    assert found(KENICHI, Kind.TAX, fund="FUKUSHI")["INCOME_LIMIT"] == [verdict]


@pytest.mark.parametrize(("rows", "reason"), [([], "NO_LIMIT"), ([(TOKYO, "", 1_000_000, BEGUN)], "")])
def test_the_slip_is_told_that_no_limit_was_entered(found, slip, logins, rows, reason):
    for row in rows:
        steps.past_the_walls(logins, LIMIT, *row)

    found(KENICHI, Kind.TAX)

    [told] = slip.told_of("INCOME_LIMIT")
    assert (told.reason, told.rule_version) == (reason, "INCOME_LIMIT-1")


@pytest.mark.parametrize(("days", "told"), [(1, ["APPLIES"]), (9_999, None)])
def test_an_old_copy_is_a_finding_and_a_fresh_one_is_none(found, monkeypatch, days, told):
    monkeypatch.setattr(terms, "COPY_TERMS", (terms.CopyTerm(date(2026, 4, 1), days),))

    assert found(KENICHI, Kind.TAX).get("OLD_COPY") == told


def test_a_rule_that_is_not_in_force_makes_no_finding(found, logins):
    steps.past_the_walls(
        logins, "UPDATE inquiry_vault_findingrule SET valid_until = '2026-04-02' WHERE code = 'INCOME_LIMIT'"
    )

    assert set(found(KENICHI, Kind.TAX)) == {"RESIDENT_TAX_EXEMPT"}


def test_every_rule_of_the_table_is_in_the_registry_and_says_its_code(logins):
    with transaction_for(system_of(TOKYO)):
        rows = dict(FindingRule.objects.values_list("version", "code"))

    assert rows == {version: rule.code for version, rule in OF_PERSON.items()} | dict(OF_MORE)


@pytest.mark.parametrize("model", [FindingRule, Fund])
def test_the_worker_and_the_pages_change_no_rule(logins, officer, model):
    table = model._meta.db_table
    for statement in (
        f"UPDATE {table} SET source = 'x'",
        f"DELETE FROM {table}",
        f"INSERT INTO {table} DEFAULT VALUES",
    ):
        with transaction_for(system_of(TOKYO)), pytest.raises(DatabaseError, match="permission denied"):
            _run(statement)
        with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="permission denied"):
            _run(statement)


@pytest.mark.parametrize("version", ["KENICHI-1", "PENSION-1000", "PENSION", "PENSION-1\n"])
def test_a_version_is_a_name_and_a_number(logins, version):
    with pytest.raises(psycopg.errors.CheckViolation):
        steps.past_the_walls(
            logins, "UPDATE inquiry_vault_findingrule SET version = %s WHERE code = 'OLD_COPY'", version
        )


def _run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
