from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from loans import numbers
from loans.applications.models import Application, Return, ReturnItem
from loans.applications.places import box_of, places
from loans.applications.returned import reasons_in_force
from loans.states import Step, after
from loans.talk.models import NoticeKind
from loans.talk.notices import tell


@transaction.atomic
def receive(application_id: UUID, *, by: Actor) -> Application:
    """県受付. Gives the prefectural number; a case that comes back keeps it.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.RECEIVE)
    application.state = after(application.state, Step.RECEIVE)
    if application.prefectural_number is None:
        application.prefectural_number = numbers.prefectural_number(by, application.fund, timezone.localdate())
    application.received_by, application.received_at = by.person_id, timezone.now()
    application.save(update_fields=["state", "prefectural_number", "received_by", "received_at"])
    write.act("receive", case_id=application.id)
    return application


@transaction.atomic
def return_case(application_id: UUID, facts: dict[str, Any], *, by: Actor) -> Return:
    """返戻, with each thing that is asked. Raises NotPermitted, NotFound, StepNotAllowed, NoSuchReason, NoSuchPlace."""
    application = access.find_for_update(Application, application_id, by=by, may=Permission.REVIEW)
    state = after(application.state, Step.RETURN)
    items = _items(application, facts["items"])
    application.state = state
    application.save(update_fields=["state"])
    returned = Return(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        reasons=list(dict.fromkeys(item.reason for item in items)),
        note=facts["note"],
        due_on=facts["due_on"],
        returned_by=by.person_id,
        returned_name=by.name,
    )
    returned.save(force_insert=True)
    for item in items:
        item.returned = returned
        item.save(force_insert=True)
    write.act("return", case_id=application.id, fields=_fields(items))
    tell(application, NoticeKind.RETURNED, by=by)
    return returned


def _items(application: Application, rows: Sequence[Mapping[str, Any]]) -> list[ReturnItem]:
    names = {each.code: each.name for each in reasons_in_force(application.prefecture_id)}
    pinned = dict(places(application))
    if not {row["reason"] for row in rows} <= names.keys():
        raise NoSuchReason
    if not {row["place"] for row in rows} <= pinned.keys():
        raise NoSuchPlace
    return [
        ReturnItem(
            prefecture_id=application.prefecture_id,
            municipal_council_id=application.municipal_council_id,
            application=application,
            position=position,
            reason=row["reason"],
            reason_name=names[row["reason"]],
            place=row["place"],
            place_name=pinned[row["place"]] if row["place"] else "",
            asked=row["asked"],
        )
        for position, row in enumerate(rows)
    ]


def _fields(items: Sequence[ReturnItem]) -> list[str]:
    """What the trail names: boxes of the form, or the whole."""
    return list(dict.fromkeys(box_of(item.place) or "whole" for item in items))


class NoSuchReason(Refused):
    sentence = "返戻の理由が変わりました。画面を開き直して、選び直してください。"


class NoSuchPlace(Refused):
    sentence = "選んだ箇所は、この申込書にありません。画面を開き直して、選び直してください。"
