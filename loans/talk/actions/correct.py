from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application
from loans.applications.places import WHOLE, box_of, place_name
from loans.paper_states import PaperState
from loans.talk.kinds import kinds_in_force
from loans.talk.life import ASKED_IN, CorrectionStep, correction_after
from loans.talk.models import Correction, NoticeKind
from loans.talk.notices import tell
from loans.talk.refusals import NoSuchKind, NoSuchPlace, NotAskedNow, PapersBeingChecked, PapersNotOpened


@transaction.atomic
def ask_correction(application_id: UUID, facts: Mapping[str, Any], *, by: Actor) -> Correction:
    """補正の依頼. One thing, while the case stays with the office.

    Raises NotPermitted, NotFound, NotAskedNow, NoSuchKind, NoSuchPlace.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.REVIEW)
    if application.state not in ASKED_IN:
        raise NotAskedNow
    kind = next((each for each in kinds_in_force(by.prefecture_id) if each.code == facts["kind"]), None)
    if kind is None:
        raise NoSuchKind
    named = place_name(application, facts["place"])
    if not named:
        raise NoSuchPlace
    correction = Correction(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        kind=kind.code,
        kind_name=kind.name,
        blocks_proposal=kind.blocks_proposal,
        takes_papers=kind.takes_papers,
        place=facts["place"],
        place_name="" if facts["place"] == WHOLE else named,
        asked=facts["asked"],
        due_on=facts["due_on"],
        asked_by=by.person_id,
        asked_name=by.name,
    )
    correction.save(force_insert=True)
    write.act("ask_correction", case_id=application.id, fields=[box_of(correction.place) or "whole"])
    tell(application, NoticeKind.CORRECTION, by=by)
    return correction


@transaction.atomic
def answer_correction(application_id: UUID, correction_id: UUID, answer: str, *, by: Actor) -> Correction:
    """補正の依頼への回答. In words; a paper that was asked for is registered beforehand, and can be opened.

    Raises NotPermitted, NotFound, StepNotAllowed, PapersBeingChecked, PapersNotOpened.
    """
    correction = _taken(application_id, correction_id, CorrectionStep.ANSWER, by=by, may=Permission.APPLY)
    _check_papers_open(correction)
    correction.answer = answer
    correction.answered_by, correction.answered_name, correction.answered_at = by.person_id, by.name, timezone.now()
    correction.save(update_fields=["state", "answer", "answered_by", "answered_name", "answered_at"])
    write.act("answer_correction", case_id=application_id)
    tell(correction.application, NoticeKind.ANSWERED, by=by)
    return correction


def _check_papers_open(correction: Correction) -> None:
    """Raises PapersBeingChecked, PapersNotOpened."""
    states = set(correction.papers_since().values_list("state", flat=True)) if correction.takes_papers else set()
    if PaperState.REFUSED in states:
        raise PapersNotOpened
    if PaperState.CHECKING in states:
        raise PapersBeingChecked


def close_correction(application_id: UUID, correction_id: UUID, *, by: Actor) -> Correction:
    """回答の確認. Raises NotPermitted, NotFound, StepNotAllowed."""
    return _settle(application_id, correction_id, CorrectionStep.CLOSE, by=by)


def cancel_correction(application_id: UUID, correction_id: UUID, *, by: Actor) -> Correction:
    """依頼の取消し, answered or not. Raises NotPermitted, NotFound, StepNotAllowed."""
    return _settle(application_id, correction_id, CorrectionStep.CANCEL, by=by)


@transaction.atomic
def _settle(application_id: UUID, correction_id: UUID, step: CorrectionStep, *, by: Actor) -> Correction:
    correction = _taken(application_id, correction_id, step, by=by, may=Permission.REVIEW)
    correction.settled_by, correction.settled_name, correction.settled_at = by.person_id, by.name, timezone.now()
    correction.save(update_fields=["state", "settled_by", "settled_name", "settled_at"])
    write.act(f"{step.value}_correction", case_id=application_id)
    tell(correction.application, NoticeKind.SETTLED, by=by)
    return correction


def _taken(
    application_id: UUID, correction_id: UUID, step: CorrectionStep, *, by: Actor, may: Permission
) -> Correction:
    application = access.find_for_update(Application, application_id, by=by, may=may)
    correction = application.corrections.filter(pk=correction_id).first()
    if correction is None:
        raise NotFound
    correction.state = correction_after(correction.state, step)
    correction.application = application
    return correction
