from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans import numbers
from loans.applications.models import Application
from loans.consultations.models import Consultation
from loans.states import ConsultationState
from loans.terms.in_force import row_in_force


@transaction.atomic
def start(consultation_id: UUID, fund: str, *, by: Actor) -> Application:
    """申込書の作成. Born from the consultation, so that nothing is typed twice.

    Raises NotPermitted, NotFound, StepNotAllowed, UnknownFund.
    """
    access.check_may(by, Permission.APPLY)
    consultation = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    if consultation.state != ConsultationState.OPEN:
        raise StepNotAllowed("この相談はすでに申込に進んでいるか、終了しています。")
    today = timezone.localdate()
    application = Application(
        prefecture_id=by.prefecture_id,
        municipal_council_id=by.council_id,
        consultation=consultation,
        receipt_number=numbers.municipal_number(by, today),
        fund=fund,
        terms=row_in_force(fund, prefecture_id=by.prefecture_id, on=today),
        applicant_name=consultation.client_name,
        applicant_kana=consultation.client_kana,
        applicant_phone=consultation.client_phone,
        counsellor_id=by.person_id,
        counsellor_name=by.name,
    )
    application.save(force_insert=True)
    consultation.state = ConsultationState.APPLYING
    consultation.save(update_fields=["state"])
    write.act("start_application", case_id=application.id)
    return application
