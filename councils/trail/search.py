"""検索. From a number or a person to identifiers, by functions of the database that record the search (walls.md §4).

Nothing of a case comes back but its identifier; which tables are asked is the home database's affair.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from councils.refusals import Refused


class NothingFound(Refused):
    sentence = "該当する案件がありません。番号の書き方と、ご自身の都道府県の案件であることを確かめてください。"
    field = "number"


class NobodyFound(Refused):
    sentence = "該当する方がありません。フリガナと生年月日を、申込書のとおりに入力してください。"
    field = "kana"


@dataclass(frozen=True)
class Found:
    """対象者. A pseudonym, and the case that it belongs to."""

    subject_id: UUID
    case_id: UUID


def case_of(number: str) -> UUID:
    """The case of a 県受付番号 or 受付番号; of several counters' with one number, the newest. Raises NothingFound."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT walls.find_case(%s)", [number])
        found: UUID | None = cursor.fetchone()[0]
    if found is None:
        raise NothingFound
    return found


def subjects_of(kana: str, born: str) -> list[Found]:
    """Who has exactly this フリガナ and birth date, for a 開示請求. Raises NobodyFound."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_id, case_id FROM walls.find_person(%s, %s)", [kana, born])
        found = [Found(*row) for row in cursor.fetchall()]
    if not found:
        raise NobodyFound
    return found
