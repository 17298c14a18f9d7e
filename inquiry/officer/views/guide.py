from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from councils.doors import StaffRequest, door
from councils.look.fields import TextField
from councils.look.forms import LookForm
from inquiry.catalogue import in_force
from inquiry.officer.guide import texts
from inquiry.officer.views.frame import frame_of
from inquiry.scenes import by_scene, sources_of
from inquiry.vault.models import CatalogueLine


class SearchForm(LookForm):
    """質問の検索. Posted: whatever is typed stays out of addresses."""

    words = TextField(
        label="探す言葉",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="例：年金　値なし。氏名や番号は入力しないでください。",
    )


@door(None, "GET")
def scenes(request: StaffRequest) -> HttpResponse:
    """使い方：場面と情報, by the catalogue that is in force today."""
    rows = list(CatalogueLine.objects.filter(in_force(timezone.localdate())).order_by("pk"))
    context = {"scenes": by_scene(rows), "sources": sources_of(rows), "tab": "help"} | frame_of(request.actor, "help")
    return render(request, "officer/help_scenes.html", context)


@door(None, "GET", "POST")
def questions(request: StaffRequest) -> HttpResponse:
    """使い方：質問と答え."""
    form = SearchForm(request.POST or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = texts.found(words)
    status = 422 if request.method == "POST" and form.errors else 200
    context = {"form": form, "words": words, "found": found, "tab": "questions"}
    context |= frame_of(request.actor, "help")
    return render(request, "officer/help_questions.html", context, status=status)


@door(None, "GET")
def roles(request: StaffRequest) -> HttpResponse:
    """使い方：役割ごと."""
    return render(
        request, "officer/help_roles.html", {"roles": texts.roles(), "tab": "roles"} | frame_of(request.actor, "help")
    )
