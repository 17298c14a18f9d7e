"""How the networks are asked: not faster than their rule, not in quiet hours or while stopped, urgent orders first."""

from datetime import timedelta
from itertools import pairwise

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import stops
from inquiry.officer.refusals import AlreadyStopped, NotStopped
from inquiry.sources.errors import NotSent
from inquiry.vault import turns
from inquiry.vault.actions.ask import ask
from inquiry.vault.actions.codes import get_codes
from inquiry.vault.actions.identify import identify
from inquiry.vault.actions.look import look
from inquiry.vault.models import Breaker, Inquiry, RefusedAnswer, Send, Source, Stop
from inquiry.vault.resting import Rest, rest_of
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import KANAGAWA, TOKYO
from tests.inquiry.vault.limits import limit
from tests.inquiry.vault.slips import KENICHI, MISAKI

pytestmark = pytest.mark.zone("gate")
RULE = "UPDATE inquiry_vault_linerule SET {} WHERE since = (SELECT max(since) FROM inquiry_vault_linerule)"

RESUMED = "UPDATE inquiry_vault_stop SET resumed_for = 'CHECKED', resumed_by = 1, resumed_at = now()"


@pytest.fixture
def asked(slip, logins, officer):
    """One person, one kind, waiting to be sent."""
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    look(TOKYO)
    steps.click(logins, officer, order_id)
    return order_id


@pytest.fixture
def rule(logins):
    """Changes what holds today, as the owner would, and puts it back."""
    yield lambda changes, *values: steps.past_the_walls(logins, RULE.format(changes), *values)
    steps.past_the_walls(logins, RULE.format("quiet_from = NULL, quiet_until = NULL, open_after = 1000"))
    steps.past_the_walls(logins, "DELETE FROM inquiry_vault_breaker")
    steps.past_the_walls(
        logins, "UPDATE inquiry_vault_stop SET resumed_for = 'CHECKED', resumed_by = 1, resumed_at = now()"
    )
    limit(logins.administrator("vault"), None)


def as_worker(act):
    with transaction_for(system_of(TOKYO)):
        return act()


def clock(minutes: int) -> str:
    return (timezone.localtime() + timedelta(minutes=minutes)).strftime("%H:%M")


def test_turns_stand_so_far_apart_that_no_second_holds_more_than_the_limit(asked, logins, rule):
    limit(logins.administrator("vault"), 8)

    given = [turn for _ in range(3) for turn in as_worker(lambda: turns.for_lookups(100))]

    apart = [later.at - earlier.at for earlier, later in pairwise(given)]
    assert len(given) >= 8
    assert min(apart) > 1 / 8 - 0.02
    assert as_worker(lambda: Send.objects.filter(line="resident").count()) >= len(given)


def test_turns_that_are_taken_stay_taken_for_the_next_worker(logins, rule, slip):
    limit(logins.administrator("vault"), 8)
    steps.past_the_walls(logins, "UPDATE inquiry_vault_linestate SET free_at = now()")
    first = as_worker(lambda: turns.for_lookups(100))

    second = as_worker(lambda: turns.for_lookups(100))

    assert len(first) == 8
    assert len(second) <= 1


def test_a_turn_that_was_missed_sends_nothing_and_waits_for_the_next(asked, network, monkeypatch):
    get_codes(TOKYO)
    monkeypatch.setattr(turns.Turn, "is_missed", lambda turn, now: True)
    monkeypatch.setattr("inquiry.vault.actions.ask.RUN_SECONDS", 0.2)

    ask(TOKYO)

    assert steps.states(asked) == [("waiting", "")]
    assert steps.inquiries(asked)[0].attempts == 0
    assert str(steps.inquiries(asked)[0].pk) not in network.get("/ledger").json()["requests"]


def test_without_a_rule_nothing_is_sent(asked, logins):
    kept = steps.past_the_walls(logins, "SELECT line, since, per_second FROM inquiry_vault_linerule")
    steps.past_the_walls(logins, "UPDATE inquiry_vault_linerule SET since = since + 36500")

    look(TOKYO)

    steps.past_the_walls(logins, "UPDATE inquiry_vault_linerule SET since = since - 36500")
    assert steps.states(asked) == [("waiting", "")]
    assert kept


