"""照会票. The office's side of the slip."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Subquery

from councils.tenancy import Actor, current_actor
from inquiry.codes import ClosingReason
from inquiry.desk.models import Closing, Finding, Order, Progress, Subject

if TYPE_CHECKING:
    from inquiry.gateway import OrderFacts


def write_order(facts: OrderFacts) -> UUID:
    """照会依頼. One order and its subjects."""
    by = acting()
    order = Order.objects.create(
        prefecture_id=by.prefecture_id,
        case_id=facts.case_id,
        reference=facts.reference,
        purpose=facts.purpose,
        legal_basis=facts.legal_basis,
        is_nondisclosure=facts.is_nondisclosure,
        repeat_reason=facts.repeat_reason,
        ordered_by=by.person_id,
        ordered_name=by.name,
    )
    Subject.objects.bulk_create(
        Subject(
            prefecture_id=by.prefecture_id,
            order=order,
            member_id=person.member_id,
            position=position,
            name=person.name,
            kana=person.kana,
            born=person.born,
            sex=person.sex,
            address=person.address,
            relation=person.relation,
            consent_id=person.consent_id,
            kinds=list(person.kinds),
        )
        for position, person in enumerate(facts.persons)
    )
    return order.id


def write_closing(case_id: UUID, reason: ClosingReason) -> None:
    """案件終了."""
    Closing.objects.get_or_create(prefecture_id=acting().prefecture_id, case_id=case_id, defaults={"reason": reason})


def progress_of(case_id: UUID) -> list[Progress]:
    """Of the newest order alone: what was asked before a return says nothing of the case as it stands now."""
    return list(Progress.objects.filter(order_id=_newest_order(case_id)).order_by("number"))


def findings_of(case_id: UUID) -> list[Finding]:
    """Of the newest order alone."""
    return list(Finding.objects.filter(order_id=_newest_order(case_id)).order_by("written_at", "code", "member_id"))


def _newest_order(case_id: UUID) -> Subquery:
    orders = Order.objects.filter(prefecture_id=acting().prefecture_id, case_id=case_id)
    return Subquery(orders.order_by("-written_at", "-pk").values("pk")[:1])


def acting() -> Actor:
    """Whose slip it is. A slip belongs to a prefecture."""
    actor = current_actor()
    if actor is None:
        raise RuntimeError("nobody acts: a slip belongs to a prefecture")
    return actor
