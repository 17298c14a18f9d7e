"""`python -m councils.trail.verify EXPORT ANCHOR...`: has anybody changed the trail?

Needs an export and the folders of the anchors, and nothing but the standard library: copy councils/trail/ to another
machine and run it there. One line per finding, with prefecture, seal and row; exit status 1 when there is any.
--part: the export is of a period, and need not reach the newest anchor.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from councils.trail import anchors
from councils.trail.batches import Batch, Chain, Seen
from councils.trail.findings import Finding, Kind


class Verifier:
    """One pass over the records of an export; `seals` and `rows` say how much was looked at.

    The anchors are read once the export has begun: what is in it of anchoring is then in them, and what was anchored
    after it is left out.
    """

    def __init__(self, read_anchors: Callable[[], Iterable[anchors.Anchor]], *, is_part: bool = False) -> None:
        self._read_anchors = read_anchors
        self.anchors: list[anchors.Anchor] = []
        self.made_at = 0
        self.is_part = is_part
        self.chains: dict[str, Chain] = {}
        self.seals = self.rows = self.waiting = 0
        self._seen = Seen()
        self._has_ended = False

    def findings(self, records: Iterable[dict[str, Any]]) -> Iterator[Finding]:
        records = iter(records)
        head = next(records, {})
        if head.get("kind") != "trail":
            yield Finding(Kind.UNREADABLE)
            return
        self.made_at, self.anchors = int(head.get("made_at", 0)), list(self._read_anchors())
        for record in records:
            try:
                yield from self._of_record(str(head.get("home")), record)
            except (KeyError, TypeError, ValueError, AttributeError):
                yield Finding(Kind.UNREADABLE)
        if not self._has_ended:
            yield Finding(Kind.UNREADABLE)
        yield from self._of_anchors()

    def _of_record(self, home: str, record: dict[str, Any]) -> Iterator[Finding]:
        kind = record.get("kind")
        if kind == "batch":
            batch = Batch.read(home, record)
            self.seals, self.rows = self.seals + 1, self.rows + len(batch.rows)
            chain = self.chains.setdefault(batch.seal.prefecture, Chain(batch.seal.prefecture, is_part=self.is_part))
            yield from batch.findings(self._seen)
            yield from chain.follow(batch)
        elif kind == "unsealed":
            yield from (Finding(Kind(record["why"]), record["prefecture"], row=row) for row in record["ids"])
        elif kind == "waiting":
            self.waiting += record["count"]
        elif kind == "anchoring":
            yield from self._of_anchoring(record)
        elif kind == "end":
            self._has_ended = record["seals"] == self.seals and record["rows"] == self.rows

    def _of_anchoring(self, record: dict[str, Any]) -> Iterator[Finding]:
        """The database remembers how long an anchor was: a shorter one has lost its end."""
        for anchor in self.anchors:
            if anchor.name == record["anchor"] and record["digest"] not in anchor.digests:
                yield Finding(Kind.ANCHOR_CUT, seal=anchor.lines + 1, until=record["lines"], place=anchor.name)

    def _of_anchors(self) -> Iterator[Finding]:
        if self.seals and not any(anchor.lines for anchor in self.anchors):
            yield Finding(Kind.NO_ANCHOR)
        for anchor in self.anchors:
            yield from (Finding(Kind.ANCHOR_CHANGED, seal=line, place=anchor.name) for line in anchor.broken)
            for prefecture, anchored in anchor.seals.items():
                chain = self.chains.get(prefecture) or Chain(prefecture, is_part=self.is_part)
                known = {number: digest for number, (digest, at) in anchored.items() if at <= self.made_at}
                yield from chain.compare(known)


def records_of(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """A line that is no JSON is a record that nobody knows."""
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            record = {}
        yield record if isinstance(record, dict) else {}


def main() -> None:
    parser = ArgumentParser(prog="python -m councils.trail.verify", description=__doc__)
    parser.add_argument("export", type=Path)
    parser.add_argument("anchors", type=Path, nargs="*", metavar="ANCHOR", help="folder of an anchor")
    parser.add_argument("--part", action="store_true", help="the export is of a period")
    chosen = parser.parse_args()
    with chosen.export.open(encoding="utf-8") as lines:
        home = next(records_of(lines), {}).get("home", "")
        lines.seek(0)
        verifier = Verifier(lambda: [anchors.read(folder, home) for folder in chosen.anchors], is_part=chosen.part)
        found = 0
        for finding in verifier.findings(records_of(lines)):
            found += 1
            print(finding)
    print(_summary(verifier, found))
    sys.exit(1 if found else 0)


def _summary(verifier: Verifier, found: int) -> str:
    ranges = ", ".join(str(chain) for chain in verifier.chains.values())
    looked = f"{verifier.seals} seals, {verifier.rows} rows, {verifier.waiting} rows waiting for their seal"
    # By the database's clock, and later anchors are left out: whoever reads this compares it with a clock of theirs.
    made = datetime.fromtimestamp(verifier.made_at / 1_000_000, UTC)
    result = f"{'NOT INTACT' if found else 'intact'}: {found} findings in {looked}. Looked at: {ranges or 'nothing'}."
    return f"{result} The export says that it was made at {made:%Y-%m-%d %H:%M:%S} UTC."


if __name__ == "__main__":
    main()
