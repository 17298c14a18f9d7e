"""Whose login a test's connection has: one process stands for the gate's pages, its worker and the office in turn."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections
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
        """Inside, the gate's connection to this database is logged in as another role, with that role's context key."""
        connection = connections[ALIASES[home]]
        before = dict(connection.settings_dict), settings.CONTEXT_KEYS[ALIASES[home]]
        self._log_in(home, role)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before[0])
            settings.CONTEXT_KEYS[ALIASES[home]] = before[1]

    def pages(self) -> contextmanager:
        return self.as_role("gate", "vault")

    def office(self) -> contextmanager:
        return self.as_role("office", "cases")

    def administrator(self, home: Home) -> str:
        parts = conninfo_to_dict(self.servers.administrator(home))
        return as_login(self.servers.administrator(home), str(parts["user"]), str(parts["password"]), home)

    def _log_in(self, home: Home, role: str) -> None:
        connection = connections[ALIASES[home]]
        connection.close()
        connection.settings_dict.update(USER=role, PASSWORD=self.secrets.passwords[role])
        settings.CONTEXT_KEYS[ALIASES[home]] = bytes.fromhex(self.secrets.context_keys[f"{role}@{home}"])
