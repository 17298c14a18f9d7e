from uuid import uuid4

import pytest

from councils.tenancy import system_of, transaction_for
from inquiry.officer.actions import ask
from inquiry.vault.actions.look import look
from inquiry.vault.models import Sealed
from tests.inquiry.vault.conftest import TOKYO

pytestmark = pytest.mark.zone("gate")

NUMBERS = ["CODE", "NUMBER"]
ANSWERS = ["ASSISTANCE", "HOUSEHOLD", "TAX"]


def sealed_of(case_id):
    with transaction_for(system_of(TOKYO)):
        return sorted(Sealed.objects.filter(case_id=case_id).values_list("what", flat=True))


def test_an_order_walks_from_the_slip_to_findings_and_closing_destroys_its_numbers(slip, logins, officer, network):
    case_id = uuid4()

    order_id = slip.order(case_id=case_id)
    look(TOKYO)
    with logins.pages(), transaction_for(officer):
        asked = ask.ask_everyone(order_id, by=officer)
    look(TOKYO)
    kept = sealed_of(case_id)
    slip.close(case_id)
    look(TOKYO)

    assert (asked.person_count, asked.inquiry_count, asked.left_out_count) == (3, 9, 0)
    assert slip.findings(order_id) == {
        "HOUSEHOLD_COMPOSITION": ["CONSISTENT"],
        "INCOME_LIMIT": ["NEEDS_CHECK"],
        "PUBLIC_ASSISTANCE": ["DOES_NOT_APPLY"] * 3,
        "RESIDENT_TAX_EXEMPT": ["APPLIES"] * 3,
    }
    assert slip.progress(order_id)[-2:] == ["DONE 9/9", "CLOSED 0/0"]
    assert kept == sorted((NUMBERS + ANSWERS) * 3)
    assert sealed_of(case_id) == sorted(ANSWERS * 3)
    assert network.get("/ledger").json()["duplicate_count"] == 0


def test_looking_again_takes_up_asks_and_tells_nothing_twice(slip, logins, officer, network):
    order_id = slip.order()
    look(TOKYO)
    with logins.pages(), transaction_for(officer):
        ask.ask_everyone(order_id, by=officer)
    look(TOKYO)
    before = slip.progress(order_id), len(network.get("/ledger").json()["requests"])

    look(TOKYO)

    assert (slip.progress(order_id), len(network.get("/ledger").json()["requests"])) == before


def test_an_order_written_after_the_closing_of_its_case_stays_open(slip):
    case_id = uuid4()
    first = slip.order(case_id=case_id)
    look(TOKYO)
    slip.close(case_id)
    look(TOKYO)

    second = slip.order(case_id=case_id)
    look(TOKYO)

    assert slip.progress(first)[-1] == "CLOSED 0/0"
    assert slip.progress(second)[-1] == "IDENTIFIED 3/3"
