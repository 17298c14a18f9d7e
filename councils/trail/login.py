"""How the programs of the trail get in: as `sealer`, to the one database whose address they are given."""

import os
from pathlib import Path

HOMES = ("cases", "vault")


class MissingAddress(Exception):
    """DATABASE_URL, or DATABASE_URL_FILE, must name the database and the login."""


def database_url() -> str:
    file = os.environ.get("DATABASE_URL_FILE", "")
    url = Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get("DATABASE_URL", "")
    if not url:
        raise MissingAddress("DATABASE_URL (or DATABASE_URL_FILE) must be set.")
    return url


def seconds(name: str, default: float) -> float:
    return float(os.environ.get(name) or default)
