"""Canaries: marked people walk through a whole demo; afterwards everything that it left is searched for them.

What may stand where is one table, declared.py, and it is held both ways: a mark that stands where it may not is a
hit, and a place where one must stand and does not was not looked at.
"""

from tests.bed import Bed
from tests.walls.proofs import Outcome

# A demo of its own runs; of this process only the gate's code is used, to open seals with the prefecture's keys.
RUNS = ("gate_worker",)
LINE = "canaries places={places} hits={hits}"
AT_LEAST = {"places": 30}


def prove(bed: Bed, run: str, *, is_full: bool) -> Outcome:
    from tests.walls.proofs.canaries.search import searched  # once Django is there

    return searched(is_full=is_full)
