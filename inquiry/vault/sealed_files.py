"""結果ファイルの封. Sealed by the page that takes it in, with a key of its own; opened by the worker, once."""

from inquiry.vault.crypto import Cell, case_box, new_case_key
from inquiry.vault.models import ResultContent, ResultFile


def sealed_result(result: ResultFile, content: bytes) -> ResultContent:
    """Raises KeysetMissing, KeysetExposed."""
    key = new_case_key(result.prefecture_id, result.pk)
    box = case_box(result.prefecture_id, result.pk, key.wrapped)
    return ResultContent(
        result=result,
        prefecture_id=result.prefecture_id,
        wrapped=key.wrapped,
        ciphertext=box.seal(content, _cell(result.prefecture_id, result)),
    )


def open_result(content: ResultContent) -> bytes:
    box = case_box(content.prefecture_id, content.result_id, bytes(content.wrapped))
    return box.open(bytes(content.ciphertext), _cell(content.prefecture_id, content.result))


def _cell(prefecture_id: str, result: ResultFile) -> Cell:
    return Cell(prefecture_id, "inquiry_vault_resultcontent", "ciphertext", result.pk, result.file_id)
