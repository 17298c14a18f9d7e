"""使い方の文. Questions and roles as data: our own words, each with the report that the fact comes from."""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Question:
    """質問と答え."""

    part: str
    question: str
    answer: str
    source: str


@dataclass(frozen=True, slots=True)
class RoleStep:
    what: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Role:
    """役割と、すること."""

    role: str
    steps: tuple[RoleStep, ...]


@cache
def questions() -> tuple[Question, ...]:
    return tuple(Question(**row) for row in _read("questions"))


@cache
def roles() -> tuple[Role, ...]:
    return tuple(Role(row["role"], tuple(RoleStep(**step) for step in row["steps"])) for row in _read("roles"))


def found(words: str) -> list[Question]:
    """質問の検索. Those in which every word stands somewhere; all of them where nothing was typed."""
    wanted = folded(words).split()
    return [each for each in questions() if all(word in _whole(each) for word in wanted)]


def folded(text: str) -> str:
    """全角・半角と大文字・小文字を区別しない形. For searching alone."""
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _whole(each: Question) -> str:
    return folded(" ".join((each.part, each.question, each.answer, each.source)))


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return rows
