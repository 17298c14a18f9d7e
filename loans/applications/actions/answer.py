from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused, Stale, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application, ReturnItem
from loans.applications.returned import answers_mark
from loans.states import AT_COUNTER


class NothingReturned(Refused):
    sentence = "返戻されている項目はありません。"


@transaction.atomic
def answer_return(application_id: UUID, answers: Mapping[UUID, str], *, version: int, by: Actor) -> Application:
    """返戻への回答. By item: what was done about it; a blank answer takes an earlier one back.

    version: of the answers as the page was opened on them (answers_mark).
    Raises NotPermitted, NotFound, StepNotAllowed, NothingReturned, Stale.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if application.state not in AT_COUNTER:
        raise StepNotAllowed("進達した後は、返戻に答えられません。")
    returned = application.returns.filter(answered_at__isnull=True).first()
    if returned is None:
        raise NothingReturned
    items = list(returned.items.order_by("position"))
    changed = [item for item in items if answers.get(item.pk, item.answer) != item.answer]
    if changed and version != answers_mark(items):
        raise Stale(answers_mark(items))
    for item in changed:
        _answer(item, answers[item.pk], by)
    write.act("answer_return", case_id=application.id)
    return application


def _answer(item: ReturnItem, answer: str, by: Actor) -> None:
    item.answer = answer
    item.answered_by = by.person_id if answer else None
    item.answered_name = by.name if answer else ""
    item.answered_at = timezone.now() if answer else None
    item.save(update_fields=["answer", "answered_by", "answered_name", "answered_at"])
