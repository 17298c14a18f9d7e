"""補正の種類, as they are in force: a prefecture's own row of a code replaces the national one."""

from django.utils import timezone

from loans.applications.models import Application
from loans.talk.life import UNSETTLED
from loans.talk.models import CorrectionKind
from loans.talk.refusals import CorrectionOpen


def kinds_in_force(prefecture_id: str) -> list[CorrectionKind]:
    """補正の種類 today, by the function that the guard asks too (migrations/0042_returns_held.py)."""
    query = "SELECT * FROM walls.correction_kinds(%s, %s) ORDER BY position, code"
    return list(CorrectionKind.objects.raw(query, [prefecture_id, timezone.localdate()]))


def check_nothing_blocks(application: Application) -> None:
    """起案の前に. Raises CorrectionOpen where a request of a kind that holds it up is not settled."""
    rows = application.corrections.filter(blocks_proposal=True, state__in=UNSETTLED).order_by("created_at")
    if kinds := list(rows.values_list("kind_name", flat=True)):
        raise CorrectionOpen(list(dict.fromkeys(kinds)))
