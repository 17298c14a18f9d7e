"""様式. What a printed form (`forms/form.typ`) prints: finished strings, part by part, with room for a pen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from councils.papers.letter import Check, Row
from councils.papers.rendering import qr_code, render

FORMS = Path(__file__).with_name("forms")


@dataclass(frozen=True)
class Pairs:
    """項目の欄. Label and value, two facts a line; an empty value is room for a pen."""

    title: str
    pairs: tuple[Row, ...]


@dataclass(frozen=True)
class Lines:
    """文章の欄. What was said, in a frame that leaves room for more: so many lines of a pen."""

    title: str
    text: str
    pen_lines: int = 1


@dataclass(frozen=True)
class Table:
    """一覧の欄. A row a person or thing; widths are shares of the page."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    table: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Checks:
    """確認の欄. ■ what applies, □ what does not, or not yet."""

    title: str
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Signer:
    """署名する人. drawn: the signature that was written on the tablet, as SVG; note: what stands in its place.

    Empty, and without a day: room for a pen.
    """

    who: str
    drawn: str = ""
    note: str = ""
    dated: str = ""


@dataclass(frozen=True)
class Signatures:
    """署名欄. Who writes a name by hand, on which day; or has."""

    title: str
    signers: tuple[Signer, ...]


@dataclass(frozen=True)
class Opening:
    """宛先と書き出し. To whom a paper goes, and its first sentence; they stand under the title."""

    addressee: str
    sentence: str
    title: str = ""


Part = Pairs | Lines | Table | Checks | Signatures | Opening


def pens(*who: str) -> tuple[Signer, ...]:
    """署名欄. Each with room for a pen."""
    return tuple(Signer(each) for each in who)


@dataclass(frozen=True)
class Form:
    """様式. number is the receipt number; empty on a form that belongs to no case yet."""

    title: str
    council: str
    number: str
    printed: str
    parts: tuple[Part, ...]


def print_form(form: Form, *, stamp: datetime) -> bytes:
    """様式の印刷. Raises CharacterNotInFont."""
    return print_forms([form], title=form.title, stamp=stamp)


def print_forms(forms: Sequence[Form], *, title: str, stamp: datetime) -> bytes:
    """様式の印刷, one after the other in one PDF; each counts its own pages. Raises CharacterNotInFont."""
    facts = {"title": title, "council": forms[0].council, "forms": [_facts(form) for form in forms]}
    return render("form", facts, folder=FORMS, stamp=stamp)


def _facts(form: Form) -> dict[str, Any]:
    return {**asdict(form), "qr": qr_code(form.number) if form.number else ""}
