"""お知らせ. Who hears of what happens to a case: written with the change, for each person, and read by that person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from councils.permissions import PostKind
from councils.tenancy import Actor
from loans.applications.models import Application
from loans.applications.shown import moment
from loans.memos.models import Memo
from loans.recusals.models import Recusal
from loans.talk.models import Notice, NoticeKind, Side
from loans.talk.people import Talker, of_side, side_of, talkers

PAGE, MOST_COUNTED = 50, 100
# Whom a kind is for; a mention and a promise name theirs.
TO: dict[NoticeKind, Side] = {
    NoticeKind.RETURNED: Side.COUNTER,
    NoticeKind.CORRECTION: Side.COUNTER,
    NoticeKind.SETTLED: Side.COUNTER,
    NoticeKind.HANDED_BACK: Side.COUNTER,
    NoticeKind.DECIDED: Side.COUNTER,
    NoticeKind.ANSWERED: Side.OFFICE,
}
# What the chief who forwarded the case hears too.
_CHIEF_TOO = frozenset({NoticeKind.RETURNED, NoticeKind.DECIDED})
# Without RETURNING: whoever writes it may not read it. created_at is the database's.
_TELL = """
INSERT INTO loans_notice (id, prefecture_id, municipal_council_id, is_forwarded, application_id, staff_id, kind,
  told_name)
SELECT gen_random_uuid(), %s, %s, false, %s, staff_id, %s, '' FROM unnest(%s::bigint[]) AS told (staff_id)
"""
# The same memo twice is once.
_CALL_TO_MIND = """
INSERT INTO loans_notice (id, prefecture_id, municipal_council_id, is_forwarded, application_id, memo_id, staff_id,
  kind, told_name)
VALUES (gen_random_uuid(), %s, %s, false, %s, %s, %s, 'promise', '') ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class NoticeLine:
    application_id: UUID
    what: str
    name: str
    number: str
    when: str
    who: str
    is_new: bool
    is_talk: bool


def tell(application: Application, kind: NoticeKind, *, by: Actor) -> None:
    """知らせる: those of the side that the kind is for."""
    tell_them(application, kind, responsible(application, TO[kind], _extra(application, kind)), by=by)


def tell_them(application: Application, kind: NoticeKind, staff_ids: Iterable[int], *, by: Actor) -> None:
    """知らせる: these persons, who must be among the case's people (held by a trigger); nobody tells oneself."""
    told = sorted(set(staff_ids) - {by.staff_id})
    if told:
        with connection.cursor() as cursor:
            facts: list[Any] = [
                application.prefecture_id,
                application.municipal_council_id,
                application.id,
                kind.value,
                told,
            ]
            cursor.execute(_TELL, facts)


def responsible(application: Application, side: Side, extra: frozenset[int] = frozenset()) -> set[int]:
    """担当. At the counter the counsellor, in the office who received the case; else everybody who could take it up."""
    people = of_side(talkers(application.id), side)
    own = application.counsellor_id if side == Side.COUNTER else application.received_by
    found = {each.staff_id for each in people if each.staff_id == own or each.staff_id in extra}
    return found or {each.staff_id for each in people if _takes_up(each)}


def unread_count(by: Actor) -> int:
    """未読. As many as the badge says; more than it says are not counted."""
    return _own(by).filter(read_at__isnull=True)[:MOST_COUNTED].count()


def notice_lines(by: Actor) -> list[NoticeLine]:
    """お知らせの一覧. The newest fifty."""
    return [_line(row) for row in _own(by).select_related("application").order_by("-created_at", "id")[:PAGE]]


def new_notices(by: Actor) -> list[NoticeLine]:
    """未読のお知らせ. The newest fifty."""
    rows = _own(by).filter(read_at__isnull=True).select_related("application")
    return [_line(row) for row in rows.order_by("-created_at", "id")[:PAGE]]


def notices_of(application: Application, by: Actor) -> list[str]:
    """What this person has not read of this case, each kind once."""
    rows = _own(by).filter(application_id=application.id, read_at__isnull=True).order_by("created_at")
    return [NoticeKind(kind).label for kind in dict.fromkeys(rows.values_list("kind", flat=True))]


def read_of(application: Application, by: Actor) -> None:
    """既読にする: what was told of this case, once it is opened."""
    _own(by).filter(application_id=application.id, read_at__isnull=True).update(read_at=timezone.now())


def read_all(by: Actor) -> None:
    _own(by).filter(read_at__isnull=True).update(read_at=timezone.now())


def tell_promise(memo: Memo) -> bool:
    """約束の期日を知らせる, to who promised it: once, however many workers look at the same time."""
    with connection.cursor() as cursor:
        facts: list[Any] = [memo.prefecture_id, memo.municipal_council_id, memo.application_id, memo.pk, memo.taken_by]
        cursor.execute(_CALL_TO_MIND, facts)
        return bool(cursor.rowcount)


def of_open_cases(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Without those of cases that the person has come to keep off since."""
    kept = Recusal.objects.filter(
        prefecture_id=OuterRef("prefecture_id"),
        application_id=OuterRef("application_id"),
        staff_id=OuterRef("staff_id"),
        lifted_at__isnull=True,
    )
    return rows.filter(~Exists(kept))


def _own(by: Actor) -> QuerySet[Notice]:
    """The tenant is named, though the policy names it too: the index begins with it."""
    rows = of_open_cases(Notice.objects.filter(staff_id=by.person_id))
    if side_of(by) == Side.COUNTER:
        return rows.filter(municipal_council_id=by.council_id)
    return rows.filter(prefecture_id=by.prefecture_id)


def _extra(application: Application, kind: NoticeKind) -> frozenset[int]:
    return frozenset({application.forwarded_by} - {None}) if kind in _CHIEF_TOO else frozenset()  # type: ignore[arg-type]  # None is taken out


def _takes_up(talker: Talker) -> bool:
    return talker.post in (PostKind.COUNSELLOR, PostKind.COUNTER_CHIEF, PostKind.REVIEWER)


def _line(row: Notice) -> NoticeLine:
    case = row.application
    return NoticeLine(
        case.id,
        row.get_kind_display(),
        case.applicant_name,
        case.prefectural_number or case.receipt_number,
        moment(row.created_at),
        row.told_name,
        row.read_at is None,
        row.kind in (NoticeKind.MESSAGE, NoticeKind.MENTION, NoticeKind.HANDED_BACK),
    )
