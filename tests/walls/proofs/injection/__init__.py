"""注入. Attacker SQL through the connection of a real, signed-in request: no byte of another council comes back.

Each payload is sent twice: as a page would send it, and by the driver's own cursor on the same connection, which takes
stacked statements. Then somebody else's request on that connection, then the attacker's again: what a payload left
behind on a pooled connection must show nothing to either.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from config import bootstrap
from tests.bed import Bed
from tests.walls.proofs import Outcome
from tests.walls.proofs.injection import canaries
from tests.walls.proofs.injection.attempts import Answer, Zone, opened
from tests.walls.proofs.injection.payloads import Oracle, Payload, payloads
from tests.walls.proofs.injection.targets import OWN, target

RUNS = ("counter", "office", "gate", "gate_worker")
LINE = "injection payloads={payloads} attempts={attempts} leaked={leaked}"
AT_LEAST = {"payloads": 180, "attempts": 360}
WAYS = ("page", "driver")


def prove(bed: Bed, run: str, *, is_full: bool) -> Outcome:
    canaries.plant(bed, run)
    outcome = Outcome({"payloads": 0, "attempts": 0, "leaked": 0})
    with opened(bed, run) as zone:
        _check_that_there_is_something_to_steal(bed, zone, outcome)
        for place, payload in enumerate(payloads(bed, zone)):
            ways = _ways(place, run, is_full=is_full)
            outcome.count("payloads", 1 if ways else 0)
            for way in ways:
                outcome.count("attempts")
                for fault in _faults(bed, zone, payload, way):
                    outcome.count("leaked")
                    outcome.faults.append(f"{run}, {way}: {payload.name}: {fault}")
    bootstrap.prepare(bed.secrets, bed.servers)
    return outcome


def _ways(place: int, run: str, *, is_full: bool) -> tuple[str, ...]:
    """All of them everywhere; in the small version each payload in one run or another, in one way or the other."""
    if is_full:
        return WAYS
    if place % len(RUNS) != RUNS.index(run):
        return ()
    return (WAYS[place // len(RUNS) % len(WAYS)],)


def _check_that_there_is_something_to_steal(bed: Bed, zone: Zone, outcome: Outcome) -> None:
    """A drill on empty tables, or one whose requests do not come through, would find nothing either."""
    aim = target(zone.run)
    own = zone.attacker(f"SELECT * FROM {aim.table}", way="page").text
    theirs = zone.neighbour(f"SELECT * FROM {aim.table}", way="page").text
    if OWN not in own or canaries.found(own):
        outcome.faults.append(f"{zone.run}: the attacker does not see the own rows alone")
    if not canaries.found(theirs):
        outcome.faults.append(f"{zone.run}: the neighbour has no row that could leak")
    for name, count in canaries.planted(bed, zone.run).items():
        if not count:
            outcome.faults.append(f"{zone.run}: {name} holds no marked row")


def _faults(bed: Bed, zone: Zone, payload: Payload | Oracle, way: str) -> Iterator[str]:
    try:
        yield from payload.faults(_Sender(zone, way))
        yield from _afterwards(zone)
    finally:
        if payload.changes_role:
            bootstrap.prepare(bed.secrets, bed.servers)


def _afterwards(zone: Zone) -> Iterator[str]:
    """The next requests on the pooled connection: the neighbour's, and the attacker's once more."""
    probe = f"SELECT DISTINCT {target(zone.run).column} FROM {target(zone.run).table}"
    theirs = zone.neighbour(probe, way="page")
    if OWN in theirs.text:
        yield "the next request, somebody else's, sees the attacker's rows"
    if not canaries.found(theirs.text):
        yield f"the next request, somebody else's, is broken ({theirs.status})"
    again = zone.attacker(probe, "SELECT current_setting('mine.kept', true)", way="page")
    if canaries.found(again.text):
        yield "the attacker's next request sees what is not the attacker's"


@dataclass(frozen=True)
class _Sender:
    """One request as the attacker, or as the neighbour, in one of the two ways."""

    zone: Zone
    way: str

    def attacker(self, *statements: str) -> Answer:
        return self.zone.attacker(*statements, way=self.way)

    def neighbour(self, *statements: str) -> Answer:
        return self.zone.neighbour(*statements, way="page")
