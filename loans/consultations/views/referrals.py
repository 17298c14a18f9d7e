from typing import Any
from uuid import UUID

from django.http import HttpResponse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.refusals import NotFound
from loans.consultations import actions, rules, shown
from loans.consultations.forms import today
from loans.consultations.forms.referrals import ReferralForm
from loans.consultations.models import Consultation, Referral
from loans.consultations.models.words import Sharing
from loans.consultations.printed_slip import slip_of
from loans.consultations.steps import STEPS
from loans.consultations.views.outcomes import as_pdf


@door(Permission.CONSULT, "GET", "POST")
def introduce(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """つなぎ先への連絡票を作る."""
    talk = access.look(Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["consultation"])
    form = ReferralForm(
        request.POST if request.method == "POST" else None, initial=_opened_on(talk, request.GET.get("scheme", ""))
    )
    return answer_form(
        request,
        form,
        lambda facts: actions.introduce(consultation_id, facts, by=request.actor),
        template="consultations/introduce.html",
        then=lambda _: shown.url_of(talk, STEPS["schemes"]) + "#referrals",
        done="連絡票を作りました。印刷して、ご本人に確かめてください。",
        context={
            "talk": talk,
            "may_tell": talk.sharing == Sharing.GIVEN,
            "back": shown.url_of(talk, STEPS["schemes"]),
        },
    )


@door(Permission.CONSULT, "GET")
def slip(request: StaffRequest, consultation_id: UUID, referral_id: UUID) -> HttpResponse:
    """つなぎ先への連絡票, to print."""
    talk = access.look(Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["form_referral"])
    referral = Referral.objects.filter(
        municipal_council_id=talk.municipal_council_id, consultation=talk, pk=referral_id
    ).first()
    if referral is None:
        raise NotFound
    return as_pdf(slip_of(talk, referral), "referral")


def _opened_on(talk: Consultation, wanted: str) -> dict[str, Any]:
    scheme = next((each for each in rules.schemes_on(today()) if each.code == wanted), None)
    told = "\n".join(filter(None, (shown.topic_words(talk), talk.gist)))
    return {"scheme": scheme.code, "agency": scheme.agency, "told": told} if scheme else {"told": told}
