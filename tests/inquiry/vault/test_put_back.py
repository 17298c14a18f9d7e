"""復元の後: nobody is looked up a second time by itself, and the office goes on hearing of the order."""

import pytest
from django.db import connections

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import links
from inquiry.vault.actions.look import look
from inquiry.vault.actions.replay import replay_all, replay_if_restored
from inquiry.vault.actions.take_up import take_up
from inquiry.vault.models import Person
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI
from tests.inquiry.vault.test_restoring import copied, restored

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def begun(slip, logins, settings, tmp_path):
    """Somebody whose lookup came after the backup; before it, the order was taken up, or was not yet."""
    settings.TOMBSTONES_DIR = str(tmp_path / "tombstones")

    def begin(*, is_taken_up):
        take_up(TOKYO)  # what others have left
        order_id = slip.order([KENICHI], kinds=[Kind.TAX])
        if is_taken_up:
            take_up(TOKYO)
        copied(logins, "vault_backup")
        look(TOKYO)
        restored(logins)
        return order_id

    return begin


def link_of(order_id) -> Person:
    with transaction_for(system_of(TOKYO)):
        return Person.objects.get(order_id=order_id)


@pytest.mark.parametrize("is_taken_up", [True, False])
def test_who_may_have_been_looked_up_since_the_backup_waits_for_an_officer(begun, slip, logins, officer, is_taken_up):
    order_id = begun(is_taken_up=is_taken_up)
    heard = slip.progress(order_id)

    replay_if_restored()
    look(TOKYO)
    waits = link_of(order_id)
    with logins.pages(), transaction_for(officer):
        links.leave_out(waits.pk, by=officer)
    look(TOKYO)

    assert (waits.link, waits.looked_up_at) == (Person.Link.UNKNOWN, None)
    assert slip.progress(order_id)[len(heard) :] != []
    assert slip.progress(order_id)[-1] == "DONE 1/1"


def test_a_worker_that_only_starts_again_leaves_everything_as_it_is(slip, settings, tmp_path):
    settings.TOMBSTONES_DIR = str(tmp_path / "tombstones")
    connections.close_all()
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    take_up(TOKYO)

    replay_all()

    assert link_of(order_id).link == Person.Link.WAITING
