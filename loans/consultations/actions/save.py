from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import Stale, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.consultations.kept import leave_behind, store
from loans.consultations.models import Consultation, Visit
from loans.consultations.steps import Step, mark_of
from loans.consultations.visits import visit_now
from loans.states import ConsultationState

# What is saved by itself while somebody types leaves one row of history a person and minute (README.md).
MINUTE = timedelta(seconds=60)
_OF_SAVING = [
    "carried",
    "saved_from",
    "saved_turn",
    "saved_by",
    "saved_at",
    "kept_at",
    "kept_version",
    "told",
    "version",
]


@dataclass(frozen=True)
class Sitting:
    """保存する画面. version: of what it was opened on; is_typing: saved by itself, in the middle of a sentence.

    turn: which of the page's saves this is; one that was cut off may arrive after the one that was sent again.
    """

    version: int
    page: UUID | None = None
    is_typing: bool = False
    turn: int = 0


@transaction.atomic
def save(consultation_id: UUID, step: Step, facts: Mapping[str, Any], *, sitting: Sitting, by: Actor) -> Consultation:
    """聞き取りの保存. Of one step, what is given of it; the rest stays, and all of it where a later save was faster.

    Raises NotPermitted, NotFound, StepNotAllowed, Stale.
    """
    talk = find_open(consultation_id, by=by)
    if _is_overtaken(talk, sitting):
        return talk
    visit = visit_now(talk, by=by)
    changed = [name for name in step.fields if name in facts and getattr(talk, name) != facts[name]]
    is_noted = "memo" in facts and visit.memo != facts["memo"]
    _check_fresh(talk, step, visit, sitting, is_changed=bool(changed or is_noted))
    talk.carried = [name for name in talk.carried if name not in (changed if sitting.is_typing else step.fields)]
    for name in changed:
        setattr(talk, name, facts[name])
    is_kept = _keep(talk, [*changed, *(["memo"] if is_noted else [])], sitting, by)
    if is_noted:
        _note(visit, facts["memo"], is_kept=is_kept)
    store(talk, [*changed, *_OF_SAVING], is_kept=is_kept)
    return talk


def find_open(consultation_id: UUID, *, by: Actor) -> Consultation:
    """聞き取り中の相談, to change. Raises NotPermitted, NotFound, StepNotAllowed."""
    talk = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    if talk.state != ConsultationState.OPEN:
        raise StepNotAllowed("終了した相談は修正できません。新しい相談として記録してください。")
    return talk


def _is_overtaken(talk: Consultation, sitting: Sitting) -> bool:
    """追い越された保存. The same page has saved since with newer words: nobody waits for the answer to these."""
    return sitting.page is not None and talk.saved_from == sitting.page and sitting.turn < talk.saved_turn


def _check_fresh(talk: Consultation, step: Step, visit: Visit, sitting: Sitting, *, is_changed: bool) -> None:
    """Not over a colleague's answers; a screen whose own answer was lost on the way saves again."""
    mark = mark_of(talk, step, visit.memo)
    if is_changed and sitting.version != mark and (sitting.page is None or talk.saved_from != sitting.page):
        raise Stale(mark)


def _keep(talk: Consultation, changed: list[str], sitting: Sitting, by: Actor) -> bool:
    """履歴. Whether this save leaves its row now; what somebody else left without one gets it first."""
    now = timezone.now()
    is_same = talk.saved_by == by.person_id
    if not is_same and talk.kept_version < talk.version:
        leave_behind(talk, by=by)
    is_due = talk.kept_at is None or now - talk.kept_at >= MINUTE
    has_news = bool(changed) or talk.kept_version < talk.version
    is_kept = has_news and (not sitting.is_typing or not is_same or is_due)
    untold = [name for name in changed if is_kept or name not in talk.told]
    if untold:
        write.act("change_consultation", case_id=talk.id, fields=untold)
    talk.version += bool(changed)
    talk.saved_from, talk.saved_turn, talk.saved_by, talk.saved_at = sitting.page, sitting.turn, by.person_id, now
    talk.told = untold if is_kept else [*talk.told, *untold]
    if is_kept:
        talk.kept_at, talk.kept_version = now, talk.version
    return is_kept


def _note(visit: Visit, memo: str, *, is_kept: bool) -> None:
    visit.memo = memo
    if visit._state.adding:
        visit.save(force_insert=True)
    else:
        store(visit, ["memo"], is_kept=is_kept)
