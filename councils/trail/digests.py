"""要約値. How a row, a batch and a seal become digests. Standard library only: the verifier stands on this alone."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

VERSION = 1
FIRST = "0" * 64
# A leaf, a node of the tree, a seal and a line of an anchor never stand for one another.
_LEAF, _NODE, _SEAL, _LINE = b"\x00", b"\x01", b"\x02", b"\x03"

# The facts of a row in the order in which they are digested; at is microseconds since 1970, UTC.
ROW = (
    "id",
    "at",
    "staff_id",
    "post",
    "council_id",
    "prefecture_id",
    "verb",
    "case_id",
    "subject_id",
    "fields",
    "purpose",
    "result",
)


@dataclass(frozen=True)
class Seal:
    """封印. Everything that its digest covers, and the digest that was stored."""

    home: str
    prefecture: str
    number: int
    sealed_at: int
    row_ids: tuple[int, ...]
    leaves: str
    root: str
    before: str
    digest: str = ""

    def computed(self) -> str:
        facts = [VERSION, self.home, self.prefecture, self.number, self.sealed_at, list(self.row_ids)]
        return _digest(_SEAL, canonical([*facts, self.root, self.before]))

    def each_leaf(self) -> list[str]:
        return [self.leaves[place : place + 64] for place in range(0, len(self.leaves), 64)]


def canonical(value: Any) -> bytes:
    """One spelling for one value, in every language that has JSON: no spaces, no escapes but the needed ones."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def leaf_of(row: Sequence[Any]) -> str:
    """The digest of a row; its values stand in the order of ROW, UUIDs as text."""
    return _digest(_LEAF, canonical([VERSION, *row]))


def root_of(leaves: Sequence[str]) -> str:
    """The Merkle root. A last one without a neighbour goes up as it is."""
    level = [bytes.fromhex(leaf) for leaf in leaves]
    while len(level) > 1:
        pairs = [
            hashlib.sha256(_NODE + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = pairs + level[len(pairs) * 2 :]
    return level[0].hex()


def line_digest(line: str) -> str:
    return _digest(_LINE, line.encode())


def _digest(kind: bytes, content: bytes) -> str:
    return hashlib.sha256(kind + content).hexdigest()
