"""項目. How a record is said on the wire: a value, a reason why there is none, or rows of items."""

Item = dict[str, object]
NULL_REASON = "NotAcceptable"


def given(name: str, value: object) -> Item:
    return {"name": name, "value": str(value)}


def empty(name: str) -> Item:
    return {"name": name, "null_reason": NULL_REASON}


def given_or_empty(name: str, value: object) -> Item:
    """None is no value."""
    return empty(name) if value is None else given(name, value)


def flag(name: str, *, is_so: bool) -> Item:
    return given(name, "1" if is_so else "0")


def rows(name: str, *each: list[Item]) -> Item:
    return {"name": name, "rows": list(each)}


def all_empty(items: list[Item]) -> list[Item]:
    """The same record with no value in it: groups that may be missing are."""
    return [_without_value(item) for item in items]


def _without_value(item: Item) -> Item:
    found = item.get("rows")
    if isinstance(found, list):
        return {"name": item["name"], "rows": [all_empty(row) for row in found[:1]]}
    return empty(str(item["name"]))
