"""The walk through one zone."""

import os
from datetime import date

from django.conf import settings

from tests.bed import Bed
from tests.walls.proofs import Outcome
from tests.walls.proofs.entries import zone as entries
from tests.walls.proofs.urls import addresses, things, visitors
from tests.walls.proofs.urls.asking import Asker
from tests.walls.proofs.urls.declared import DECLARED
from tests.walls.proofs.urls.digests import Digests
from tests.walls.proofs.urls.judging import Judge
from tests.walls.proofs.urls.round import Round

# A day's walk can be repeated on that day; SEED=… in the environment walks another's.
SEED = int(os.environ.get("SEED") or date.today().toordinal())


def walked(bed: Bed, *, is_full: bool) -> Outcome:
    outcome = Outcome({"requests": 0, "undeclared": 0, "leaked": 0})
    found, declared = addresses.of_the_zone(), DECLARED[settings.ZONE]
    for name in addresses.undeclared(found, declared):
        outcome.count("undeclared")
        outcome.faults.append(f"{settings.ZONE}: undeclared: {name}")
    people = visitors.of_the_zone(bed)
    with (
        things.made(bed, {each.name: each.actor for each in people if each.actor}) as made,
        Digests(bed, made.tenant) as digests,
    ):
        walk = Round(found, declared, people, made, Asker(made), Judge(outcome, made), is_full, SEED)
        walk.looked(digests)
        walk.refused(digests)
        entered = entries.within(bed, made, people, digests, is_full=False)
        walk.pressed(digests)
        walk.nothing_opened()
    outcome += entered
    outcome.faults = [f"{settings.ZONE}: {fault} (SEED={SEED})" for fault in outcome.faults]
    return outcome