def test_in_quiet_hours_nothing_goes_out_and_afterwards_it_does(asked, rule, network):
    rule("quiet_from = %s, quiet_until = %s", clock(-5), clock(5))
    look(TOKYO)
    resting, quiet = as_worker(lambda: rest_of(Source.INFORMATION)), steps.states(asked)
    rule("quiet_from = %s, quiet_until = %s", clock(5), clock(10))

    look(TOKYO)

    assert (resting, quiet) == (Rest.QUIET, [("waiting", "")])
    assert steps.states(asked) == [("answered", "provided")]


def test_a_stopped_network_is_not_asked_until_it_is_resumed(asked, rule, logins, officer):
    with logins.pages(), transaction_for(officer):
        stops.stop(Source.INFORMATION, Stop.Reason.WRONG_ANSWERS, by=officer)
    look(TOKYO)
    stopped, resting = steps.states(asked), as_worker(lambda: rest_of(Source.INFORMATION))

    with logins.pages(), transaction_for(officer):
        stops.resume(Source.INFORMATION, Stop.Resumption.CHECKED, by=officer)
    look(TOKYO)

    assert (stopped, resting) == ([("waiting", "")], Rest.STOPPED)
    assert steps.states(asked) == [("answered", "provided")]
    said = "SELECT verb, purpose, result FROM councils_trailrow WHERE verb LIKE '%%_line' ORDER BY id DESC LIMIT 2"
    assert steps.past_the_walls(logins, said) == [
        ("resume_line", "CHECKED", "information"),
        ("stop_line", "WRONG_ANSWERS", "information"),
    ]


def test_a_stopped_resident_network_keeps_its_people_waiting(slip, rule, logins, officer):
    with logins.pages(), transaction_for(officer):
        stops.stop(Source.RESIDENT, Stop.Reason.ANNOUNCED, by=officer)
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])

    look(TOKYO)

    assert slip.progress(order_id) == ["TAKEN_UP 0/1"]


def test_stopping_twice_and_resuming_what_runs_are_refused(rule, logins, officer):
    with logins.pages(), transaction_for(officer), pytest.raises(NotStopped):
        stops.resume(Source.INFORMATION, Stop.Resumption.CHECKED, by=officer)
    with logins.pages(), transaction_for(officer):
        stops.stop(Source.INFORMATION, Stop.Reason.INCIDENT, by=officer)

    with logins.pages(), transaction_for(officer), pytest.raises(AlreadyStopped):
        stops.stop(Source.INFORMATION, Stop.Reason.INCIDENT, by=officer)


def test_a_stop_is_of_its_prefecture_and_in_the_name_of_who_stops(rule, logins, officer, slip):
    foreign = Stop(
        prefecture_id=KANAGAWA, line="information", reason="INCIDENT", resumed_for="", stopped_by=officer.person_id
    )
    in_anothers_name = Stop(prefecture_id=TOKYO, line="information", reason="INCIDENT", resumed_for="", stopped_by=999)

    for row in (foreign, in_anothers_name):
        with pytest.raises(DatabaseError), logins.pages(), transaction_for(officer):
            row.save(force_insert=True)

    assert as_worker(Stop.objects.filter(resumed_by__isnull=True).count) == 0


def test_after_faults_in_a_row_the_breaker_opens_and_one_probe_closes_it(asked, rule, logins):
    rule("open_after = 3, pause_seconds = 30")
    for _ in range(3):
        as_worker(lambda: turns.note(Source.INFORMATION, [NotSent("503")]))
    look(TOKYO)
    opened, resting = steps.states(asked), as_worker(lambda: rest_of(Source.INFORMATION))
    steps.past_the_walls(logins, "UPDATE inquiry_vault_breaker SET probe_at = now()")

    look(TOKYO)

    assert (opened, resting) == ([("waiting", "")], Rest.OPEN)
    assert steps.states(asked) == [("answered", "provided")]
    assert as_worker(Breaker.objects.count) == 0


def test_a_probe_is_one_request_and_its_fault_doubles_the_pause(slip, logins, officer, rule, network):
    orders = [slip.order([KENICHI], kinds=[Kind.TAX]) for _ in range(3)]
    look(TOKYO)
    for order_id in orders:
        steps.click(logins, officer, order_id)
    get_codes(TOKYO)
    rule("open_after = 1, pause_seconds = 30")
    as_worker(lambda: turns.note(Source.INFORMATION, [NotSent("503")]))
    steps.past_the_walls(logins, "UPDATE inquiry_vault_breaker SET probe_at = now()")
    network.settle(fail_next=["busy"])

    tried = ask(TOKYO)

    assert tried == 1
    assert as_worker(Breaker.objects.get).pause_seconds == 60


