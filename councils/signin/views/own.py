"""わたしの設定: password, second factors, recovery codes, and the devices one is signed in on."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from councils.doors import StaffRequest, answer_form, door, fresh_factor
from councils.era import wareki
from councils.refusals import NotFound
from councils.signin import devices, factors
from councils.signin.own import change_password
from councils.signin.passwords import PasswordForm
from councils.trail import write


@door(None, "GET")
def me(request: StaffRequest) -> HttpResponse:
    """わたしの設定."""
    staff_id = request.actor.person_id
    context = {
        "factors": [(each, _day(each.created_at), _day(each.last_used_at)) for each in factors.enrolled(staff_id)],
        "codes_left": factors.codes_left(staff_id),
        "devices": devices.devices_of(staff_id, this=request.session.session_key),
    }
    return render(request, "signin/me.html", context)


@door(None, "GET", "POST")
@fresh_factor
def password(request: StaffRequest) -> HttpResponse:
    """パスワードの変更. Every other session of the old one ends; this one goes on."""
    return answer_form(
        request,
        PasswordForm(request.POST or None),
        lambda facts: _change(request, facts),
        template="signin/password.html",
        then=lambda _: "/me/",
        done="パスワードを変更しました。ほかの端末はサインアウトしました。",
        context={},
    )


def _change(request: Any, facts: dict[str, str]) -> None:
    change_password(request.user, facts["current"], facts["new"])
    staff_id = request.actor.person_id
    devices.end_all(staff_id, but=request.session.session_key)
    devices.forget(staff_id, request.session.session_key)
    update_session_auth_hash(request, request.user)
    devices.remember(request, staff_id)


@door(None, "POST")
def end_device(request: StaffRequest) -> HttpResponse:
    """一つの端末のサインアウト."""
    ended = devices.end(request.actor.person_id, request.POST.get("device", ""))
    if not ended:
        raise NotFound
    write.act("end_session", result="one")
    messages.success(request, "その端末をサインアウトしました。")
    return redirect("mfa_index")


@door(None, "POST")
def end_other_devices(request: StaffRequest) -> HttpResponse:
    """ほかの端末すべてのサインアウト."""
    ended = devices.end_all(request.actor.person_id, but=request.session.session_key)
    write.act("end_session", result=f"others {ended}")
    messages.success(request, f"ほかの端末を{ended}件サインアウトしました。")
    return redirect("mfa_index")


def _day(moment: datetime | None) -> str:
    return wareki(timezone.localtime(moment).date()) if moment else ""
