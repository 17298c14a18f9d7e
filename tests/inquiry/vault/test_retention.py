"""保存と廃棄: what must be gone is gone, is counted where it is not, and does not come back with a backup."""

from datetime import date, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.kept import kept as figure
from inquiry.vault.actions.forget import forget
from inquiry.vault.actions.look import look
from inquiry.vault.actions.replay import replay_all, replay_if_restored
from inquiry.vault.models import CaseKey, Inquiry, KeptCount, Mishap, Person, Sealed, TakenOrder, Term
from inquiry.vault.retention import kept
from inquiry.vault.terms_in_force import term_in_force
from inquiry.vault.tombstones import Grave, NoTombstones, buried, bury
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import KANAGAWA, TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def case_id():
    return uuid4()


@pytest.fixture(autouse=True)
def list_outside(settings, tmp_path):
    settings.TOMBSTONES_DIR = str(tmp_path / "tombstones")


@pytest.fixture
def answered(slip, logins, officer, case_id):
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)
    return order_id


@pytest.fixture
def closed(answered, slip, case_id):
    slip.close(case_id)
    look(TOKYO)
    return answered


def closed_ago(logins, order_id, days):
    steps.past_the_walls(
        logins,
        "UPDATE inquiry_vault_takenorder SET closed_at = now() - %s * interval '1 day' WHERE id = %s",
        days,
        order_id,
    )


def overdue(label):
    return {line.label: line.overdue for line in kept(TOKYO)}[label]


def sealed(case_id):
    with transaction_for(system_of(TOKYO)):
        return Sealed.objects.filter(case_id=case_id).count(), CaseKey.objects.filter(case_id=case_id).count()


def test_a_stopped_worker_shows_as_numbers_that_are_overdue(answered, slip, case_id, logins, capsys):
    slip.close(case_id)
    with psycopg.connect(logins.administrator("cases")) as cases:
        cases.execute("UPDATE inquiry_desk_closing SET written_at = now() - interval '25 hours'")
    steps.past_the_walls(logins, "UPDATE inquiry_vault_takenorder SET ordered_at = ordered_at - interval '2 days'")

    late = overdue("番号・符号・候補者")
    with pytest.raises(SystemExit) as ended:
        call_command("retention", "--report")
    told = capsys.readouterr().out
    look(TOKYO)

    assert (late, ended.value.code, overdue("番号・符号・候補者")) == (2, 1, 0)
    assert "overdue in all: 2" in told
    assert not any(word in told for word in (KENICHI["name"], KENICHI["kana"], KENICHI["born"], str(case_id)))


def test_nothing_is_overdue_within_a_day(answered, slip, case_id):
    slip.close(case_id)

    assert overdue("番号・符号・候補者") == 0


@pytest.mark.parametrize(("days", "left"), [(89, 1), (91, 0)])
def test_answers_go_with_the_key_of_their_case_at_the_end_of_the_rule(closed, case_id, logins, days, left):
    closed_ago(logins, closed, days)

    forget(TOKYO)

    assert sealed(case_id) == (left, left)
    with transaction_for(system_of(TOKYO)):
        assert Inquiry.objects.filter(order_id=closed).count() == 1
        assert (Person.objects.get(order_id=closed).address == "") is (left == 0)


def test_the_prefectures_own_days_count_from_their_day(closed, case_id, logins):
    steps.past_the_walls(
        logins,
        "INSERT INTO inquiry_vault_term (id, prefecture_id, created_at, what, days, valid_from, source, entered_by)"
        " VALUES (gen_random_uuid(), %s, now() - interval '60 days', 'ANSWERS', 5, current_date - 30, '県の規程', 1)",
        TOKYO,
    )
    closed_ago(logins, closed, 6)

    with transaction_for(system_of(TOKYO)):
        now, before = (term_in_force(Term.What.ANSWERS, timezone.localdate() - timedelta(days=ago)) for ago in (0, 40))
    forget(TOKYO)

    assert (now.days, now.source, before.days, before.is_default) == (5, "県の規程", 90, True)
    assert sealed(case_id) == (0, 0)


def test_a_case_that_is_asked_about_again_keeps_its_key_and_later_gets_a_new_one(
    closed, case_id, slip, logins, officer
):
    closed_ago(logins, closed, 91)
    with transaction_for(system_of(TOKYO)):
        first = CaseKey.objects.get(case_id=case_id).pk
    again = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    look(TOKYO)
    forget(TOKYO)
    kept_open = sealed(case_id)
    steps.past_the_walls(logins, "UPDATE inquiry_vault_takenorder SET closed_at = now() - interval '91 days'")
    forget(TOKYO)
    gone = sealed(case_id)

    third = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    steps.identified_and_clicked(logins, officer, third)
    look(TOKYO)

    assert (kept_open[1], gone) == (1, (0, 0))
    assert again != third
    assert steps.states(third) == [("answered", "provided")]
    with transaction_for(system_of(TOKYO)):
        assert CaseKey.objects.get(case_id=case_id).pk != first


