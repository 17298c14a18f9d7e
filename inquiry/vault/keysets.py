"""鍵束. The keysets that wrap the keys of cases: outside the database, one file for each month of a prefecture.

Backups hold wrapped keys of cases. A keyset that was replaced is destroyed once every backup from before it is gone,
and with it what those backups could open (walls.md §5). The newest file wraps; the older ones only open.
"""

import os
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import tink
from django.conf import settings
from tink import aead, json_proto_keyset_format, secret_key_access

aead.register()
TEMPLATE = aead.aead_key_templates.AES256_GCM


class KeysetMissing(Exception):
    """The prefecture has no key-encrypting keyset here."""


class KeysetExposed(Exception):
    """The file of a keyset can be read by others."""


@dataclass(frozen=True, slots=True)
class Keyset:
    """鍵束. made_on is its name too; the one of the first day of all, which has no date, is None."""

    file: Path
    made_on: date | None

    @property
    def name(self) -> str:
        return self.made_on.isoformat() if self.made_on else ""

    def primitive(self) -> aead.Aead:
        """Raises KeysetExposed."""
        facts = self.file.stat()
        if facts.st_mode & 0o077:
            raise KeysetExposed(f"{self.file.name} can be read by others; `chmod 600` it.")
        return _read(self.file, facts.st_mtime_ns)


def keysets_of(prefecture_id: str) -> list[Keyset]:
    """Newest first. Raises KeysetMissing where there is none."""
    folder = _folder(prefecture_id)
    found = [Keyset(file, _date_in(file.stem)) for file in folder.glob(f"{prefecture_id}*.json")]
    if not found:
        raise KeysetMissing(f"{prefecture_id} has no keyset; `manage.py make_keyset {prefecture_id}` makes one.")
    return sorted(found, key=lambda keyset: keyset.name, reverse=True)


def has_keyset(prefecture_id: str) -> bool:
    return any(_folder(prefecture_id).glob(f"{prefecture_id}*.json"))


def make_keyset(prefecture_id: str, on: date) -> bool:
    """鍵束の作成. One of this day, which wraps from now on; False where this day has one already."""
    folder = _folder(prefecture_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{prefecture_id}-{on.isoformat()}.json"
    written = json_proto_keyset_format.serialize(tink.new_keyset_handle(TEMPLATE), secret_key_access.TOKEN)
    half = folder / f".{file.name}.{os.getpid()}"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(written)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(half, file)  # whole or not at all, and never over one that is there
    except FileExistsError:
        return False
    finally:
        half.unlink()
    return True


def destroy_keyset(keyset: Keyset) -> None:
    """鍵束の廃棄. What it alone could open is gone with it."""
    keyset.file.unlink()


def _folder(prefecture_id: str) -> Path:
    if not (settings.KEYSETS_DIR and prefecture_id.isascii() and prefecture_id.isdecimal()):
        raise KeysetMissing("KEYSETS_DIR must be set, and a prefecture is named by its six digits.")
    return Path(settings.KEYSETS_DIR)


def _date_in(stem: str) -> date | None:
    _, _, day = stem.partition("-")
    return date.fromisoformat(day) if day else None


@lru_cache(maxsize=256)
def _read(file: Path, _written: int) -> aead.Aead:
    handle = json_proto_keyset_format.parse(file.read_text(), secret_key_access.TOKEN)
    return handle.primitive(aead.Aead)
