"""確認待ち. What was proposed and waits for a second hand, longest waiting first; and what each says in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from councils import access
from councils.administration.models import Proposal, RosterEntry
from councils.administration.rules import CHIEFS, check_confirm, why_not
from councils.administration.words import day_words, moment_words, span_words
from councils.models import NamePlate
from councils.permissions import Permission, PostKind
from councils.settings.registry import UnknownSetting, entry_of
from councils.settings.words import value_words
from councils.tenancy import Actor

PAGE = 50
Act = Proposal.Act


@dataclass(frozen=True)
class Waiting:
    """One proposal to read and confirm. refusal: why this person may not; "" where they may."""

    id: UUID
    title: str
    whom: str
    entry_id: UUID | None
    council: str
    details: str
    reason: str
    proposer: str
    when: str
    is_own: bool
    refusal: str


@dataclass(frozen=True)
class Page:
    rows: list[Waiting] = field(default_factory=list)
    after: str = ""


def count(by: Actor) -> int:
    """件数, for the badge."""
    return _open(Proposal.objects.filter(prefecture_id=by.prefecture_id)).count()


def count_of_chief(by: Actor) -> int:
    """件数 of lost factors at the council of a chief."""
    return _of_chief(by).count() if by.post in CHIEFS else 0


def page(by: Actor, *, after: str = "") -> Page:
    return _page(_open(Proposal.objects.filter(prefecture_id=by.prefecture_id)), by, after)


def page_of_chief(by: Actor, *, after: str = "") -> Page:
    return _page(_of_chief(by), by, after)


def of_staff(entry: RosterEntry, by: Actor) -> list[Waiting]:
    """Of one person."""
    rows = Proposal.objects.filter(prefecture_id=entry.prefecture_id, staff_id=entry.staff_id)
    return _shown(list(_open(rows).order_by("proposed_at", "pk")), by)


def names_of(staff_ids: Iterable[int | None]) -> dict[int, str]:
    """氏名, from the plates that the prefecture may read."""
    plates = NamePlate.objects.filter(pk__in={each for each in staff_ids if each is not None})
    return dict(plates.values_list("pk", "name"))


def _open(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return rows.filter(confirmed_at__isnull=True, withdrawn_at__isnull=True).select_related("council")


def _of_chief(by: Actor) -> QuerySet[Proposal]:
    return _open(Proposal.objects.filter(act=Act.FACTOR, council_id=by.council_id))


def _page(rows: QuerySet[Proposal], by: Actor, after: str) -> Page:
    found = list(_beyond(rows, after).order_by("proposed_at", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(_shown(found[:PAGE], by), f"{last.proposed_at.isoformat()}~{last.pk}" if last else "")


def _beyond(rows: QuerySet[Proposal], mark: str) -> QuerySet[Proposal]:
    at, _, row_id = mark.partition("~")
    try:
        moment, last = datetime.fromisoformat(at).astimezone(), UUID(row_id)
    except (ValueError, OverflowError):
        return rows
    return rows.filter(proposed_at__gte=moment).filter(Q(proposed_at__gt=moment) | Q(pk__gt=last))


def _shown(rows: list[Proposal], by: Actor) -> list[Waiting]:
    names = names_of([each for row in rows for each in (row.staff_id, row.proposed_by_id)])
    entries = _entries_of(rows) if access.may(by, Permission.ADMINISTER) else {}
    return [
        Waiting(
            id=row.pk,
            title=Act(row.act).label,
            whom=names.get(row.staff_id or 0, ""),
            entry_id=entries.get(row.staff_id),
            council=row.council.name if row.council else "",
            details=details_of(row),
            reason=row.reason,
            proposer=names.get(row.proposed_by_id, "（退職）"),
            when=moment_words(row.proposed_at),
            is_own=row.proposed_by_id == by.staff_id,
            refusal=why_not(check_confirm, row, by),
        )
        for row in rows
    ]


def _entries_of(rows: list[Proposal]) -> dict[Any, UUID]:
    """Where each person's page is, for administrators alone: the counter's login has no grant on the roster."""
    staff = {row.staff_id for row in rows if row.staff_id is not None}
    return dict(RosterEntry.objects.filter(staff_id__in=staff).values_list("staff_id", "pk"))


def _setting_words(row: Proposal) -> str:
    """A release may have taken a setting away while a change of it waited."""
    try:
        entry = entry_of(row.setting)
    except UnknownSetting:
        return "いまの版にはない項目"
    return f"{entry.label}：{value_words(entry, row.value)}"


def details_of(row: Proposal) -> str:
    """内容 in one line."""
    if row.act in (Act.POST, Act.MOVE) and row.since:
        return f"{PostKind(row.post_kind).label}　{span_words(row.since, row.until)}"
    if row.act == Act.DESIGNATION and row.since and row.trained_on:
        return f"{span_words(row.since, row.until)}　研修受講日 {day_words(row.trained_on)}"
    if row.act == Act.SETTING and row.since:
        return f"{_setting_words(row)}　{day_words(row.since)}から"
    return (
        "停止を解除し、サインインできるようにします"
        if row.act == Act.RESUME
        else "登録を消し、次のサインインで登録し直します"
    )
