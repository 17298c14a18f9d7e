"""The words of the access pages: who comes, whose rows they meet, and how a page is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.servers import Home
from tests.walls.contexts import Who

COUNTER_POSTS = frozenset({"counsellor", "counter_chief"})
CASE_POSTS = frozenset({"reviewer", "subsection_chief", "section_chief", "secretary_general", "president", "system"})
COUNTER_CHIEFS = frozenset({"counter_chief"})
OFFICE_CHIEFS = CASE_POSTS - {"reviewer", "system"}
ADMINISTRATORS = frozenset({"administrator"})
TRAIL_POSTS = ADMINISTRATORS | {"auditor"}
SYSTEM = frozenset({"system"})


@dataclass(frozen=True)
class Visitors:
    """Login roles, and the posts in which they come; None: at any stage, without a context too."""

    roles: frozenset[str]
    posts: frozenset[str] | None


def _visitors(roles: str, posts: frozenset[str] | None = None) -> Visitors:
    return Visitors(frozenset(roles.split()), posts)


WHO: dict[Home, dict[str, Visitors]] = {
    "cases": {
        "everybody": _visitors("counter office gate_worker"),
        "pages": _visitors("counter office"),
        "counter pages": _visitors("counter"),
        "office pages": _visitors("office"),
        "counter posts": _visitors("counter", COUNTER_POSTS),
        "case posts": _visitors("office", CASE_POSTS),
        "counter chiefs": _visitors("counter", COUNTER_CHIEFS),
        "office chiefs": _visitors("office", OFFICE_CHIEFS),
        "administrators": _visitors("office", ADMINISTRATORS),
        "trail posts": _visitors("office", TRAIL_POSTS),
        "system": _visitors("office", SYSTEM),
        "tasks": _visitors("office"),
        "worker": _visitors("gate_worker", SYSTEM),
        "sealer": _visitors("sealer"),
    },
    "vault": {
        "everybody": _visitors("gate gate_worker"),
        "pages": _visitors("gate"),
        "officers": _visitors("gate", frozenset({"inquiry_officer"})),
        "administrators": _visitors("gate", ADMINISTRATORS),
        "trail posts": _visitors("gate", TRAIL_POSTS),
        "tasks": _visitors("gate_worker"),
        "worker": _visitors("gate_worker", SYSTEM),
        "sealer": _visitors("sealer"),
    },
}


@dataclass(frozen=True)
class Row:
    """A row as it lies in the database. staff_id: whose own it is; forwarded: its case had left the counter by then."""

    ctid: str
    council: str
    staff_id: int | None
    forwarded: bool
    facts: Mapping[str, Any]


def _of_council(row: Row, who: Who) -> bool:
    return who.council != "" and row.facts["municipal_council_id"] == who.council


def _of_prefecture(row: Row, who: Who) -> bool:
    return who.prefecture != "" and row.facts["prefecture_id"] == who.prefecture


def _own(row: Row, who: Who) -> bool:
    return who.staff is not None and row.staff_id == who.staff


def _door(kind: str) -> Callable[[Row, Who], bool]:
    """The own row, or that of the typed name, where the person is of this zone."""

    def at(row: Row, who: Who) -> bool:
        return row.facts["council_kind"] == kind and (_own(row, who) or (who.typed or None) == row.facts["username"])

    return at


def _of_staff_in_prefecture(row: Row, who: Who) -> bool:
    """Rows that carry a person alone: the council is that person's."""
    return who.prefecture != "" and row.council[:2] == who.prefecture[:2]


def _is_open(row: Row) -> bool:
    decided = (
        "confirmed_by",
        "rejected_by",
        "settlement",
        "confirmed_at",
        "withdrawn_at",
        "resumed_by",
        "undone_at",
    )
    return not any(row.facts.get(each) for each in decided)


def _is_in_force(row: Row) -> bool:
    return row.facts["lifted_at"] is None


def _is_kept(row: Row) -> bool:
    return row.facts["removed_at"] is None


def _is_own_standing(row: Row, who: Who) -> bool:
    return who.staff is not None and row.facts["written_by"] == who.staff and row.facts["withdrawn_at"] is None


def _is_unkept(row: Row) -> bool:
    return row.facts["kept_at"] is None


def _is_unsent(row: Row) -> bool:
    said = ("result_class", "receipt", "settlement", "attempts", "asked_at", "answered_at")
    return row.facts["state"] == "waiting" and not any(row.facts[each] for each in said)


