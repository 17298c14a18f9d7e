"""経過. What happened to a case, newest first. The history keeps every step: a second 進達 does not hide the first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from councils.look.words import yen
from councils.models import NamePlate
from loans.applications.models import Application
from loans.applications.people_events import people_events
from loans.applications.shown import moment
from loans.approval.models import Signature
from loans.decision.models import Decision
from loans.memos import shown as memos
from loans.memos.models import Memo
from loans.states import State

_TITLES = {
    State.DRAFT: "申込書を直し始める",
    State.FORWARDED: "都道府県社協へ進達",
    State.RECEIVED: "都道府県社協が受付",
    State.INQUIRY: "情報照会を依頼",
    State.REVIEW: "審査に入る",
    State.WITHDRAWN: "申込の取下げ",
}


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


@dataclass(frozen=True)
class _Move:
    """One row of the history, with the state before it."""

    before: str
    state: str
    at: datetime
    by: int | None


def events(application: Application) -> list[Event]:
    """What both offices may read."""
    return _newest_first(_shared(application))


def office_events(application: Application) -> list[Event]:
    """With proposals and seals, which the office alone may read."""
    return _newest_first([*_shared(application), *_proposals(application)])


def _newest_first(found: Iterator[Event] | list[Event]) -> list[Event]:
    return sorted(found, key=lambda event: event.at, reverse=True)


def _shared(application: Application) -> Iterator[Event]:
    yield Event("申込書を作成", application.created_at, application.counsellor_name)
    yield from _steps(application)
    for told in people_events(application):
        yield Event(told.title, told.at, told.who, told.body, told.kind)
    yield from memo_events(memos.memos_of_case(application))
    for opinion in application.opinions.all():
        yield Event(f"市区町村社協の意見：{opinion.get_verdict_display()}", opinion.created_at, opinion.written_name)
    for handover in application.handovers.all():
        yield Event(f"担当の引継ぎ：{handover}", handover.created_at, handover.written_name, handover.reason)
    for each in application.returns.prefetch_related("items"):
        asked = [f"{item.reason_name}：{item.asked}" for item in each.items.all()]
        yield Event("返戻", each.created_at, each.returned_name, "\n".join([*asked, each.note]).strip(), "returned")
    for decision in application.decisions.all():
        body = yen(decision.amount_yen) if decision.amount_yen else ""
        kind = "good" if decision.outcome == Decision.Outcome.APPROVED else "bad"
        yield Event(decision.get_outcome_display(), decision.created_at, decision.decided_name, body, kind)


def memo_events(rows: Iterable[Memo]) -> list[Event]:
    """電話メモ, newest first."""
    return [Event(memos.title(each), each.created_at, each.taken_name, memos.body(each)) for each in rows]


def _steps(application: Application) -> Iterator[Event]:
    """The office sees no row from before the first 進達; but that row says when and by whom it was submitted."""
    submissions = dict(
        application.history.filter(submitted_at__isnull=False).values_list("submitted_at", "submitted_by").distinct()
    )
    moves = [move for move in _moves(application) if _is_told(move)]
    names = _names({*submissions.values(), *(move.by for move in moves)})
    for at, by in submissions.items():
        yield Event("申込を受付", at, names.get(by, ""))
    for move in moves:
        body = (application.prefectural_number or "") if move.state == State.RECEIVED else ""
        yield Event(_TITLES[State(move.state)], move.at, names.get(move.by, ""), body)


def _moves(application: Application) -> Iterator[_Move]:
    before = ""
    rows = application.history.order_by("history_id").values_list("state", "history_date", "history_user_id")
    for state, at, by in rows:
        if state != before:
            yield _Move(before, state, at, by)
        before = state


def _is_told(move: _Move) -> bool:
    """The first draft is the making of it; what comes out of 決裁 is told by its seals."""
    return bool(move.state in _TITLES and move.before != State.APPROVAL and (move.before or move.state != State.DRAFT))


def _proposals(application: Application) -> Iterator[Event]:
    for review in application.reviews.prefetch_related("signatures"):
        body = f"{yen(review.amount_yen)}\n{review.comment}" if review.amount_yen else review.comment
        yield Event(f"起案：{review.get_proposal_display()}", review.created_at, review.reviewer_name, body)
        for seal in review.signatures.all():
            is_back = seal.result == Signature.Result.SENT_BACK
            title = f"{'差戻し' if is_back else '決裁'}（{review.chain[seal.step]['name']}）"
            yield Event(title, seal.created_at, seal.signer_name, seal.comment, "returned" if is_back else "")


def _names(staff_ids: set[int | None]) -> dict[int | None, str]:
    """名札. Whose plate is another prefecture's stays unnamed."""
    rows = NamePlate.objects.filter(staff_id__in=[each for each in staff_ids if each])
    return dict(rows.values_list("staff_id", "name"))
