"""本人提出（マイナポータル）. What is kept of an applicant's own result: its words, written anew, and its origin.

A paper of the case like any other: in quarantine until it is checked, seen by its counter and its prefecture's office,
taken back at the counter, and gone with the papers of the case. It is what the applicant says, never an answer of an
inquiry. The file itself is kept nowhere.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Final
from uuid import UUID

from councils.era import wareki
from councils.numbers import my_numbers_in
from inquiry import portal
from loans.applications.models import Application
from loans.documents.cleaning import NOTHING, CannotOpen, Cleaned, Code, Wishes
from loans.documents.models import Document
from loans.paper_states import PaperState

PORTAL: Final = "PORTAL"
MEDIA_TYPE: Final = "application/json"
ORIGIN: Final = "本人提出（マイナポータル）"


@dataclass(frozen=True, slots=True, repr=False)
class KeptPart:
    """一種類の結果. lines are label and value."""

    kind: str
    title: str
    updated_on: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """本人提出の結果. Whose, obtained when, handed in by whom."""

    member_id: UUID
    who: str
    obtained_on: str
    added_by: str
    parts: Sequence[KeptPart]

    @property
    def origin(self) -> str:
        return ORIGIN


def written(shown: portal.Shown) -> bytes:
    """保存する形. The words that were shown, and nothing of the file beside them."""
    parts = [
        KeptPart(part.kind, part.title, part.updated_on, [(line.label, line.value) for line in part.lines])
        for part in shown.parts
    ]
    return json.dumps([asdict(part) for part in parts], ensure_ascii=False).encode()


def cleaned(content: bytes, wishes: Wishes = NOTHING) -> Cleaned:
    """確認. Of our shape, and without a 個人番号, whoever put it there and whatever is wished. Raises CannotOpen."""
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        parts = _parts(json.loads(content))
        anew = json.dumps([asdict(part) for part in parts], ensure_ascii=False)
        if parts and not my_numbers_in(anew):
            return Cleaned(MEDIA_TYPE, anew.encode())
    raise CannotOpen(Code.UNREADABLE)


def kept_results(application: Application) -> list[Kept]:
    """確認の済んだ結果, the newest first."""
    papers = application.documents.select_related("member")
    rows = papers.filter(kind=PORTAL, removed_at__isnull=True, state=PaperState.CHECKED)
    return [_kept(row) for row in rows.order_by("-obtained_on", "-created_at")]


def _kept(row: Document) -> Kept:
    if row.member is None or row.obtained_on is None:
        raise ValueError("a result without its origin")  # the table refuses it
    parts = _parts(json.loads(bytes(row.content or b"")))
    return Kept(row.member.pk, row.member.name, wareki(row.obtained_on), row.added_name, parts)


def _parts(content: Any) -> list[KeptPart]:
    """Raises TypeError, KeyError or ValueError where it is not of our shape."""
    return [
        KeptPart(
            str(part["kind"]),
            str(part["title"]),
            str(part["updated_on"]),
            [(str(label), str(value)) for label, value in part["lines"]],
        )
        for part in content
    ]
