"""二重申込. Open applications of what seems the same household for the same fund, at this council."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from councils.tenancy import Actor
from loans.applications.models import Application, Member
from loans.consultations.models import Consultation
from loans.states import ENDED


def open_applications(
    consultation: Consultation, members: Sequence[Mapping[str, Any]], fund: str, *, by: Actor
) -> list[str]:
    """受付番号. By kana and birth of anybody in the household; where no birth is known, by kana and telephone."""
    rows = Application.objects.filter(municipal_council_id=by.council_id, fund=fund).exclude(state__in=ENDED)
    of_people = Member.objects.filter(municipal_council_id=by.council_id, removed_at__isnull=True)
    same = [Q(kana=each["kana"], born=each["born"]) for each in members if each.get("kana") and is_born_known(each)]
    cases = of_people.filter(reduce(or_, same)).values("application_id") if same else []
    by_phone = Q(applicant_kana=consultation.client_kana, applicant_phone=consultation.client_phone)
    found = rows.filter(Q(pk__in=cases) | (by_phone if consultation.client_phone else Q(pk__in=[])))
    return list(found.order_by("created_at").values_list("receipt_number", flat=True)[:5])


def is_born_known(member: Mapping[str, Any]) -> bool:
    """At least the year; what a talk did not ask is blank or all noughts."""
    return bool(member.get("born")) and not str(member["born"]).startswith("0000")
