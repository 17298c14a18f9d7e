from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from councils import access
from councils.administration import actions, roster
from councils.administration.actions.find import entry_of
from councils.administration.forms import (
    DesignationForm,
    HomeForm,
    LastDayForm,
    LeaveForm,
    MoveForm,
    PostForm,
    PressForm,
    ReasonForm,
    shown_day,
)
from councils.administration.models import RosterEntry
from councils.administration.rules import COUNTER_POSTS, posts_at
from councils.administration.words import span_words
from councils.doors import Act, StaffRequest, answer_form, door
from councils.look.forms import LookForm
from councils.models import Designation, Post
from councils.permissions import Permission, PostKind

SENT = "提案しました。別の管理者が確認すると有効になります。"


@door(Permission.ADMINISTER, "GET", "POST")
def post(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """職の付与."""
    entry = entry_of(entry_id, by=request.actor)
    form = PostForm(request.POST or None, posts=posts_at(entry.council), initial=_from_today())

    def act(facts: dict[str, Any]) -> object:
        return actions.give_post(entry_id, facts, by=request.actor)

    lead = "提案した職は、別の管理者が確認してから使えるようになります。"
    return _answer(request, entry, form, act, title="職を付ける", lead=lead, button="この職を提案する", done=SENT)


@door(Permission.ADMINISTER, "GET", "POST")
def move(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """異動."""
    entry = entry_of(entry_id, by=request.actor)
    councils = [(code, name) for code, name in roster.councils_of(request.actor) if code != request.actor.prefecture_id]
    form = MoveForm(request.POST or None, posts=COUNTER_POSTS, councils=councils, initial=_from_today())

    def act(facts: dict[str, Any]) -> object:
        return actions.move(entry_id, facts, by=request.actor)

    lead = (
        f"{entry.council.name}での職は異動日の前日で終わり、異動日から新しい職になります。別の管理者の確認が必要です。"
    )
    return _answer(request, entry, form, act, title="異動", lead=lead, button="この異動を提案する", done=SENT)


@door(Permission.ADMINISTER, "GET", "POST")
def designate(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """取扱担当者の指定."""
    entry = entry_of(entry_id, by=request.actor)
    form = DesignationForm(request.POST or None, initial=_from_today())

    def act(facts: dict[str, Any]) -> object:
        return actions.designate(entry_id, facts, by=request.actor)

    lead = "研修を受けた方だけを指定できます。もう一人の責任者が確認すると、指定日から照会を担当できます。"
    title, button = "特定個人情報取扱担当者の指定", "この指定を提案する"
    return _answer(request, entry, form, act, title=title, lead=lead, button=button, done=SENT)


@door(Permission.ADMINISTER, "GET", "POST")
def factor(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """サインインのやり直し."""
    entry = entry_of(entry_id, by=request.actor)

    def act(facts: dict[str, Any]) -> object:
        return actions.reset_factor(entry_id, facts["reason"], by=request.actor)

    lead = (
        "確認アプリの入った機器やパスキーを失くした方、パスワードを忘れた方のための手続きです。"
        "ご本人であることを、会って、または電話をかけ直して確かめてください。"
        "別の管理者か、この方の所属の責任者・上長が確認すると登録が消え、サインイン中の画面もすべて終わります。"
    )
    form, button = ReasonForm(request.POST or None), "やり直しを提案する"
    return _answer(request, entry, form, act, title="サインインのやり直し", lead=lead, button=button, done=SENT)


@door(Permission.ADMINISTER, "GET", "POST")
def resume(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """停止の解除."""
    entry = entry_of(entry_id, by=request.actor)

    def act(facts: dict[str, Any]) -> object:
        return actions.resume(entry_id, facts["reason"], by=request.actor)

    lead = "別の管理者が確認すると、この方は再びサインインできます。終わった職は戻りません。"
    form, button = ReasonForm(request.POST or None), "停止の解除を提案する"
    return _answer(request, entry, form, act, title="停止の解除", lead=lead, button=button, done=SENT)


@door(Permission.ADMINISTER, "GET", "POST")
def suspend(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """停止."""
    entry = entry_of(entry_id, by=request.actor)

    def act(facts: dict[str, Any]) -> object:
        return actions.suspend(entry_id, by=request.actor)

    lead = f"押すとすぐに、この方は何も開けなくなります。{_in_the_gate(entry)}解除には別の管理者の確認が必要です。"
    form, button = PressForm({"pressed": "1"} if request.method == "POST" else None), "いますぐ停止する"
    kind, done = "button-stop", "停止しました。"
    return _answer(request, entry, form, act, title="停止", lead=lead, button=button, done=done, kind=kind)


@door(Permission.ADMINISTER, "GET", "POST")
def home(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """住所の要約."""
    entry = entry_of(entry_id, by=request.actor)

    def act(facts: dict[str, Any]) -> object:
        return actions.register_home(entry_id, facts["postcode"], facts["address"], by=request.actor)

    lead = (
        "同じ住所の方の案件を見たときに「気になる閲覧」として知らせるために使います。"
        "住所そのものは保存されず、あとから見ることもできません。"
    )
    form, done = HomeForm(request.POST or None), "住所の要約を登録しました。"
    return _answer(request, entry, form, act, title="住所の要約", lead=lead, button="要約を登録する", done=done)


@door(Permission.ADMINISTER, "GET", "POST")
def leave(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """退職・転出."""
    entry = entry_of(entry_id, by=request.actor)

    def act(facts: dict[str, Any]) -> object:
        return actions.leave(entry_id, facts["last_day"], by=request.actor)

    lead = f"すべての職が最終勤務日で終わり、翌日からサインインできなくなります。{_in_the_gate(entry)}"
    form, done = LeaveForm(request.POST or None), "退職・転出の手続きをしました。"
    return _answer(request, entry, form, act, title="退職・転出", lead=lead, button="この日で終える", done=done)


@door(Permission.ADMINISTER, "GET", "POST")
def end_post(request: StaffRequest, post_id: int) -> HttpResponse:
    """職の終了."""
    held = access.find(Post, post_id, by=request.actor, may=Permission.ADMINISTER)
    entry = _entry_of_staff(held.staff_id, request)

    def act(facts: dict[str, Any]) -> object:
        return actions.end_post(post_id, facts["last_day"], by=request.actor)

    lead = f"{PostKind(held.kind).label}（{span_words(held.since, held.until)}）を、この日で終えます。"
    form, done = LastDayForm(request.POST or None), "職の終了日を決めました。"
    return _answer(request, entry, form, act, title="職を終える", lead=lead, button="この日で終える", done=done)


@door(Permission.ADMINISTER, "GET", "POST")
def end_designation(request: StaffRequest, designation_id: int) -> HttpResponse:
    """指定の終了."""
    held = access.find(Designation, designation_id, by=request.actor, may=Permission.ADMINISTER)
    entry = _entry_of_staff(held.staff_id, request)

    def act(facts: dict[str, Any]) -> object:
        return actions.end_designation(designation_id, facts["last_day"], by=request.actor)

    lead = f"指定（{span_words(held.since, held.until)}）を、この日で終えます。翌日から照会を担当できません。"
    form, done = LastDayForm(request.POST or None), "指定の終了日を決めました。"
    return _answer(request, entry, form, act, title="指定を終える", lead=lead, button="この日で終える", done=done)


def _in_the_gate(entry: RosterEntry) -> str:
    """Only staff of the prefecture's own council may have an account there."""
    is_told = settings.ZONE == "office" and entry.council_id == entry.prefecture_id
    return "この方が情報照会も担当しているときは、そちらも使えなくなります。" if is_told else ""


def _entry_of_staff(staff_id: int, request: StaffRequest) -> RosterEntry:
    return RosterEntry.objects.select_related("council").get(
        staff_id=staff_id, prefecture_id=request.actor.prefecture_id
    )


def _from_today() -> dict[str, object]:
    return {"since": shown_day(timezone.localdate())}


def _answer(  # noqa: PLR0913 - the words of one page, all by name
    request: StaffRequest,
    entry: RosterEntry,
    form: LookForm,
    act: Act,
    *,
    title: str,
    lead: str,
    button: str,
    done: str,
    kind: str = "button-main",
) -> HttpResponse:
    back = reverse("staff:person", args=[entry.pk])
    context = {"entry": entry, "title": title, "lead": lead, "button": button, "kind": kind, "back": back}
    return answer_form(request, form, act, template="staff/form.html", then=lambda _: back, done=done, context=context)
