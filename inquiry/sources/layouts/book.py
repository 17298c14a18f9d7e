"""様式集. The layouts of a specification, read from its folder and checked before anything is read by them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from inquiry.codes import Kind
from inquiry.sources.errors import AnswerNotUnderstood
from inquiry.sources.layouts.layout import GroupLayout, ItemLayout, Layout
from inquiry.sources.layouts.shapes import Shape


class BadLayout(Exception):  # a fault of configuration: named when a zone starts, not when an answer comes
    """The folder of a specification does not hold what it must; the text names the file and never an answer."""


@dataclass(frozen=True, slots=True)
class LayoutBook:
    """様式集. Every version ever sent stays: an old copy (副本) comes in the layout of its day."""

    layouts: Mapping[Kind, Sequence[Layout]]

    def of(self, kind: Kind, version: str) -> Layout:
        """Raises AnswerNotUnderstood (layout)."""
        for layout in self.layouts[kind]:
            if layout.version == version:
                return layout
        raise AnswerNotUnderstood("layout")

    def by_column_count(self, kind: Kind, count: int) -> Layout:
        """The layout of a file whose lines have so many columns. Raises AnswerNotUnderstood (layout)."""
        for layout in self.layouts[kind]:
            if layout.column_count == count > 0:
                return layout
        raise AnswerNotUnderstood("layout")

    def with_names(self, kind: Kind, names: Collection[str]) -> Layout:
        """The newest that has an item of every such name: a map of columns names items and no version.

        Raises AnswerNotUnderstood (layout).
        """
        for layout in sorted(self.layouts[kind], key=lambda layout: layout.since, reverse=True):
            if set(names) <= set(layout.items):
                return layout
        raise AnswerNotUnderstood("layout")

    def newest(self, kind: Kind, on: date) -> Layout:
        """What is sent on that day over the line; before the first, the first."""
        sent = [layout for layout in self.layouts[kind] if not layout.column_count]
        begun = [layout for layout in sent if layout.since <= on]
        return max(begun, key=lambda layout: layout.since) if begun else sent[0]

    def label(self, kind: Kind, key: str) -> str:
        """The network's name for one of our keys, for people to read; the key where no layout has it."""
        for layout in reversed(self.layouts[kind]):
            if key in layout.labels:
                return layout.labels[key]
        return key


def read_book(folder: Path) -> LayoutBook:
    """Raises BadLayout."""
    return LayoutBook({kind: _versions(kind, folder / f"{kind.value}.json") for kind in Kind})


def _versions(kind: Kind, path: Path) -> tuple[Layout, ...]:
    try:
        layouts = tuple(_layout(kind, row) for row in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as unreadable:
        raise BadLayout(f"{path.name}: {unreadable}") from None
    _check(path.name, layouts)
    return layouts


def _check(name: str, layouts: Sequence[Layout]) -> None:
    """One layout of the line at least, no version twice, no name and no column twice in one layout."""
    if not any(not layout.column_count for layout in layouts):
        raise BadLayout(f"{name}: no layout of the line")
    if len({layout.version for layout in layouts}) < len(layouts):
        raise BadLayout(f"{name}: a version twice")
    for layout in layouts:
        if len(layout.labels) < len(layout.items) + len(layout.groups) or not layout.source:
            raise BadLayout(f"{name}: a key twice, or no source")
        _check_columns(name, layout)


def _check_columns(name: str, layout: Layout) -> None:
    columns = [item.column for item in layout.items.values() if item.column]
    expected = len(layout.items) if layout.column_count else 0
    if len(set(columns)) != expected or any(column > layout.column_count for column in columns):
        raise BadLayout(f"{name}: columns of {layout.version}")


def _layout(kind: Kind, row: Mapping[str, Any]) -> Layout:
    groups = [_group(key, each) for key, each in row["groups"].items()]
    return Layout(
        kind=kind,
        version=row["version"],
        since=date.fromisoformat(row["since"]),
        source=row["source"],
        is_public=row["is_public"],
        items=_items(row["items"]),
        groups={group.name: group for group in groups},
        column_count=row.get("column_count", 0),
    )


def _group(key: str, row: Mapping[str, Any]) -> GroupLayout:
    return GroupLayout(key, row["name"], _items(row["items"]), row["at_least"])


def _items(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, ItemLayout]:
    items = [_item(key, row) for key, row in rows.items()]
    named = {item.name: item for item in items}
    if len(named) < len(items):
        raise ValueError("a name twice")
    return named


def _item(key: str, row: Mapping[str, Any]) -> ItemLayout:
    shape = Shape(row["shape"])
    choices = tuple(row.get("choices", ()))
    if bool(choices) != (shape is Shape.CHOICE):
        raise ValueError(f"choices of {key}")
    return ItemLayout(key, row["name"], shape, choices, row.get("blank", ""), row.get("column", 0))
