"""One batch against its seal, and one chain against itself and the anchors. Standard library only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from councils.trail.digests import FIRST, Seal, leaf_of, root_of
from councils.trail.findings import Finding, Kind

# A transaction lasts a minute at most, and a batch is sealed every second.
LATE = 10 * 60 * 1_000_000
_AT = 1


class Seen:
    """Which rows were in a batch already: a bit each, so that ten million fit into two megabytes."""

    def __init__(self) -> None:
        self._blocks: dict[int, bytearray] = {}

    def add(self, row: int) -> bool:
        """Whether it was new."""
        block = self._blocks.setdefault(row >> 16, bytearray(8192))
        place, bit = (row & 0xFFFF) >> 3, 1 << (row & 7)
        is_new = not block[place] & bit
        block[place] |= bit
        return is_new


@dataclass(frozen=True)
class Batch:
    seal: Seal
    rows: dict[int, list[Any]] = field(repr=False)

    @classmethod
    def read(cls, home: str, record: Mapping[str, Any]) -> Self:
        names = ("prefecture", "number", "sealed_at", "row_ids", "leaves", "root", "before", "digest")
        prefecture, number, sealed_at, row_ids, *rest = (record[name] for name in names)
        seal = Seal(home, prefecture, number, sealed_at, tuple(row_ids), *rest)
        return cls(seal, {row[0]: row for row in record["rows"]})

    def findings(self, seen: Seen) -> Iterator[Finding]:
        yield from self._of_rows()
        leaves, ids = self.seal.each_leaf(), self.seal.row_ids
        is_whole = len(leaves) == len(ids) > 0 and root_of(leaves) == self.seal.root
        if not is_whole or self.seal.computed() != self.seal.digest:
            yield self._finding(Kind.SEAL_CHANGED)
        are_new = [seen.add(row) for row in ids]
        if list(ids) != sorted(set(ids)) or not all(are_new):
            yield self._finding(Kind.REORDERED)

    def _of_rows(self) -> Iterator[Finding]:
        for row_id, leaf in zip(self.seal.row_ids, self.seal.each_leaf(), strict=False):
            row = self.rows.get(row_id)
            if row is None:
                yield self._finding(Kind.DELETED, row_id)
            elif leaf_of(row) != leaf:
                yield self._finding(Kind.EDITED, row_id)

    def late_for(self, newest: int) -> Iterator[Finding]:
        """Rows that say a time long before what was sealed earlier. (A sealer that stood still seals in order.)"""
        for row_id, row in self.rows.items():
            if row[_AT] < newest - LATE:
                yield self._finding(Kind.BACKDATED, row_id)

    @property
    def newest(self) -> int:
        """The latest time that a row of the batch says."""
        return max((row[_AT] for row in self.rows.values()), default=0)

    def _finding(self, kind: Kind, row: int | None = None) -> Finding:
        return Finding(kind, self.seal.prefecture, self.seal.number, row=row)


@dataclass
class Chain:
    """The seals of one prefecture, as they come."""

    prefecture: str
    is_part: bool = False
    first: int = 0
    newest: int = 0
    last: Seal | None = None
    digests: dict[int, str] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        number = self.last.number if self.last else 0
        return f"{self.prefecture or 'none'} {self.first}–{number}"

    def follow(self, batch: Batch) -> Iterator[Finding]:
        seal = batch.seal
        expected = self.last.number + 1 if self.last else (seal.number if self.is_part else 1)
        if seal.number > expected:
            yield Finding(Kind.SEAL_MISSING, self.prefecture, expected, seal.number - 1)
        elif seal.number < expected or not self._follows(seal):
            yield Finding(Kind.CHAIN_BROKEN, self.prefecture, max(seal.number - 1, 1), seal.number)
        yield from batch.late_for(self.newest)
        self.newest = max(self.newest, batch.newest)
        self.first = self.first or seal.number
        self.last = seal
        self.digests[seal.number] = seal.digest

    def compare(self, anchored: Mapping[int, str]) -> Iterator[Finding]:
        """With one anchor: what is not as it was begins somewhere after the last seal that agrees."""
        last = self.last.number if self.last else 0
        agreed = 0
        for number in sorted(anchored):
            if number > last:
                if not self.is_part:
                    yield Finding(Kind.TAIL_CUT, self.prefecture, agreed + 1, max(anchored))
                return
            if self.digests.get(number, anchored[number]) != anchored[number]:
                yield Finding(Kind.REWRITTEN, self.prefecture, agreed + 1, number)
                return
            agreed = number if number in self.digests else agreed

    def _follows(self, seal: Seal) -> bool:
        if self.last:
            return seal.before == self.last.digest
        return self.is_part or seal.before == FIRST
