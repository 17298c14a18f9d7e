from dataclasses import dataclass, field

# by whose they are, the ids that go into an address
Things = dict[str, dict[str, object]]
ABSENT, NO_NUMBER, TOO_LONG = "00000000-0000-4000-8000-000000000007", 9_000_000_000, 2**64


@dataclass(frozen=True)
class Tenant:
    """Whose rows are the own ones in this zone: the council, and the columns that name it, the closest first."""

    code: str
    columns: tuple[str, ...]


@dataclass
class Made:
    """What the walk asks for.

    things: by kind; hidden: ids of rows that nobody who comes may see; words: what is written in them; every_word: what
    is written in any row, own ones too; of_visitor: by kind and visitor, where each has an own one, since what one has
    pressed is not there for the next; covered: by kind, what everybody's step-up names, own or not; in_trail: of the
    hidden ones those that the trail of the own prefecture names, to who reads it.
    """

    tenant: Tenant
    things: dict[str, Things]
    hidden: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    every_word: set[str] = field(default_factory=set)
    facts: dict[str, object] = field(default_factory=dict)
    of_visitor: dict[str, Things] = field(default_factory=dict)
    covered: dict[str, list[str]] = field(default_factory=dict)
    in_trail: set[str] = field(default_factory=set)


def and_absent(things: Things) -> Things:
    """Beside them ids that nobody has; of a number also one that no column holds."""
    absent = {name: _absent(name, value) for name, value in things["own"].items()}
    numbers = {name for name, value in things["own"].items() if isinstance(value, int)}
    too_long = {"too_long": things["own"] | dict.fromkeys(numbers, TOO_LONG)} if numbers else {}
    return {**things, "absent": absent, **too_long}


def _absent(name: str, value: object) -> object:
    if isinstance(value, int):
        return NO_NUMBER
    return ABSENT if name.endswith("_id") else value
