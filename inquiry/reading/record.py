"""回答の保存形. An answer of any kind as JSON and back, before it is sealed; an empty item keeps its reason.

What is sealed says itself what it is: it opens when its layout is long out of use.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from inquiry.codes import Kind
from inquiry.sources.answers import Answer, AssistanceAnswer, HouseholdAnswer, TaxAnswer
from inquiry.sources.layouts.reader import Record
from inquiry.sources.outcomes import Answered
from inquiry.sources.values import Empty, Given, Item, Month, Row, Value

Content = dict[str, Any]
_TYPED: dict[Kind, type[TaxAnswer] | type[HouseholdAnswer] | type[AssistanceAnswer]] = {
    Kind.TAX: TaxAnswer,
    Kind.HOUSEHOLD: HouseholdAnswer,
    Kind.ASSISTANCE: AssistanceAnswer,
}
# What JSON has no word for; sealed before "is" was written, a date is known by its name.
_AS: dict[str, Callable[[str], Value]] = {"date": date.fromisoformat, "month": Month.parse}
_DATES = {"began_on"}


def written(answered: Answered) -> Content:
    answer = answered.answer
    said = {"updated_on": answered.updated_on.isoformat()}
    if not isinstance(answer, Record):
        return said | {"items": {field.name: _written(getattr(answer, field.name)) for field in fields(answer)}}
    groups = {key: [_row_written(row) for row in rows] for key, rows in answer.groups.items()}
    return said | {"layout": answer.version, "items": _row_written(answer.items), "groups": groups}


def read(kind: Kind, content: Content) -> Answered:
    return Answered(_answer(kind, content), date.fromisoformat(content["updated_on"]))


def _answer(kind: Kind, content: Content) -> Answer:
    typed = _TYPED.get(kind)
    if typed is not None:
        return typed(**{name: _read(name, item) for name, item in content["items"].items()})
    groups = {key: tuple(_row_read(row) for row in rows) for key, rows in content["groups"].items()}
    return Record(kind, content["layout"], _row_read(content["items"]), groups)


def _row_written(row: Row) -> Content:
    return {key: _written(item) for key, item in row.items()}


def _row_read(row: Mapping[str, Any]) -> Row:
    return {key: _item(key, item) for key, item in row.items()}


def _written(item: object) -> object:
    match item:
        case Given(date() as day):
            return {"value": day.isoformat(), "is": "date"}
        case Given(Month() as month):
            return {"value": str(month), "is": "month"}
        case Given(value):
            return {"value": value}
        case Empty(reason):
            return {"empty": reason}
        case _:
            return item


def _read(name: str, item: Any) -> Any:
    return _item(name, item) if isinstance(item, dict) else item


def _item(name: str, item: Mapping[str, Any]) -> Item:
    if "empty" in item:
        return Empty(item["empty"])
    what = item.get("is", "date" if name in _DATES else "")
    return Given(_AS[what](item["value"]) if what else item["value"])
