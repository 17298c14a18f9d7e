"""The proofs of walls.md §8: each attacks a wall, counts what it tried, and prints one line.

A proof is a module of this folder with

* `RUNS`: in whose deployment it runs, once each: counter, office, gate (pages), gate_worker, or walls (both homes' real
  logins past Django; the environment is the office's with an administrator's connection, as in tests/run.py);
* `LINE`: what is printed, a format string over the counts, which are added up over the runs;
* `AT_LEAST`: the counts that FULL=1 must reach, so that a proof that tries too little is red;
* `prove(bed, run, *, is_full)`: an `Outcome`.

`python -m tests.walls.proofs [--full] [NAME ...]` runs them; a fault of any is the exit status.
"""

from dataclasses import dataclass, field

# in the order in which they are run: what breaks fastest first
NAMES: tuple[str, ...] = (
    "matrix",
    "mutants",
    "injection",
    "urls",
    "canaries",
    "disclosures",
    "tamper",
    "bad_inputs",
    "entries",
    "limiter",
    "chaos",
)


@dataclass
class Outcome:
    """What one run of a proof found. faults: a line each, with place and kind, never a value of a person."""

    counts: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def count(self, name: str, more: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + more

    def __add__(self, other: "Outcome") -> "Outcome":
        names = dict.fromkeys((*self.counts, *other.counts))
        counts = {name: self.counts.get(name, 0) + other.counts.get(name, 0) for name in names}
        return Outcome(counts, self.faults + other.faults)
