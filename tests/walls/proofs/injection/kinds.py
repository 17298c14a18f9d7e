"""Three ways in which a database can tell: by what it says, by saying it differently, by taking its time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from tests.walls.proofs.injection import canaries

SLEEP_SECONDS = 0.6
_MOVING = re.compile(r"\b\d+\.\d+\b|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|0x[0-9a-f]+|_pg3_\w+")


@dataclass(frozen=True)
class Payload:
    """Requests, each of statements: `THEN` begins the attacker's next one, `NEIGHBOUR` is one of somebody else's."""

    name: str
    statements: tuple[str, ...]

    @property
    def changes_role(self) -> bool:
        return any(word in statement for statement in self.statements for word in ("ALTER ROLE", "ALTER USER"))

    def filled(self, facts: Mapping[str, str]) -> Self:
        return replace(self, statements=tuple(_filled(each, facts) for each in self.statements))

    def faults(self, send: Any) -> Iterator[str]:
        request: list[str] = []
        for statement in (*self.statements, THEN):
            if statement not in (THEN, NEIGHBOUR):
                request.append(statement)
                continue
            if request and canaries.found(send.attacker(*request).text):
                yield "marked rows came back"
            if statement == NEIGHBOUR:
                send.neighbour(PROBE)
            request = []


@dataclass(frozen=True)
class Oracle:
    """One question about a hidden value and about one that is nowhere: two different answers tell which it was."""

    name: str
    statements: tuple[str, ...]
    hidden: str
    absent: str

    changes_role = False

    def filled(self, facts: Mapping[str, str]) -> Self:
        hidden, absent = _filled(self.hidden, facts), _filled(self.absent, facts)
        statements = tuple(_filled(each, facts) for each in self.statements)
        return replace(self, statements=statements, hidden=hidden, absent=absent)

    def faults(self, send: Any) -> Iterator[str]:
        answers = [self._answer(send, value) for value in (self.hidden, self.absent)]
        if answers[0] != answers[1]:
            yield f"hidden and absent are told apart: {answers[0][:160]!r} and {answers[1][:160]!r}"

    def _answer(self, send: Any, value: str) -> str:
        text: str = send.attacker(*(each.replace("{value}", value) for each in self.statements)).text
        return _MOVING.sub("#", text.replace(value, "<value>"))


@dataclass(frozen=True)
class Timing:
    """Sleeps when a hidden row is reached."""

    name: str
    statements: tuple[str, ...]

    changes_role = False

    def filled(self, facts: Mapping[str, str]) -> Self:
        return replace(self, statements=tuple(_filled(each, facts) for each in self.statements))

    def faults(self, send: Any) -> Iterator[str]:
        answer = send.attacker(*self.statements)
        if answer.seconds >= SLEEP_SECONDS * 0.8:
            yield "the answer takes longer where a hidden row is"
        if canaries.found(answer.text):
            yield "marked rows came back"


@dataclass(frozen=True)
class Closed:
    """What counts the work of others: not a row of it, not even a number."""

    name: str
    statements: tuple[str, ...]

    changes_role = False

    def filled(self, facts: Mapping[str, str]) -> Self:
        return replace(self, statements=tuple(_filled(each, facts) for each in self.statements))

    def faults(self, send: Any) -> Iterator[str]:
        for statement in self.statements:
            if "42501" not in send.attacker(statement).text:
                yield f"is not refused: {statement}"


THEN, NEIGHBOUR = "-- then", "-- neighbour"
PROBE = "SELECT 1"


def says(name: str, *statements: str) -> Payload:
    return Payload(name, statements)


def differs(name: str, *statements: str, hidden: str, absent: str) -> Oracle:
    return Oracle(name, statements, hidden, absent)


def closed(name: str, *statements: str) -> Closed:
    return Closed(name, statements)


def sleeps(name: str, *statements: str) -> Timing:
    return Timing(name, statements)


def _filled(statement: str, facts: Mapping[str, str]) -> str:
    for name, fact in facts.items():
        statement = statement.replace("{" + name + "}", fact)
    return statement
