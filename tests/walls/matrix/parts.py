"""What a wall is made of: the words in which the matrix is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

# what stands in pg_get_expr once casts are left out; <f> is (SELECT walls.f()), asked once a query
COUNTER_TENANT = "(municipal_council_id = <case_council_id>)"
TENANT = "(prefecture_id = <case_prefecture_id>)"
_LETTERS = {"S": "SELECT", "I": "INSERT", "D": "DELETE"}
_GRANTS = re.compile(r"([SID]+)?\s*(?:U\(([\w\s]+)\))?")


class Kind(Enum):
    REFERENCE = "read by all, written by the owner"
    DOOR = "the own row, in the stages of signing in"
    CASE = "rows of the own council or prefecture"
    SLIP = "what crosses between office and gate"
    VAULT = "what only the gate has"
    STAFF = "read by the prefecture's administrators, written through functions and by their proposals"
    TRAIL = "written through a function, read by auditor and administrator"
    OWNER = "nobody's but the owner's"


BEHIND_TENANTS = frozenset({Kind.CASE, Kind.SLIP, Kind.VAULT})


@dataclass(frozen=True)
class Policy:
    roles: frozenset[str]
    command: str
    using: str
    check: str
    is_restrictive: bool = False


@dataclass(frozen=True)
class Grant:
    """One privilege of one role; column is empty for the whole table."""

    role: str
    privilege: str
    column: str = ""


@dataclass(frozen=True)
class Table:
    """One relation and everything that stands around it. keys: composite foreign keys; triggers: the guards."""

    kind: Kind
    grants: frozenset[Grant] = frozenset()
    policies: Mapping[str, Policy] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    triggers: frozenset[str] = frozenset()


def grants(**by_role: str) -> frozenset[Grant]:
    """`counter="SI U(state version)"`: select and insert on the table, update of two columns."""
    return frozenset(grant for role, words in by_role.items() for grant in _grants(role, words))


def _grants(role: str, words: str) -> list[Grant]:
    matched = _GRANTS.fullmatch(words)
    if matched is None:
        raise ValueError(f"{role}: {words}")
    whole, columns = matched.groups()
    return [
        *(Grant(role, _LETTERS[letter]) for letter in whole or ""),
        *(Grant(role, "UPDATE", column) for column in (columns or "").split()),
    ]


def rows(roles: str, using: str, check: str | None = None) -> Policy:
    """Rows to read and to write; what may be written is what may be read, unless said."""
    return Policy(frozenset(roles.split()), "ALL", using, using if check is None else check)


def read(roles: str, using: str = "true") -> Policy:
    return Policy(frozenset(roles.split()), "SELECT", using, "")


def own_hand(roles: str, check: str) -> Policy:
    """Restrictive: who is recorded is who acts."""
    return Policy(frozenset(roles.split()), "INSERT", "", check, is_restrictive=True)


def insert(roles: str, check: str) -> Policy:
    """Rows to put in and never to see again."""
    return Policy(frozenset(roles.split()), "INSERT", "", check)


def change_alone(roles: str, using: str) -> Policy:
    """Restrictive: of those who may read a row, these alone may change it."""
    return Policy(frozenset(roles.split()), "UPDATE", using, using, is_restrictive=True)


def key(columns: str, table: str, target: str) -> str:
    return f"FOREIGN KEY ({columns}) REFERENCES {table}({target})"


def reference(**by_role: str) -> Table:
    return Table(Kind.REFERENCE, grants(**by_role), {"reference_rows": read(" ".join(by_role))})
