"""暗号化. A key-encrypting keyset per prefecture outside the database, a data keyset per case, values bound to cells.

Google Tink AEAD (AES-256-GCM). The associated data names the cell, so that a ciphertext moved to another row,
person or prefecture does not open.
"""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import tink
from django.conf import settings
from tink import aead, json_proto_keyset_format, proto_keyset_format, secret_key_access

aead.register()
_TEMPLATE = aead.aead_key_templates.AES256_GCM
_VERSION = "v1"


class KeysetMissing(Exception):
    """The prefecture has no key-encrypting keyset here."""


class KeysetExposed(Exception):
    """The file of a keyset can be read by others."""


@dataclass(frozen=True, slots=True)
class Cell:
    """値の場所. Where a ciphertext stands; it opens nowhere else."""

    prefecture_id: str
    table: str
    column: str
    row: UUID
    subject: UUID

    def associated_data(self) -> bytes:
        parts = (_VERSION, self.prefecture_id, self.table, self.column, str(self.row), str(self.subject))
        return "|".join(parts).encode()


class CaseBox:
    """案件の箱. Seals and opens the values of one case with its data keyset."""

    def __init__(self, primitive: aead.Aead) -> None:
        self._primitive = primitive

    def seal(self, content: bytes, cell: Cell) -> bytes:
        return bytes(self._primitive.encrypt(content, cell.associated_data()))

    def open(self, ciphertext: bytes, cell: Cell) -> bytes:
        """Raises tink.TinkError where the ciphertext is not that of this cell."""
        return bytes(self._primitive.decrypt(ciphertext, cell.associated_data()))


def new_case_key(prefecture_id: str, case_id: UUID) -> bytes:
    """案件の鍵. A fresh data keyset, wrapped by the prefecture's."""
    handle = tink.new_keyset_handle(_TEMPLATE)
    cell = _key_cell(prefecture_id, case_id)
    return bytes(proto_keyset_format.serialize_encrypted(handle, _wrapping(prefecture_id), cell.associated_data()))


def case_box(prefecture_id: str, case_id: UUID, wrapped: bytes) -> CaseBox:
    """Raises KeysetMissing, KeysetExposed, or tink.TinkError where the key is not that of this case."""
    cell = _key_cell(prefecture_id, case_id)
    handle = proto_keyset_format.parse_encrypted(wrapped, _wrapping(prefecture_id), cell.associated_data())
    return CaseBox(handle.primitive(aead.Aead))


def make_keyset(prefecture_id: str) -> bool:
    """鍵束の作成. The prefecture's key-encrypting keyset; False where it has one, which is left as it is."""
    file = _file(prefecture_id)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(opened, "w") as out:
        out.write(json_proto_keyset_format.serialize(tink.new_keyset_handle(_TEMPLATE), secret_key_access.TOKEN))
    return True


def _key_cell(prefecture_id: str, case_id: UUID) -> Cell:
    return Cell(prefecture_id, "inquiry_vault_casekey", "wrapped", case_id, case_id)


def _file(prefecture_id: str) -> Path:
    if not (settings.KEYSETS_DIR and prefecture_id.isascii() and prefecture_id.isdecimal()):
        raise KeysetMissing("KEYSETS_DIR must be set, and a prefecture is named by its six digits.")
    return Path(settings.KEYSETS_DIR) / f"{prefecture_id}.json"


def _wrapping(prefecture_id: str) -> aead.Aead:
    file = _file(prefecture_id)
    try:
        facts = file.stat()
    except FileNotFoundError:
        raise KeysetMissing(
            f"{prefecture_id} has no keyset; `manage.py make_keyset {prefecture_id}` makes one."
        ) from None
    if facts.st_mode & 0o077:
        raise KeysetExposed(f"The keyset of {prefecture_id} can be read by others; `chmod 600` it.")
    return _read(file, facts.st_mtime_ns)


@lru_cache(maxsize=64)
def _read(file: Path, _written: int) -> aead.Aead:
    """A keyset that was rotated has another time of writing, and is read again."""
    handle = json_proto_keyset_format.parse(file.read_text(), secret_key_access.TOKEN)
    return handle.primitive(aead.Aead)
