"""止まらないこと: what nobody rings for, what does not open, and a clock that was put back hold nothing up."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import files
from inquiry.vault.actions.look import look, look_until_done
from tests.inquiry.vault import steps, test_files, test_mishaps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.limits import limit
from tests.inquiry.vault.slips import KENICHI
from tests.inquiry.vault.test_files import asked_for, folder, registered

__all__ = ["asked_for", "folder", "registered"]
pytestmark = pytest.mark.zone("gate")


def test_a_file_that_is_never_answered_is_found_in_a_prefecture_where_nothing_else_happens(
    slip, logins, folder, registered, asked_for
):
    order_id = test_files.identified(slip, [KENICHI])
    asked_for()
    look_until_done(TOKYO)

    steps.change(order_id, asked_at=timezone.now() - timedelta(days=8))
    look(TOKYO)

    assert steps.states(order_id) == [("unknown", "no_answer_in_time")]


def test_one_result_that_does_not_open_keeps_no_other_from_being_read(
    slip, logins, officer, folder, registered, asked_for
):
    order_id = test_files.identified(slip, [KENICHI])
    file = asked_for()
    [line] = (folder / file.name).read_bytes().decode("cp932").splitlines()
    with logins.pages(), transaction_for(officer):
        files.hand_in(file.pk, b"first", by=officer)
    steps.past_the_walls(logins, "UPDATE inquiry_vault_resultcontent SET ciphertext = 'x'")

    test_files.hand_in(logins, officer, file, [test_files.answered(line)])

    assert steps.states(order_id) == [("answered", "provided")]


def test_a_clock_that_was_put_back_stops_nobody_for_longer_than_a_turn(logins, slip):
    limit(logins.administrator("vault"), 8)
    steps.past_the_walls(logins, "UPDATE inquiry_vault_linestate SET free_at = now() + interval '1 hour'")

    with transaction_for(system_of(TOKYO)), connection.cursor() as cursor:
        cursor.execute("SELECT walls.take_lookup_turns(1)")
        given = cursor.fetchall()
    [(ahead,)] = steps.past_the_walls(
        logins, "SELECT free_at - clock_timestamp() FROM inquiry_vault_linestate WHERE line = 'resident'"
    )
    limit(logins.administrator("vault"), None)

    assert given == []  # what was given before the clock moved may still be on its way
    assert ahead < timedelta(seconds=1.2)


# A clock that moves within a question keeps an index from being used for it: a day's ledger was read for each turn.
MOVING = (
    "SELECT proname FROM pg_proc WHERE pronamespace = 'walls'::regnamespace AND prosrc ~ 'sent_at [<>] clock_timestamp'"
)


def test_the_ledger_is_asked_by_its_index(logins):
    assert steps.past_the_walls(logins, MOVING) == []


def test_an_order_whose_person_is_quarantined_comes_to_an_end_for_the_office(slip, logins, officer, network):
    network.settle(answer_after_ms=600_000)
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)
    waited = slip.progress(order_id)[-1]

    test_mishaps.proposed(logins, officer, test_mishaps.person_of(order_id))
    look_until_done(TOKYO)

    assert (waited, steps.states(order_id)) == ("ASKED 0/1", [("failed", "quarantined")])
    assert slip.progress(order_id)[-1] == "DONE 1/1"
