"""回線. Many exchanges with a network at once; each result comes back as it ends, so that it is written down at once.

The event loop runs only between results: while a result is being stored nothing else of this thread runs, so the
ORM is used as anywhere else and no transaction is open while a network is waited for.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from typing import Any, Self, TypeVar

import httpx

from inquiry.sources import wire
from inquiry.sources.errors import SourceFault

K = TypeVar("K")
T = TypeVar("T")
AT_ONCE = 50


class Line:
    """回線. Opened for a batch and closed with it."""

    def __init__(self, url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._gate = asyncio.Semaphore(AT_ONCE)
        self.client: httpx.AsyncClient = wire.connected(url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.run_until_complete(self._end())
        self._loop.close()

    def results(self, exchanges: Mapping[K, Callable[[], Awaitable[T]]]) -> Iterator[tuple[K, T | SourceFault]]:
        """Each key with what came of its exchange, in the order of ending. Any other exception goes up."""
        waiting = {self._loop.create_task(self._one(key, begin)) for key, begin in exchanges.items()}
        while waiting:
            ended, waiting = self._loop.run_until_complete(_some(waiting))
            for task in ended:
                yield task.result()

    async def _one(self, key: K, begin: Callable[[], Awaitable[T]]) -> tuple[K, T | SourceFault]:
        async with self._gate:
            try:
                return key, await begin()
            except SourceFault as fault:
                return key, fault

    async def _end(self) -> None:
        """What has not ended is cut off: its inquiry stays SENT, and so becomes unknown."""
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await self.client.aclose()


def _some(
    waiting: set[asyncio.Task[Any]],
) -> Coroutine[Any, Any, tuple[set[asyncio.Task[Any]], set[asyncio.Task[Any]]]]:
    return asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
