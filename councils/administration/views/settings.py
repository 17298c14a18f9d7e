from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from councils.administration import actions
from councils.administration.forms import SettingForm, shown_day
from councils.administration.models import Proposal
from councils.administration.waiting import names_of
from councils.administration.words import day_words
from councils.doors import StaffRequest, answer_form, door
from councils.models import Setting
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.settings.registry import Entry, entries
from councils.settings.values import value_of
from councils.settings.words import value_words
from councils.tenancy import Actor


@door(Permission.ADMINISTER, "GET")
def overview(request: StaffRequest) -> HttpResponse:
    """県の設定."""
    rows = [_row(entry, request.actor) for entry in entries(settings.ZONE)]
    return render(request, "staff/settings.html", {"rows": rows})


@door(Permission.ADMINISTER, "GET", "POST")
def change(request: StaffRequest, name: str) -> HttpResponse:
    """県の設定の変更."""
    entry = _entry_at(name)
    form = SettingForm(request.POST or None, entry=entry, initial={"since": shown_day(timezone.localdate())})

    def act(facts: dict[str, Any]) -> object:
        return actions.change_setting(entry, facts["value"], facts["since"], facts["reason"], by=request.actor)

    now = value_words(entry, value_of(request.actor.prefecture_id, entry.name))
    context = {
        "title": entry.label,
        "lead": f"いまの値：{now}。別の管理者が確認すると、適用日から変わります。",
        "button": "この変更を提案する",
        "kind": "button-main",
        "back": reverse("staff:settings"),
        "entry": None,
    }
    done = "提案しました。別の管理者が確認すると、適用日から変わります。"
    return answer_form(
        request,
        form,
        act,
        template="staff/form.html",
        then=lambda _: reverse("staff:settings"),
        done=done,
        context=context,
    )


def _address_of(entry: Entry) -> str:
    """A setting's name as a part of an address, which has no dots."""
    return entry.name.replace(".", "-")


def _entry_at(name: str) -> Entry:
    for entry in entries(settings.ZONE):
        if _address_of(entry) == name:
            return entry
    raise NotFound


def _row(entry: Entry, by: Actor) -> dict[str, Any]:
    decided = Setting.objects.filter(prefecture_id=by.prefecture_id, name=entry.name, confirmed_at__isnull=False)
    history = list(decided.order_by("-since", "-pk")[:5])
    names = names_of([each for row in history for each in (row.proposed_by_id, row.confirmed_by_id)])
    waiting = Proposal.objects.filter(prefecture_id=by.prefecture_id, act=Proposal.Act.SETTING, setting=entry.name)
    return {
        "entry": entry,
        "address": reverse("staff:setting", args=[_address_of(entry)]),
        "value": value_words(entry, value_of(by.prefecture_id, entry.name)),
        "is_waiting": waiting.filter(confirmed_at__isnull=True, withdrawn_at__isnull=True).exists(),
        "history": [_decided(entry, row, names) for row in history],
    }


def _decided(entry: Entry, row: Setting, names: dict[int, str]) -> dict[str, str]:
    hands = f"提案 {names.get(row.proposed_by_id, '（退職）')}／確認 {names.get(row.confirmed_by_id or 0, '（退職）')}"
    return {
        "when": f"{day_words(row.since)}から",
        "value": value_words(entry, row.value),
        "why": row.reason,
        "who": hands,
    }