def _is_untouched(row: Row) -> bool:
    said = ("confirmed_by", "lifted_by", "judged_by", "ended_by", "destroyed_at", "told_count")
    said += ("allowed_by", "refused_by", "reviewed_by")
    return row.facts.get("what") != "EXPOSED" and not any(row.facts.get(each) for each in said)


def _is_bell(row: Row) -> bool:
    untouched = not any(row.facts[each] for each in ("attempts", "settled_at", "trouble"))
    return row.facts["kind"] in ("identify", "link", "read") and untouched


WHOSE: dict[str, Callable[[Row, Who], bool]] = {
    "all": lambda row, who: True,
    "none": lambda row, who: False,
    "own council": _of_council,
    "own prefecture": _of_prefecture,
    "once forwarded": lambda row, who: _of_prefecture(row, who) and row.forwarded,
    "once shared": lambda row, who: _of_prefecture(row, who) and row.facts["is_shared"],
    "once confirmed": lambda row, who: _of_prefecture(row, who) and row.facts["confirmed_at"] is not None,
    "council, in force": lambda row, who: _of_council(row, who) and _is_in_force(row),
    "council, kept": lambda row, who: _of_council(row, who) and _is_kept(row),
    "forwarded, in force": lambda row, who: _of_prefecture(row, who) and row.forwarded and _is_in_force(row),
    "own words": lambda row, who: _of_council(row, who) and _is_own_standing(row, who),
    "office's, own": lambda row, who: _of_prefecture(row, who) and _is_own_standing(row, who),
    "council, open": lambda row, who: _of_council(row, who) and row.facts["state"] == "open",
    "office's, unsaid": lambda row, who: _of_prefecture(row, who) and row.facts["settled_at"] is None,
    "council, own": lambda row, who: _of_council(row, who) and _own(row, who),
    "forwarded, own": lambda row, who: _of_prefecture(row, who) and row.forwarded and _own(row, who),
    "council, unkept": lambda row, who: _of_council(row, who) and _is_unkept(row),
    "forwarded, unkept": lambda row, who: _of_prefecture(row, who) and row.forwarded and _is_unkept(row),
    "factors of council": lambda row, who: row.facts["act"] == "factor" and row.facts["council_id"] == who.council,
    "staff of own prefecture": _of_staff_in_prefecture,
    "own": _own,
    "own, council": lambda row, who: _own(row, who) and _of_council(row, who),
    "own, prefecture": lambda row, who: _own(row, who) and _of_prefecture(row, who),
    "municipal door": _door("municipal"),
    "prefectural door": _door("prefectural"),
    "undecided": lambda row, who: _of_prefecture(row, who) and _is_open(row),
    "unsent": lambda row, who: _of_prefecture(row, who) and _is_unsent(row),
    "untouched": lambda row, who: _of_prefecture(row, who) and _is_untouched(row),
    "bells": lambda row, who: _of_prefecture(row, who) and _is_bell(row),
}


@dataclass(frozen=True)
class Line:
    """These visitors may do this (S I U D) with these rows. hand: what they insert has their own id in this column."""

    who: str
    verbs: str
    whose: str
    hand: str = ""


def page(text: str) -> dict[str, tuple[Line, ...]]:
    """A page: the head names the visitors; a line is a table, then for each of them what they may do with whose rows.

    `SI own council; U own`: two lines. `SI own prefecture @taken_by`: what is inserted, in one's own name only.
    """
    head, *lines = (_cut(each) for each in text.strip().splitlines())
    return {table: tuple(_lines(head[1:], given)) for table, *given in lines}


def _cut(line: str) -> list[str]:
    return [each.strip() for each in line.split("|")]


def _lines(visitors: list[str], given: list[str]) -> Iterator[Line]:
    for who, words in zip(visitors, given, strict=True):
        for each in filter(None, (part.strip() for part in words.split(";"))):
            access, _, hand = each.partition("@")
            verbs, _, whose = access.strip().partition(" ")
            if whose not in WHOSE or not set(verbs) <= set("SIUD"):
                raise ValueError(f"{who}: {each}")
            yield Line(who, verbs, whose, hand)


def at(moment: str | None) -> datetime | None:
    return None if moment is None else datetime.fromisoformat(moment)
