"""次回の予定. Talks that go on, by the day on which somebody promised to speak again."""

from datetime import date

from councils.tenancy import Actor
from loans.consultations.models import Consultation
from loans.states import ConsultationState

MOST = 50


def due_talks(by: Actor, *, on: date) -> list[Consultation]:
    """予定日の来た相談. Of the own council, up to this day, the longest waiting first."""
    rows = Consultation.objects.filter(
        municipal_council_id=by.council_id, state=ConsultationState.OPEN, next_on__isnull=False, next_on__lte=on
    )
    return list(rows.order_by("next_on", "id")[:MOST])
