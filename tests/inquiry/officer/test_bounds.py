"""What the gate's pages count and list costs the same however much there is; nothing of it is out of reach."""

import re
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inquiry.codes import Kind
from inquiry.sources.outcomes import ResultClass
from inquiry.vault.actions.look import look
from inquiry.vault.book import NEEDS_DECISION, needs_decision
from inquiry.vault.inquiries import QUARANTINED
from inquiry.vault.models import Inquiry
from tests.inquiry.officer.test_lists import MANY, MISHAPS, PAGE, as_delivered, pages, rows, text
from tests.inquiry.vault import steps
from tests.inquiry.vault.slips import KENICHI

__all__ = ["as_delivered"]
pytestmark = pytest.mark.zone("gate")
CLOSED = "UPDATE inquiry_vault_takenorder SET closed_at = now() WHERE reference ~ '^L[0-9]{4}$'"
URGENT = "UPDATE inquiry_vault_takenorder SET is_urgent = true WHERE reference = 'L0007'"
SAME_MOMENT = "UPDATE inquiry_vault_takenorder SET ordered_at = now() WHERE reference ~ '^L[0-9]{4}$'"


@pytest.fixture
def order_id(slip):
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    look("130001")
    return order_id


@pytest.fixture
def many(order_id, logins):
    """Orders L0001 to L0107 of one moment, all open."""
    steps.past_the_walls(logins, MISHAPS, MANY, order_id)
    steps.past_the_walls(logins, SAME_MOMENT)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("path", ["/", "/?closed=1"], ids=["open", "closed"])
def test_orders_go_on_over_every_page_each_once(signed_in, officer, logins, path):
    if "closed" in path:
        steps.past_the_walls(logins, CLOSED)

    shown = pages(signed_in(officer), path)

    found = [number for each in shown for number in re.findall(r"L(\d{4})</a>", each)]
    assert len(set(found)) == len(found) == MANY
    assert [rows(each) for each in shown[:2]] == [PAGE, PAGE]


@pytest.mark.usefixtures("many")
def test_a_figure_says_99_and_more(signed_in, officer):
    shown = text(signed_in(officer).get("/"))

    assert '対応中 <span class="count">99+<span' in shown


@pytest.mark.usefixtures("many")
def test_the_day_list_leads_to_what_waits_behind_many_that_wait_for_nothing(slip, signed_in, officer):
    last = slip.order([KENICHI], kinds=[Kind.TAX])
    look("130001")

    shown = pages(signed_in(officer), "/today/")

    assert str(last) in shown[-1]
    assert len(shown) >= MANY // PAGE


@pytest.mark.parametrize("path", ["/", "/?closed=1", "/today/", "/mishaps/"])
def test_a_page_asks_as_often_however_many_rows_it_has(order_id, logins, signed_in, officer, path):
    screen = signed_in(officer)
    asked = []
    for more in (3, 45):
        steps.past_the_walls(logins, MISHAPS, more, order_id)
        if "closed" in path:
            steps.past_the_walls(logins, CLOSED)
        with CaptureQueriesContext(connection) as queries:
            screen.get(path)
        asked.append(len(queries))
        steps.past_the_walls(logins, "DELETE FROM inquiry_vault_mishap")
        steps.past_the_walls(logins, "DELETE FROM inquiry_vault_takenorder WHERE reference ~ '^L[0-9]{4}$'")

    assert asked[0] == asked[1]


def test_the_database_counts_as_undecided_what_the_book_calls_so():
    classes = ["", ResultClass.REFUSED.value, QUARANTINED, "case_closed"]
    for state, result_class, settlement in product(Inquiry.State.values, classes, ["", *Inquiry.Settlement.values]):
        facts = {"state": state, "result_class": result_class, "settlement": settlement}

        assert NEEDS_DECISION.check(facts) == needs_decision(Inquiry(**facts)), facts


def test_what_is_cut_says_so(slip, logins, signed_in, officer, monkeypatch):
    monkeypatch.setattr("inquiry.officer.queues.PAGE", 1)
    for _ in range(2):
        order_id = slip.order([KENICHI], kinds=[Kind.TAX])
        steps.identified_and_clicked(logins, officer, order_id)
        unknown = "UPDATE inquiry_vault_inquiry SET state = 'unknown' WHERE order_id = %s"
        steps.past_the_walls(logins, unknown, order_id)

    shown = text(signed_in(officer).get("/inquiries/"))

    assert "続きは、対応が済むと出ます" in shown
    assert rows(shown) == 1
