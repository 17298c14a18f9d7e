"""An inquiry whose outcome is not known is never asked twice: each one leaves a record that the citizen can read."""

from datetime import date, timedelta

import pytest
from django.db.models.functions import Now

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import ask, settle
from inquiry.officer.refusals import AllAsked
from inquiry.vault.actions.ask import _claim
from inquiry.vault.actions.codes import get_codes
from inquiry.vault.actions.give_up import LOST_AFTER
from inquiry.vault.actions.look import look
from inquiry.vault.book import Book
from inquiry.vault.models import Inquiry, Person
from inquiry.vault.terms import answer_term
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def asked(slip, logins, officer):
    """One person, one kind, waiting to be sent."""
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    look(TOKYO)
    with logins.pages(), transaction_for(officer):
        ask.ask_everyone(order_id, by=officer)
    return order_id


def inquiries(order_id):
    with transaction_for(system_of(TOKYO)):
        return list(Inquiry.objects.filter(order_id=order_id).order_by("created_at"))


def states(order_id):
    return [(inquiry.state, inquiry.result_class) for inquiry in inquiries(order_id)]


def make_due(order_id):
    with transaction_for(system_of(TOKYO)):
        Inquiry.objects.filter(order_id=order_id).update(next_at=Now())


def times_asked(network, order_id):
    requests = network.get("/ledger").json()["requests"]
    return [requests.get(str(inquiry.pk), 0) for inquiry in inquiries(order_id)]


def test_a_connection_cut_after_sending_leaves_it_unknown_and_it_is_not_sent_again(asked, network, slip):
    network.settle(fail_next=["none", "cut"])

    look(TOKYO)
    make_due(asked)
    look(TOKYO)

    assert states(asked) == [("unknown", "no_answer")]
    assert times_asked(network, asked) == [1]
    assert slip.progress(asked)[-1] == "OUTCOME_UNKNOWN 0/1"
    assert slip.findings(asked) == {}


def test_a_busy_network_is_asked_again_later_under_the_same_id(asked, network):
    network.settle(fail_next=["none", "busy"])

    look(TOKYO)
    waiting = states(asked)
    make_due(asked)
    look(TOKYO)

    assert waiting == [("waiting", "")]
    assert states(asked) == [("answered", "provided")]
    assert times_asked(network, asked) == [1]


def test_a_worker_that_died_after_committing_sent_leaves_it_unknown(asked, network):
    get_codes(TOKYO)
    _claim(TOKYO, 10)  # and dies here
    look(TOKYO)
    sent = states(asked)
    with transaction_for(system_of(TOKYO)):
        Inquiry.objects.filter(order_id=asked).update(asked_at=Now() - LOST_AFTER - timedelta(seconds=1))

    look(TOKYO)

    assert sent == [("sent", "")]
    assert states(asked) == [("unknown", "no_answer")]
    assert times_asked(network, asked) == [0]


def test_a_stored_receipt_is_fetched_by_a_later_run(asked, network):
    network.settle(answer_after_ms=600_000)
    look(TOKYO)
    pending = states(asked)
    network.settle(answer_after_ms=0)
    make_due(asked)

    look(TOKYO)

    assert pending == [("asked", "")]
    assert states(asked) == [("answered", "provided")]
    assert times_asked(network, asked) == [1]


def test_an_officer_who_asks_anew_makes_another_request_and_leaves_the_first_as_it_is(asked, network, logins, officer):
    network.settle(fail_next=["none", "cut"])
    look(TOKYO)
    first = inquiries(asked)[0]

    with logins.pages(), transaction_for(officer):
        settle.ask_anew(first.pk, Inquiry.SettledFor.PHONED, by=officer)
    look(TOKYO)

    assert states(asked) == [("unknown", "no_answer"), ("answered", "provided")]
    assert times_asked(network, asked) == [1, 1]


def test_an_inquiry_left_to_paper_tells_the_office_to_check(asked, network, logins, officer, slip):
    network.settle(stopped_providers=["131016"])
    look(TOKYO)
    stopped = slip.findings(asked)
    inquiry = inquiries(asked)[0]

    with logins.pages(), transaction_for(officer):
        settle.leave(inquiry.pk, Inquiry.SettledFor.PAPER, by=officer)
    look(TOKYO)

    assert stopped == {}
    assert slip.findings(asked) == {"INCOME_LIMIT": ["NEEDS_CHECK"], "RESIDENT_TAX_EXEMPT": ["NEEDS_CHECK"]}
    assert slip.progress(asked)[-1] == "DONE 1/1"


def test_an_answer_that_does_not_come_within_the_term_waits_for_an_officer(asked, network, slip):
    network.settle(answer_after_ms=600_000)
    look(TOKYO)
    within = Now() - answer_term(date.today()) + timedelta(hours=1)
    steps.change(asked, asked_at=within)
    look(TOKYO)
    before = states(asked)
    steps.change(asked, asked_at=within - timedelta(hours=2), next_at=Now())

    look(TOKYO)

    assert before == [("asked", "")]
    assert states(asked) == [("unknown", "no_answer_in_time")]
    assert slip.progress(asked)[-1] == "OUTCOME_UNKNOWN 0/1"


def test_attempts_to_send_are_counted_as_far_as_the_column_reaches(asked, network):
    network.settle(fail_next=["none", "busy"])
    steps.change(asked, attempts=32_767)

    look(TOKYO)

    assert [(inquiry.state, inquiry.attempts) for inquiry in inquiries(asked)] == [("waiting", 32_767)]


def test_attempts_to_fetch_are_counted_as_far_as_the_column_reaches(asked, network):
    network.settle(answer_after_ms=600_000)
    look(TOKYO)
    steps.change(asked, attempts=32_767, next_at=Now())

    look(TOKYO)

    assert [(inquiry.state, inquiry.attempts) for inquiry in inquiries(asked)] == [("asked", 32_767)]


def test_of_two_clicks_at_once_the_second_is_told_that_all_are_asked(asked, logins, officer, monkeypatch):
    with transaction_for(system_of(TOKYO)):
        before = Book(list(Person.objects.filter(order_id=asked)), [])
    monkeypatch.setattr(ask, "book_of", lambda _: before)

    with logins.pages(), pytest.raises(AllAsked), transaction_for(officer):
        ask.ask_everyone(asked, by=officer)

    assert len(inquiries(asked)) == 1
