from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import OwnWork, Refused, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.extras.models import ExtraField


class EndsBeforeToday(Refused):
    field = "until"
    sentence = "終了日は、今日以降で、開始日より前でない日を入力してください。"


def question(extra_id: UUID, *, by: Actor) -> ExtraField:
    """One of the own prefecture's. Raises NotPermitted, NotFound."""
    return access.find(ExtraField, extra_id, by=by, may=Permission.ADMINISTER)


@transaction.atomic
def propose(facts: dict[str, Any], *, by: Actor) -> ExtraField:
    """項目の提案. On no form before another administrator has confirmed it. Raises NotPermitted."""
    access.check_may(by, Permission.ADMINISTER)
    names = ("label", "kind", "choices", "is_required", "help", "fund", "since")
    extra = ExtraField(
        prefecture_id=by.prefecture_id,
        proposed_by=by.person_id,
        proposed_name=by.name,
        **{name: facts[name] for name in names},
    )
    extra.save(force_insert=True)
    write.act("propose_extra", subject_id=extra.id)
    return extra


@transaction.atomic
def confirm(extra_id: UUID, *, by: Actor) -> ExtraField:
    """項目の確認, by another. Raises NotPermitted, NotFound, OwnWork, StepNotAllowed."""
    extra = access.find_for_update(ExtraField, extra_id, by=by, may=Permission.ADMINISTER)
    if extra.confirmed_at or extra.until:
        raise StepNotAllowed("この項目は、すでに確認されたか、取り下げられています。")
    if extra.proposed_by == by.person_id:
        raise OwnWork("ご自身で提案した項目は、別の管理者が確認します。")
    extra.confirmed_by, extra.confirmed_at = by.person_id, timezone.now()
    extra.save(update_fields=["confirmed_by", "confirmed_at"])
    write.act("confirm_extra", subject_id=extra.id)
    return extra


@transaction.atomic
def end(extra_id: UUID, facts: dict[str, Any], *, by: Actor) -> ExtraField:
    """項目の終了. One is enough: it only takes away; answers stay. Raises NotPermitted, NotFound, StepNotAllowed."""
    extra = access.find_for_update(ExtraField, extra_id, by=by, may=Permission.ADMINISTER)
    if extra.until:
        raise StepNotAllowed("この項目の終了日は、すでに決まっています。")
    if facts["until"] < max(timezone.localdate(), extra.since):
        raise EndsBeforeToday
    extra.until, extra.ended_by = facts["until"], by.person_id
    extra.save(update_fields=["until", "ended_by"])
    write.act("end_extra", subject_id=extra.id)
    return extra