def test_a_value_is_not_sealed_under_a_key_that_is_gone(closed, case_id):
    with transaction_for(system_of(TOKYO)):
        facts = {"prefecture_id": TOKYO, "case_id": case_id, "person": Person.objects.get(order_id=closed)}
        CaseKey.objects.filter(case_id=case_id).delete()
        with pytest.raises(DatabaseError, match="no key"), transaction.atomic():
            Sealed.objects.create(what="TAX", position=9, ciphertext=b"x", **facts)


def record_of_years(logins, order_id, years):
    for statement in (
        "UPDATE inquiry_vault_takenorder SET closed_at = now() - %s * interval '1 year' WHERE id = %s",
        "UPDATE inquiry_vault_inquiry SET created_at = now() - %s * interval '1 year' WHERE order_id = %s",
    ):
        steps.past_the_walls(logins, statement, years, order_id)


@pytest.mark.parametrize(("years", "left"), [(6, 1), (8, 0)])
def test_the_record_stays_seven_years(closed, logins, years, left):
    record_of_years(logins, closed, years)

    forget(TOKYO)
    forget(TOKYO)

    with transaction_for(system_of(TOKYO)):
        assert TakenOrder.objects.filter(pk=closed).count() == left
        assert Inquiry.objects.filter(order_id=closed).count() == left
        assert Person.objects.filter(order_id=closed).count() == left


def test_the_worker_deletes_no_younger_record_whatever_it_calls(closed):
    with transaction_for(system_of(TOKYO)), pytest.raises(DatabaseError, match="kept"), connection.cursor() as cursor:
        cursor.execute("SELECT walls.forget_order(%s)", [closed])
    with transaction_for(system_of(TOKYO)), pytest.raises(DatabaseError, match="permission denied"):
        Inquiry.objects.filter(order_id=closed).delete()


def test_an_open_mishap_holds_the_record(closed, logins):
    with transaction_for(system_of(TOKYO)):
        Mishap.objects.create(
            prefecture_id=TOKYO, order_id=closed, what="EXPOSED", cause="FLAG_LATE", known_on=date(2026, 11, 2)
        )
    record_of_years(logins, closed, 8)

    forget(TOKYO)
    forget(TOKYO)

    with transaction_for(system_of(TOKYO)):
        assert Inquiry.objects.filter(order_id=closed).count() == 1


def test_a_line_stands_on_the_list_before_the_commit(closed, case_id, logins, monkeypatch):
    """A crash between the line and the commit leaves both the value and the line; the replay then destroys it."""
    closed_ago(logins, closed, 91)

    def crash(*args, **kwargs):
        bury(*args, **kwargs)
        raise KeyboardInterrupt

    monkeypatch.setattr("inquiry.vault.actions.forget.bury", crash)
    with pytest.raises(KeyboardInterrupt):
        forget(TOKYO)
    between = sealed(case_id), [each.grave for each in buried(TOKYO)][-1]

    replay_all()

    assert between == ((1, 1), Grave.CASE_KEY)
    assert sealed(case_id) == (0, 0)


def test_a_torn_line_is_left_out_and_the_next_one_is_whole(settings, tmp_path):
    first, second = uuid4(), uuid4()
    bury(KANAGAWA, Grave.PERSON, first)
    with (tmp_path / "tombstones" / f"{KANAGAWA}.txt").open("a") as file:
        file.write("v1 2026-11-26T00:00:00 PERS")

    bury(KANAGAWA, Grave.NUMBERS, second)

    assert [(each.grave, each.id) for each in buried(KANAGAWA)] == [(Grave.PERSON, first), (Grave.NUMBERS, second)]


def test_without_a_list_a_restored_database_stays_shut(logins, settings):
    settings.TOMBSTONES_DIR = ""
    steps.past_the_walls(logins, "DELETE FROM walls.opening")

    with pytest.raises(NoTombstones):
        replay_if_restored()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT walls.is_opened()")
        assert cursor.fetchone() == (False,)
    steps.past_the_walls(logins, "SELECT walls.open_database()")


def test_the_first_page_does_not_believe_a_zero_that_is_old(answered, logins, officer):
    forget(TOKYO)
    with logins.pages(), transaction_for(officer):
        fresh = figure()
    steps.past_the_walls(logins, "UPDATE inquiry_vault_keptcount SET counted_at = now() - interval '61 minutes'")
    with logins.pages(), transaction_for(officer):
        old = figure()

    assert (fresh.is_good, old.is_known, old.is_good) == (True, False, False)


def test_a_term_counts_after_a_week_at_the_earliest(logins, officer):
    with transaction_for(system_of(TOKYO)), pytest.raises(DatabaseError, match="permission denied"):
        Term.objects.create(
            prefecture_id=TOKYO, what="ANSWERS", days=1, valid_from=date(2126, 1, 1), source="x", entered_by=1
        )
    with pytest.raises(psycopg.errors.CheckViolation, match="term_known_a_week_before"):
        steps.past_the_walls(
            logins,
            "INSERT INTO inquiry_vault_term (id, prefecture_id, what, days, valid_from, source, entered_by)"
            " VALUES (gen_random_uuid(), %s, 'ANSWERS', 1, current_date + 6, 'x', 1)",
            TOKYO,
        )


def test_only_the_worker_counts(logins, officer):
    with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="permission denied"):
        KeptCount.objects.create(prefecture_id=TOKYO)
