"""開示の攻撃. Whatever value came back to an officer has a committed intent and a committed trail row; else: unlogged.

Random schedules of opening, committing, rolling back, killing and disclosing as the real login `gate`; then the trail
locked and full, through the real page too; then, in the full version, a server that crashes at once after a showing.
"""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.bed import Bed
from tests.walls.proofs import Outcome
from tests.walls.proofs.disclosures import crash, pages, schedules
from tests.walls.proofs.disclosures.world import World, made

RUNS = ("gate",)
LINE = "disclosures runs={runs} shown={shown} refused={refused} unlogged={unlogged}"
AT_LEAST = {"runs": 10_000, "shown": 1_000}
THREADS = 6
SMALL, FULL = 402, 10_002


def prove(bed: Bed, run: str, *, is_full: bool) -> Outcome:
    world = made(bed)
    outcome = Outcome({"runs": 0, "shown": 0, "refused": 0, "unlogged": 0})
    many = FULL if is_full else SMALL
    with ThreadPoolExecutor(THREADS) as threads:
        parts = [threads.submit(_some, world, seed, many // THREADS) for seed in range(THREADS)]
        for part in parts:
            outcome += part.result()
    outcome += pages.tried(bed, world, 20 if is_full else 1)
    if is_full:
        outcome += crash.tried(rounds=4)
    if not outcome.counts["shown"]:
        outcome.faults.append("nothing was ever shown: the drill is void")
    return outcome


def _some(world: World, seed: int, many: int) -> Outcome:
    """One thread's runs, on connections that stay hot over many of them."""
    outcome, chance = Outcome(), random.Random(seed)
    with world.desks() as desks, world.admin() as admin:
        for _ in range(many):
            attempt = schedules.chosen(chance, desks, admin, world)
            outcome.count("runs")
            outcome.count("refused", attempt.refusals)
            for what in attempt.shown:
                outcome.count("shown")
                for fault in _judged(world, admin, attempt, what):
                    outcome.count("unlogged")
                    outcome.faults.append(fault)
    return outcome


def _judged(world: World, admin: object, attempt: schedules.Attempt, shown: schedules.Shown) -> Iterator[str]:
    if not world.is_logged(admin, shown):
        yield f"{attempt.name}: a value was shown without a committed intent and trail row"
