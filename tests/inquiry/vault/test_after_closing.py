"""案件終了の後: nothing that a closing destroys is sealed anew, and nobody's home is kept longer than the answers."""

from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.vault import seals
from inquiry.vault.actions import codes
from inquiry.vault.actions.close import close
from inquiry.vault.actions.forget import forget
from inquiry.vault.actions.look import look
from inquiry.vault.models import UNTIL_CLOSING, CaseKey, Person
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")
NOBODY = KENICHI | {"name": "架空　一", "kana": "カクウ　ハジメ", "born": "1961-02-03"}


@pytest.fixture
def case_id():
    return uuid4()


@pytest.fixture
def order_id(slip, logins, officer, case_id, settings, tmp_path):
    """Linked, and asked for, not sent."""
    settings.TOMBSTONES_DIR = str(tmp_path / "tombstones")
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    look(TOKYO)
    steps.click(logins, officer, order_id)
    return order_id


def person_of(order_id) -> Person:
    with transaction_for(system_of(TOKYO)):
        return Person.objects.get(order_id=order_id)


@pytest.mark.parametrize("what", UNTIL_CLOSING)
def test_nothing_that_a_closing_destroys_is_sealed_after_it(order_id, slip, case_id, what):
    slip.close(case_id)
    close(TOKYO)

    with transaction_for(system_of(TOKYO)), pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        seals.seal(person_of(order_id), what, {"code": "x"}, position=7)


def test_a_code_that_comes_while_the_case_is_closing_is_not_sealed_after_it(order_id, logins):
    """Of two workers: the one stores a code, the other destroys the numbers and has not committed yet."""
    person = person_of(order_id)
    steps.change(order_id, state="failed")  # a third one had the code already, and asked
    with psycopg.connect(logins.administrator("vault")) as closing, transaction_for(system_of(TOKYO)):
        closing.execute("UPDATE inquiry_vault_takenorder SET closed_at = now() WHERE id = %s", [order_id])
        closing.execute("DELETE FROM inquiry_vault_sealed WHERE person_id = %s", [person.pk])
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', '50ms', true)")

        with pytest.raises(OperationalError, match="lock timeout"):
            codes._store(TOKYO, {person.pk: "code"})


def test_of_whom_nothing_was_sealed_the_home_is_forgotten_too(slip, logins, case_id, settings, tmp_path):
    settings.TOMBSTONES_DIR = str(tmp_path / "tombstones")
    order_id = slip.order([NOBODY], kinds=[Kind.TAX], case_id=case_id)
    look(TOKYO)
    slip.close(case_id)
    look(TOKYO)
    ago = "UPDATE inquiry_vault_takenorder SET closed_at = now() - %s * interval '1 day' WHERE id = %s"

    steps.past_the_walls(logins, ago, 89, order_id)
    forget(TOKYO)
    kept = person_of(order_id).address
    steps.past_the_walls(logins, ago, 91, order_id)
    forget(TOKYO)

    with transaction_for(system_of(TOKYO)):
        assert not CaseKey.objects.filter(case_id=case_id).exists()
    assert (kept, person_of(order_id).address) == (NOBODY["address"], "")
