"""Whose rows each run attacks, by what login, and what is hidden from it."""

from dataclasses import dataclass

from config.demo import CHIYODA, KANAGAWA, SETAGAYA, TOKYO, YOKOHAMA
from config.servers import Home

OWN = "OWNROW"


@dataclass(frozen=True)
class Tenant:
    """Rows that carry `word` in every text: OWN may be seen, every other word begins with LEAK."""

    word: str
    prefecture: str
    council: str
    is_forwarded: bool = True


@dataclass(frozen=True)
class Target:
    """table: rows of several tenants. shut: nothing of it is for this post. attacker, neighbour: people of the demo."""

    home: Home
    login: str
    attacker: str
    neighbour: str
    table: str
    column: str
    shut: str
    shut_column: str
    tenants: tuple[Tenant, ...]


_OWN_OF_TOKYO = Tenant(OWN, TOKYO, CHIYODA)
_SIBLING = Tenant("LEAKSIB", TOKYO, SETAGAYA)
_OTHER = Tenant("LEAKPREF", KANAGAWA, YOKOHAMA)
_DRAFT = Tenant("LEAKDRAFT", TOKYO, CHIYODA, is_forwarded=False)
_MEMBER = ("loans_member", "name")
_PERSON = ("inquiry_vault_person", "name")
_TARGETS = {
    "counter": Target(
        "cases",
        "counter",
        "aoba",
        "kozue",
        *_MEMBER,
        "loans_review",
        "reviewer_name",
        (_OWN_OF_TOKYO, _SIBLING, _OTHER),
    ),
    "office": Target(
        "cases",
        "office",
        "sakura",
        "ajisai",
        *_MEMBER,
        "councils_trailrow",
        "purpose",
        (_OWN_OF_TOKYO, _DRAFT, _OTHER),
    ),
    "gate": Target(
        "vault",
        "gate",
        "shirabe",
        "tashika",
        *_PERSON,
        "inquiry_vault_sealed",
        "what",
        (_OWN_OF_TOKYO, _OTHER),
    ),
    "gate_worker": Target(
        "vault",
        "gate_worker",
        "",
        "",
        *_PERSON,
        "councils_staff",
        "name",
        (_OWN_OF_TOKYO, _OTHER),
    ),
}


def target(run: str) -> Target:
    return _TARGETS[run]
