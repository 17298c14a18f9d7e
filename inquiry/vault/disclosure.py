"""開示. The pages' one way to a sealed value: an intent that is committed first, then 60 seconds (walls.md §5)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from councils.refusals import Refused
from inquiry.codes import Purpose
from inquiry.vault.crypto import case_box
from inquiry.vault.models import Intent, Person, SealedPart, sealed_part
from inquiry.vault.seals import cell_of

_NO_SUCH_INTENT, _NOT_OPENED = "P0002", "55000"


class LookEnded(Exception):
    """The intent is older than 60 seconds, or is not of the one who asks."""


class NotOpened(Refused):
    """The database was restored, and what had been destroyed was not destroyed again yet."""

    status = 503
    sentence = "データベースの復元のあとの確認が済んでいません。しばらくしてから、もう一度お試しください。"


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """開示された値. Lives for one answer to one request: never in a log, an address or a session."""

    what: SealedPart
    position: int
    content: dict[str, Any]


def open_intent(person: Person, kinds: Sequence[str], purpose: Purpose) -> UUID:
    """閲覧の意思. The function writes the intent and its trail row; it counts once this request has committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT walls.open_intent(%s, %s::varchar[], %s)", [person.pk, list(kinds), purpose.value])
        intent_id: UUID = cursor.fetchone()[0]
    return intent_id


def disclose(intent: Intent) -> list[Shown]:
    """Raises LookEnded or NotOpened; any other trouble goes up and shows nothing."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT sealed_id, case_id, what, place, ciphertext, wrapped FROM walls.disclose(%s)", [intent.pk]
            )
            rows = cursor.fetchall()
    except DatabaseError as refusal:
        state = getattr(refusal.__cause__, "sqlstate", "")
        if state == _NO_SUCH_INTENT:
            raise LookEnded from None
        if state == _NOT_OPENED:
            raise NotOpened from None
        raise
    return [_opened(intent, *row) for row in rows]


def _opened(  # noqa: PLR0913 - the columns of disclose()
    intent: Intent, sealed_id: UUID, case_id: UUID, what: str, place: int, ciphertext: bytes, wrapped: bytes
) -> Shown:
    box = case_box(intent.prefecture_id, case_id, bytes(wrapped))
    content = box.open(bytes(ciphertext), cell_of(intent.prefecture_id, sealed_id, intent.person_id))
    return Shown(sealed_part(what), place, json.loads(content))
