from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from councils.doors import StaffRequest, answer_form, door
from councils.era import wareki
from councils.permissions import Permission
from inquiry.officer.actions import terms as acts
from inquiry.officer.mishap_forms import TermForm
from inquiry.vault.models import Term
from inquiry.vault.terms_in_force import term_in_force


@door(Permission.ADMINISTER, "GET", "POST")
def terms(request: StaffRequest) -> HttpResponse:
    """保存と報告の期限. What counts today, where it is from, and what begins later."""
    today = timezone.localdate()
    later = Term.objects.filter(valid_from__gt=today).order_by("valid_from", "created_at")

    def act(facts: dict[str, Any]) -> Term:
        what, begins = Term.What(facts["what"]), facts["valid_from"].first()
        return acts.register(what, facts["days"], begins, facts["source"], by=request.actor)

    in_force = [term_in_force(what, today) for what in Term.What]
    return answer_form(
        request,
        TermForm(request.POST or None),
        act,
        template="officer/terms.html",
        then=lambda _: reverse("officer:terms"),
        done="期限を登録しました。適用開始日から使います。",
        context={
            "rows": [{"term": each, "since": wareki(each.since)} for each in in_force],
            "later": [{"term": each, "since": wareki(each.valid_from)} for each in later],
        },
    )
