import time
from collections.abc import Callable

from django.db.models import Q
from django.db.models.functions import Now

from councils.models import OutboxRow
from councils.tenancy import system_of, transaction_for
from inquiry.vault.actions.ask import LOST_AFTER, ask, give_up_lost
from inquiry.vault.actions.close import close
from inquiry.vault.actions.codes import get_codes
from inquiry.vault.actions.deliver import deliver
from inquiry.vault.actions.identify import identify
from inquiry.vault.actions.link import link
from inquiry.vault.actions.poll import is_pending_soon, poll
from inquiry.vault.actions.read import read
from inquiry.vault.actions.take_up import take_up
from inquiry.vault.models import Inquiry

# An answer that is ready at once is fetched in the same run; after this the sweep fetches it.
PATIENCE_SECONDS = 2.0
_PAUSE_SECONDS = 0.1
MOST_ROUNDS = 20
_ACTS: tuple[Callable[[str], int], ...] = (identify, link, give_up_lost, get_codes, ask)


def look(prefecture_id: str) -> int:
    """見回り. Whatever is left to do for one prefecture, from the slip to the slip; how much there was."""
    done = take_up(prefecture_id)
    if _is_anything_due(prefecture_id):
        done += sum(act(prefecture_id) for act in _ACTS) + _fetch(prefecture_id)
        done += read(prefecture_id) + deliver(prefecture_id)
    closed = close(prefecture_id)
    return done + closed + (deliver(prefecture_id) if closed else 0)


def look_until_done(prefecture_id: str) -> None:
    """Each act takes a batch at a time; more than these rounds is left to the next bell or sweep."""
    for _ in range(MOST_ROUNDS):
        if look(prefecture_id) == 0:
            return


def _is_anything_due(prefecture_id: str) -> bool:
    """One question instead of eight transactions, 47 times at each sweep."""
    states = Inquiry.State
    with transaction_for(system_of(prefecture_id)):
        if OutboxRow.objects.filter(settled_at__isnull=True, next_at__lte=Now()).exists():
            return True
        is_due = Q(state__in=(states.WAITING, states.ASKED), next_at__lte=Now())
        is_lost = Q(state=states.SENT, asked_at__lt=Now() - LOST_AFTER)
        return Inquiry.objects.filter(is_due | is_lost).exists()


def _fetch(prefecture_id: str) -> int:
    until = time.monotonic() + PATIENCE_SECONDS
    fetched = poll(prefecture_id)
    while time.monotonic() < until and is_pending_soon(prefecture_id):
        time.sleep(_PAUSE_SECONDS)
        fetched += poll(prefecture_id)
    return fetched
