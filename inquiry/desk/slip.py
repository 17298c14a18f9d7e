"""照会票. The office's side of the slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from councils.tenancy import Actor, current_actor
from inquiry.catalogue import in_force
from inquiry.codes import ClosingReason, LegalBasis, Purpose, WithdrawalReason
from inquiry.desk.models import (
    CatalogueLine,
    Closing,
    Finding,
    Order,
    PlanLine,
    Progress,
    Protection,
    Subject,
    Withdrawal,
)

if TYPE_CHECKING:
    from inquiry.gateway import AskedPerson, OrderFacts


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
        is_urgent=facts.is_urgent,
        fund=facts.fund,
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
            former_addresses=list(person.former_addresses),
            mutual_aids=list(person.mutual_aids),
        )
        for position, person in enumerate(facts.persons)
    )
    PlanLine.objects.bulk_create(_lines(order, facts.persons))
    return order.id


def _lines(order: Order, persons: Sequence[AskedPerson]) -> list[PlanLine]:
    return [
        PlanLine(
            prefecture_id=order.prefecture_id,
            order=order,
            member_id=person.member_id,
            kind=line.kind,
            scene=line.scene,
            why=line.why,
            scope=line.scope,
            from_on=line.from_on,
            until_on=line.until_on,
            left_out=line.left_out,
        )
        for person in persons
        for line in person.lines
    ]


def catalogue(legal_basis: LegalBasis, purpose: Purpose) -> list[CatalogueLine]:
    """照会できる事項, as in force today."""
    rows = CatalogueLine.objects.filter(in_force(timezone.localdate()), legal_basis=legal_basis, purpose=purpose)
    return list(rows.order_by("pk"))


def has_order(case: OuterRef, prefecture_id: str) -> Exists:
    """Asks of order_by_case alone, whatever the number of orders."""
    return Exists(Order.objects.filter(prefecture_id=prefecture_id, case_id=case))


def write_closing(case_id: UUID, reason: ClosingReason) -> None:
    """案件終了."""
    Closing.objects.get_or_create(prefecture_id=acting().prefecture_id, case_id=case_id, defaults={"reason": reason})


def progress_of(case_id: UUID) -> list[Progress]:
    """Of the newest order alone: what was asked before a return says nothing of the case as it stands now."""
    return list(Progress.objects.filter(order_id=_newest_order(case_id)).order_by("number"))


def findings_of(case_id: UUID) -> list[Finding]:
    """Of the newest order alone; of what was told anew after an undone link, the newer one. The older stay."""
    rows = Finding.objects.filter(order_id=_newest_order(case_id)).order_by("withdrawn_before", "written_at")
    newest = {(row.code, row.member_id): row for row in rows}
    return sorted(newest.values(), key=lambda row: (row.written_at, row.code, str(row.member_id or "")))


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """取り下げられた照会結果. Members of 誤照会; and the number of the last undone link of each member."""

    redo: frozenset[UUID]
    undone: Mapping[UUID, int]

    def reason_of(self, finding: Finding) -> WithdrawalReason | None:
        """None where it stands. The household's goes with that of any member."""
        if self.redo if finding.member_id is None else finding.member_id in self.redo:
            return WithdrawalReason.REDO
        last = (
            max(self.undone.values(), default=0) if finding.member_id is None else self.undone.get(finding.member_id, 0)
        )
        return WithdrawalReason.UNLINKED if last > finding.withdrawn_before else None


def withdrawn_of(case_id: UUID) -> Withdrawn:
    """Of the newest order; of 誤照会 the last word on each member counts."""
    rows = Withdrawal.objects.filter(order_id=_newest_order(case_id)).order_by("number")
    said = list(rows.values_list("member_id", "reason", "number"))
    undone = {member: number for member, reason, number in said if reason == WithdrawalReason.UNLINKED}
    last = {member: reason for member, reason, _ in said if reason != WithdrawalReason.UNLINKED}
    return Withdrawn(frozenset(member for member, reason in last.items() if reason == WithdrawalReason.REDO), undone)


def write_protection(case_id: UUID) -> None:
    """支援措置の連絡."""
    Protection.objects.create(prefecture_id=acting().prefecture_id, case_id=case_id)


def findings_at_counter(case_id: UUID) -> list[tuple[str, str | None, UUID | None]]:
    """窓口に見せる照会結果. The counter has no right on the table: a function of the database gives what is decided."""
    with connection.cursor() as cursor:
        query = (
            "SELECT code, verdict, member_id FROM walls.findings_at_counter(%s) ORDER BY code, member_id NULLS FIRST"
        )
        cursor.execute(query, [case_id])
        return list(cursor.fetchall())


def _newest_order(case_id: UUID) -> Subquery:
    orders = Order.objects.filter(prefecture_id=acting().prefecture_id, case_id=case_id)
    return Subquery(orders.order_by("-written_at", "-pk").values("pk")[:1])


def acting() -> Actor:
    """Whose slip it is. A slip belongs to a prefecture."""
    actor = current_actor()
    if actor is None:
        raise RuntimeError("nobody acts: a slip belongs to a prefecture")
    return actor
