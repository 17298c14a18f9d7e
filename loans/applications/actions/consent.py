from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import NotFound, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.applications import rules
from loans.applications.models import Application, Consent, ConsentText
from loans.states import AT_COUNTER, State


@transaction.atomic
def give_consent(application_id: UUID, member_id: UUID, *, by: Actor) -> Consent:
    """同意の確認. One adult agrees to the inquiry, in the words in force today; a second press is the same consent.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if State(application.state) not in AT_COUNTER:
        raise StepNotAllowed("進達した後は、ここでは同意を登録できません。返戻を受けてから登録してください。")
    member = application.members.filter(pk=member_id, removed_at__isnull=True).first()
    if member is None:
        raise NotFound
    today = timezone.localdate()
    text = ConsentText.objects.filter(code=rules.INQUIRY_CONSENT, valid_from__lte=today).latest("version")
    there = application.consents.filter(member=member, text=text, withdrawn_at__isnull=True).first()
    if there:
        return there
    consent = Consent(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        member=member,
        text=text,
        given_on=today,
        taken_by=by.person_id,
    )
    consent.save(force_insert=True)
    write.act("give_consent", case_id=application.id, subject_id=member.id)
    return consent
