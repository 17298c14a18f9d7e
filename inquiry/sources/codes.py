"""応答コード. What each code of a network means and how it is said in plain words, as dated data.

A code that is not in the data is a class of its own that waits for a person; it is never guessed.
Source: the official table (外部インターフェイス仕様書 別紙2 エラー分類一覧) is not public.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from inquiry.sources.layouts.book import BadLayout


class Meaning(Enum):
    """応答の意味."""

    PENDING = "pending"
    ANSWERED = "answered"
    NO_RECORD = "no_record"
    CODE_NOT_ISSUED = "code_not_issued"
    NOT_PERMITTED = "not_permitted"
    DUPLICATE_RECORD = "duplicate_record"
    REFUSED = "refused"
    PROVIDER_STOPPED = "provider_stopped"
    TIMEOUT = "timeout"
    WRONG_PERSON = "wrong_person"
    NOT_TAKEN = "not_taken"
    UNKNOWN_CODE = "unknown_code"


@dataclass(frozen=True, slots=True)
class Code:
    """応答コードの一行. means holds from `since` on; words are for staff."""

    code: str
    means: Meaning
    words: str
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class CodeBook:
    """応答コード表."""

    rows: Mapping[str, Sequence[Code]]

    def meaning(self, code: str, on: date) -> Meaning:
        """What the newest row in force says; UNKNOWN_CODE where there is none."""
        row = self._row(code, on)
        return row.means if row else Meaning.UNKNOWN_CODE

    def in_force(self, on: date) -> list[Code]:
        """What each code says on that day."""
        return [row for code in self.rows if (row := self._row(code, on))]

    def _row(self, code: str, on: date) -> Code | None:
        begun = [row for row in self.rows.get(code, ()) if row.since <= on]
        return max(begun, key=lambda row: row.since) if begun else None


def read_codes(path: Path) -> CodeBook:
    """Raises BadLayout."""
    try:
        codes = [_code(row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, KeyError, TypeError) as unreadable:
        raise BadLayout(f"{path.name}: {unreadable}") from None
    return CodeBook({code.code: [each for each in codes if each.code == code.code] for code in codes})


def _code(row: Mapping[str, Any]) -> Code:
    return Code(row["code"], Meaning(row["means"]), row["words"], date.fromisoformat(row["since"]), row["source"])
