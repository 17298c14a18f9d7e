"""回答の保存形. A typed answer as JSON and back, before it is sealed; an empty item keeps its reason."""

from dataclasses import fields
from datetime import date
from typing import Any

from inquiry.codes import Kind
from inquiry.sources.answers import Answer, AssistanceAnswer, Empty, Given, HouseholdAnswer, TaxAnswer
from inquiry.sources.outcomes import Answered

Content = dict[str, Any]
_OF_KIND: dict[Kind, type[TaxAnswer] | type[HouseholdAnswer] | type[AssistanceAnswer]] = {
    Kind.TAX: TaxAnswer,
    Kind.HOUSEHOLD: HouseholdAnswer,
    Kind.ASSISTANCE: AssistanceAnswer,
}
_DATES = {"began_on"}


def written(answered: Answered) -> Content:
    items = {field.name: _written(getattr(answered.answer, field.name)) for field in fields(answered.answer)}
    return {"updated_on": answered.updated_on.isoformat(), "items": items}


def read(kind: Kind, content: Content) -> Answered:
    items = {name: _read(name, item) for name, item in content["items"].items()}
    answer: Answer = _OF_KIND[kind](**items)
    return Answered(answer, date.fromisoformat(content["updated_on"]))


def _written(item: object) -> object:
    match item:
        case Given(date() as day):
            return {"value": day.isoformat()}
        case Given(value):
            return {"value": value}
        case Empty(reason):
            return {"empty": reason}
        case _:
            return item


def _read(name: str, item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    if "empty" in item:
        return Empty(item["empty"])
    return Given(date.fromisoformat(item["value"]) if name in _DATES else item["value"])
