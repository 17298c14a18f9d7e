"""経過. What happened to a case, newest first, from the rows that both offices may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from councils.look.words import yen
from loans.applications.models import Application, Return
from loans.applications.shown import moment


@dataclass(frozen=True)
class Event:
    title: str
    at: datetime
    who: str = ""
    body: str = ""
    kind: str = ""

    @property
    def when(self) -> str:
        return moment(self.at)

    @property
    def iso(self) -> str:
        return self.at.isoformat(timespec="seconds")


def events(application: Application) -> list[Event]:
    return sorted(_events(application), key=lambda event: event.at, reverse=True)


def _events(application: Application) -> Iterator[Event]:
    yield Event("申込書を作成", application.created_at, application.counsellor_name)
    if application.submitted_at:
        yield Event("申込を受付", application.submitted_at)
    for opinion in application.opinions.all():
        yield Event(f"市区町村社協の意見：{opinion.get_verdict_display()}", opinion.created_at, opinion.written_name)
    if application.forwarded_at:
        yield Event("都道府県社協へ進達", application.forwarded_at)
    if application.received_at:
        yield Event("都道府県社協が受付", application.received_at, body=application.prefectural_number or "")
    for each in application.returns.all():
        reasons = "、".join(Return.Reason(reason).label for reason in each.reasons)
        yield Event("返戻", each.created_at, each.returned_name, f"{reasons}：{each.note}", "returned")
    for decision in application.decisions.all():
        body = yen(decision.amount_yen) if decision.amount_yen else ""
        yield Event(decision.get_outcome_display(), decision.created_at, decision.decided_name, body, "good")
