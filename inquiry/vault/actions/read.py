from datetime import date
from functools import partial
from uuid import UUID

from django.db import connection
from django.utils import timezone

from councils.outbox import box
from councils.tenancy import system_of, transaction_for
from councils.trail.write import Act
from inquiry.codes import Kind, ProgressCode
from inquiry.vault import links, recorded, seals
from inquiry.vault.actions.decide import tell_identified
from inquiry.vault.book import Book, book_of
from inquiry.vault.faults import Unusable, do_rows
from inquiry.vault.finding_rules import Versions, versions_on
from inquiry.vault.judging import Judge, Known, Told
from inquiry.vault.models import Reading, TakenOrder
from inquiry.vault.telling import tell_findings, tell_progress
from inquiry.vault.withdrawing import Undone, is_undoing, undone_of

# A row for each answer: so many that an order is read once, not once for each part of its answers.
AT_MOST = 4_000
_WRITE = """
INSERT INTO inquiry_vault_reading
  (id, prefecture_id, order_id, person_id, code, verdict, rule_version, withdrawn_before, reason)
SELECT one.id, %s, %s, one.person_id, one.code, one.verdict, one.rule_version, one.withdrawn_before,
  one.reason
FROM unnest(%s::uuid[], %s::uuid[], %s::varchar[], %s::varchar[], %s::varchar[], %s::smallint[], %s::varchar[])
  one (id, person_id, code, verdict, rule_version, withdrawn_before, reason)
"""


def read(prefecture_id: str) -> int:
    """読み解き. Turns what has been answered into findings, each once; several bells for one order are one reading."""
    with transaction_for(system_of(prefecture_id)):
        rows = box.claim("read", at_most=AT_MOST)
        today = timezone.localdate()
        versions = versions_on(today) if rows else {}
    for order_id in dict.fromkeys(row.subject_id for row in rows):
        do_rows([row for row in rows if row.subject_id == order_id], partial(_read, order_id, versions, today))
    return len(rows)


def _read(order_id: UUID, versions: Versions, today: date) -> None:
    """Raises Unusable."""
    order = TakenOrder.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise Unusable("no_order")
    if links.awaits_check(order):
        tell_identified(order)  # nothing is told of a person whom one officer linked alone
        return
    if is_undoing(order):
        return  # the undoing rings again when it has ended
    book = book_of(order.pk)
    kinds = sorted({kind for person in book.persons for kind in person.kinds})
    undone = undone_of(order)
    answers = seals.Answers(book.persons, [Kind(kind) for kind in kinds], undone.linked_at)
    _tell(order, list(Judge(book, answers, _told_of(order, undone), versions, today).told()), undone)
    _tell_progress(order, book)


def _told_of(order: TakenOrder, undone: Undone) -> Known:
    """Once told, told: a later answer would contradict a decision that may rest on the first. What was withdrawn with
    a link that was undone is told anew."""
    return {(each.code, each.person_id) for each in Reading.objects.filter(order=order) if undone.stands(each)}


def _tell(order: TakenOrder, those: list[Told], undone: Undone) -> None:
    if not those:
        return
    readings = [
        Reading(
            prefecture_id=order.prefecture_id,
            order=order,
            person=told.person,
            code=told.code,
            verdict=told.verdict,
            rule_version=told.rule_version,
            withdrawn_before=undone.count,
            reason=told.reason,
        )
        for told in those
    ]
    _write(order, readings)
    recorded.acts("find", [_act(order, told) for told in those])
    tell_findings(readings, order)


def _write(order: TakenOrder, readings: list[Reading]) -> None:
    names = ("pk", "person_id", "code", "verdict", "rule_version", "withdrawn_before", "reason")
    with connection.cursor() as cursor:
        columns = [[getattr(each, name) for each in readings] for name in names]
        cursor.execute(_WRITE, [order.prefecture_id, order.pk, *columns])


def _act(order: TakenOrder, told: Told) -> Act:
    member_id = told.person.member_id if told.person else None
    return Act(order.case_id, member_id, told.code.value, told.rule_version)


def _tell_progress(order: TakenOrder, book: Book) -> None:
    done, total = book.counts()
    if done == total:
        tell_progress(order, ProgressCode.DONE, done, total)
    elif book.undecided():
        tell_progress(order, ProgressCode.OUTCOME_UNKNOWN, done, total)
    elif book.inquiries:
        tell_progress(order, ProgressCode.ASKED, done, total)
