"""回答電文. An answer of the network as a JSON object, read by the layout that it names; shared by every road."""

import re
from datetime import date

from inquiry.codes import Kind

from . import wire
from .errors import AnswerNotUnderstood
from .layouts.book import LayoutBook
from .layouts.reader import Record, Text, read
from .values import Empty, Given


def record_of(kind: Kind, content: wire.Content, layouts: LayoutBook) -> Record:
    """Raises AnswerNotUnderstood."""
    came = wire.rows(content, "items")
    layout = layouts.of(kind, wire.text(content, "layout"))
    items: dict[str, Text] = {}
    groups: dict[str, list[dict[str, Text]]] = {}
    for row in came:
        name = wire.text(row, "name")
        if name in items or name in groups:
            raise AnswerNotUnderstood("items")
        if "rows" in row:
            groups[name] = _rows(row)
        else:
            items[name] = _text(row)
    return read(layout, items, groups)


def day(content: wire.Content, name: str) -> date:
    """YYYY-MM-DD. Raises AnswerNotUnderstood."""
    text = wire.text(content, name)
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise AnswerNotUnderstood(name)


def _rows(row: wire.Content) -> list[dict[str, Text]]:
    """A group's: each row a list of items."""
    if set(row) != {"name", "rows"} or not isinstance(row["rows"], list):
        raise AnswerNotUnderstood("items")
    return [_row(each) for each in row["rows"]]


def _row(items: object) -> dict[str, Text]:
    found = wire.rows({"items": items}, "items")
    texts = {wire.text(item, "name"): _text(item) for item in found}
    if len(texts) < len(found):
        raise AnswerNotUnderstood("items")
    return texts


def _text(row: wire.Content) -> Text:
    """An item has a value or a reason why it has none, not both; a reason is a word and no message."""
    if ("value" in row) == ("null_reason" in row):
        raise AnswerNotUnderstood("items")
    if "value" in row:
        return Given(wire.text(row, "value"))
    reason = wire.text(row, "null_reason")
    if not re.fullmatch("[A-Za-z][A-Za-z _-]{0,39}", reason):
        raise AnswerNotUnderstood("null_reason")
    return Empty(reason)
