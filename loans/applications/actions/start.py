from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans import numbers
from loans.applications.again import is_born_known, open_applications
from loans.applications.lending import lending_of, limit
from loans.applications.models import Application, Member
from loans.applications.refusals import AlreadyApplied
from loans.consultations.carried import Carried, carried_over
from loans.consultations.models import Consultation
from loans.states import ConsultationState
from loans.terms.facts import Ask, ConsultationRule, Terms
from loans.terms.in_force import facts_of, row_in_force

NOTHING_KNOWN = "0000-00-00"
LONGEST_HOLDER = 60


@transaction.atomic
def start(consultation_id: UUID, fund: str, *, again_reason: str = "", by: Actor) -> Application:
    """申込書の作成. Born from the consultation, with all that it told: nothing is typed twice.

    A household that has an open application for this fund is told of it; for again_reason it goes on.
    Raises NotPermitted, NotFound, StepNotAllowed, UnknownFund, AlreadyApplied.
    """
    access.check_may(by, Permission.APPLY)
    consultation = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    check_open(consultation)
    today = timezone.localdate()
    row = row_in_force(fund, prefecture_id=by.prefecture_id, on=today)
    terms, carried = facts_of(row), carried_over(consultation)
    there = open_applications(consultation, carried.members, fund, by=by)
    if there and not again_reason:
        raise AlreadyApplied(there, terms.name)
    application = Application(
        prefecture_id=by.prefecture_id,
        municipal_council_id=by.council_id,
        consultation=consultation,
        receipt_number=numbers.municipal_number(by, today),
        fund=fund,
        terms=row,
        applicant_name=consultation.client_name,
        applicant_kana=consultation.client_kana,
        counsellor_id=by.person_id,
        counsellor_name=by.name,
        again_reason=again_reason if there else "",
        is_nondisclosure=consultation.is_nondisclosure,
        **_told(carried, terms),
    )
    application.save(force_insert=True)
    _bring_members(application, carried.members)
    consultation.state = ConsultationState.APPLYING
    consultation.save(update_fields=["state"])
    write.act("start_application", case_id=application.id)
    return application


def check_open(consultation: Consultation) -> None:
    """Raises StepNotAllowed."""
    if consultation.state != ConsultationState.OPEN:
        raise StepNotAllowed("この相談はすでに申込に進んでいるか、終了しています。")


def _told(carried: Carried, terms: Terms) -> dict[str, Any]:
    """相談で聞いたこと. An amount that this fund would refuse is left to be asked again."""
    told: dict[str, Any] = {
        "applicant_phone": carried.phone,
        "reason_text": carried.reason_text,
        "outlook": carried.outlook,
    }
    if carried.is_at_support_centre and terms.consultation is not ConsultationRule.NOT_REQUIRED:
        told["support_centre"] = Application.SupportCentre.USING
    own = carried.members[0]["kana"]
    if Ask.PAYEE not in terms.asks and len(own) <= LONGEST_HOLDER:  # 本人名義の口座
        told["account_holder_kana"] = own
    if carried.needed_by and Ask.MONTHLY in terms.asks:
        told["lending_from"] = carried.needed_by.replace(day=1)
    amount = carried.amount_yen
    if amount is None or Ask.MONTHLY in terms.asks or amount % terms.unit_yen:
        return told
    most = limit(terms, lending_of(terms, {}, household_size=len(carried.members)))
    return told if most is not None and amount > most else {**told, "amount_yen": amount}


def _bring_members(application: Application, members: Sequence[Mapping[str, Any]]) -> None:
    """世帯員. Somebody of whom only the name is known stands in the application itself."""
    if len(members) == 1 and not is_born_known(members[0]) and not members[0].get("address"):
        return
    for position, facts in enumerate(members):
        Member(
            prefecture_id=application.prefecture_id,
            municipal_council_id=application.municipal_council_id,
            application=application,
            **{**facts, "born": facts.get("born") or NOTHING_KNOWN, "position": position},
        ).save(force_insert=True)
