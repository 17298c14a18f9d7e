from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from councils import access
from councils.months import months_after
from councils.permissions import Permission
from councils.refusals import StepNotAllowed
from councils.settings.values import value_of
from councils.tenancy import Actor
from councils.trail import write
from loans.applications import rules
from loans.applications.consents import Person, consent_of, is_renewable, text_code
from loans.applications.models import Application, Consent, Member, Party, Refusal
from loans.applications.refusals import NotTheRepresentative, OralNotAllowed, RepresentativeMissing, SignatureMissing
from loans.applications.settings import CONSENT_MONTHS, CONSENT_ORALLY
from loans.applications.signature import Strokes
from loans.states import AT_COUNTER, State


@dataclass(frozen=True)
class Given:
    """同意の得方. How it was given; for a minor, who of the household or of the parties is the 法定代理人."""

    way: str = Consent.Way.PAPER
    signature: Strokes | None = None
    representative_id: UUID | None = None


@transaction.atomic
def give_consent(application_id: UUID, person_id: UUID, given: Given | None = None, *, by: Actor) -> Consent:
    """同意の確認, or its renewal. One person agrees in the words in force today; a second press is the same consent.

    Of a member to the inquiry, for some months; of a party to what it stands for. It ends an earlier no. On a later
    day it is a renewal: nothing that is asked on the older one stops.
    Raises NotPermitted, NotFound, StepNotAllowed, OralNotAllowed, SignatureMissing, RepresentativeMissing or
    NotTheRepresentative.
    """
    application, person = _person_at_counter(application_id, person_id, by)
    given = given or Given()
    text = rules.consent_text(text_code(person))
    there = consent_of(person)
    if there and there.text_id == text.pk and not is_renewable(there):
        return there
    _check_way(given, by)
    representative = _representative(application, person, given)
    _make_room(person, text.pk)
    member = person if isinstance(person, Member) else None
    consent = Consent(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        member=member,
        party=person if isinstance(person, Party) else None,
        text=text,
        given_on=timezone.localdate(),
        valid_until=_last_day(by) if member else None,
        way=given.way,
        signature=given.signature if given.way == Consent.Way.TABLET else None,
        representative_id=representative.id if representative else None,
        representative_name=representative.name if representative else "",
        taken_by=by.person_id,
        taken_name=by.name,
    )
    consent.save(force_insert=True)
    if member:
        lift_refusals(member)
    write.act("give_consent", case_id=application.id, subject_id=person.id, purpose=given.way)
    return consent


@transaction.atomic
def withdraw_consent(application_id: UUID, person_id: UUID, *, by: Actor) -> Person:
    """同意の取消し, at any time: what has not been asked yet is not asked any more, and the office is told.

    The row stays, with the time; what was asked stays. After the forwarding the database carries the word to the gate.
    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    person = rules.person_of(application, person_id)
    if not end_consent(person, Consent.Withdrawal.TAKEN_BACK):
        raise StepNotAllowed("この方の同意は、いまは記録されていません。画面を開き直して、ご確認ください。")
    return person


@transaction.atomic
def refuse_consent(application_id: UUID, member_id: UUID, facts: Mapping[str, Any], *, by: Actor) -> Refusal:
    """同意しない. The no of one member, with its reason: papers tell instead, and the case goes on.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    application = _at_counter(application_id, by)
    member = rules.member_of(application, member_id)
    end_consent(member, Consent.Withdrawal.REFUSED)
    lift_refusals(member)
    refusal = Refusal(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        member=member,
        text=rules.consent_text(),
        refused_on=timezone.localdate(),
        reason=facts["reason"],
        note=facts["note"],
        taken_by=by.person_id,
        taken_name=by.name,
    )
    refusal.save(force_insert=True)
    write.act("refuse_consent", case_id=application.id, subject_id=member.id, purpose=facts["reason"])
    return refusal


def _make_room(person: Person, text_id: int) -> None:
    """What the new consent to the same words takes the place of: one that is over, or one that is renewed."""
    in_time = Q(valid_until__isnull=True) | Q(valid_until__gte=timezone.localdate())
    _end(person, Consent.Withdrawal.RENEWED, in_time, text_id=text_id)
    _end(person, Consent.Withdrawal.EXPIRED, text_id=text_id)


def end_consent(person: Person, why: Consent.Withdrawal) -> int:
    """撤回. Every consent that this person still gives; how many they were."""
    return _end(person, why)


def _end(person: Person, why: Consent.Withdrawal, *which: Q, **more: Any) -> int:
    consents = list(person.consents.filter(*which, withdrawn_at__isnull=True, **more))
    for consent in consents:
        consent.withdrawn_at, consent.withdrawal = timezone.now(), why
        consent.save(update_fields=["withdrawn_at", "withdrawal"])
        write.act("withdraw_consent", case_id=person.application_id, subject_id=person.id, purpose=why.value)
    return len(consents)


def lift_refusals(member: Member) -> None:
    """A later word ends an earlier no; the row stays."""
    for refusal in member.refusals.filter(lifted_at__isnull=True):
        refusal.lifted_at = timezone.now()
        refusal.save(update_fields=["lifted_at"])


def _check_way(given: Given, by: Actor) -> None:
    if given.way == Consent.Way.ORAL and not value_of(by.prefecture_id, CONSENT_ORALLY.name):
        raise OralNotAllowed
    if given.way == Consent.Way.TABLET and not given.signature:
        raise SignatureMissing


def _representative(application: Application, person: Person, given: Given) -> Person | None:
    """法定代理人, for a minor of the household: an adult of it, or whoever was entered as that."""
    if isinstance(person, Party) or rules.must_consent(person):
        return None
    if given.representative_id is None:
        raise RepresentativeMissing
    may_be = {each.id: each for each in rules.representatives(application)}
    if given.representative_id not in may_be:
        raise NotTheRepresentative
    return may_be[given.representative_id]


def _last_day(by: Actor) -> date:
    return months_after(timezone.localdate(), int(value_of(by.prefecture_id, CONSENT_MONTHS.name)))


def _person_at_counter(application_id: UUID, person_id: UUID, by: Actor) -> tuple[Application, Person]:
    application = _at_counter(application_id, by)
    return application, rules.person_of(application, person_id)


def _at_counter(application_id: UUID, by: Actor) -> Application:
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if State(application.state) not in AT_COUNTER:
        raise StepNotAllowed("進達した後は、ここでは同意を登録できません。返戻を受けてから登録してください。")
    return application
