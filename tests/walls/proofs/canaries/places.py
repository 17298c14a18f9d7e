"""Where it was looked, and what stood there."""

from collections import defaultdict
from dataclasses import dataclass, field

from tests.walls.proofs import Outcome
from tests.walls.proofs.canaries.declared import DECLARED, KINDS
from tests.walls.proofs.canaries.marks import Marked, kinds_in


@dataclass
class Places:
    """Everything that was found, by place; the first finer place of each kind, so that a fault can be mended."""

    people: list[Marked]
    found: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def look(self, place: str, content: bytes | str, *, at: str = "") -> None:
        """at: where in the place, for the fault: a file, a table, a page; never a value."""
        written = content.encode() if isinstance(content, str) else content
        for marked in self.people:
            for kind in kinds_in(written, marked):
                self.found[place].setdefault(kind, at)
        self.found[place].setdefault("", at)

    def judged(self) -> Outcome:
        outcome = Outcome({"places": 0, "hits": 0})
        for place in sorted(set(self.found) | set(DECLARED)):
            self._judge(place, outcome)
        everywhere = {kind for kinds in self.found.values() for kind in kinds}
        outcome.faults += [f"{kind}: stands nowhere at all" for kind in KINDS if kind not in everywhere]
        return outcome

    def _judge(self, place: str, outcome: Outcome) -> None:
        if place not in self.found:
            outcome.faults.append(f"{place}: nobody looked")
            return
        outcome.count("places")
        if place not in DECLARED:
            outcome.faults.append(f"{place}: undeclared")
            return
        stands = {kind: at for kind, at in self.found[place].items() if kind}
        for kind in sorted(set(stands) - DECLARED[place].may):
            outcome.count("hits")
            outcome.faults.append(f"{place}: {kind} ({stands[kind]})")
        missing = DECLARED[place].must - set(stands)
        outcome.faults += [f"{place}: {kind} should stand here, so nothing was looked at" for kind in sorted(missing)]
