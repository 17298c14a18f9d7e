"""保存と廃棄. What is kept, how old it is, and what should be gone by now; no value and nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from inquiry.desk.models import Closing
from inquiry.vault.models import (
    UNTIL_CLOSING,
    CaseKey,
    FileLine,
    Inquiry,
    KeptCount,
    Mishap,
    Person,
    RequestFile,
    Sealed,
    TakenOrder,
    Term,
)
from inquiry.vault.terms import RECORD_YEARS, file_term
from inquiry.vault.terms_in_force import term_in_force

# walls.md §5: at the latest then; the same for whatever else is due.
GRACE = timedelta(hours=24)
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Kept:
    """保存しているもの. oldest_days counts from the day on which it came."""

    label: str
    count: int
    oldest_days: int
    overdue: int


def kept(prefecture_id: str) -> list[Kept]:
    """By class, of one prefecture. As the worker, which alone may count what is sealed."""
    ended = _ended(prefecture_id, timezone.now() - GRACE)
    with transaction_for(system_of(prefecture_id)):
        numbers = Sealed.objects.filter(what__in=UNTIL_CLOSING)
        answers = Sealed.objects.exclude(what__in=UNTIL_CLOSING)
        late_destroying = Mishap.objects.filter(destroyed_at__isnull=True, confirmed_at__lt=timezone.now() - GRACE)
        return [
            _kept("番号・符号・候補者", numbers, numbers.filter(person__order__in=ended).count()),
            _kept("回答", answers, _late_answers()),
            _kept("案件の鍵", CaseKey.objects.all(), past_keys(GRACE).count()),
            _kept("情報提供等記録", Inquiry.objects.all(), past_orders(GRACE).count()),
            _kept("誤照会などの廃棄", Mishap.objects.filter(confirmed_at__isnull=False), late_destroying.count()),
            _kept("鍵のない案件の住所", past_homes(), past_homes(GRACE).count()),
            _kept("依頼ファイル", RequestFile.objects.filter(removed_at__isnull=True), past_files(GRACE).count()),
        ]


def past_keys(grace: timedelta = timedelta()) -> QuerySet[CaseKey]:
    """保存期間を過ぎた案件の鍵. Every order of the case was closed longer ago than the rule in force says."""
    of_case = TakenOrder.objects.filter(case_id=OuterRef("case_id"))
    return CaseKey.objects.filter(Exists(of_case), ~Exists(_young(grace)))


def past_homes(grace: timedelta = timedelta()) -> QuerySet[Person]:
    """保存期間を過ぎた住所 of a case that has no key: nothing was ever sealed of it, so no key goes in its time."""
    has_key = CaseKey.objects.filter(case_id=OuterRef("case_id"))
    return Person.objects.exclude(address="").filter(~Exists(has_key), ~Exists(_young(grace)))


def _young(grace: timedelta) -> QuerySet[TakenOrder]:
    """Orders of the outer row's case that are open, or whose days are not over."""
    days = term_in_force(Term.What.ANSWERS, timezone.localdate()).days
    until = timezone.now() - timedelta(days=days) - grace
    of_case = TakenOrder.objects.filter(case_id=OuterRef("case_id"))
    return of_case.filter(closed_at__isnull=True) | of_case.filter(closed_at__gt=until)


def past_files(grace: timedelta = timedelta()) -> QuerySet[RequestFile]:
    """削除する依頼ファイル. Every order in it is closed, or its days are over."""
    now = timezone.now()
    until = now - timedelta(days=file_term(timezone.localdate()).kept_days) - grace
    lines = FileLine.objects.filter(file_id=OuterRef("pk"))
    young = lines.filter(Q(inquiry__order__closed_at__isnull=True) | Q(inquiry__order__closed_at__gt=now - grace))
    standing = RequestFile.objects.filter(state=RequestFile.State.READY, removed_at__isnull=True)
    return standing.filter(Q(created_at__lt=until) | ~Exists(young))


def past_orders(grace: timedelta = timedelta()) -> QuerySet[TakenOrder]:
    """保存期間を過ぎた記録. Held back while a mishap of the order is open, or while values of its case are kept."""
    now = timezone.localtime()
    until = now.replace(year=now.year - RECORD_YEARS, day=min(now.day, 28)) - grace
    is_held = Mishap.objects.filter(order_id=OuterRef("pk"), ended_at__isnull=True, lifted_at__isnull=True)
    has_key = CaseKey.objects.filter(case_id=OuterRef("case_id"))
    young = Inquiry.objects.filter(order_id=OuterRef("pk"), created_at__gt=until)
    closed = TakenOrder.objects.filter(closed_at__lt=until)
    return closed.filter(~Exists(is_held), ~Exists(has_key), ~Exists(young))


def count(prefecture_id: str) -> None:
    """保存の数え直し, for the gate's first page."""
    found = kept(prefecture_id)
    facts = {
        "counted_at": timezone.now(),
        "numbers": found[0].count,
        "answers": found[1].count,
        "records": found[3].count,
        "overdue": sum(each.overdue for each in found),
    }
    with transaction_for(system_of(prefecture_id)):
        if not KeptCount.objects.filter(prefecture_id=prefecture_id).update(**facts):
            KeptCount.objects.bulk_create([KeptCount(prefecture_id=prefecture_id, **facts)], ignore_conflicts=True)


def _late_answers() -> int:
    cases = past_keys(GRACE).values("case_id")
    return Sealed.objects.exclude(what__in=UNTIL_CLOSING).filter(case_id__in=cases).count()


def _kept(label: str, rows: QuerySet, overdue: int) -> Kept:  # type: ignore[type-arg]  # of any of the vault's rows
    oldest: datetime | None = rows.aggregate(oldest=Min("created_at"))["oldest"]
    return Kept(label, rows.count(), (timezone.now() - oldest).days if oldest else 0, overdue)


def _ended(prefecture_id: str, until: datetime) -> Sequence[UUID]:
    """Orders that are open here though the office said long ago that their case has ended."""
    with transaction_for(system_of(prefecture_id)):
        rows = TakenOrder.objects.filter(closed_at__isnull=True)
        open_orders = list(rows.values_list("pk", "case_id", "ordered_at"))
    cases = sorted({case for _, case, _ in open_orders})
    closed: dict[UUID, datetime] = {}
    for start in range(0, len(cases), _CHUNK):
        with transaction_for(system_of(prefecture_id), using="cases"):
            closings = Closing.objects.filter(case_id__in=cases[start : start + _CHUNK], written_at__lt=until)
            closed |= dict(closings.values_list("case_id", "written_at"))
    return [order for order, case, ordered in open_orders if case in closed and ordered <= closed[case]]
