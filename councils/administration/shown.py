"""職員の画面. One person: facts, posts with who proposed and who confirmed them, designations, what waits."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from councils.administration.models import Proposal, RosterEntry
from councils.administration.rules import is_over
from councils.administration.waiting import names_of
from councils.administration.words import Chip, day_words, ends_of, moment_words
from councils.models import Designation, Post
from councils.permissions import PostKind
from councils.tenancy import Actor

Seal = dict[str, Any]


@dataclass(frozen=True)
class HeldPost:
    """職. seals: who proposed and who confirmed; empty for the first administrators, whom the owner appointed."""

    id: int
    label: str
    council: str
    ends: tuple[str, str]
    state: Chip
    seals: list[Seal]
    can_end: bool


@dataclass(frozen=True)
class Designated:
    id: int
    ends: tuple[str, str]
    trained_on: str
    by: str
    can_end: bool


def facts_of(entry: RosterEntry) -> list[dict[str, str]]:
    facts = {
        "所属": entry.council.name,
        "利用者名": entry.username,
        "パスワード": _password_words(entry),
        "二つめの確認": f"登録済み（{moment_words(entry.factor_since)}）" if entry.factor_since else "未登録",
        "最終サインイン": moment_words(entry.last_login) if entry.last_login else "まだありません",
    }
    if entry.suspended_at:
        who = names_of([entry.suspended_by]).get(entry.suspended_by or 0, "自動（退職・異動の連絡による）")
        facts["停止"] = f"{moment_words(entry.suspended_at)}　{who}"
    if entry.leaves_on:
        facts["最終勤務日"] = day_words(entry.leaves_on)
    if settings.ZONE == "gate":
        facts["事務局での利用者名"] = entry.office_username or "同じ利用者名"
    return [{"label": label, "value": value, "note": ""} for label, value in facts.items()]


def _password_words(entry: RosterEntry) -> str:
    is_invited = entry.invited_until is not None and entry.invited_until > timezone.now()
    until = f"招待中（{moment_words(entry.invited_until)}まで）" if is_invited and entry.invited_until else ""
    if entry.has_password:
        return f"設定済み　再設定の{until}" if until else "設定済み"
    return until or "未設定（招待の期限が切れています）"


def posts_of(entry: RosterEntry, by: Actor) -> list[HeldPost]:
    """Current ones and those to come first, then those that are over."""
    posts = list(
        Post.objects.filter(staff_id=entry.staff_id, prefecture_id=entry.prefecture_id).select_related("council")
    )
    seals = _seals([post.pk for post in posts], entry)
    posts.sort(key=lambda post: (is_over(post), post.since, post.pk))
    is_self = entry.staff_id == by.staff_id
    return [
        HeldPost(
            id=post.pk,
            label=PostKind(post.kind).label,
            council=post.council.name,
            ends=_ends(post),
            state=_state(post),
            seals=seals.get(post.pk, []),
            can_end=not is_self and not is_over(post),
        )
        for post in posts
    ]


def _ends(post: Post) -> tuple[str, str]:
    since, until = ends_of(post.since, post.until)
    return since, "（始まる前に取りやめ）" if post.is_called_off else until


def _state(post: Post) -> Chip:
    if post.is_called_off:
        return Chip("取りやめ", "closed")
    if is_over(post):
        return Chip("終了", "closed")
    return Chip("就任中", "good") if post.since <= timezone.localdate() else Chip("これから", "waiting")


def _seals(post_ids: list[int], entry: RosterEntry) -> dict[int, list[Seal]]:
    rows = list(Proposal.objects.filter(prefecture_id=entry.prefecture_id, made_post_id__in=post_ids))
    names = names_of([each for row in rows for each in (row.proposed_by_id, row.confirmed_by_id)])
    return {
        row.made_post_id or 0: [
            _seal("確認", names.get(row.confirmed_by_id or 0, ""), row.confirmed_at),
            _seal("提案", names.get(row.proposed_by_id, ""), row.proposed_at),
        ]
        for row in rows
    }


def _seal(what: str, name: str, at: Any) -> Seal:
    mark = name.split()[0][:3] if name else "済"
    when = timezone.localtime(at).strftime("%-m/%-d")
    return {"post": what, "name": name or "（退職）", "mark": mark, "when": when, "proxy": "", "is_struck": False}


def designations_of(entry: RosterEntry, by: Actor) -> list[Designated]:
    """指定. In the gate; elsewhere there are none."""
    if settings.ZONE != "gate":
        return []
    today = timezone.localdate()
    rows = Designation.objects.filter(staff_id=entry.staff_id).order_by("-since", "-pk")
    return [
        Designated(
            id=row.pk,
            ends=ends_of(row.since, row.until),
            trained_on=day_words(row.trained_on),
            by=row.designated_by,
            can_end=entry.staff_id != by.staff_id and (row.until is None or row.until >= today),
        )
        for row in rows
    ]
