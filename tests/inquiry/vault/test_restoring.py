"""復元: a copy from before a destruction shows nothing until the list was replayed, and then has nothing to show."""

from uuid import uuid4

import psycopg
import pytest
from django.db import connections

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import looks
from inquiry.vault.actions.forget import forget
from inquiry.vault.actions.look import look
from inquiry.vault.actions.replay import replay_if_restored
from inquiry.vault.disclosure import NotOpened, disclose
from inquiry.vault.models import CaseKey, Intent, Person, Sealed
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
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
    with psycopg.connect(
        logins.servers.administrator("vault").replace("/vault?", "/postgres?"), autocommit=True
    ) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name} TEMPLATE vault STRATEGY FILE_COPY")


def restored(logins):
    """In place of the one that went on."""
    connections.close_all()
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
    (gone, gone_order), (kept, kept_order) = two_cases
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
            for order_id in (gone_order, kept_order)
        ]
    for intent_id in intents:
        with logins.pages(), transaction_for(officer), pytest.raises(NotOpened):
            disclose(Intent.objects.get(pk=intent_id))
    destroyed = replay_if_restored()

    assert back[1] == 1
    assert destroyed > 0
    assert there(gone) == (0, 0)
    assert there(kept)[1] == 1
    assert replay_if_restored() == 0
    with logins.pages(), transaction_for(officer):
        assert disclose(Intent.objects.get(pk=intents[1]))
    with logins.pages(), transaction_for(officer):
        assert not disclose(Intent.objects.get(pk=intents[0]))
