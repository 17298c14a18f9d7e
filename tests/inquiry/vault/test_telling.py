"""What the office is told: in order, again when it is news again, of the newest order, and never by a bad row."""

from uuid import uuid4

import pytest

from councils.outbox import box
from councils.tenancy import system_of, transaction_for
from inquiry import gateway
from inquiry.codes import Kind, ProgressCode
from inquiry.desk.models import Progress
from inquiry.vault.actions.deliver import deliver
from inquiry.vault.actions.look import look
from inquiry.vault.actions.take_up import _copy, _read, take_up
from inquiry.vault.models import Person, TakenOrder
from inquiry.vault.telling import tell_progress
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")
ASKED, UNKNOWN = ProgressCode.ASKED, ProgressCode.OUTCOME_UNKNOWN


def tell(order_id, *told):
    with transaction_for(system_of(TOKYO)):
        order = TakenOrder.objects.select_for_update().get(pk=order_id)
        for code, done, total in told:
            tell_progress(order, code, done, total)


def outbox(logins, order_id):
    query = "SELECT kind, trouble, settled_at IS NOT NULL FROM councils_outboxrow WHERE subject_id = %s ORDER BY id"
    return steps.past_the_walls(logins, query, order_id)


def test_the_same_progress_after_another_is_told_again(slip):
    order_id = slip.order([KENICHI])
    look(TOKYO)

    tell(order_id, (ASKED, 0, 3), (ASKED, 0, 3), (UNKNOWN, 0, 3), (ASKED, 0, 3))
    deliver(TOKYO)

    assert slip.progress(order_id)[2:] == ["ASKED 0/3", "OUTCOME_UNKNOWN 0/3", "ASKED 0/3"]


def test_what_is_delivered_late_keeps_its_place(slip, logins):
    order_id = slip.order([KENICHI])
    look(TOKYO)
    tell(order_id, (ASKED, 0, 3))
    steps.past_the_walls(
        logins, "UPDATE councils_outboxrow SET next_at = now() + interval '1 hour' WHERE settled_at IS NULL"
    )
    tell(order_id, (UNKNOWN, 0, 3))
    deliver(TOKYO)
    steps.past_the_walls(logins, "UPDATE councils_outboxrow SET next_at = now() WHERE settled_at IS NULL")

    deliver(TOKYO)

    assert slip.progress(order_id)[-2:] == ["ASKED 0/3", "OUTCOME_UNKNOWN 0/3"]


def test_what_is_delivered_twice_is_told_once(slip, logins):
    order_id = slip.order([KENICHI])
    look(TOKYO)
    steps.past_the_walls(logins, "UPDATE councils_outboxrow SET settled_at = NULL, next_at = now()")

    deliver(TOKYO)

    assert slip.progress(order_id) == ["TAKEN_UP 0/1", "IDENTIFIED 1/1"]


@pytest.mark.parametrize("key", ["吉田健一 90000000001", "{}:1:DONE:900000000001:3", "{}:x:DONE:1:3", "{}:1:RICH:1:3"])
def test_a_bad_row_is_settled_with_its_trouble_and_the_others_are_told(slip, logins, key):
    order_id = slip.order([KENICHI])
    look(TOKYO)
    with transaction_for(system_of(TOKYO)):
        box.put("tell_progress", order_id, key=key.format(order_id))
    tell(order_id, (ASKED, 0, 3))

    deliver(TOKYO)

    assert slip.progress(order_id)[-1] == "ASKED 0/3"
    bad, good = outbox(logins, order_id)[-2:]
    assert bad[1] in ("unreadable", "not_accepted")
    assert (bad[2], good) == (True, ("tell_progress", "", True))


@pytest.mark.parametrize("kind", ["identify", "link", "read", "tell_progress", "tell_finding", "tell_withdrawal"])
def test_a_row_about_nothing_that_is_here_stops_nobody(slip, logins, officer, kind):
    nothing = uuid4()
    with transaction_for(system_of(TOKYO)):
        box.put(kind, nothing)
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])

    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)

    assert slip.progress(order_id)[-1] == "DONE 1/1"
    [(_, trouble, is_settled)] = outbox(logins, nothing)
    assert (trouble != "", is_settled) == (True, True)


def test_a_reading_that_fails_waits_alone(slip, logins, officer):
    broken, sound = (slip.order([KENICHI], kinds=[Kind.TAX]) for _ in range(2))
    look(TOKYO)
    steps.click(logins, officer, broken)
    look(TOKYO)
    steps.past_the_walls(logins, "UPDATE inquiry_vault_sealed SET ciphertext = 'x' WHERE what = 'TAX'")
    steps.past_the_walls(logins, "DELETE FROM inquiry_vault_reading")
    with transaction_for(system_of(TOKYO)):
        box.put("read", broken, key="again")
    steps.click(logins, officer, sound)

    look(TOKYO)

    assert slip.findings(sound) == {"INCOME_LIMIT": ["NEEDS_CHECK"], "RESIDENT_TAX_EXEMPT": ["APPLIES"]}
    assert outbox(logins, broken)[-1] == ("read", "TinkError", False)


def test_the_office_reads_the_newest_order_of_a_case_alone(slip, logins, officer):
    case_id = uuid4()
    first = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    steps.identified_and_clicked(logins, officer, first)
    look(TOKYO)

    slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    look(TOKYO)

    with logins.office(), transaction_for(slip.by, using="cases"):
        seen = [progress.code for progress in gateway.progress(case_id)], gateway.findings(case_id)
        told = Progress.objects.filter(case_id=case_id, code="DONE").count()
    assert told == 1
    assert seen == ([ProgressCode.TAKEN_UP, ProgressCode.IDENTIFIED], [])


def test_an_order_that_another_worker_took_up_first_is_copied_once(slip):
    order_id = slip.order([KENICHI])
    [order] = _read(TOKYO, [order_id])
    taken = take_up(TOKYO)

    again = _copy(TOKYO, order)

    with transaction_for(system_of(TOKYO)):
        assert (taken, again, Person.objects.filter(order_id=order_id).count()) == (1, 0, 1)
