"""返戻への回答の画面."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.look.fields import TextField
from councils.look.forms import LookForm
from councils.permissions import Permission
from councils.refusals import Stale
from loans.applications import actions
from loans.applications.compared import mark_stored
from loans.applications.models import Application
from loans.applications.returned import ItemLine, answers_mark, item_lines
from loans.hidden import VersionField


class AnswersForm(LookForm):
    """返戻への回答, a box for each item."""

    version = VersionField()

    def __init__(self, typed: Any, *, items: Sequence[ItemLine]) -> None:
        super().__init__(typed, initial=_stored(items) | {"version": answers_mark(items)})
        self.items = items
        for item in items:
            self.fields[_box(item)] = TextField(
                label=f"項目{item.number}への回答",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2, "class": "w-wide"}),
            )

    def rows(self) -> list[tuple[ItemLine, forms.BoundField]]:
        return [(item, self[_box(item)]) for item in self.items]

    def answers(self) -> dict[UUID, str]:
        return {item.id: self.cleaned_data[_box(item)] for item in self.items}


@door(Permission.APPLY, "GET", "POST")
def answer_return(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """返戻への回答."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.APPLY, seen=["name", "returned"]
    )
    form = AnswersForm(request.POST if request.method == "POST" else None, items=item_lines(application))

    def act(facts: dict[str, Any]) -> Application:
        try:
            return actions.answer_return(application_id, form.answers(), version=facts["version"], by=request.actor)
        except Stale:
            mark_stored(form, _stored(item_lines(application)))
            raise

    return answer_form(
        request,
        form,
        act,
        template="applications/answer_return.html",
        then=lambda _: reverse("loans:case", args=[application_id]),
        done="返戻への回答を保存しました。",
        context={"application": application, "rows": form.rows()},
    )


def _stored(items: Sequence[ItemLine]) -> dict[str, Any]:
    return {_box(item): item.answer for item in items}


def _box(item: ItemLine) -> str:
    return f"answer_{item.number}"
