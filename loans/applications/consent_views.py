from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.settings.values import value_of
from loans.applications import actions, rules
from loans.applications.consent_shown import consent_page
from loans.applications.models import Application, Consent, Member, Refusal
from loans.applications.people_forms import ConsentForm, RefusalForm
from loans.applications.settings import CONSENT_ORALLY
from loans.states import AT_COUNTER


@door(Permission.APPLY, "GET", "POST")
def consent(request: StaffRequest, application_id: UUID, person_id: UUID) -> HttpResponse:
    """同意の確認: the words in force, and who agrees to them, of the household or beside the applicant."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=["member"])
    person = rules.person_of(application, person_id)
    is_minor = isinstance(person, Member) and not rules.must_consent(person)
    form = ConsentForm(
        request.POST if request.method == "POST" else None,
        representatives=rules.representatives(application) if is_minor else (),
        is_oral=bool(value_of(request.actor.prefecture_id, CONSENT_ORALLY.name)),
    )

    def act(facts: dict[str, Any]) -> Consent:
        chosen = facts.get("representative")
        given = actions.Given(facts["way"], facts["signature"], UUID(chosen) if chosen else None)
        return actions.give_consent(application_id, person_id, given, by=request.actor)

    return answer_form(
        request,
        form,
        act,
        template="applications/consent.html",
        then=lambda _: _page_of(application_id),
        done="同意を記録しました。",
        context=consent_page(application, person),
    )


@door(Permission.APPLY, "POST")
def withdraw_consent(request: StaffRequest, application_id: UUID, person_id: UUID) -> HttpResponse:
    """同意の取消し."""
    actions.withdraw_consent(application_id, person_id, by=request.actor)
    messages.success(request, "同意を取り消しました。")
    return redirect("loans:case", application_id)


@door(Permission.APPLY, "GET", "POST")
def refuse_consent(request: StaffRequest, application_id: UUID, member_id: UUID) -> HttpResponse:
    """同意しない."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=["member"])
    member = rules.member_of(application, member_id)

    def act(facts: dict[str, Any]) -> Refusal:
        return actions.refuse_consent(application_id, member_id, facts, by=request.actor)

    return answer_form(
        request,
        RefusalForm(request.POST if request.method == "POST" else None),
        act,
        template="applications/refuse.html",
        then=lambda _: _page_of(application_id),
        done="同意しないことを記録しました。照会のかわりに、書類で確認してください。",
        context={"application": application, "member": member, "is_at_counter": application.state in AT_COUNTER},
    )


def _page_of(application_id: UUID) -> str:
    return reverse("loans:case", args=[application_id])
