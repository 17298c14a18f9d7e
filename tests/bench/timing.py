"""Medians of two logins, one after the other in one run: what disturbs the machine disturbs both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from councils.tenancy import Actor
from tests.bench.logins import OWNER, acting

WARM, TIMES = 30, 250


@dataclass
class Times:
    """Milliseconds: whole is the list with its model instances, query what the database took of it."""

    whole: list[float] = field(default_factory=list)
    query: list[float] = field(default_factory=list)

    def medians(self) -> tuple[float, float]:
        return statistics.median(self.whole), statistics.median(self.query)


def compare(alias: str, actor: Actor, ask: Callable[[], Any]) -> dict[str, Times]:
    times = {OWNER: Times(), alias: Times()}
    for turn in range(WARM + TIMES):
        for login, kept in times.items():
            whole, query = once(login, actor, ask)
            if turn >= WARM:
                kept.whole.append(whole)
                kept.query.append(query)
    return times


def once(alias: str, actor: Actor, ask: Callable[[], Any]) -> tuple[float, float]:
    spent = 0.0

    def stopwatch(execute: Any, *words: Any) -> Any:
        nonlocal spent
        began = time.perf_counter()
        try:
            return execute(*words)
        finally:
            spent += time.perf_counter() - began

    with acting(alias, actor), connections[alias].execute_wrapper(stopwatch):
        began = time.perf_counter()
        ask()
        whole = time.perf_counter() - began
    return whole * 1000, spent * 1000
