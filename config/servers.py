"""Where the servers of a deployment are, embedded or not, and how one gets in as somebody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

Home = Literal["cases", "vault"]
HOMES: Final[tuple[Home, ...]] = ("cases", "vault")


@dataclass(frozen=True)
class Servers:
    """Where things are. cases and vault: postgresql:// URLs of an administrator; redis and broker: a URL by
    zone (the counter needs no broker)."""

    cases: str = field(repr=False)
    vault: str = field(repr=False)
    redis: Mapping[str, str] = field(repr=False)
    broker: Mapping[str, str] = field(repr=False)

    def administrator(self, home: Home) -> str:
        return self.cases if home == "cases" else self.vault


def as_login(server: str, user: str, password: str, database: str) -> str:
    """The same server, as somebody else, in another database."""
    parts = urlsplit(server)
    host = parts.netloc.rpartition("@")[2]
    query = [(key, value) for key, value in parse_qsl(parts.query) if key not in {"user", "password", "dbname"}]
    netloc = f"{quote(user, safe='')}:{quote(password, safe='')}@{host}"
    return urlunsplit((parts.scheme, netloc, f"/{quote(database)}", urlencode(query, quote_via=quote, safe=""), ""))


def shared_redis(url: str, zones: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """One Redis for all zones, as in a demo: (redis, broker), each with databases of its own.

    Numbers keep zones from meeting by accident, not on purpose: in real life each zone has a Redis of its own.
    """
    addresses = [urlunsplit(urlsplit(url)._replace(path=f"/{number}")) for number in range(2 * len(zones))]
    return dict(zip(zones, addresses[::2], strict=True)), dict(zip(zones, addresses[1::2], strict=True))
