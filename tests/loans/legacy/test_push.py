from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from councils.outbox.models import OutboxRow
from councils.trail.models import TrailRow
from loans.decision.models import Decision
from loans.legacy.models import LegacyPush
from loans.legacy.push import push_waiting
from tests import make
from tests.inquiry.standin.running import running

pytestmark = pytest.mark.zone("stages")
TOKYO, KANAGAWA = "130001", "140007"


@pytest.fixture(scope="module")
def legacy_process():
    with running("loans.legacy.standin") as standin:
        yield standin


@pytest.fixture
def legacy(legacy_process, settings):
    settings.LEGACY_URL = legacy_process.url
    legacy_process.settle(latency_ms=0, error_rate=0, fail_next=[])
    return legacy_process


@pytest.fixture
def decided(desk):
    return make.decided(desk)


def rows(legacy, decided):
    key = f"decision:{Decision.objects.get(application=decided).id}"
    return legacy.get("/rows", key=key).json()["rows"]


def wait_no_longer():
    """The claim or the pause has passed."""
    OutboxRow.objects.update(next_at=timezone.now() - timedelta(seconds=1), settled_at=None)


def test_a_decision_arrives_with_its_amount_and_its_number_comes_back(legacy, decided, system):
    with system():
        assert push_waiting(TOKYO) == 1

    [row] = rows(legacy, decided)
    push = LegacyPush.objects.get(application=decided)
    assert row["body"]["amount_yen"] == 80_000
    assert (push.state, push.receipt_number) == ("done", row["number"])
    assert OutboxRow.objects.get(kind="push_decision").settled_at is not None
    assert TrailRow.objects.get(verb="push_decision").staff_id is None


def test_what_is_sent_is_what_was_stored(legacy, decided, system):
    with system():
        push_waiting(TOKYO)

    [row] = rows(legacy, decided)
    assert row["body"] == LegacyPush.objects.get(application=decided).payload
    assert row["body"]["borrower_name"] == "𠮷田　健一"


def test_pushed_twice_is_one_row_with_one_number(legacy, decided, system):
    with system():
        push_waiting(TOKYO)
    first = LegacyPush.objects.get(application=decided).receipt_number
    wait_no_longer()

    with system():
        assert push_waiting(TOKYO) == 1

    assert LegacyPush.objects.get(application=decided).receipt_number == first
    assert len(rows(legacy, decided)) == 1


def test_what_is_settled_is_not_sent_again(legacy, decided, system):
    with system():
        push_waiting(TOKYO)
        assert push_waiting(TOKYO) == 0


def test_what_somebody_has_claimed_is_left_alone_until_the_claim_lapses(legacy, decided, system):
    OutboxRow.objects.update(next_at=timezone.now() + timedelta(seconds=60))

    with system():
        assert push_waiting(TOKYO) == 0
    wait_no_longer()
    with system():
        assert push_waiting(TOKYO) == 1


@pytest.mark.parametrize("fault", ["busy", "cut"])
def test_a_system_that_does_not_answer_is_asked_again_later(legacy, decided, system, fault):
    legacy.settle(fail_next=[fault])

    with system():
        assert push_waiting(TOKYO) == 0

    waiting = OutboxRow.objects.get(kind="push_decision")
    assert (waiting.settled_at, waiting.trouble, waiting.attempts) == (None, "LegacyUnavailable", 1)
    assert waiting.next_at > timezone.now()
    assert LegacyPush.objects.get(application=decided).state == "waiting"


def test_after_a_cut_connection_it_still_arrives_once(legacy, decided, system):
    legacy.settle(fail_next=["cut"])
    with system():
        push_waiting(TOKYO)
    wait_no_longer()

    with system():
        assert push_waiting(TOKYO) == 1

    assert len(rows(legacy, decided)) == 1
    assert OutboxRow.objects.get(kind="push_decision").trouble == ""


def test_a_system_that_is_not_there_is_asked_again_later(legacy, decided, system, settings):
    settings.LEGACY_URL = "http://127.0.0.1:9"

    with system():
        assert push_waiting(TOKYO) == 0

    assert OutboxRow.objects.get(kind="push_decision").trouble == "LegacyUnavailable"


def test_a_coded_no_waits_for_a_person_with_its_code(legacy, decided, system):
    key = f"decision:{Decision.objects.get(application=decided).id}"
    legacy.post("/decisions", {"amount_yen": 1}, **{"Idempotency-Key": key})

    with system():
        assert push_waiting(TOKYO) == 1

    push = LegacyPush.objects.get(application=decided)
    assert (push.state, push.error_code, push.receipt_number) == ("refused", "L201", None)
    assert OutboxRow.objects.get(kind="push_decision").settled_at is not None


def test_another_prefectures_system_sends_nothing_of_ours(legacy, decided, system):
    with system(KANAGAWA):
        assert push_waiting(KANAGAWA) == 0

    assert rows(legacy, decided) == []


def test_the_counter_sees_no_push(legacy, decided, system, desk):
    with system():
        push_waiting(TOKYO)

    with desk("aoba"), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        LegacyPush.objects.exists()


def test_the_database_itself_has_one_push_per_key_and_a_number_when_done(legacy, decided, system):
    with system():
        push_waiting(TOKYO)
        push = LegacyPush.objects.get(application=decided)
        push.pk = decided.pk
        with pytest.raises(IntegrityError, match="legacy_push_key"), transaction.atomic():
            push.save(force_insert=True)
        with pytest.raises(IntegrityError, match="legacy_push_done_has_its_number"), transaction.atomic():
            LegacyPush.objects.filter(application=decided).update(receipt_number=None)