def test_a_provider_that_is_out_of_order_is_left_alone_and_the_others_are_asked(asked, slip, logins, officer, rule):
    rule("open_after = 1, pause_seconds = 30")
    provider = steps.inquiries(asked)[0].provider
    as_worker(lambda: turns.note_providers(Source.INFORMATION, [(provider, 0, 1)]))

    look(TOKYO)

    assert steps.states(asked) == [("waiting", "")]
    assert as_worker(lambda: rest_of(Source.INFORMATION)) is None


def test_urgent_orders_are_asked_before_those_that_came_earlier(slip, logins, officer, rule):
    plain, urgent = (slip.order([KENICHI], kinds=[Kind.TAX]) for _ in range(2))
    look(TOKYO)
    for order_id in (plain, urgent):
        steps.click(logins, officer, order_id)
    get_codes(TOKYO)
    steps.past_the_walls(logins, "UPDATE inquiry_vault_takenorder SET is_urgent = true WHERE id = %s", urgent)

    [first] = as_worker(lambda: turns.for_inquiries(1))[TOKYO]

    assert first == steps.inquiries(urgent)[0].pk


def test_an_answer_of_somebody_else_is_kept_by_size_and_digest_and_waits_for_a_person(
    asked, slip, logins, officer, network
):
    network.settle(answer_after_ms=600_000)
    other = slip.order([MISAKI], kinds=[Kind.TAX])
    look(TOKYO)
    steps.click(logins, officer, other)
    look(TOKYO)
    nobody_else = "UPDATE inquiry_vault_inquiry SET next_at = '2030-01-01' WHERE state IN ('asked', 'waiting')"
    steps.past_the_walls(logins, nobody_else)  # those of the tests before may still wait
    receipt = as_worker(lambda: Inquiry.objects.get(order_id=other).receipt)
    network.settle(answer_after_ms=0, fail_next=["reorder"])
    network.get("/inquiries", receipt=receipt)  # an answer that the stand-in holds back and gives to the next
    network.settle(fail_next=["reorder"])
    steps.change(asked, next_at="2026-01-01T00:00:00Z")

    look(TOKYO)

    kept = as_worker(lambda: list(RefusedAnswer.objects.filter(inquiry__order_id=asked)))
    assert steps.states(asked) == [("unknown", "somebody_else")]
    assert [(row.reason, row.size > 0, len(row.digest)) for row in kept] == [("receipt", True, 64)]
    assert slip.progress(asked)[-1] == "OUTCOME_UNKNOWN 0/1"


def test_lookups_that_had_no_turn_are_made_soon_and_count_as_no_attempt(slip, logins, rule, monkeypatch):
    limit(logins.administrator("vault"), 1)
    monkeypatch.setattr("inquiry.vault.actions.identify.RUN_SECONDS", 0.1)
    order_id = slip.order([KENICHI, MISAKI], kinds=[Kind.TAX])
    look(TOKYO)
    waited = slip.progress(order_id)
    limit(logins.administrator("vault"), None)
    steps.past_the_walls(logins, "UPDATE councils_outboxrow SET next_at = now() WHERE settled_at IS NULL")

    identify(TOKYO)
    look(TOKYO)

    assert waited == ["TAKEN_UP 0/2"]
    assert slip.progress(order_id)[-1] == "IDENTIFIED 2/2"


def test_the_ledger_is_pruned_after_its_hours(logins, slip):
    old = timezone.now() - timedelta(hours=25)
    insert = "INSERT INTO inquiry_vault_send (line, prefecture_id, sent_at) VALUES ('information', %s, %s)"
    for at in (old, timezone.now()):
        steps.past_the_walls(logins, insert, TOKYO, at)

    def prune() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT walls.prune_sends()")
            return cursor.fetchone()[0]

    assert as_worker(prune) == 1
    assert as_worker(prune) == 0


@pytest.mark.parametrize("call", ["take_turns(1)", "take_lookup_turns(1)", "prune_sends()"])
def test_the_pages_take_no_turns(logins, officer, call):
    with logins.pages(), transaction_for(officer), connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute(f"SELECT walls.{call}")


def test_nobody_writes_the_ledger_by_hand(logins, login):
    for role in ("gate", "gate_worker"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            login(role, "vault").execute(
                "INSERT INTO inquiry_vault_send (line, prefecture_id, sent_at) VALUES ('information', '130001', now())"
            )
