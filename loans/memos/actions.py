"""電話メモの行為."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import NotFound, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application
from loans.consultations.models import Consultation
from loans.memos.models import Memo

FIELDS = ("caller", "gist", "promised_on")


@transaction.atomic
def take_of_case(application_id: UUID, facts: dict[str, Any], *, by: Actor, may: Permission) -> Memo:
    """電話メモ of a case, in any state of it: people telephone at any time. Raises NotPermitted, NotFound, Recused."""
    application = access.find(Application, application_id, by=by, may=may)
    return _take(application, facts, by, application=application)


@transaction.atomic
def take_of_talk(consultation_id: UUID, facts: dict[str, Any], *, by: Actor) -> Memo:
    """電話メモ of a talk. Raises NotPermitted, NotFound."""
    consultation = access.find(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    return _take(consultation, facts, by, consultation=consultation)


@transaction.atomic
def keep_of_case(application_id: UUID, memo_id: UUID, *, by: Actor, may: Permission) -> Memo:
    """約束を済ませた. Raises NotPermitted, NotFound, Recused, StepNotAllowed."""
    application = access.find(Application, application_id, by=by, may=may)
    return _keep(application.memos.all(), memo_id, by, case_id=application.id)


@transaction.atomic
def keep_of_talk(consultation_id: UUID, memo_id: UUID, *, by: Actor) -> Memo:
    """約束を済ませた. Raises NotPermitted, NotFound, StepNotAllowed."""
    consultation = access.find(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    return _keep(consultation.memos.all(), memo_id, by, case_id=consultation.id)


def _take(of: Application | Consultation, facts: dict[str, Any], by: Actor, **parent: Any) -> Memo:
    memo = Memo(
        prefecture_id=of.prefecture_id,
        municipal_council_id=of.municipal_council_id,
        taken_by=by.person_id,
        taken_name=by.name,
        **parent,
        **{name: facts[name] for name in FIELDS},
    )
    memo.save(force_insert=True)
    write.act("take_memo", case_id=of.id, fields=[name for name in FIELDS if facts[name]])
    return memo


def _keep(memos: "QuerySet[Memo]", memo_id: UUID, by: Actor, *, case_id: UUID) -> Memo:
    promised = memos.filter(pk=memo_id, promised_on__isnull=False)
    # One that is kept cannot be locked: the policy of UPDATE shows those alone that are still to be kept.
    memo = promised.select_for_update().first()
    if memo is None:
        raise StepNotAllowed("この約束は、すでに「済み」になっています。") if promised.exists() else NotFound
    memo.kept_by, memo.kept_at = by.person_id, timezone.now()
    memo.save(update_fields=["kept_by", "kept_at"])
    write.act("keep_promise", case_id=case_id)
    return memo
