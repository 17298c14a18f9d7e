"""探す. From what was typed to cases and talks, by one range of one index for each kind of key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import CharField, Func, QuerySet, Value

from councils.permissions import PostKind
from councils.tenancy import Actor
from loans.search.models import SearchKey
from loans.search.typed import Typed

# One household has several rows of the same family name; so many rows make at least this many cases, or all there are.
ROWS, CASES = 120, 20
_LAST = "\U0010ffff"
_AT_COUNTER = (PostKind.COUNSELLOR, PostKind.COUNTER_CHIEF)


@dataclass(frozen=True)
class Found:
    """見つかったもの. In the order of the key; sources: by case, the people of it who were found."""

    cases: dict[UUID, list[UUID]] = field(default_factory=dict)
    talks: list[UUID] = field(default_factory=list)
    is_more: bool = False

    @property
    def count(self) -> int:
        return len(self.cases) + len(self.talks)


def find(typed: Typed, *, by: Actor) -> Found:
    """At most 20 of the own council at the counter, of the own prefecture in the office."""
    first, *more = [_rows(kind, typed, by) for kind in typed.kinds]
    rows = list(first.union(*more, all=True) if more else first)
    return _found(rows, is_cut=len(rows) >= ROWS)


def _rows(kind: str, typed: Typed, by: Actor) -> QuerySet[SearchKey, Any]:
    begin = key_of(kind, typed.text)
    # Between the text itself and what comes after all that begins with it; `>=` and `<` are leakproof, LIKE is not.
    bounds: dict[str, Any] = (
        {"key": begin} if typed.is_whole else {"key__gte": begin, "key__lt": key_of(kind, typed.text, _LAST)}
    )
    return rows_of(by).filter(**bounds)[:ROWS]


def rows_of(by: Actor) -> QuerySet[SearchKey, Any]:
    """In the order of the key: case, talk, and whose name it is."""
    rows = SearchKey.objects.filter(**_tenant(by)).order_by("key", "source_id")
    return rows.values_list("application_id", "consultation_id", "source_id")


def _tenant(by: Actor) -> dict[str, Any]:
    """Named beside the policy, so that the index begins with it; the office's index holds what was forwarded alone."""
    if by.post in _AT_COUNTER:
        return {"municipal_council_id": by.council_id}
    return {"prefecture_id": by.prefecture_id, "is_forwarded": True}


class _Key(Func):
    """Not Django's Concat: the COALESCE in it counts as leaky, and a plan made once would read the whole tenant."""

    template, arg_joiner = "(%(expressions)s)", " || "
    output_field = CharField()


def key_of(kind: str, text: str, end: str = "") -> Func:
    """見出し, by the one function that the triggers use too."""
    plain = Func(Value(text), function="walls.search_text", output_field=CharField())
    return _Key(Value(kind), plain, Value(end))


def _found(rows: Sequence[tuple[UUID | None, UUID | None, UUID]], *, is_cut: bool) -> Found:
    cases: dict[UUID, list[UUID]] = {}
    talks: dict[UUID, None] = {}
    for application, consultation, source in rows:
        if len(cases) + len(talks) >= CASES and application not in cases and consultation not in talks:
            return Found(cases, list(talks), is_more=True)
        if application:
            cases.setdefault(application, []).append(source)
        elif consultation:
            talks[consultation] = None
    return Found(cases, list(talks), is_more=is_cut)
