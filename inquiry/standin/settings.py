"""模擬接続先の設定. How slow and how faulty a stand-in is; changeable while it runs."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from random import Random
from typing import Any

from .messages import Refusal


class Fault(Enum):
    """What goes wrong with one exchange."""

    NONE = "none"
    BUSY = "busy"  # 503 before anything was taken in
    CUT = "cut"  # the connection ends after it was taken in: the caller cannot know
    HALF = "half"  # taken in, and half of the answer comes
    DUPLICATE = "duplicate"  # the answer comes twice
    DELAY = "delay"  # the answer comes delay_ms later
    REORDER = "reorder"  # the answer of an earlier exchange comes in its place


HALF_BUSY_HALF_CUT = (Fault.BUSY, Fault.CUT)


@dataclass(frozen=True, slots=True)
class Settings:
    """error_rate is the share of exchanges that fail, each by one of `faults`; fail_next comes first."""

    latency_ms: float = 0
    error_rate: float = 0
    faults: tuple[Fault, ...] = HALF_BUSY_HALF_CUT
    delay_ms: float = 0
    fail_next: tuple[Fault, ...] = ()
    answer_after_ms: float = 0
    stopped_providers: tuple[str, ...] = ()
    forbidden_kinds: tuple[str, ...] = ()


@dataclass(slots=True)
class Control:
    """The settings of a running stand-in, and the dice that its faults are thrown with."""

    settings: Settings = field(default_factory=Settings)
    dice: Random = field(default_factory=lambda: Random(1))  # noqa: S311  # faults must be repeatable

    def change(self, wanted: dict[str, object]) -> None:
        """Changes what is named and leaves the rest. Raises Refusal (bad_setting) and then changes nothing."""
        try:
            changes = {name: _READ[name](value) for name, value in wanted.items()}
        except (KeyError, TypeError, ValueError):
            raise Refusal(422, "bad_setting") from None
        self.settings = replace(self.settings, **changes)

    def next_fault(self) -> Fault:
        settings = self.settings
        if settings.fail_next:
            self.settings = replace(settings, fail_next=settings.fail_next[1:])
            return settings.fail_next[0]
        if self.dice.random() < settings.error_rate:
            return self.dice.choice(settings.faults or HALF_BUSY_HALF_CUT)
        return Fault.NONE

    def shown(self) -> dict[str, object]:
        settings = self.settings
        return {
            "latency_ms": settings.latency_ms,
            "error_rate": settings.error_rate,
            "faults": [fault.value for fault in settings.faults],
            "delay_ms": settings.delay_ms,
            "fail_next": [fault.value for fault in settings.fail_next],
            "answer_after_ms": settings.answer_after_ms,
            "stopped_providers": list(settings.stopped_providers),
            "forbidden_kinds": list(settings.forbidden_kinds),
        }


def milliseconds(value: object) -> float:
    return _between(value, 0, 600_000)


def share(value: object) -> float:
    return _between(value, 0, 1)


def _between(value: object, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    number = float(value)
    if not least <= number <= most:
        raise ValueError
    return number


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise TypeError
    return tuple(value)


def _faults(value: object) -> tuple[Fault, ...]:
    return tuple(Fault(word) for word in _words(value))


# Any: each value has the type of the field of its name.
_READ: dict[str, Callable[[object], Any]] = {
    "latency_ms": milliseconds,
    "error_rate": share,
    "faults": _faults,
    "delay_ms": milliseconds,
    "fail_next": _faults,
    "answer_after_ms": milliseconds,
    "stopped_providers": _words,
    "forbidden_kinds": _words,
}
