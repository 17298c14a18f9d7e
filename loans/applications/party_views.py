from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.era import PartialDate
from councils.household import Relation
from councils.look.postcode import fills_addresses
from councils.permissions import Permission
from councils.refusals import Stale
from loans.applications import actions, parties, rules
from loans.applications.compared import mark_stored
from loans.applications.models import Application, Party
from loans.applications.people_forms import PartyForm
from loans.states import AT_COUNTER
from loans.terms.in_force import facts_of


@door(Permission.APPLY, "GET")
def list_parties(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """申込に加わる人: whom the fund and the ages ask for, and who is there."""
    application = _look(request, application_id, "parties")
    there = parties.parties_of(application)
    context = {
        "application": application,
        "needed": parties.needed(facts_of(application.terms), rules.household(application), there),
        "lines": parties.party_lines(application),
        "is_at_counter": application.state in AT_COUNTER,
    }
    return render(request, "applications/parties.html", context)


@door(Permission.APPLY, "GET", "POST")
@fills_addresses
def add_party(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """登録. Somebody of the household is taken over from there, so that nobody is typed twice."""
    application = _look(request, application_id, "members")
    # Nobody stands beside herself.
    members = [each for each in rules.household(application) if each.relation != Relation.SELF]
    copied = next((each for each in members if str(each.id) == request.GET.get("from", "")), None)
    known = ("name", "kana", "postcode", "address", "occupation")
    initial = {name: getattr(copied, name) for name in known} if copied else {}
    if copied:
        initial |= {"born": copied.born_on, "relation": copied.get_relation_display()}
    initial["role"] = request.GET.get("role", "")

    def act(facts: dict[str, Any]) -> Party:
        return actions.add_party(application_id, facts, by=request.actor)

    return answer_form(
        request,
        PartyForm(request.POST or None, initial=initial),
        act,
        template="applications/party.html",
        then=lambda _: _page_of(application_id),
        done="登録しました。",
        context={"application": application, "members": members, "party": None},
    )


@door(Permission.APPLY, "GET", "POST")
@fills_addresses
def change_party(request: StaffRequest, application_id: UUID, party_id: UUID) -> HttpResponse:
    """登録の変更."""
    application = _look(request, application_id, "party")
    party = rules.party_of(application, party_id)
    initial = {name: getattr(party, name) for name in (*parties.FACTS, "role")}
    initial |= {"born": PartialDate.parse(party.born), "version": parties.party_mark(party)}
    form = PartyForm(request.POST or None, initial=initial)
    form.fields["role"].disabled = True

    def act(facts: dict[str, Any]) -> Party:
        try:
            return actions.change_party(application_id, party_id, facts, version=facts["version"], by=request.actor)
        except Stale:
            there = rules.party_of(application, party_id)
            mark_stored(form, {name: getattr(there, name) for name in parties.FACTS})
            raise

    return answer_form(
        request,
        form,
        act,
        template="applications/party.html",
        then=lambda _: _page_of(application_id),
        done="変更しました。",
        context={"application": application, "members": [], "party": party},
    )


@door(Permission.APPLY, "POST")
def remove_party(request: StaffRequest, application_id: UUID, party_id: UUID) -> HttpResponse:
    """登録の取消し."""
    actions.remove_party(application_id, party_id, by=request.actor)
    messages.success(request, "登録を取り消しました。")
    return redirect("loans:parties", application_id)


def _look(request: StaffRequest, application_id: UUID, seen: str) -> Application:
    return access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=[seen])


def _page_of(application_id: UUID) -> str:
    return reverse("loans:parties", args=[application_id])
