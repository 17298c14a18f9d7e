"""The slip carries codes and counts: whatever else the gate's worker tries to write, the cases do not take it."""

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from councils.tenancy import system_of, transaction_for
from inquiry.desk.models import Finding, Order, Progress, Subject
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")
HIDDEN = UUID("90000000-0001-4000-8000-000000000000")


@pytest.fixture
def told(slip):
    """The facts of a progress that the slip takes, of an order with one person."""
    order_id = slip.order([KENICHI])
    with transaction_for(system_of(TOKYO), using="cases"):
        order = Order.objects.get(pk=order_id)
    facts = {"prefecture_id": TOKYO, "order_id": order_id, "case_id": order.case_id}
    return facts | {"number": 1, "code": "ASKED", "done": 0, "total": 3}


@pytest.fixture
def found(told):
    """The facts of a finding that the slip takes."""
    with transaction_for(system_of(TOKYO), using="cases"):
        member_id = Subject.objects.get(order_id=told["order_id"]).member_id
    facts = {name: told[name] for name in ("prefecture_id", "order_id", "case_id")}
    more = {"code": "RESIDENT_TAX_EXEMPT", "verdict": "APPLIES", "rule_version": "TAX_EXEMPT-1"}
    return facts | more | {"member_id": member_id}


def write(model, facts):
    """As the worker's login."""
    with transaction_for(system_of(TOKYO), using="cases"), transaction.atomic(using="cases"):
        model.objects.bulk_create([model(**facts)])


def columns(table):
    with transaction_for(system_of(TOKYO), using="cases"), connections["cases"].cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", [table])
        return {name for (name,) in cursor.fetchall()}


def test_the_slip_takes_what_it_is_for(told, found):
    write(Progress, told)
    write(Finding, found)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 0},
        {"number": 10_000},
        {"done": 4},
        {"done": 1_000, "total": 1_000},
        {"code": "90000000001"},
        {"case_id": uuid4()},
        {"order_id": uuid4()},
    ],
    ids=str,
)
def test_a_progress_says_nothing_else(told, wrong):
    with pytest.raises(IntegrityError):
        write(Progress, told | wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule_version": "HOUSEHOLD-9000000001"},
        {"reason": "NO_LIMIT"},  # what is answered is not open
        {"reason": "NUMBER", "verdict": "NEEDS_CHECK"},
        {"rule_version": "KENICHI-1"},
        {"rule_version": "TAX_EXEMPT-1\n"},
        {"code": "吉田健一"},
        {"verdict": "430000"},
        {"member_id": uuid4()},
        {"case_id": uuid4()},
        {"withdrawn_before": 100},
        {"withdrawn_before": -1},
    ],
    ids=str,
)
def test_a_finding_says_nothing_else(found, wrong):
    with pytest.raises(IntegrityError):
        write(Finding, found | wrong)


@pytest.mark.parametrize("table", ["progress", "finding"])
def test_no_free_text_is_left_on_the_slip(slip, table):
    coded = {"prefecture_id", "order_id", "case_id", "member_id", "number", "code", "done", "total", "withdrawn_before"}

    assert columns(f"inquiry_desk_{table}") <= coded | {"id", "written_at", "verdict", "rule_version", "reason"}


def test_id_and_time_are_not_the_writers(told, slip):
    write(Progress, told | {"id": HIDDEN, "written_at": "1990-01-23T04:56:07Z"})

    with slip.logins.office(), transaction_for(slip.by, using="cases"):
        row = Progress.objects.get(order_id=told["order_id"])
    assert row.pk != HIDDEN
    assert row.written_at.year >= 2026


def test_the_same_number_of_an_order_is_told_once(told):
    write(Progress, told)

    with pytest.raises(IntegrityError):
        write(Progress, told | {"code": "DONE"})


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("tell_progress", str(uuid4())),
        ("tell_finding", str(uuid4())),
        ("tell_withdrawal", str(uuid4())),
        ("ask", str(uuid4())),
        ("read", "90000000001"),
        ("link", f"{uuid4()}:90000000001"),
        ("read", f"{uuid4()}\n"),
    ],
)
def test_the_pages_ring_no_bell_of_the_worker(logins, officer, kind, key):
    with (
        logins.pages(),
        transaction_for(officer),
        pytest.raises(DatabaseError, match="bells_of_pages"),
        transaction.atomic(),
    ):
        ring(kind, key)


@pytest.mark.parametrize("kind", ["identify", "link", "read"])
def test_the_pages_ring_their_own(logins, officer, kind):
    with logins.pages(), transaction_for(officer):
        ring(kind, str(uuid4()))


def ring(kind, key):
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO councils_outboxrow (prefecture_id, kind, key, subject_id, attempts, trouble)"
            " VALUES (%s, %s, %s, %s, 0, '')",
            [TOKYO, kind, key, uuid4()],
        )


@pytest.mark.parametrize("fund", ["福祉費", "FUKUSHI 1", "90000000001", "A" * 21, "fukushi"])
def test_an_order_names_its_fund_by_a_code_and_says_nothing_else(slip, fund):
    with pytest.raises(DatabaseError):
        slip.order([KENICHI], fund=fund)
