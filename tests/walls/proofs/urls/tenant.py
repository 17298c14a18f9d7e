from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tenant:
    """Whose rows are the own ones in this zone: the council, and the columns that name it, the closest first."""

    code: str
    columns: tuple[str, ...]


@dataclass
class Made:
    """What the walk asks for.

    things: by kind and by whose it is, the ids that go into an address; hidden: ids of rows that nobody who comes may
    see; words: what is written in them; every_word: what is written in any row, own ones too.
    """

    tenant: Tenant
    things: dict[str, dict[str, dict[str, object]]]
    hidden: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    every_word: set[str] = field(default_factory=set)
    facts: dict[str, object] = field(default_factory=dict)
