"""市区町村・町名・番号の変更. What a place was called before, as dated data (changes.json), for a person to see.

One old ward can have become two, and 住居表示 gives a house another number: so a change explains a difference and
never makes two addresses equal. `renumbered` takes a municipality's own list of 住居表示 (新旧対照): none is national.
"""

import json
from datetime import date
from pathlib import Path
from typing import NamedTuple


class Change(NamedTuple):
    """変更. From `since` on, what was one of `before` is one of `after`; town is "" for the whole municipality."""

    since: date
    prefecture: str
    before: frozenset[tuple[str, str]]
    after: frozenset[tuple[str, str]]

    def explains(self, one: tuple[str, str], other: tuple[str, str]) -> bool:
        return (one in self.before and other in self.after) or (other in self.before and one in self.after)


def former_names() -> list[tuple[str, str]]:
    """Prefecture and municipality, for reading addresses of before the change."""
    return [(change.prefecture, name) for change in _OF_PLACES for name, _ in change.before]


def is_reorganised(prefecture: str, one: str, other: str, today: date) -> bool:
    """市町村合併・区の再編. Whether one municipality became the other, or a part of it."""
    return any(
        change.explains((one, ""), (other, ""))
        for change in _OF_PLACES
        if change.prefecture == prefecture and change.since <= today
    )


def is_renumbered(prefecture: str, one: tuple[str, str], other: tuple[str, str], today: date) -> bool:
    """住居表示の実施. Whether the towns (municipality, town) are an old and a new name of one place."""
    return any(
        change.explains(one, other) for change in _OF_TOWNS if change.prefecture == prefecture and change.since <= today
    )


def _of_places(row: dict[str, str]) -> Change:
    before, after = (frozenset((name, "") for name in row[key]) for key in ("before", "after"))
    return Change(date.fromisoformat(row["since"]), row["prefecture"], before, after)


def _of_towns(row: dict[str, str]) -> Change:
    before, after = (frozenset((row["municipality"], town) for town in row[key]) for key in ("before", "after"))
    return Change(date.fromisoformat(row["since"]), row["prefecture"], before, after)


_ROWS = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
_OF_PLACES = [_of_places(row) for row in _ROWS["changes"]]
_OF_TOWNS = [_of_towns(row) for row in _ROWS["renumbered"]]
