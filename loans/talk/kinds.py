"""補正の種類, as they are in force: a prefecture's own row of a code replaces the national one."""

from django.db.models import Q
from django.utils import timezone

from loans.applications.models import Application
from loans.talk.life import UNSETTLED
from loans.talk.models import CorrectionKind
from loans.talk.refusals import CorrectionOpen


def kinds_in_force(prefecture_id: str) -> list[CorrectionKind]:
    today = timezone.localdate()
    rows = CorrectionKind.objects.filter(
        Q(prefecture_id=prefecture_id) | Q(prefecture__isnull=True), valid_from__lte=today
    )
    in_order = sorted(rows, key=lambda row: (row.prefecture_id is not None, row.valid_from, row.pk))
    latest = {row.code: row for row in in_order}.values()
    lasting = [row for row in latest if row.valid_until is None or row.valid_until >= today]
    return sorted(lasting, key=lambda row: (row.position, row.code))


def check_nothing_blocks(application: Application) -> None:
    """起案の前に. Raises CorrectionOpen where a request of a kind that holds it up is not settled."""
    rows = application.corrections.filter(blocks_proposal=True, state__in=UNSETTLED).order_by("created_at")
    if kinds := list(rows.values_list("kind_name", flat=True)):
        raise CorrectionOpen(list(dict.fromkeys(kinds)))
