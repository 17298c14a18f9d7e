"""接続の形. What the gate's worker asks of a road to the state, whichever it is: HTTP or file, either network."""

from typing import Protocol

from inquiry.matching.people import FourItems

from .outcomes import Outcome
from .types import Asked, Candidate, Receipt


class Identifying(Protocol):
    """本人特定の接続."""

    async def find(self, items: FourItems) -> list[Candidate]:
        """4情報照会. Raises NotSent, OutcomeUnknown, AnswerNotUnderstood or QueryRefused."""
        ...


class Inquiring(Protocol):
    """情報照会の接続. Asking leaves a record that the citizen can read and is done once; polling may be repeated."""

    async def ask(self, asked: Asked) -> Receipt:
        """照会. Raises NotSent (may be sent again), QueryRefused (nothing was taken in) or OutcomeUnknown."""
        ...

    async def poll(self, receipt: Receipt) -> Outcome:
        """回答取得. Raises as `ask` does, and AnswerForSomebodyElse."""
        ...
