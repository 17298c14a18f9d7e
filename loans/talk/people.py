"""案件の関係者. The colleagues of either office who may see a case: whom one writes to, mentions and tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from councils.permissions import PostKind
from councils.tenancy import Actor
from loans.states import COUNTER
from loans.talk.models import Side


@dataclass(frozen=True)
class Talker:
    """関係者. One person once, under the first of their posts."""

    staff_id: int
    name: str
    side: Side
    post: PostKind

    @property
    def words(self) -> str:
        return f"{self.name}（{self.side.label} {self.post.label}）"


def side_of(by: Actor) -> Side:
    return Side.COUNTER if by.post in COUNTER else Side.OFFICE


def talkers(application_id: UUID) -> list[Talker]:
    """Those who hold a post that opens the case today and do not keep off it; the office's once it is forwarded."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT staff_id, name, side, post FROM walls.talkers(%s) ORDER BY side, name, post", [application_id]
        )
        found = [Talker(row[0], row[1], Side(row[2]), PostKind(row[3])) for row in cursor.fetchall()]
    return list({each.staff_id: each for each in reversed(found)}.values())[::-1]


def of_side(people: Sequence[Talker], side: Side) -> list[Talker]:
    return [each for each in people if each.side == side]
