"""A look reads the notices since its mark, and loses none: not the late one, not the failed one, not the early one."""

from uuid import uuid4

import psycopg
import pytest

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.vault.actions import close as closing
from inquiry.vault.actions import depart as departing
from inquiry.vault.actions import protect as protecting
from inquiry.vault.actions import take_up as taking
from inquiry.vault.heard import Notice, since
from inquiry.vault.models import Heard, Mishap, TakenOrder
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")
ACTS = (protecting.protect, closing.close, departing.depart)


@pytest.fixture
def on_slip(logins):
    """Past the slip's walls: times of long ago."""

    def run(statement, *values):
        with psycopg.connect(logins.administrator("cases")) as cases:
            cases.execute(statement, values)

    return run


@pytest.fixture
def leaves(on_slip):
    """leaves("name", written days ago, leaving days ago)."""

    def of(username, written, left):
        on_slip(
            "INSERT INTO inquiry_desk_departure (id, prefecture_id, username, left_on, written_at) VALUES"
            " (gen_random_uuid(), '130001', %s, current_date - %s::int, now() - %s * interval '1 hour')",
            username,
            left,
            written * 24,
        )

    return of


def ordered(slip, case_id):
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    taking.take_up(TOKYO)
    return order_id


def begun(notice):
    with transaction_for(system_of(TOKYO)):
        return since(TOKYO, notice)


def state_of(order_id):
    with transaction_for(system_of(TOKYO)):
        order = TakenOrder.objects.get(pk=order_id)
        return order.closed_at is not None, order.is_nondisclosure


def test_what_was_written_long_before_the_mark_is_not_read_again(slip, on_slip, leaves):
    old, new = uuid4(), uuid4()
    for case in (old, new):
        ordered(slip, case)
        slip.close(case)
        slip.protect(case)
    on_slip("UPDATE inquiry_desk_closing SET written_at = now() - interval '40 days' WHERE case_id = %s", old)
    on_slip("UPDATE inquiry_desk_protection SET written_at = now() - interval '40 days' WHERE case_id = %s", old)
    leaves("long_ago", 40, 40)
    leaves("just_now", 0, 0)

    for act in ACTS:
        act(TOKYO)

    assert new in closing._written(TOKYO, begun(Notice.CLOSINGS))
    assert old not in closing._written(TOKYO, begun(Notice.CLOSINGS))
    assert old not in protecting._written(TOKYO, begun(Notice.PROTECTIONS))
    names = {each.username for each in departing._due(TOKYO, begun(Notice.DEPARTURES))}
    assert ("just_now" in names, "long_ago" in names) == (True, False)


def test_a_notice_that_commits_behind_newer_ones_is_heeded(slip, on_slip, leaves, monkeypatch):
    late = uuid4()
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=late)
    on_slip("UPDATE inquiry_desk_order SET written_at = now() - interval '21 hours' WHERE id = %s", order_id)
    taking.take_up(TOKYO)
    _push_out_of_the_lately_taken(monkeypatch)
    for act in (slip.close, slip.protect):
        act(uuid4())
    leaves("before", 0, 0)
    for act in ACTS:
        act(TOKYO)

    for act in (slip.close, slip.protect):
        act(late)
    for table in ("closing", "protection"):
        change = f"UPDATE inquiry_desk_{table} SET written_at = now() - interval '20 hours' WHERE case_id = %s"
        on_slip(change, late)
    leaves("behind", 0.8, 0)
    done = [act(TOKYO) for act in ACTS]

    assert (state_of(order_id), done[2]) == ((True, True), 1)


def _push_out_of_the_lately_taken(monkeypatch):
    for act in (closing, protecting):
        monkeypatch.setattr(act, "taken_lately", lambda _: TakenOrder.objects.none())


def test_an_order_that_is_taken_up_long_after_its_notices_is_reached_by_them(slip, on_slip, monkeypatch):
    lost, newer = uuid4(), uuid4()
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=lost)
    for act in (slip.close, slip.protect):
        act(lost)
    on_slip("UPDATE inquiry_desk_order SET written_at = now() - interval '41 days' WHERE id = %s", order_id)
    on_slip("UPDATE inquiry_desk_closing SET written_at = now() - interval '40 days' WHERE case_id = %s", lost)
    on_slip("UPDATE inquiry_desk_protection SET written_at = now() - interval '40 days' WHERE case_id = %s", lost)
    for act in (slip.close, slip.protect):
        act(newer)
    closing.close(TOKYO)
    protecting.protect(TOKYO)

    monkeypatch.setattr(taking, "_watermark", lambda _: None)
    taking.take_up(TOKYO)
    protecting.protect(TOKYO)
    closing.close(TOKYO)

    assert state_of(order_id) == (True, True)


def test_a_closing_that_failed_keeps_the_mark_where_it_was(slip, monkeypatch):
    case = uuid4()
    order_id = ordered(slip, case)
    closing.close(TOKYO)
    before = begun(Notice.CLOSINGS)
    slip.close(case)

    def fails(*_):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(closing, "_close", fails)
        closing.close(TOKYO)
        kept = begun(Notice.CLOSINGS)
    closing.close(TOKYO)

    assert kept == before
    assert state_of(order_id)[0]
    assert before is None or begun(Notice.CLOSINGS) > before


def test_who_leaves_on_a_day_that_was_said_long_before_is_refused_on_that_day(leaves):
    leaves("newest", 0, 0)
    departing.depart(TOKYO)
    leaves("planned", 60, 0)

    assert departing.depart(TOKYO) == 1


def test_what_was_on_its_way_at_the_flag_is_listed_though_its_order_was_closed_meanwhile(slip, logins, officer):
    case = uuid4()
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case)
    steps.identified_and_clicked(logins, officer, order_id)
    slip.protect(case)
    protecting.protect(TOKYO)
    with psycopg.connect(logins.administrator("vault")) as vault:  # as a worker's commit at the same moment leaves it
        vault.execute("SET session_replication_role = replica")
        sent = "UPDATE inquiry_vault_inquiry SET state = 'sent', asked_at = now(), is_nondisclosure = false"
        vault.execute(f"{sent} WHERE order_id = %s", [order_id])
        vault.execute("UPDATE inquiry_vault_takenorder SET closed_at = now() WHERE id = %s", [order_id])

    protecting.protect(TOKYO)

    with transaction_for(system_of(TOKYO)):
        assert Mishap.objects.filter(order_id=order_id, what="EXPOSED").count() == 1


def test_a_mark_never_moves_back(slip):
    slip.close(uuid4())
    closing.close(TOKYO)
    with transaction_for(system_of(TOKYO)):
        mark = Heard.objects.get(pk=TOKYO).closings_at

    with transaction_for(system_of(TOKYO)):
        closing.hear(TOKYO, Notice.CLOSINGS, mark.replace(year=2020))

    with transaction_for(system_of(TOKYO)):
        assert Heard.objects.get(pk=TOKYO).closings_at == mark
