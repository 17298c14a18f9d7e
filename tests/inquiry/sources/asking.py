"""Asks the stand-in networks as the gate's worker does, in one event loop for each call."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar
from uuid import uuid4

from inquiry.codes import Kind
from inquiry.sources import wire
from inquiry.sources.errors import CodeNotIssued
from inquiry.sources.network import InformationNetwork
from inquiry.sources.outcomes import Outcome, PersonWithoutCode
from inquiry.sources.types import Asked
from inquiry.standin.people import Person
from tests.inquiry.sources.saying import Saying

T = TypeVar("T")


@asynccontextmanager
async def answering(body: bytes, status: int = 200) -> AsyncIterator[Saying]:
    """A network that says one thing, whatever it is asked."""
    yield Saying(status, body)


def on(url: str, act: Callable[[InformationNetwork], Awaitable[T]]) -> T:
    async def connected() -> T:
        async with wire.connected(url) as client:
            return await act(InformationNetwork(client))

    return asyncio.run(connected())


def outcome_of(url: str, person: Person, kind: Kind, provider: str = "131016") -> Outcome:
    async def fetched(network: InformationNetwork) -> Outcome:
        try:
            code = await network.issue_code(person.number)
        except CodeNotIssued:
            return PersonWithoutCode()
        return await network.poll(await network.ask(Asked(str(uuid4()), code, kind, provider, is_nondisclosure=False)))

    return on(url, fetched)
