"""復元: a copy from before a destruction shows nothing until the list was replayed, and then has nothing to show."""

from uuid import uuid4

import psycopg
import pytest
from django.db import connections

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import looks
from inquiry.officer.kept import kept
from inquiry.vault.actions.forget import forget
from inquiry.vault.actions.look import look
from inquiry.vault.actions.replay import replay_if_restored
from inquiry.vault.disclosure import NotOpened, disclose
from inquiry.vault.models import CaseKey, Intent, Person, Sealed
from inquiry.vault.tasks import compare_tombstones
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.logins import close_kept
from tests.inquiry.vault.slips import KENICHI, MISAKI

pytestmark = pytest.mark.zone("gate")


@pytest.fixture(autouse=True)
def list_outside(settings, tmp_path):
    settings.TOMBSTONES_DIR = str(tmp_path / "tombstones")


@pytest.fixture
def two_cases(slip, logins, officer):
    """Both answered: one to be forgotten, one to be kept."""
    cases = [uuid4(), uuid4()]
    orders = []
    for case_id, person in zip(cases, (KENICHI, MISAKI), strict=True):
        order_id = slip.order([person], kinds=[Kind.TAX], case_id=case_id)
        orders.append(steps.identified_and_clicked(logins, officer, order_id))
    look(TOKYO)
    return list(zip(cases, orders, strict=True))


def copied(logins, name):
    """A copy of the whole database, as a backup is."""
    connections.close_all()
    close_kept()
    with psycopg.connect(
        logins.servers.administrator("vault").replace("/vault?", "/postgres?"), autocommit=True
    ) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name} TEMPLATE vault STRATEGY FILE_COPY")


def restored(logins):
    """In place of the one that went on."""
    connections.close_all()
    close_kept()
    with psycopg.connect(
        logins.servers.administrator("vault").replace("/vault?", "/postgres?"), autocommit=True
    ) as admin:
        admin.execute("DROP DATABASE vault WITH (FORCE)")
        admin.execute("ALTER DATABASE vault_backup RENAME TO vault")
        admin.execute("GRANT CONNECT ON DATABASE vault TO gate, gate_worker, sealer")


def there(case_id):
    with transaction_for(system_of(TOKYO)):
        return Sealed.objects.filter(case_id=case_id).count(), CaseKey.objects.filter(case_id=case_id).count()


def test_a_restored_backup_opens_only_after_the_list_and_without_what_was_destroyed(two_cases, slip, logins, officer):
    (gone, gone_order), (held, held_order) = two_cases
    copied(logins, "vault_backup")
    slip.close(gone)
    look(TOKYO)
    steps.past_the_walls(
        logins, "UPDATE inquiry_vault_takenorder SET closed_at = now() - interval '91 days' WHERE id = %s", gone_order
    )
    forget(TOKYO)
    assert there(gone) == (0, 0)

    restored(logins)
    back = there(gone)
    with logins.pages(), transaction_for(officer):
        intents = [
            looks.open_answers(Person.objects.get(order_id=order_id).pk, by=officer)
            for order_id in (gone_order, held_order)
        ]
    for intent_id in intents:
        with logins.pages(), transaction_for(officer), pytest.raises(NotOpened):
            disclose(Intent.objects.get(pk=intent_id))
    destroyed = replay_if_restored()

    assert back[1] == 1
    assert destroyed > 0
    assert there(gone) == (0, 0)
    assert there(held)[1] == 1
    assert replay_if_restored() == 0
    with logins.pages(), transaction_for(officer):
        assert disclose(Intent.objects.get(pk=intents[1]))
    with logins.pages(), transaction_for(officer):
        assert not disclose(Intent.objects.get(pk=intents[0]))


def test_a_snapshot_put_back_under_a_running_worker_is_found_by_the_timetable(two_cases, slip, logins, officer):
    """The place of the database is the same: nothing else than the comparison tells."""
    (gone, gone_order), _ = two_cases
    [key] = steps.past_the_walls(
        logins, "SELECT row_to_json(k)::text FROM inquiry_vault_casekey k WHERE case_id = %s", gone
    )
    slip.close(gone)
    look(TOKYO)
    steps.past_the_walls(
        logins, "UPDATE inquiry_vault_takenorder SET closed_at = now() - interval '91 days' WHERE id = %s", gone_order
    )
    forget(TOKYO)
    compared_as_never(logins)
    before = shown(logins, officer)
    steps.past_the_walls(
        logins,
        "INSERT INTO inquiry_vault_casekey SELECT * FROM json_populate_record(NULL::inquiry_vault_casekey, %s)",
        *key,
    )

    swept = replay_if_restored()
    compare_tombstones()

    assert (swept, before) == (0, "")
    assert there(gone) == (0, 0)
    assert "廃棄したはずの情報が1件戻っている" in shown(logins, officer)


def test_the_first_page_says_when_nothing_was_compared_for_long(two_cases, logins, officer):
    compared_as_never(logins)
    before = shown(logins, officer)

    steps.past_the_walls(logins, "UPDATE inquiry_vault_keptcount SET compared_at = now() - interval '27 hours'")

    assert before == ""
    assert "突合が行われていません" in shown(logins, officer)


def compared_as_never(logins) -> None:
    """What an earlier test found again is forgotten."""
    compare_tombstones()
    steps.past_the_walls(logins, "UPDATE inquiry_vault_keptcount SET returned_count = 0, returned_at = NULL")


def shown(logins, officer) -> str:
    with logins.pages(), transaction_for(officer):
        return kept().tombstones
