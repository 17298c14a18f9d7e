"""Loud readers of the environment: what is missing or wrong ends the start with a sentence that names the variable."""

import enum
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict


class MissingSetting(Exception):
    """A variable is not set and has no default."""


class WrongSetting(Exception):
    """A variable is set to something that cannot be read. The sentence never holds the value: it may be a secret."""


class Required(enum.Enum):
    REQUIRED = "required"


REQUIRED: Final = Required.REQUIRED
YES_NO = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def text(name: str, default: str | Required = REQUIRED) -> str:
    """An empty variable counts as not set."""
    value = os.environ.get(name, "") or default
    if isinstance(value, Required):
        raise MissingSetting(f"{name} must be set in the environment.")
    return value


def number(name: str, default: int | Required = REQUIRED) -> int:
    value = text(name, default if isinstance(default, Required) else str(default))
    try:
        return int(value)
    except ValueError:
        raise WrongSetting(f"{name} must be a whole number.") from None


def flag(name: str, default: bool | Required = REQUIRED) -> bool:
    value = text(name, default if isinstance(default, Required) else str(default)).lower()
    if value not in YES_NO:
        raise WrongSetting(f"{name} must be one of: {', '.join(YES_NO)}.")
    return YES_NO[value]


def choice(name: str, of: Collection[str], default: str | Required = REQUIRED) -> str:
    value = text(name, default)
    if value not in of:
        raise WrongSetting(f"{name} must be one of: {', '.join(of)}.")
    return value


def secret(name: str) -> str:
    """The value of NAME, or the content of the file that NAME_FILE points to."""
    path = text(f"{name}_FILE", "")
    if not path:
        return _value_or_file(name)
    if os.environ.get(name):
        raise WrongSetting(f"{name} and {name}_FILE are both set; set one.")
    try:
        value = Path(path).read_text().strip()
    except OSError as fault:
        raise WrongSetting(f"{name}_FILE points to a file that cannot be read ({fault.strerror}).") from fault
    if not value:
        raise WrongSetting(f"{name}_FILE points to an empty file.")
    return value


def _value_or_file(name: str) -> str:
    if not os.environ.get(name):
        raise MissingSetting(f"{name} (or {name}_FILE) must be set in the environment.")
    return os.environ[name]


def database(name: str) -> dict[str, Any]:
    """An entry of Django's DATABASES from a postgresql:// URL, also one whose host is a Unix socket's folder."""
    try:
        parts = dict(conninfo_to_dict(secret(name)))
    except psycopg.ProgrammingError:
        raise WrongSetting(f"{name} must be a URL like postgresql://user:password@host:5432/database.") from None
    if not parts.get("dbname") or not parts.get("user"):
        raise WrongSetting(f"{name} must name a user and a database.")
    words = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    entry = {word: str(parts.pop(key, None) or "") for word, key in words.items()}
    return {"ENGINE": "django.db.backends.postgresql", **entry, "OPTIONS": parts}
