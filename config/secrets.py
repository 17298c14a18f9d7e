"""The secrets of one checkout, and which of them each zone is given."""

import fcntl
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from config.servers import HOMES, Home, Servers, as_login

ZONES: Final = ("counter", "office", "gate")
OWNERS: Final[dict[Home, str]] = {"cases": "cases_owner", "vault": "vault_owner"}
# who may connect where; docker/postgres/cases.sql and vault.sql say the same to the database, and a test compares them
VISITORS: Final[dict[Home, tuple[str, ...]]] = {
    # not "gate": its pages read the vault's own copy of an order, so they need no way to the cases at all
    "cases": ("counter", "office", "gate_worker", "sealer", "statistics"),
    "vault": ("gate", "gate_worker", "sealer"),
}
LOGIN_OF_WORKERS: Final = {"office": "office", "gate": "gate_worker"}
LOGINS: Final = (*OWNERS.values(), *dict.fromkeys((*VISITORS["cases"], *VISITORS["vault"])), "backup")

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "passwords": LOGINS,
    "secret_keys": ZONES,
    "context_keys": tuple(f"{login}@{home}" for home in HOMES for login in VISITORS[home]),
}


class ExposedSecrets(Exception):
    """The file of secrets can be read by others."""


@dataclass(frozen=True)
class Secrets:
    """passwords by login role; secret_keys by zone; context_keys by "role@database" (32 bytes, hex)."""

    passwords: Mapping[str, str] = field(repr=False)
    secret_keys: Mapping[str, str] = field(repr=False)
    context_keys: Mapping[str, str] = field(repr=False)

    @classmethod
    def load_or_make(cls, folder: Path) -> Self:
        """From secrets.json in the folder; what is not in it yet is made and added. Raises ExposedSecrets."""
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        file = folder / "secrets.json"
        with (folder / "secrets.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kept = _read(file) if file.exists() else {}
            whole = {kind: _with_missing(kept.get(kind, {}), names) for kind, names in NAMES.items()}
            if whole != kept:
                _write(file, whole)
        return cls(**whole)

    def for_zone(self, zone: str, servers: Servers, *, worker: bool = False) -> dict[str, str]:
        """The environment of one zone's web processes or workers: its own login, keys and addresses, nobody else's.

        The counter has no broker and no workers; it rings by NOTIFY.
        """
        if worker and zone not in LOGIN_OF_WORKERS:
            raise ValueError(f"{zone} has no workers")
        login = LOGIN_OF_WORKERS[zone] if worker else zone
        env = {"ZONE": zone, "SECRET_KEY": self.secret_keys[zone], "REDIS_URL": servers.redis[zone]}
        if zone in LOGIN_OF_WORKERS:
            env["BROKER_URL"] = servers.broker[zone]
        for home in HOMES:
            if login in VISITORS[home]:
                env[f"{home.upper()}_DATABASE_URL"] = self.login_url(login, home, servers)
                env[f"{home.upper()}_CONTEXT_KEY"] = self.context_keys[f"{login}@{home}"]
        return env

    def for_migrate(self, home: Home, servers: Servers) -> dict[str, str]:
        """The environment of `migrate` alone: the zone that owns the tables (office, gate), with the owner's login."""
        env = self.for_zone("office" if home == "cases" else "gate", servers)
        return env | {f"{home.upper()}_DATABASE_URL": self.login_url(OWNERS[home], home, servers)}

    def for_sealer(self, home: Home, servers: Servers) -> dict[str, str]:
        """The environment of the sealer of one database: its login there, and nothing else."""
        return {"DATABASE_URL": self.login_url("sealer", home, servers)}

    def context_keys_of(self, home: Home) -> dict[str, str]:
        """By login role: what the database must hold to check the signed contexts."""
        return {login: self.context_keys[f"{login}@{home}"] for login in VISITORS[home]}

    def login_url(self, login: str, home: Home, servers: Servers) -> str:
        return as_login(servers.administrator(home), login, self.passwords[login], home)


def _with_missing(kept: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    return {name: secrets.token_hex(32) for name in names} | dict(kept)


def _read(file: Path) -> dict[str, dict[str, str]]:
    if file.stat().st_mode & 0o077:
        raise ExposedSecrets(f"{file} can be read by others. `make reset` makes new secrets; `chmod 600` keeps these.")
    kept: dict[str, dict[str, str]] = json.loads(file.read_text())
    return kept


def _write(file: Path, whole: Mapping[str, Mapping[str, str]]) -> None:
    """Under another name first: a half-written file would lock everybody out."""
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(whole, out, indent=1)
    half.rename(file)
