"""受け取らなかった回答. What is kept of an answer that was refused: why, its size and its digest."""

from collections.abc import Mapping
from uuid import UUID

from inquiry.sources.errors import SourceFault
from inquiry.vault.models import RefusedAnswer


def keep(prefecture_id: str, came: Mapping[UUID, object]) -> None:
    """Of those inquiries whose answer came and was refused; fetched again and refused again it is one row."""
    rows = [
        RefusedAnswer(
            prefecture_id=prefecture_id,
            inquiry_id=inquiry_id,
            reason=fault.reason,
            size=fault.evidence.size,
            digest=fault.evidence.digest,
        )
        for inquiry_id, fault in came.items()
        if isinstance(fault, SourceFault) and fault.evidence is not None
    ]
    RefusedAnswer.objects.bulk_create(rows, ignore_conflicts=True)
