"""読み解きのない種類の言葉. Every item of a record under the network's own name, none left out."""

from collections.abc import Mapping

from inquiry.reading.codes import code_words
from inquiry.reading.line import Line, shown
from inquiry.sources.layouts.reader import Record
from inquiry.sources.specification import configured
from inquiry.sources.values import Given, Item

# By how our keys end.
_UNITS = {"_yen": "円", "_count": "人", "days_total": "日", "days_left": "日"}


def lines(record: Record) -> list[Line]:
    """The items, then each row of each group, numbered from 1."""
    told = _row(record, record.items, "")
    for key, rows in record.groups.items():
        title = _label(record, key)
        told += [] if rows else [Line(title, "0件")]
        for number, row in enumerate(rows, start=1):
            told += _row(record, row, f"{title}{number}：")
    return told


def _row(record: Record, row: Mapping[str, Item], before: str) -> list[Line]:
    return [Line(before + _label(record, key), _said(record, key, item)) for key, item in row.items()]


def _said(record: Record, key: str, item: Item) -> str:
    if key.endswith("_code") and isinstance(item, Given):
        return code_words(record.kind, key, str(item.value))
    return shown(item, _unit(key))


def _label(record: Record, key: str) -> str:
    return configured().layouts.label(record.kind, key)


def _unit(key: str) -> str:
    return next((unit for end, unit in _UNITS.items() if key.endswith(end)), "")
