"""未読の印 in the rows of a list: messages of a case that the one who looks has not read."""

from collections.abc import Sequence
from dataclasses import replace

from councils.tenancy import Actor
from loans.cases.lists import Line
from loans.talk.thread import unread_counts


def with_unread(rows: Sequence[Line], by: Actor) -> list[Line]:
    counts = unread_counts([row.id for row in rows], by)
    return [replace(row, unread=counts.get(row.id, 0)) for row in rows]
