"""聞き取りの規則. What to ask next, what a fund requires, which schemes come first: dated, each with its source."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("interview.json")
YES_NO, OPEN = "yes_no", "open"
# That it was asked: the answer stands in the talk's own words, or was neither yes nor no.
LATER, ASKED = "later", "asked"
ANSWERS = {YES_NO: ("yes", "no", ASKED, LATER), OPEN: (ASKED, LATER)}
USING, CHECKED, NOT_APPLICABLE, REFER = "using", "checked", "not_applicable", "refer"
RESULTS = ((USING, "利用中"), (CHECKED, "確認した"), (NOT_APPLICABLE, "対象外"), (REFER, "つなぐ"))


@dataclass(frozen=True)
class Question:
    """確認したいこと. when: conditions of which one makes it worth asking; known_by: what answers it already."""

    code: str
    text: str
    kind: str
    when: tuple[dict[str, Any], ...]
    known_by: tuple[dict[str, Any], ...]
    source: str
    note: str = ""


@dataclass(frozen=True)
class Requirement:
    """要件. Met where one of its questions has the answer that it wants."""

    text: str
    any: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True)
class FundRequirements:
    """資金の要件. Of one fund in one period."""

    fund: str
    prefecture: str
    valid_from: date
    valid_until: date | None
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class Scheme:
    """先に確かめる制度. agency: whom a client is usually introduced to; topics: the troubles it is first for."""

    code: str
    name: str
    hint: str
    agency: str
    topics: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    source: str


@cache
def questions() -> dict[str, Question]:
    rows = _read()["questions"]
    return {
        row["code"]: Question(**{**row, "when": tuple(row["when"]), "known_by": tuple(row["known_by"])}) for row in rows
    }


def requirements_on(day: date, prefecture_id: str) -> dict[str, FundRequirements]:
    """資金の要件. The prefecture's own row where it has one, else the national one; the latest in force."""
    rows = [row for row in _funds() if _holds(row, day) and row.prefecture in ("", prefecture_id)]
    return {row.fund: row for row in sorted(rows, key=lambda row: (row.prefecture != "", row.valid_from))}


def schemes_on(day: date) -> tuple[Scheme, ...]:
    return tuple(row for row in _schemes() if _holds(row, day))


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


@cache
def _funds() -> tuple[FundRequirements, ...]:
    return tuple(
        FundRequirements(**{**_dated(row), "requirements": tuple(_requirement(each) for each in row["requirements"])})
        for row in _read()["funds"]
    )


def _requirement(row: dict[str, Any]) -> Requirement:
    """Raises KeyError where it asks what no question asks."""
    pairs = tuple((questions()[each["question"]].code, each["is"]) for each in row["any"])
    return Requirement(row["text"], pairs, row["source"])


@cache
def _schemes() -> tuple[Scheme, ...]:
    return tuple(Scheme(**{**_dated(row), "topics": tuple(row["topics"])}) for row in _read()["schemes"])


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    until = row["valid_until"]
    days = {"valid_from": date.fromisoformat(row["valid_from"]), "valid_until": until and date.fromisoformat(until)}
    return {**row, **days}


def _holds(row: FundRequirements | Scheme, day: date) -> bool:
    return row.valid_from <= day and (row.valid_until is None or day <= row.valid_until)
