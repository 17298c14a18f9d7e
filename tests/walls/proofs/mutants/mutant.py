"""One wall, spoiled in one way."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """policy: empty where it is the table that is spoiled."""

    table: str
    kind: str
    statements: tuple[str, ...]
    policy: str = ""

    def __str__(self) -> str:
        return f"{self.table}{' ' + self.policy if self.policy else ''}: {self.kind}"
