from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import connection
from django.db.models import Max

from councils.outbox import box
from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.codes import ProgressCode
from inquiry.desk.models import Order, Subject
from inquiry.desk.models import PlanLine as OrderedLine
from inquiry.vault.actions.catch_up import told_numbers
from inquiry.vault.actions.decide import NO_ANSWER
from inquiry.vault.faults import on_its_own
from inquiry.vault.models import Person, PlanLine, TakenOrder
from inquiry.vault.telling import tell_progress

# A row's time is that of its transaction's beginning: one that was open for long shows up behind newer ones.
OVERLAP = timedelta(days=1)
AT_MOST = 50


def take_up(prefecture_id: str) -> int:
    """受付. Copies new orders of the slip into the vault, each once by its id; how many are new."""
    new = _untaken(prefecture_id, _written_since(prefecture_id, _watermark(prefecture_id)))[:AT_MOST]
    orders = _read(prefecture_id, new)
    # Told of, and unknown here: this vault was put back, and took the order up before.
    told = told_numbers(prefecture_id, new) if new else {}
    return sum(on_its_own(partial(_copy, prefecture_id, order, told.get(order.pk, 0)), "take_up") for order in orders)


def _watermark(prefecture_id: str) -> datetime | None:
    with transaction_for(system_of(prefecture_id)):
        newest: datetime | None = TakenOrder.objects.aggregate(newest=Max("ordered_at"))["newest"]
    return newest - OVERLAP if newest else None


def _written_since(prefecture_id: str, since: datetime | None) -> list[UUID]:
    with transaction_for(system_of(prefecture_id), using="cases"):
        orders = Order.objects.order_by("written_at")
        return list((orders.filter(written_at__gte=since) if since else orders).values_list("pk", flat=True))


def _untaken(prefecture_id: str, ids: list[UUID]) -> list[UUID]:
    if not ids:
        return []
    with transaction_for(system_of(prefecture_id)):
        taken = set(TakenOrder.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return [order_id for order_id in ids if order_id not in taken]


def _read(prefecture_id: str, ids: list[UUID]) -> list[Order]:
    if not ids:
        return []
    with transaction_for(system_of(prefecture_id), using="cases"):
        return list(Order.objects.filter(pk__in=ids).prefetch_related("subjects", "lines").order_by("written_at"))


def _copy(prefecture_id: str, order: Order, told: int = 0) -> int:
    """0 where another worker was first."""
    with transaction_for(system_of(prefecture_id)):
        if not _is_taken(order, told):
            return 0
        taken = TakenOrder.objects.select_for_update().get(pk=order.pk)
        persons = [_person(order, taken, subject, told) for subject in order.subjects.all()]
        Person.objects.bulk_create(persons)
        PlanLine.objects.bulk_create(_lines(order, taken, persons))
        write.act("take_up", case_id=taken.case_id, purpose=taken.purpose, result=str(len(persons)))
        box.put("identify", taken.pk)
        tell_progress(taken, ProgressCode.TAKEN_UP, 0, len(persons))
        return 1


# The ORM does not say which rows a conflict left out; RETURNING does.
_TAKE = """
INSERT INTO inquiry_vault_takenorder (id, prefecture_id, case_id, reference, purpose, legal_basis, is_nondisclosure,
  ordered_name, ordered_at, is_urgent, progress, progress_done, progress_total, told_count, fund)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, 0, %s, %s) ON CONFLICT (id) DO NOTHING RETURNING id
"""


def _is_taken(order: Order, told: int) -> bool:
    facts = (order.pk, order.prefecture_id, order.case_id, order.reference, order.purpose, order.legal_basis)
    more = (
        order.is_nondisclosure,
        order.ordered_name,
        order.written_at,
        order.is_urgent,
        ProgressCode.TAKEN_UP.value,
        told,
    )
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [*facts, *more, order.fund])
        return cursor.fetchone() is not None


_ITEMS = ("prefecture_id", "member_id", "position", "name", "kana", "born", "sex", "address", "relation")
_SAME = (*_ITEMS, "kinds", "former_addresses", "mutual_aids")
_PLANNED = ("id", "prefecture_id", "kind", "scene", "why", "scope", "from_on", "until_on", "left_out")


def _person(order: Order, taken: TakenOrder, subject: Subject, told: int) -> Person:
    """Whom nothing is asked about is not looked up either: that would leave a record for nothing.

    Who may have been looked up before the vault was put back waits for an officer.
    """
    facts = {name: getattr(subject, name) for name in _SAME}
    asked = Person.Link.UNKNOWN if told else Person.Link.WAITING
    link = asked if subject.kinds else Person.Link.LEFT_OUT
    sentence = NO_ANSWER if link == Person.Link.UNKNOWN else ""
    return Person(id=subject.pk, order=taken, case_id=order.case_id, link=link, link_sentence=sentence, **facts)


def _lines(order: Order, taken: TakenOrder, persons: list[Person]) -> list[PlanLine]:
    of = {person.member_id: person for person in persons}
    rows: list[OrderedLine] = list(order.lines.all())
    return [
        PlanLine(order=taken, person=of[line.member_id], **{name: getattr(line, name) for name in _PLANNED})
        for line in rows
    ]
