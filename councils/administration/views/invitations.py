from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from councils.administration import actions, roster
from councils.administration.actions.find import entry_of
from councils.administration.actions.invite import Slip
from councils.administration.forms import AcceptForm, InviteForm, PressForm, shown_day
from councils.administration.models import GOOD_FOR
from councils.administration.rules import COUNTER_POSTS, posts_at
from councils.administration.words import moment_words
from councils.doors import StaffRequest, answer_form, door, fresh_factor
from councils.models import Council
from councils.permissions import Permission

_IN_FOURS = 4


@door(Permission.ADMINISTER, "GET", "POST")
def invite(request: StaffRequest) -> HttpResponse:
    """招待."""
    form = InviteForm(
        request.POST or None,
        councils=roster.councils_of(request.actor),
        posts=_posts(),
        initial={"since": shown_day(timezone.localdate())},
    )

    def act(facts: dict[str, Any]) -> Slip:
        return actions.invite(facts, by=request.actor)

    context = {
        "title": "職員を招待する",
        "lead": "招待の用紙を印刷してご本人に渡します。職は、別の管理者が確認してから使えるようになります。",
        "button": "招待の用紙を作る",
        "kind": "button-main",
        "back": reverse("staff:people"),
        "entry": None,
    }
    done = "招待の用紙を作りました。この画面は一度だけ表示されます。"
    return answer_form(
        request,
        form,
        act,
        template="staff/form.html",
        then=lambda slip: _slip(request, slip),
        done=done,
        context=context,
    )


@door(Permission.ADMINISTER, "GET", "POST")
@fresh_factor
def invite_again(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """招待のやり直し."""
    entry = entry_of(entry_id, by=request.actor)

    def act(facts: dict[str, Any]) -> Slip:
        return actions.invite_again(entry_id, by=request.actor)

    form = PressForm({"pressed": "1"} if request.method == "POST" else None)
    context = {
        "title": "招待をやり直す",
        "lead": (
            "パスワードを忘れた方や、用紙を失くした方のための手続きです。ご本人であることを確かめてください。"
            "前の用紙は使えなくなります。"
            "二つめの確認（確認アプリ・パスキー）を登録済みの方は、サインインのときに、その確認も必要です。"
        ),
        "button": "新しい招待の用紙を作る",
        "kind": "button-main",
        "back": reverse("staff:person", args=[entry.pk]),
        "entry": entry,
    }
    done = "新しい招待の用紙を作りました。この画面は一度だけ表示されます。"
    return answer_form(
        request,
        form,
        act,
        template="staff/form.html",
        then=lambda slip: _slip(request, slip),
        done=done,
        context=context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """招待の受取り. Open to whoever holds a slip; nothing is said of whom it names before the code is right."""
    form = AcceptForm(request.POST or None)

    def act(facts: dict[str, Any]) -> str:
        return actions.accept(facts["code"], facts["password"])

    def then(_: str) -> str:
        request.session.flush()  # whoever was signed in at this desk is not the one who was invited
        return reverse("account_login")

    done = "パスワードを登録しました。利用者名とパスワードでサインインしてください。"
    return answer_form(request, form, act, template="staff/accept.html", then=then, done=done, context={})


def _slip(request: StaffRequest, slip: Slip) -> HttpResponse:
    address = _address(request, slip.entry.council)
    code = "-".join(slip.code[at : at + _IN_FOURS] for at in range(0, len(slip.code), _IN_FOURS))
    # What stands behind the # stays in the browser: no server and no log is sent it.
    drawing = segno.make(f"{address}#{code}", error="m", micro=False) if address else None
    context = {
        "entry": slip.entry,
        "code": code,
        "address": address,
        "drawing": drawing.svg_data_uri(border=2, scale=4) if drawing else "",
        "until": moment_words(timezone.now() + GOOD_FOR),
    }
    return render(request, "staff/slip.html", context)


def _address(request: StaffRequest, council: Council) -> str:
    """Where the invited person will sign in; "" where this zone was not told the counters' address."""
    path = reverse("invitation")
    if council.kind == Council.Kind.PREFECTURAL:
        return request.build_absolute_uri(path)
    return f"{settings.COUNTER_URL.rstrip('/')}{path}" if settings.COUNTER_URL else ""


def _posts() -> tuple[Any, ...]:
    own = posts_at(Council(kind=Council.Kind.PREFECTURAL))
    return own if settings.ZONE == "gate" else (*COUNTER_POSTS, *own)
