"""記録の一覧. Finished strings for a page of rows (speed.md), and the words of what was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from councils.era import wareki
from councils.models import Council, NamePlate
from councils.permissions import PostKind
from councils.tenancy import Actor
from councils.trail import words
from councils.trail.asked import Asked, after, mark_of
from councils.trail.models import SealCheck, TrailRow

PAGE = 50
_POSTS = {**dict(PostKind.choices), "none": "サインイン前"}


@dataclass(frozen=True)
class Line:
    """One row. case and subject are the first eight characters: enough to tell them apart on a page."""

    id: int
    day: str
    time: str
    staff_id: int | None
    who: str
    post: str
    what: str
    case_id: str
    case: str
    subject_id: str
    subject: str
    fields: str
    purpose: str
    result: str


@dataclass(frozen=True)
class Lines:
    rows: list[Line]
    after: str


@dataclass(frozen=True)
class Chip:
    """絞り込み. A word of the question, and the address without it."""

    words: str
    address: str


def lines(asked: Asked, by: Actor, mark: str) -> Lines:
    page = list(after(asked.rows(by.prefecture_id), mark)[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    return Lines(lines_of(page[:PAGE]), mark_of(last) if last else "")


def lines_of(rows: Iterable[TrailRow]) -> list[Line]:
    rows = list(rows)
    names = names_of(row.staff_id for row in rows)
    return [_line(row, names) for row in rows]


def names_of(staff_ids: Iterable[int | None]) -> dict[int, str]:
    plates = NamePlate.objects.filter(pk__in={staff_id for staff_id in staff_ids if staff_id is not None})
    return dict(plates.values_list("pk", "name"))


def staff_choices(by: Actor) -> list[tuple[str, str]]:
    """職員 of the prefecture, by council and name."""
    plates = NamePlate.objects.filter(prefecture_id=by.prefecture_id).order_by("council_id", "name")
    councils = dict(Council.objects.filter(prefecture_id=by.prefecture_id).values_list("code", "name"))
    return [(str(plate.pk), f"{plate.name}（{councils[plate.council_id]}）") for plate in plates]


def chips(asked: Asked) -> list[Chip]:
    said = {
        "case": f"案件 {str(asked.case)[:8]}",
        "subject": f"対象者 {str(asked.subject)[:8]}",
        "staff": f"職員 {names_of([asked.staff]).get(asked.staff or 0, f'番号{asked.staff}')}",
        "since": f"{_day(asked.since)}から",
        "until": f"{_day(asked.until)}まで",
    }
    return [Chip(said[name], asked.address(**{name: None})) for name in asked.facts()]


def seal_words(by: Actor) -> tuple[str, bool]:
    """封印の確認, and whether it found something. The check is made each night, for every prefecture."""
    check = SealCheck.objects.filter(prefecture_id=by.prefecture_id).order_by("-at").first()
    if check is None:
        return "封印の確認：まだ行われていません。", False
    when = f"封印の確認：最終 {moment(check.at)}"
    if check.result == SealCheck.Result.INTACT:
        return f"{when} 異常なし（封印 第{check.upto}号まで）", False
    place = f"第{check.seal_number}号" if check.seal_number else "全体"
    return f"{when} 異常あり（封印 {place}）。運用の担当者に連絡し、記録の書き出しと係留先を保全してください。", True


def moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local.month}月{local.day}日 {local.hour}時{local.minute:02}分"


def exact(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"


def _day(day: date | None) -> str:
    return wareki(day) if day else ""


def _line(row: TrailRow, names: dict[int, str]) -> Line:
    who = names.get(row.staff_id, f"職員 番号{row.staff_id}") if row.staff_id else "システム"
    return Line(
        row.pk,
        _day(timezone.localdate(row.at)),
        f"{timezone.localtime(row.at):%H:%M:%S}",
        row.staff_id,
        who if row.post != "none" or row.staff_id else "（不明）",
        _POSTS.get(row.post, row.post),
        words.verb(row.verb),
        str(row.case_id or ""),
        str(row.case_id or "")[:8],
        str(row.subject_id or ""),
        str(row.subject_id or "")[:8],
        words.fields(row.fields),
        words.purpose(row.purpose),
        words.result(row.result),
    )
