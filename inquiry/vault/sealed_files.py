"""結果ファイルの封. Sealed by the page that takes it in, with a key of its own; opened by the worker, once."""

from uuid import UUID, uuid4

from django.db import connection

from inquiry.vault.crypto import Cell, case_box, new_case_key
from inquiry.vault.models import RequestFile, ResultContent


class NotWritten(Exception):
    """The request file is not there, or not written yet."""


def hand_in(file: RequestFile, content: bytes) -> UUID:
    """結果の受取り. By a function, since the pages reach no ciphertext. Raises NotWritten, KeysetMissing."""
    result_id = uuid4()
    key = new_case_key(file.prefecture_id, result_id)
    box = case_box(file.prefecture_id, result_id, key.wrapped)
    sealed = box.seal(content, _cell(file.prefecture_id, result_id, file.pk))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT walls.hand_in(%s, %s, %s, %s, %s)", [file.pk, result_id, len(content), key.wrapped, sealed]
        )
        if not cursor.fetchone()[0]:
            raise NotWritten
    return result_id


def open_result(content: ResultContent) -> bytes:
    box = case_box(content.prefecture_id, content.result_id, bytes(content.wrapped))
    cell = _cell(content.prefecture_id, content.result_id, content.result.file_id)
    return box.open(bytes(content.ciphertext), cell)


def _cell(prefecture_id: str, result_id: UUID, file_id: UUID) -> Cell:
    return Cell(prefecture_id, "inquiry_vault_resultcontent", "ciphertext", result_id, file_id)
