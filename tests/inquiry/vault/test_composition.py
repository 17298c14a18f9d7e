"""世帯構成 by the road that the prefecture has set, from order to finding; the database holds to the setting."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from councils.tenancy import system_of, transaction_for
from inquiry import gateway
from inquiry.codes import Kind, ProviderType
from inquiry.officer.actions import files, settle
from inquiry.officer.board import board_of
from inquiry.vault.actions.look import look
from inquiry.vault.book import book_of
from inquiry.vault.models import Inquiry, Person, TakenOrder
from inquiry.vault.network_codes import wanted
from tests.inquiry.officer.test_kinds import typed_in
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI, WELL_KNOWN

pytestmark = pytest.mark.zone("gate")
SET = (
    "INSERT INTO councils_setting (prefecture_id, name, kind, value, since, reason, proposed_by_id, confirmed_by_id,"
    " confirmed_at) VALUES (%s, 'inquiry.household_road', 'count', %s, '2026-01-01', '見本', %s, %s, now())"
)
BY_INFORMATION, BY_RESIDENT = "0", "1"
ROADS = {BY_INFORMATION: ("131016", "MUNICIPALITY", "network"), BY_RESIDENT: ("JUKI", "RESIDENT_NETWORK", "resident")}
INSERT = (
    "INSERT INTO inquiry_vault_inquiry (id, prefecture_id, order_id, person_id, kind, provider, provider_type, route,"
    " scope, state, result_class, receipt, asked_by, attempts, settlement, settled_for) VALUES (gen_random_uuid(),"
    " '130001', %s, %s, %s, %s, %s, %s, 'NEWEST', 'waiting', '', '', %s, 0, '', '')"
)


@pytest.fixture
def road(logins, officer, colleague):
    """Decided by two; taken back for the next test, which meets nothing that waits."""

    def decide(value):
        steps.past_the_walls(logins, SET, TOKYO, value, officer.staff_id, colleague.staff_id)

    yield decide
    decide(BY_INFORMATION)
    steps.past_the_walls(logins, "UPDATE inquiry_vault_inquiry SET state = 'failed' WHERE state = 'waiting'")


@pytest.fixture
def asked(slip, logins, officer):
    def about(persons, kinds=(Kind.HOUSEHOLD,)):
        order_id = slip.order(persons, kinds=kinds)
        steps.identified_and_clicked(logins, officer, order_id)
        return order_id

    return about


def with_another(relation="child"):
    """The family, and somebody who is registered elsewhere."""
    return [*WELL_KNOWN, typed_in("提供") | {"relation": relation}]


@pytest.mark.parametrize("value", [BY_INFORMATION, BY_RESIDENT])
@pytest.mark.parametrize(
    ("persons", "verdict"),
    [
        (WELL_KNOWN, "CONSISTENT"),
        (WELL_KNOWN[:2], "DIFFERENT"),
        (with_another(), "DIFFERENT"),
        ([KENICHI, WELL_KNOWN[1] | {"relation": "mother"}, WELL_KNOWN[2]], "NEEDS_CHECK"),
    ],
    ids=["as declared", "a child left out", "one who lives elsewhere", "another relation"],
)
def test_either_road_leads_from_the_order_to_the_same_finding(road, asked, slip, network, value, persons, verdict):
    road(value)

    order_id = asked(persons)
    look(TOKYO)

    assert slip.findings(order_id) == {"HOUSEHOLD_COMPOSITION": [verdict]}
    assert {(each.provider, each.provider_type, each.route) for each in steps.inquiries(order_id)} == {ROADS[value]}
    assert {each.state for each in steps.inquiries(order_id)} == {"answered"}
    ids = {str(each.pk) for each in steps.inquiries(order_id)}
    assert (ids <= set(network.get("/ledger").json()["requests"])) == (value == BY_INFORMATION)
    assert slip.progress(order_id)[-1] == f"DONE {len(persons)}/{len(persons)}"


def test_the_other_kinds_go_over_the_information_network_whatever_is_set(road, asked, slip):
    road(BY_RESIDENT)

    order_id = asked([KENICHI], (Kind.TAX, Kind.HOUSEHOLD))
    look(TOKYO)

    assert {(each.kind, each.route) for each in steps.inquiries(order_id)} == {
        ("TAX", "network"),
        ("HOUSEHOLD", "resident"),
    }
    assert slip.findings(order_id)["RESIDENT_TAX_EXEMPT"] == ["APPLIES"]


def test_the_board_names_the_network_and_a_file_leaves_it_out(road, slip, logins, officer):
    road(BY_RESIDENT)
    order_id = slip.order([KENICHI], kinds=[Kind.HOUSEHOLD])
    look(TOKYO)

    with logins.pages(), transaction_for(officer):
        by_file = [each for each in files.candidates(by=officer) if each.order_id == order_id]
        codes = {each.of for each in wanted()}
    steps.click(logins, officer, order_id)

    with transaction_for(system_of(TOKYO)):
        board = board_of(TakenOrder.objects.get(pk=order_id), book_of(order_id))
    assert [part.provider for part in board.lines[0].cells[0].parts] == ["住民基本台帳ネットワーク"]
    assert by_file == []
    assert "JUKI" not in codes


@pytest.mark.parametrize(
    ("fault", "state", "result_class"),
    [("busy", "waiting", ""), ("cut", "unknown", "no_answer")],
)
def test_what_was_sent_and_not_answered_is_not_repeated(
    road, asked, resident, logins, officer, fault, state, result_class
):
    road(BY_RESIDENT)
    order_id = asked([KENICHI])
    resident.settle(fail_next=[fault])

    look(TOKYO)
    look(TOKYO)

    assert steps.states(order_id) == [(state, result_class)]


def test_an_officer_asks_anew_by_the_road_that_is_set_now(road, asked, resident, slip, logins, officer):
    road(BY_RESIDENT)
    order_id = asked([KENICHI])
    resident.settle(fail_next=["cut"])
    look(TOKYO)
    road(BY_INFORMATION)

    with logins.pages(), transaction_for(officer):
        [before] = Inquiry.objects.filter(order_id=order_id)
        settle.ask_anew(before.pk, Inquiry.SettledFor.PHONED, by=officer)
    look(TOKYO)

    assert [(each.route, each.state) for each in steps.inquiries(order_id)] == [
        ("resident", "unknown"),
        ("network", "answered"),
    ]
    assert slip.progress(order_id)[-1] == "DONE 1/1"


def test_a_closing_keeps_what_waits_from_being_asked(road, asked, slip):
    road(BY_RESIDENT)
    order_id = asked([KENICHI])
    with transaction_for(system_of(TOKYO)):
        case_id = TakenOrder.objects.get(pk=order_id).case_id

    slip.close(case_id)
    look(TOKYO)

    assert steps.states(order_id) == [("failed", "case_closed")]


@pytest.mark.parametrize(
    ("value", "kind", "facts", "why"),
    [
        (BY_INFORMATION, "HOUSEHOLD", ROADS[BY_RESIDENT], "not by the road that is set"),
        (BY_RESIDENT, "HOUSEHOLD", ROADS[BY_INFORMATION], "not by the road that is set"),
        (BY_RESIDENT, "TAX", ROADS[BY_RESIDENT], "outside the catalogue"),
        (BY_RESIDENT, "HOUSEHOLD", ("KYOKAI", "RESIDENT_NETWORK", "resident"), "outside the catalogue"),
        (BY_RESIDENT, "HOUSEHOLD", ("131016", "MUNICIPALITY", "resident"), "inquiry_by_its_road"),
    ],
)
def test_the_database_refuses_another_road(road, slip, logins, officer, value, kind, facts, why):
    road(value)
    order_id = slip.order([KENICHI], kinds=[Kind.HOUSEHOLD, Kind.TAX])
    look(TOKYO)
    with transaction_for(system_of(TOKYO)):
        person_id = Person.objects.get(order_id=order_id).pk

    with logins.pages(), transaction_for(officer), pytest.raises((DatabaseError, IntegrityError), match=why):
        _inserted([order_id, person_id, kind, *facts, officer.staff_id])


def _inserted(values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, values)


def test_the_slips_catalogue_names_both_roads(logins, slip):
    with logins.office(), transaction_for(slip.by, using="cases"):
        entries = gateway.catalogue(gateway.LegalBasis.LIVELIHOOD_LOAN, gateway.Purpose.REVIEW)

    assert {each.provider_type for each in entries if each.kind is Kind.HOUSEHOLD} == {
        ProviderType.MUNICIPALITY,
        ProviderType.RESIDENT_NETWORK,
    }
