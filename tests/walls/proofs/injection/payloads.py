"""What is sent. A payload spells no mark itself: where one comes back, the database has told it.

{table}.{column} has rows of several tenants; of {shut} nothing is for this post. 'L_AK%' is the marks' pattern.
"""

from collections.abc import Iterator
from typing import Any

from tests.bed import Bed
from tests.walls.proofs.injection import catalogues, contexts, oracles, readers, sessions
from tests.walls.proofs.injection.attempts import Zone
from tests.walls.proofs.injection.kinds import Oracle, Payload, Timing

__all__ = ["Oracle", "Payload", "Timing", "payloads"]


def payloads(bed: Bed, zone: Zone) -> Iterator[Any]:
    facts = contexts.facts(bed, zone)
    for module in (contexts, sessions, readers, catalogues, oracles):
        for payload in module.PAYLOADS:
            yield payload.filled(facts)
