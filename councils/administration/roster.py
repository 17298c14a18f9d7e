"""職員の一覧. 50 at a time by keyset, by council and user name; marks are ids: names do not go into addresses."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from councils.administration.models import RosterEntry
from councils.administration.words import Chip, day_words, moment_words, state_of
from councils.models import CALLED_OFF, Council, Post
from councils.permissions import PostKind
from councils.tenancy import Actor

PAGE = 50
SOON_DAYS = 30


@dataclass(frozen=True)
class Wanted:
    """絞り込み. council and post are "" for all."""

    council: str = ""
    post: str = ""
    is_ending: bool = False
    is_suspended: bool = False


@dataclass(frozen=True)
class Held:
    """職 in a line of the list. is_soon: it ends within 30 days, and the words say so."""

    label: str
    until: str
    is_soon: bool


@dataclass(frozen=True)
class Line:
    id: UUID
    name: str
    username: str
    council: str
    posts: list[Held]
    state: Chip
    factor: str
    last_login: str


@dataclass(frozen=True)
class Lines:
    """after is the mark of the next page, "" on the last."""

    rows: list[Line]
    after: str


def lines(by: Actor, wanted: Wanted, *, after: str = "") -> Lines:
    rows = _beyond(_filtered(by, wanted), after, by).select_related("council").order_by("council_id", "username")
    page = list(rows[: PAGE + 1])
    posts = _posts_of([entry.staff_id for entry in page[:PAGE]], by)
    last = page[PAGE - 1].pk if len(page) > PAGE else ""
    return Lines([_line(entry, posts.get(entry.staff_id, [])) for entry in page[:PAGE]], str(last))


def councils_of(by: Actor) -> list[tuple[str, str]]:
    """選べる社協. The prefecture's own first, then the municipal ones by code; in the gate nobody of those works."""
    kinds = [Council.Kind.PREFECTURAL, *([] if settings.ZONE == "gate" else [Council.Kind.MUNICIPAL])]
    rows = Council.objects.filter(prefecture_id=by.prefecture_id, kind__in=kinds).order_by("-kind", "code")
    return list(rows.values_list("code", "name"))


def ending_soon() -> tuple[date, date]:
    today = timezone.localdate()
    return today, today + timedelta(days=SOON_DAYS)


def _filtered(by: Actor, wanted: Wanted) -> QuerySet[RosterEntry]:
    rows = RosterEntry.objects.filter(prefecture_id=by.prefecture_id)
    if wanted.council:
        rows = rows.filter(council_id=wanted.council)
    if wanted.is_suspended:
        rows = rows.filter(is_active=False)
    if wanted.post or wanted.is_ending:
        rows = rows.filter(Exists(_wanted_posts(by, wanted)))
    return rows


def _wanted_posts(by: Actor, wanted: Wanted) -> QuerySet[Post]:
    posts = Post.objects.filter(prefecture_id=by.prefecture_id, staff_id=OuterRef("staff_id")).exclude(CALLED_OFF)
    if wanted.post:
        posts = posts.filter(kind=wanted.post).exclude(until__lt=timezone.localdate())
    if wanted.is_ending:
        posts = posts.filter(until__range=ending_soon())
    return posts


def _beyond(rows: QuerySet[RosterEntry], mark: str, by: Actor) -> QuerySet[RosterEntry]:
    """The rows after the mark; a mark that cannot be read starts anew."""
    try:
        last = RosterEntry.objects.get(pk=UUID(mark), prefecture_id=by.prefecture_id)
    except (ValueError, RosterEntry.DoesNotExist):
        return rows
    # The first bound says nothing new; but it is a range of the index, which the other is not.
    beyond = Q(council_id__gt=last.council_id) | Q(username__gt=last.username)
    return rows.filter(council_id__gte=last.council_id).filter(beyond)


def _posts_of(staff_ids: list[int], by: Actor) -> dict[int, list[Held]]:
    """Held today or later, by member of staff."""
    today, soon = ending_soon()
    posts = Post.objects.filter(prefecture_id=by.prefecture_id, staff_id__in=staff_ids)
    posts = posts.exclude(until__lt=today).exclude(CALLED_OFF)
    found: dict[int, list[Held]] = {}
    for post in posts.order_by("since", "pk"):
        is_soon = post.until is not None and post.until <= soon
        until = day_words(post.until) if post.until else ""
        found.setdefault(post.staff_id, []).append(Held(PostKind(post.kind).label, until, is_soon))
    return found


def _line(entry: RosterEntry, posts: list[Held]) -> Line:
    facts: dict[str, Any] = {
        "factor": "登録済み" if entry.factor_since else "未登録",
        "last_login": moment_words(entry.last_login) if entry.last_login else "まだありません",
    }
    return Line(entry.pk, entry.name, entry.username, entry.council.name, posts, state_of(entry), **facts)
