from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Now

from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.vault.actions.request_files import NoFolder
from inquiry.vault.faults import on_its_own
from inquiry.vault.models import RequestFile
from inquiry.vault.retention import past_files

AT_MOST = 100


def remove_files(prefecture_id: str) -> int:
    """依頼ファイルの削除, once its orders are closed or its days are over. The row stays, with the digest."""
    with transaction_for(system_of(prefecture_id)):
        ids = list(past_files().order_by("created_at").values_list("pk", flat=True)[:AT_MOST])
    return sum(on_its_own(partial(_remove, prefecture_id, file_id), "remove_files") for file_id in ids)


def _remove(prefecture_id: str, file_id: UUID) -> int:
    """The file before the commit: killed in between, it is removed again. Raises NoFolder."""
    if not settings.INQUIRY_FILES_DIR:
        raise NoFolder
    with transaction_for(system_of(prefecture_id)):
        file = past_files().select_for_update(of=("self",)).filter(pk=file_id).first()
        if file is None:
            return 0
        folder = Path(settings.INQUIRY_FILES_DIR) / prefecture_id
        for name in (file.name, f".{file.name}"):
            (folder / name).unlink(missing_ok=True)  # whoever took it may have moved it away
        RequestFile.objects.filter(pk=file.pk).update(removed_at=Now())
        write.act("remove_file", fields=["file"], result=str(file.line_count))
    return 1
