"""回線. Many exchanges with a network at once, in a thread of their own, while the worker's own thread stores results.

No transaction is open while a network is waited for: the ORM stays in the worker's thread, which begins exchanges and
takes what has ended, some at a time, so that one transaction stores many. A turn of the limiter is kept by the thread
of the network, which no store can hold up; one that was missed is not sent.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Generic, Self, TypeVar

from inquiry.sources import wire
from inquiry.sources.connections import Connections
from inquiry.sources.errors import NotSent, OutcomeUnknown, SourceFault
from inquiry.vault.turns import MISSED, Turn

log = logging.getLogger(__name__)
K = TypeVar("K")
T = TypeVar("T")
Exchange = Callable[[], Awaitable[T]]
AT_ONCE = 200
# What comes within this time is stored with what came first.
_LINGER_SECONDS = 0.01


class Line(Generic[K, T]):
    """回線. Opened for a run and closed with it; what has not ended then is cut off, and so unknown."""

    def __init__(self, url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._ended: queue.SimpleQueue[tuple[K, T | SourceFault]] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._loop.run_forever, name="line", daemon=True)
        self.under_way = 0
        self.client: Connections = wire.connected(url, connections=AT_ONCE)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def room(self) -> int:
        return AT_ONCE - self.under_way

    def begin(self, exchanges: Mapping[K, Exchange[T]], turns: Mapping[K, Turn] | None = None) -> None:
        """Each at its turn, or at once where it has none."""
        self.under_way += len(exchanges)
        self._loop.call_soon_threadsafe(self._begin, exchanges, turns or {})

    def ended(self) -> dict[K, T | SourceFault]:
        """What has ended by now: at least one, where any is under way."""
        found = dict([self._ended.get()]) if self.under_way else {}
        until = time.monotonic() + _LINGER_SECONDS
        while len(found) < self.under_way and (left := until - time.monotonic()) > 0:
            try:
                found.update([self._ended.get(timeout=left)])
            except queue.Empty:
                break
        self.under_way -= len(found)
        return found

    def results(self, exchanges: Mapping[K, Exchange[T]]) -> Iterator[dict[K, T | SourceFault]]:
        """All of them, some at a time, in the order of ending."""
        self.begin(exchanges)
        while self.under_way:
            yield self.ended()

    def _begin(self, exchanges: Mapping[K, Exchange[T]], turns: Mapping[K, Turn]) -> None:
        for key, begin in exchanges.items():
            self._loop.create_task(self._one(key, begin, turns.get(key)))

    async def _one(self, key: K, begin: Exchange[T], turn: Turn | None) -> None:
        came: T | SourceFault
        try:
            if turn is not None:
                await _wait_for(turn)
            came = await begin()
        except SourceFault as known:
            came = known
        except Exception as fault:  # noqa: BLE001 - a fault of ours in one exchange must not cut the others off
            log.error("exchange: %s", type(fault).__name__)  # noqa: TRY400 - the type alone
            came = OutcomeUnknown("fault")
        self._ended.put((key, came))

    async def _end(self) -> None:
        """What has not ended is cut off: its inquiry stays SENT, and so becomes unknown."""
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await self.client.close()


async def _wait_for(turn: Turn) -> None:
    """Raises NotSent where the turn has gone by: sent late it would come too near to the next."""
    await asyncio.sleep(max(0.0, turn.at - time.monotonic()))
    if turn.is_missed(time.monotonic()):
        raise NotSent(MISSED)
