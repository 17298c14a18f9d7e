"""鍵束の交換: every key under the newest keyset, an old one destroyed once no backup of its time is left."""

from datetime import timedelta

import psycopg
import pytest

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.vault.actions.look import look_until_done
from inquiry.vault.actions.rotate import rotate
from inquiry.vault.keysets import keysets_of
from inquiry.vault.models import CaseKey, Person, Sealed
from inquiry.vault.seals import unseal
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")
TOKYO = "130001"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("keysets")


@pytest.fixture(autouse=True)
def own_keysets(settings, folder):
    """Apart from those of the other tests, whose keys would be left without theirs."""
    settings.KEYSETS_DIR = str(folder)


@pytest.fixture
def linked(slip, logins):
    """Somebody whose number is sealed."""
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    look_until_done(TOKYO)
    return order_id


def wrapped_by():
    with transaction_for(system_of(TOKYO)):
        return set(CaseKey.objects.values_list("keyset", flat=True))


def number_opens(order_id):
    with transaction_for(system_of(TOKYO)):
        return bool(unseal(Person.objects.get(order_id=order_id), Sealed.What.NUMBER))


@pytest.fixture
def months(linked):
    """Days after the keyset that the case was sealed under was made."""
    made_on = keysets_of(TOKYO)[0].made_on
    return lambda days: made_on + timedelta(days=days)


def test_nothing_happens_within_the_month(months):
    done = rotate(TOKYO, months(29))

    assert (done.is_made, done.rewrapped, done.destroyed) == (False, 0, [])


def test_after_a_month_every_key_is_under_a_new_keyset_and_opens(linked, months):
    done = rotate(TOKYO, months(30))

    assert done.is_made
    assert done.rewrapped >= 1
    assert wrapped_by() == {str(months(30))}
    assert number_opens(linked)


def test_the_old_keyset_goes_when_no_backup_of_its_time_is_left(linked, months):
    first = str(months(0))
    rotate(TOKYO, months(30))
    assert first not in rotate(TOKYO, months(64)).destroyed

    done = rotate(TOKYO, months(65))

    assert first in done.destroyed
    assert number_opens(linked)


def test_a_keyset_that_a_key_is_still_under_stays(linked, months, logins):
    first = str(months(0))
    rotate(TOKYO, months(30))
    with psycopg.connect(logins.administrator("vault")) as vault:
        vault.execute("UPDATE inquiry_vault_casekey SET keyset = %s", [first])
        vault.commit()
        vault.execute("SELECT 1 FROM inquiry_vault_casekey FOR UPDATE")  # held, so that it cannot be wrapped anew

        done = rotate(TOKYO, months(65))

    assert first not in done.destroyed
    assert first in done.kept


def test_the_pages_cannot_touch_a_wrapped_key(linked, login):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        login("gate", "vault").execute("UPDATE inquiry_vault_casekey SET keyset = ''")
