"""The context keys in the database: what walls.context() checks signatures with. No login role can read them."""

import hashlib

import psycopg

from config.secrets import Secrets
from config.servers import Home, Servers

_BLOCK = 64


def install(secrets: Secrets, servers: Servers, home: Home, database: str = "") -> None:
    """Writes each login role's key, as the two pads of HMAC-SHA-256 (RFC 2104), into walls.key of one database."""
    administrator = servers.administrator(home)
    with psycopg.connect(administrator, dbname=database or home) as connection:
        for role, key in secrets.context_keys_of(home).items():
            inner, outer = pads(bytes.fromhex(key))
            connection.execute(
                "INSERT INTO walls.key (role, inner_pad, outer_pad) VALUES (%s, %s, %s)"
                " ON CONFLICT (role) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
                [role, inner, outer],
            )


def pads(key: bytes) -> tuple[bytes, bytes]:
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return bytes(each ^ 0x36 for each in block), bytes(each ^ 0x5C for each in block)
