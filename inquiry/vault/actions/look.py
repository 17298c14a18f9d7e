import time
from collections.abc import Callable
from functools import partial

from django.db.models import Q
from django.db.models.functions import Now

from councils.models import OutboxRow
from councils.tenancy import system_of, transaction_for
from inquiry.vault.actions.ask import RUN_SECONDS, ask
from inquiry.vault.actions.close import close
from inquiry.vault.actions.codes import get_codes
from inquiry.vault.actions.compose import compose
from inquiry.vault.actions.deliver import deliver
from inquiry.vault.actions.depart import depart
from inquiry.vault.actions.forget import forget_in_time
from inquiry.vault.actions.give_up import give_up, is_lost, is_silent
from inquiry.vault.actions.identify import identify
from inquiry.vault.actions.link import link
from inquiry.vault.actions.poll import AT_MOST as A_BATCH
from inquiry.vault.actions.poll import is_pending_soon, poll
from inquiry.vault.actions.protect import protect
from inquiry.vault.actions.read import read
from inquiry.vault.actions.remedy import remedy
from inquiry.vault.actions.request_files import write_files
from inquiry.vault.actions.result_files import read_results
from inquiry.vault.actions.revoke import revoke
from inquiry.vault.actions.take_up import take_up
from inquiry.vault.faults import on_its_own
from inquiry.vault.inquiries import BY_NETWORK, TO_COMPOSE
from inquiry.vault.models import Inquiry, RequestFile, ResultContent

# An answer that is ready at once is fetched in the same run; after this the sweep fetches it.
PATIENCE_SECONDS = 2.0
_PAUSE_SECONDS = 0.1
MOST_ROUNDS, MOST_SECONDS = 20, 30.0
UNFINISHED = (RequestFile.State.WANTED, RequestFile.State.ALLOTTED)


def look(prefecture_id: str) -> int:
    """見回り. Whatever is left to do for one prefecture, from the slip to the slip; how much there was.

    Closings come before anything is asked: a gate that was down asks nothing about a case that has ended meanwhile.
    """
    done = _each((depart, take_up, close, protect, revoke, remedy, forget_in_time), prefecture_id)
    if _is_anything_due(prefecture_id):
        done += _each((identify, link, give_up, write_files, read_results), prefecture_id)
        done += _each((get_codes, ask, compose, _fetch, read, deliver), prefecture_id)
    return done


def look_until_done(prefecture_id: str) -> None:
    """Each act takes a batch at a time; more than these rounds is left to the next bell or sweep."""
    until = time.monotonic() + MOST_SECONDS
    for _ in range(MOST_ROUNDS):
        if look(prefecture_id) == 0 or time.monotonic() > until:
            return


def _each(acts: tuple[Callable[[str], int], ...], prefecture_id: str) -> int:
    return sum(on_its_own(partial(act, prefecture_id), act.__name__) for act in acts)


def _is_anything_due(prefecture_id: str) -> bool:
    """One question instead of nine transactions, 47 times at each sweep."""
    states = Inquiry.State
    with transaction_for(system_of(prefecture_id)):
        if OutboxRow.objects.filter(settled_at__isnull=True, next_at__lte=Now()).exists():
            return True
        if RequestFile.objects.filter(state__in=UNFINISHED).exists() or ResultContent.objects.exists():
            return True
        is_asked = BY_NETWORK & Q(state__in=(states.WAITING, states.ASKED))
        is_due = (is_asked | TO_COMPOSE) & Q(next_at__lte=Now())
        return Inquiry.objects.filter(is_due | is_lost() | is_silent()).exists()


def _fetch(prefecture_id: str) -> int:
    began = time.monotonic()
    fetched = last = poll(prefecture_id)
    while time.monotonic() - began < _patience(last) and is_pending_soon(prefecture_id):
        if last < A_BATCH:  # a full one left others behind, which are ready
            time.sleep(_PAUSE_SECONDS)
        last = poll(prefecture_id)
        fetched += last
    return fetched


def _patience(fetched: int) -> float:
    """Longer while full batches come: an order whose answers are half fetched is read twice."""
    return RUN_SECONDS if fetched == A_BATCH else PATIENCE_SECONDS
