"""回答の読取り. Reads an answer of any kind by its layout; what does not fit is named, and its text never repeated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inquiry.codes import Kind
from inquiry.sources.errors import AnswerNotUnderstood
from inquiry.sources.layouts.layout import MOST_ROWS, GroupLayout, ItemLayout, Layout
from inquiry.sources.values import BLANK, NOT_IN_LAYOUT, Empty, Given, Item, Row, are_empty

Text = Given[str] | Empty
TextRow = Mapping[str, Text]
UNKNOWN_ITEM = "unknown_item"


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """回答. The items of any kind by our own keys; groups come as often as there are things to tell of."""

    kind: Kind
    version: str
    items: Row
    groups: Mapping[str, tuple[Row, ...]]
    is_undeclared = False

    @property
    def is_empty(self) -> bool:
        return are_empty((self.items,)) and all(are_empty(rows) for rows in self.groups.values())

    def item(self, key: str) -> Item:
        """An item that this version of the layout does not have is empty for that reason."""
        return self.items.get(key, Empty(NOT_IN_LAYOUT))

    def rows(self, key: str) -> tuple[Row, ...]:
        return self.groups.get(key, ())


def read(layout: Layout, items: TextRow, groups: Mapping[str, Sequence[TextRow]]) -> Record:
    """By the network's names. Raises AnswerNotUnderstood: the name of the item that is missing or not of its shape,
    or "unknown_item" where one came that the layout does not have.
    """
    if not set(groups) <= set(layout.groups):
        raise AnswerNotUnderstood(UNKNOWN_ITEM)
    rows = {group.key: _group(group, groups.get(name, ())) for name, group in layout.groups.items()}
    return Record(layout.kind, layout.version, _row(layout.items, items), rows)


def read_columns(layout: Layout, line: Sequence[str]) -> Record:
    """One line of a file, its columns counted from 1. Raises AnswerNotUnderstood."""
    if not layout.column_count or len(line) != layout.column_count:
        raise AnswerNotUnderstood("layout")
    texts = {name: line[item.column - 1] for name, item in layout.items.items()}
    return read(layout, {name: Given(text) if text else Empty(BLANK) for name, text in texts.items()}, {})


def read_mapped(layout: Layout, items: TextRow) -> Record:
    """Of a file whose map names only some of the items: the others are not in it, and empty for that reason."""
    known = {name: item for name, item in layout.items.items() if name in items}
    row: Row = {item.key: Empty(NOT_IN_LAYOUT) for item in layout.items.values()}
    return Record(layout.kind, layout.version, row | _row(known, items), {})


def _group(layout: GroupLayout, rows: Sequence[TextRow]) -> tuple[Row, ...]:
    if not layout.at_least <= len(rows) <= MOST_ROWS:
        raise AnswerNotUnderstood(layout.name)
    return tuple(_row(layout.items, row) for row in rows)


def _row(layouts: Mapping[str, ItemLayout], texts: TextRow) -> Row:
    if not set(texts) <= set(layouts):
        raise AnswerNotUnderstood(UNKNOWN_ITEM)
    return {layout.key: _item(layout, texts.get(name)) for name, layout in layouts.items()}


def _item(layout: ItemLayout, text: Text | None) -> Item:
    """Raised outside the except block: what led to it carries the text."""
    if isinstance(text, Empty):
        return text
    if text is not None:
        try:
            return layout.read(text.value)
        except ValueError:
            pass
    raise AnswerNotUnderstood(layout.name)
