"""誰が、いつまでに. Whose turn a case is, by name where somebody has it, and the day by which; a page at a time."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Any
from uuid import UUID

from django.utils import timezone

from councils.models import NamePlate
from councils.settings.values import value_of
from councils.tenancy import Actor
from councils.workdays import workday_after
from loans.applications.models import Application, Return
from loans.approval.chain import next_step
from loans.cases.parts import EVERY_PART
from loans.memos.models import Memo
from loans.review.models import Review
from loans.settings import DECIDE_DAYS, FORWARD_DAYS, RECEIVE_DAYS, REVIEW_DAYS
from loans.states import AT_COUNTER, ENDED, State
from loans.talk.life import ASKED_IN, CorrectionState
from loans.talk.models import Correction, Side
from loans.talk.people import side_of


class By(Enum):
    COUNSELLOR = auto()
    CHIEF = auto()
    REVIEWER = auto()
    OFFICER = auto()
    RANK = auto()
    NOBODY = auto()


class When(Enum):
    """RETURN: the due day of an open return; RETURN_OR_FORWARD: else the target from the receipt."""

    RETURN = auto()
    RETURN_OR_FORWARD = auto()
    RECEIVE = auto()
    REVIEW = auto()
    DECIDE = auto()
    CORRECTION = auto()
    NEVER = auto()


_TARGETS = {
    When.RETURN_OR_FORWARD: (FORWARD_DAYS, "submitted_at"),
    When.RECEIVE: (RECEIVE_DAYS, "forwarded_at"),
    When.REVIEW: (REVIEW_DAYS, "received_at"),
    When.DECIDE: (DECIDE_DAYS, "received_at"),
}


@dataclass(frozen=True)
class Waiting:
    """What is known of some cases: due days of returns and requests, names, ranks, and the prefecture's targets."""

    returns: dict[UUID, date]
    asked: dict[UUID, date]
    answered: frozenset[UUID]
    names: dict[int, str]
    ranks: dict[UUID, str]
    promises: dict[UUID, date]
    days: dict[When, int]

    def is_asked(self, application: Application) -> bool:
        return application.state in ASKED_IN and application.id in self.asked

    def is_answered(self, application: Application) -> bool:
        return application.state in ASKED_IN and application.id in self.answered

    def who(self, application: Application, by: By) -> str:
        """担当相談員 青葉 みどり、県社協の審査担当 …; the post alone where nobody has it yet."""
        reviewer = self.names.get(application.received_by or 0, "")
        return {
            By.COUNSELLOR: f"担当相談員 {application.counsellor_name}",
            By.CHIEF: "市区町村社協の責任者",
            By.REVIEWER: f"県社協の審査担当 {reviewer}".strip(),
            By.OFFICER: "県社協の情報照会担当",
            By.RANK: f"県社協の{self.ranks.get(application.id, '決裁者')}",
            By.NOBODY: "",
        }[by]

    def until(self, application: Application, when: When) -> date | None:
        """The day of the rule, or that of a promise on the telephone where it comes first."""
        days = [day for day in (self._of_rule(application, when), self.promises.get(application.id)) if day]
        return min(days, default=None)

    def _of_rule(self, application: Application, when: When) -> date | None:
        if when is When.CORRECTION:
            return self.asked.get(application.id)
        if when in (When.RETURN, When.RETURN_OR_FORWARD) and application.id in self.returns:
            return self.returns[application.id]
        return self._target(application, when)

    def _target(self, application: Application, when: When) -> date | None:
        if when not in _TARGETS:
            return None
        since: datetime | None = getattr(application, _TARGETS[when][1])
        return workday_after(timezone.localdate(since), self.days[when]) if since else None


def waiting_of(applications: Sequence[Application], by: Actor, *, there: Container[str] = EVERY_PART) -> Waiting:
    """A handful of queries for a page of cases. The tenant is named: the indexes begin with it."""
    asked_of = [each.id for each in applications if each.state in ASKED_IN] if "corrections" in there else []
    at_counter = [each.id for each in applications if each.state in AT_COUNTER] if "returns" in there else []
    promised = [each.id for each in applications if each.state not in ENDED] if "memos" in there else []
    rows = Correction.objects.filter(prefecture_id=by.prefecture_id, application_id__in=asked_of)
    open_rows = rows.filter(state=CorrectionState.OPEN).order_by("-due_on")
    answered = rows.filter(state=CorrectionState.ANSWERED).values_list("application_id", flat=True)
    staff = {each.received_by for each in applications if each.received_by}
    return Waiting(
        returns=_returns(at_counter, by),
        asked=dict(open_rows.values_list("application_id", "due_on")),
        answered=frozenset(answered),
        names=dict(NamePlate.objects.filter(staff_id__in=staff).values_list("staff_id", "name")),
        ranks=_ranks(applications, by),
        promises=_promises(promised, by),
        days={when: int(value_of(by.prefecture_id, entry.name)) for when, (entry, _) in _TARGETS.items()},
    )


def _returns(ids: Sequence[UUID], by: Actor) -> dict[UUID, date]:
    rows = Return.objects.filter(prefecture_id=by.prefecture_id, application_id__in=ids, answered_at__isnull=True)
    return dict(rows.values_list("application_id", "due_on"))


def _promises(ids: Sequence[UUID], by: Actor) -> dict[UUID, date]:
    """The first of each case that is still to be kept."""
    rows = Memo.objects.filter(
        prefecture_id=by.prefecture_id, application_id__in=ids, promised_on__isnull=False, kept_at__isnull=True
    )
    found = rows.order_by("-promised_on").values_list("application_id", "promised_on")
    return {case: day for case, day in found if case and day}


def _ranks(applications: Sequence[Application], by: Actor) -> dict[UUID, str]:
    """The rank that signs next. The counter has no way to proposals: it reads 決裁者."""
    in_approval = [each.id for each in applications if each.state == State.APPROVAL]
    if side_of(by) == Side.COUNTER or not in_approval:
        return {}
    rows = Review.objects.filter(
        prefecture_id=by.prefecture_id, application_id__in=in_approval, sent_back_at__isnull=True
    )
    return {row.application_id: _rank(row) for row in rows}


def _rank(review: Any) -> str:
    step = next_step(review)
    return str(review.chain[step]["name"]) if step is not None else "決裁者"
