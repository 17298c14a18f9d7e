"""暗号化. A data keyset per case, wrapped by a keyset of the prefecture (`keysets.py`); values bound to their cells.

Google Tink AEAD (AES-256-GCM). The associated data names the cell, so that a ciphertext moved to another row,
person or prefecture does not open.
"""

from dataclasses import dataclass
from uuid import UUID

import tink
from tink import aead, prf, proto_keyset_format

from inquiry.vault.keysets import TEMPLATE, keysets_of

prf.register()
_MARKS = prf.prf_key_templates.HMAC_SHA256
_MARK_LENGTH = 32
_VERSION = "v1"


@dataclass(frozen=True, slots=True, repr=False)
class WrappedKey:
    """包まれた鍵. A case's data keyset as the database holds it, and the name of the keyset that wraps it."""

    wrapped: bytes
    keyset: str


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


def new_case_key(prefecture_id: str, case_id: UUID) -> WrappedKey:
    """案件の鍵. A fresh data keyset. Raises KeysetMissing, KeysetExposed."""
    return _wrap(tink.new_keyset_handle(TEMPLATE), prefecture_id, case_id)


def new_mark_key(prefecture_id: str, key_id: UUID) -> WrappedKey:
    """番号の印の鍵. A fresh keyed digest, wrapped as the key of a case is. Raises KeysetMissing, KeysetExposed."""
    return _wrap(tink.new_keyset_handle(_MARKS), prefecture_id, key_id)


def marks_of(prefecture_id: str, key_id: UUID, wrapped: bytes, content: bytes) -> bytes:
    """Raises as `case_box`."""
    primitive = _unwrap(prefecture_id, key_id, wrapped).primitive(prf.PrfSet)
    return bytes(primitive.primary().compute(content, _MARK_LENGTH))


def rewrapped(prefecture_id: str, case_id: UUID, wrapped: bytes) -> WrappedKey:
    """包み直した鍵. The same data keyset under the prefecture's newest. Raises as `case_box`."""
    return _wrap(_unwrap(prefecture_id, case_id, wrapped), prefecture_id, case_id)


def case_box(prefecture_id: str, case_id: UUID, wrapped: bytes) -> CaseBox:
    """Raises KeysetMissing, KeysetExposed, or tink.TinkError where the key is not that of this case."""
    return CaseBox(_unwrap(prefecture_id, case_id, wrapped).primitive(aead.Aead))


def _wrap(handle: tink.KeysetHandle, prefecture_id: str, case_id: UUID) -> WrappedKey:
    newest, data = keysets_of(prefecture_id)[0], _key_cell(prefecture_id, case_id).associated_data()
    return WrappedKey(bytes(proto_keyset_format.serialize_encrypted(handle, newest.primitive(), data)), newest.name)


def _unwrap(prefecture_id: str, case_id: UUID, wrapped: bytes) -> tink.KeysetHandle:
    """By the newest keyset that opens it: while keys are wrapped anew, both are about."""
    data = _key_cell(prefecture_id, case_id).associated_data()
    *newer, oldest = keysets_of(prefecture_id)
    for keyset in newer:
        try:
            return proto_keyset_format.parse_encrypted(wrapped, keyset.primitive(), data)
        except tink.TinkError:
            continue
    return proto_keyset_format.parse_encrypted(wrapped, oldest.primitive(), data)


def _key_cell(prefecture_id: str, case_id: UUID) -> Cell:
    return Cell(prefecture_id, "inquiry_vault_casekey", "wrapped", case_id, case_id)
