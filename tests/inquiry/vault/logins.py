"""Whose login a test's connection has: one process stands for the gate's pages, its worker and the office in turn."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import conninfo_to_dict

from config.secrets import Home, Secrets, Servers, as_login

ALIASES: dict[Home, str] = {"vault": "default", "cases": "cases"}
WORDS = {"USER": "user", "PASSWORD": "password"}


class Logins:
    """The login roles of this run, as the connections of the gate."""

    def __init__(self, secrets: Secrets, servers: Servers) -> None:
        self.secrets = secrets
        self.servers = servers

    @contextmanager
    def as_role(self, role: str, home: Home) -> Iterator[None]:
        """Inside, the gate's connection to this database is another role's, with that role's context key."""
        alias = ALIASES[home]
        before = connections[alias], settings.CONTEXT_KEYS[alias]
        connections[alias] = _connection(alias, role, self.secrets.passwords[role])
        settings.CONTEXT_KEYS[alias] = bytes.fromhex(self.secrets.context_keys[f"{role}@{home}"])
        try:
            yield
        finally:
            _let_go(alias)
            connections[alias], settings.CONTEXT_KEYS[alias] = before

    def pages(self) -> contextmanager:
        return self.as_role("gate", "vault")

    def office(self) -> contextmanager:
        return self.as_role("office", "cases")

    def administrator(self, home: Home) -> str:
        parts = conninfo_to_dict(self.servers.administrator(home))
        return as_login(self.servers.administrator(home), str(parts["user"]), str(parts["password"]), home)


# A new session knows no table yet: a role's is kept for its next turn. Only in the tests' own thread, where those who
# put other databases in place say so.
_kept: dict[tuple[str, str], BaseDatabaseWrapper] = {}


def close_kept() -> None:
    """Before the databases are replaced."""
    while _kept:
        _kept.popitem()[1].close()


def _connection(alias: str, role: str, password: str) -> BaseDatabaseWrapper:
    kept = _kept.pop((alias, role), None) if _is_main() else None
    if kept is None:
        kept = connections.create_connection(alias)
        kept.settings_dict = {**connections[alias].settings_dict, "USER": role, "PASSWORD": password}
    return kept


def _let_go(alias: str) -> None:
    connection = connections[alias]
    if _is_main() and not connection.in_atomic_block and (alias, connection.settings_dict["USER"]) not in _kept:
        _kept[alias, connection.settings_dict["USER"]] = connection
    else:
        connection.close()


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()
