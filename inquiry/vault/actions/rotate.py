from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.vault.crypto import rewrapped
from inquiry.vault.keysets import Keyset, destroy_keyset, keysets_of, make_keyset
from inquiry.vault.models import CaseKey
from inquiry.vault.terms import keyset_term

_BATCH = 200


@dataclass(frozen=True)
class Rotation:
    """鍵束の交換. What was done for one prefecture; kept are the keysets that are there now."""

    is_made: bool
    rewrapped: int
    destroyed: list[str]
    kept: list[str]


def rotate(prefecture_id: str, on: date) -> Rotation:
    """鍵束の交換. A new keyset where the last is old, every key under the newest, and old keysets destroyed in time.

    May stop anywhere and be run again: until a key is wrapped anew its old keyset opens it, and is not destroyed.
    Raises KeysetMissing, KeysetExposed.
    """
    is_made = _is_old(keysets_of(prefecture_id)[0], on) and make_keyset(prefecture_id, on)
    count = 0
    while wrapped := _rewrap_some(prefecture_id):
        count += wrapped
    destroyed = [keyset.name for keyset in _past(prefecture_id, on) if _destroy(prefecture_id, keyset)]
    return Rotation(is_made, count, destroyed, [keyset.name for keyset in keysets_of(prefecture_id)])


def _is_old(keyset: Keyset, on: date) -> bool:
    return keyset.made_on is None or keyset.made_on + timedelta(days=keyset_term(on).days) <= on


def _rewrap_some(prefecture_id: str) -> int:
    """The data keysets stay what they are, so nothing that was sealed is touched. How many; 0 when all are done."""
    newest = keysets_of(prefecture_id)[0].name
    with transaction_for(system_of(prefecture_id)):
        rows = list(CaseKey.objects.exclude(keyset=newest).select_for_update(skip_locked=True)[:_BATCH])
        for row in rows:
            made = rewrapped(prefecture_id, row.case_id, bytes(row.wrapped))
            row.wrapped, row.keyset = made.wrapped, made.keyset
        CaseKey.objects.bulk_update(rows, ["wrapped", "keyset"])
        if rows:
            write.act("rewrap_keys", result=str(len(rows)))
    return len(rows)


def _past(prefecture_id: str, on: date) -> list[Keyset]:
    """Those that were replaced longer ago than any backup is kept."""
    kept = timedelta(days=keyset_term(on).kept_days)
    found = keysets_of(prefecture_id)
    return [old for newer, old in pairwise(found) if newer.made_on is not None and newer.made_on + kept <= on]


def _destroy(prefecture_id: str, keyset: Keyset) -> bool:
    """Only where no key is under it any more: one may have been made while the new keyset was."""
    with transaction_for(system_of(prefecture_id)):
        if CaseKey.objects.filter(keyset=keyset.name).exists():
            return False
        write.act("destroy_keyset", result=keyset.name or "first")
    destroy_keyset(keyset)
    return True
