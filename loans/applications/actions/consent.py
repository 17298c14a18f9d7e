from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.applications import rules
from loans.applications.models import Application, Consent, Member
from loans.states import AT_COUNTER, State


@transaction.atomic
def give_consent(application_id: UUID, member_id: UUID, *, by: Actor) -> Consent:
    """同意の確認. One adult agrees to the inquiry, in the words in force today; a second press is the same consent.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    application, member = _person_at_counter(application_id, member_id, by)
    text = rules.consent_text()
    there = application.consents.filter(member=member, text=text, withdrawn_at__isnull=True).first()
    if there:
        return there
    consent = Consent(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        member=member,
        text=text,
        given_on=timezone.localdate(),
        taken_by=by.person_id,
    )
    consent.save(force_insert=True)
    write.act("give_consent", case_id=application.id, subject_id=member.id)
    return consent


@transaction.atomic
def withdraw_consent(application_id: UUID, member_id: UUID, *, by: Actor) -> Member:
    """同意の取消し. The row stays, with the time. Raises as `give_consent`."""
    _, member = _person_at_counter(application_id, member_id, by)
    if not end_consent(member, Consent.Withdrawal.TAKEN_BACK):
        raise StepNotAllowed("この方の同意は、いまは記録されていません。画面を開き直して、ご確認ください。")
    return member


def end_consent(member: Member, why: Consent.Withdrawal) -> int:
    """撤回. Every consent that this person still gives; how many they were."""
    consents = list(member.consents.filter(withdrawn_at__isnull=True))
    for consent in consents:
        consent.withdrawn_at, consent.withdrawal = timezone.now(), why
        consent.save(update_fields=["withdrawn_at", "withdrawal"])
        write.act("withdraw_consent", case_id=member.application_id, subject_id=member.id, purpose=why.value)
    return len(consents)


def _person_at_counter(application_id: UUID, member_id: UUID, by: Actor) -> tuple[Application, Member]:
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if State(application.state) not in AT_COUNTER:
        raise StepNotAllowed("進達した後は、ここでは同意を登録できません。返戻を受けてから登録してください。")
    return application, rules.member_of(application, member_id)
