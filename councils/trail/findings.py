"""What the verifier may find, in words, and where. Standard library only."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    BACKDATED = "backdated"
    SEAL_CHANGED = "seal_changed"
    SEAL_MISSING = "seal_missing"
    CHAIN_BROKEN = "chain_broken"
    TAIL_CUT = "tail_cut"
    REWRITTEN = "rewritten"
    ANCHOR_CHANGED = "anchor_changed"
    ANCHOR_CUT = "anchor_cut"
    NO_ANCHOR = "no_anchor"
    UNREADABLE = "unreadable"


WORDS = {
    Kind.EDITED: "the row is not what was sealed",
    Kind.DELETED: "a row that was written is not there",
    Kind.INSERTED: "a row that nobody wrote through the database's own function",
    Kind.REORDERED: "the rows of the batch are in another order, or twice",
    Kind.BACKDATED: "the row claims a time at which others were sealed, and was not among them",
    Kind.SEAL_CHANGED: "the seal does not fit its own batch",
    Kind.SEAL_MISSING: "seals are missing",
    Kind.CHAIN_BROKEN: "the seal does not follow the one before it",
    Kind.TAIL_CUT: "the chain ends before what is anchored: its tail was cut, or an old database restored",
    Kind.REWRITTEN: "the chain is not the anchored one: rewritten, or an old database restored and continued",
    Kind.ANCHOR_CHANGED: "this line of the anchor does not follow the one before it",
    Kind.ANCHOR_CUT: "the anchor has lost its last lines",
    Kind.NO_ANCHOR: "there is no anchor to compare with",
    Kind.UNREADABLE: "the export is not whole",
}


@dataclass(frozen=True)
class Finding:
    """prefecture None: not of one chain ("" is the chain of rows of no prefecture). seal..until: between these numbers;
    of an anchor they are its lines, and place is its name."""

    kind: Kind
    prefecture: str | None = None
    seal: int | None = None
    until: int | None = None
    row: int | None = None
    place: str = ""

    def __str__(self) -> str:
        what = "line" if self.place else "seal"
        numbers = f"{self.seal}–{self.until}" if self.until not in (None, self.seal) else f"{self.seal}"
        where = [
            f"anchor {self.place}" if self.place else "",
            "" if self.prefecture is None else f"prefecture {self.prefecture or 'none'}",
            "" if self.seal is None else f"{what} {numbers}",
            "" if self.row is None else f"row {self.row}",
        ]
        return f"{self.kind.value}: {WORDS[self.kind]} ({', '.join(filter(None, where)) or 'whole export'})"
