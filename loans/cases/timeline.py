"""経過. What happened to a case, newest first. The history keeps every step: a second 進達 does not hide the first."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from councils.look.words import yen
from councils.models import NamePlate
from loans.applications.models import Application
from loans.applications.people_events import people_events
from loans.applications.shown import moment
from loans.approval.models import Signature
from loans.cases.parts import EVERY_PART
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
# Of each row of the history, by one query.
_KEPT = ("state", "history_date", "history_user_id", "submitted_at", "submitted_by")


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
    return newest_first(shared(application, memos.memos_of_case(application)))


def office_events(application: Application) -> list[Event]:
    """With proposals and seals, which the office alone may read."""
    return newest_first([*shared(application, memos.memos_of_case(application)), *proposals(application)])


def newest_first(found: Iterable[Event]) -> list[Event]:
    return sorted(found, key=lambda event: event.at, reverse=True)


def shared(application: Application, calls: Iterable[Memo], there: Container[str] = EVERY_PART) -> Iterator[Event]:
    """there: the parts that are worth a question."""
    yield Event("申込書を作成", application.created_at, application.counsellor_name)
    yield from _steps(application)
    yield from memo_events(calls)
    if "refusals" in there or "withdrawn" in there:
        for told in people_events(application):
            yield Event(told.title, told.at, told.who, told.body, told.kind)
    for name, told_of in _OF_PARTS.items():
        if name in there:
            yield from told_of(application)


def _opinions(application: Application) -> Iterator[Event]:
    for each in application.opinions.all():
        yield Event(f"市区町村社協の意見：{each.get_verdict_display()}", each.created_at, each.written_name)


def _handovers(application: Application) -> Iterator[Event]:
    for each in application.handovers.all():
        yield Event(f"担当の引継ぎ：{each}", each.created_at, each.written_name, each.reason)


def _returns(application: Application) -> Iterator[Event]:
    for each in application.returns.prefetch_related("items"):
        asked = [f"{item.reason_name}：{item.asked}" for item in each.items.all()]
        yield Event("返戻", each.created_at, each.returned_name, "\n".join([*asked, each.note]).strip(), "returned")


def _decisions(application: Application) -> Iterator[Event]:
    for each in application.decisions.all():
        body = yen(each.amount_yen) if each.amount_yen else ""
        kind = "good" if each.outcome == Decision.Outcome.APPROVED else "bad"
        yield Event(each.get_outcome_display(), each.created_at, each.decided_name, body, kind)


_OF_PARTS = {"opinions": _opinions, "handovers": _handovers, "returns": _returns, "decisions": _decisions}


def memo_events(rows: Iterable[Memo]) -> list[Event]:
    """電話メモ, newest first."""
    return [Event(memos.title(each), each.created_at, each.taken_name, memos.body(each)) for each in rows]


def _steps(application: Application) -> Iterator[Event]:
    """The office sees no row from before the first 進達; but that row says when and by whom it was submitted."""
    rows = list(application.history.order_by("history_id").values_list(*_KEPT))
    submissions = {at: by for *_, at, by in rows if at is not None}
    moves = [move for move in _moves(rows) if _is_told(move)]
    names = _names({*submissions.values(), *(move.by for move in moves)})
    for at, by in submissions.items():
        yield Event("申込を受付", at, names.get(by, ""))
    for move in moves:
        body = (application.prefectural_number or "") if move.state == State.RECEIVED else ""
        yield Event(_TITLES[State(move.state)], move.at, names.get(move.by, ""), body)


def _moves(rows: Iterable[tuple[Any, ...]]) -> Iterator[_Move]:
    before = ""
    for state, at, by, *_ in rows:
        if state != before:
            yield _Move(before, state, at, by)
        before = state


def _is_told(move: _Move) -> bool:
    """The first draft is the making of it; what comes out of 決裁 is told by its seals."""
    return bool(move.state in _TITLES and move.before != State.APPROVAL and (move.before or move.state != State.DRAFT))


def proposals(application: Application) -> Iterator[Event]:
    for review in application.reviews.prefetch_related("signatures"):
        body = f"{yen(review.amount_yen)}\n{review.comment}" if review.amount_yen else review.comment
        yield Event(f"起案：{review.get_proposal_display()}", review.created_at, review.reviewer_name, body)
        for seal in review.signatures.all():
            is_back = seal.result == Signature.Result.SENT_BACK
            title = f"{'差戻し' if is_back else '決裁'}（{review.chain[seal.step]['name']}）"
            yield Event(title, seal.created_at, seal.signer_name, seal.comment, "returned" if is_back else "")


def _names(staff_ids: set[int | None]) -> dict[int | None, str]:
    """名札. Whose plate is another prefecture's stays unnamed."""
    known = [each for each in staff_ids if each]
    return dict(NamePlate.objects.filter(staff_id__in=known).values_list("staff_id", "name"))
