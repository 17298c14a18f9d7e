from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from inquiry import gateway
from loans.applications import rules
from loans.applications.models import Application, Member
from loans.states import Step, after


class ConsentMissing(Refused):
    """照会の同意がない."""

    def __init__(self, names: list[str]) -> None:
        who = "、".join(f"{name} 様" for name in names)
        super().__init__(f"{who}の情報照会の同意が記録されていません。返戻して、同意を確認してください。")


@transaction.atomic
def order(application_id: UUID, *, is_nondisclosure: bool, by: Actor) -> UUID:
    """照会依頼. Puts every member of the household on the slip, each adult on that person's own consent.

    Raises NotPermitted, NotFound, StepNotAllowed, ConsentMissing.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.ORDER)
    application.state = after(application.state, Step.ORDER)
    persons = _persons(application)
    application.save(update_fields=["state"])
    order_id = gateway.order(
        gateway.OrderFacts(
            case_id=application.id,
            reference=application.prefectural_number or application.receipt_number,
            purpose=gateway.Purpose.REVIEW,
            legal_basis=gateway.LegalBasis.LIVELIHOOD_LOAN,
            is_nondisclosure=is_nondisclosure,
            persons=persons,
        )
    )
    write.act("order_inquiry", case_id=application.id, purpose=gateway.Purpose.REVIEW.value)
    return order_id


def _persons(application: Application) -> list[gateway.AskedPerson]:
    consents = dict(
        application.consents.filter(withdrawn_at__isnull=True, text__code=rules.INQUIRY_CONSENT).values_list(
            "member_id", "pk"
        )
    )
    members = rules.household(application)
    lacking = [member.name for member in members if rules.must_consent(member) and member.id not in consents]
    if lacking:
        raise ConsentMissing(lacking)
    return [_asked(member, consents.get(member.id)) for member in members]


def _asked(member: Member, consent_id: UUID | None) -> gateway.AskedPerson:
    return gateway.AskedPerson(
        member_id=member.id,
        name=member.name,
        kana=member.kana,
        born=member.born,
        sex=member.sex,
        address=member.address,
        relation=member.relation,
        consent_id=consent_id,
        kinds=list(gateway.Kind),
    )
