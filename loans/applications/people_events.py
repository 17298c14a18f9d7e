"""経過 of the people of a case: who said no, and who took a yes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from loans.applications.models import Application, Consent


@dataclass(frozen=True)
class PeopleEvent:
    title: str
    at: datetime
    who: str = ""
    body: str = ""
    kind: str = ""


def people_events(application: Application) -> Iterator[PeopleEvent]:
    for refusal in application.refusals.select_related("member"):
        title = f"{refusal.member.name} 様：情報照会に同意しない"
        yield PeopleEvent(title, refusal.created_at, refusal.taken_name, refusal.get_reason_display(), "returned")
    taken_back = application.consents.filter(withdrawal=Consent.Withdrawal.TAKEN_BACK, member__isnull=False)
    for consent in taken_back.select_related("member"):
        if consent.withdrawn_at:
            yield PeopleEvent(f"{consent.member.name} 様：情報照会の同意を取り消し", consent.withdrawn_at, kind="bad")
