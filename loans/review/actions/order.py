from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from inquiry import gateway
from loans.applications import consents, plan, rules
from loans.applications.models import Application
from loans.applications.plan import LEGAL_BASIS, PURPOSE, Choices, plan_of
from loans.protection import Lifting
from loans.review.declining import declining
from loans.review.inquiries import asked
from loans.states import Step, after


class ConsentMissing(Refused):
    """照会の同意がない."""

    def __init__(self, names: list[str]) -> None:
        who = "、".join(f"{name} 様" for name in names)
        super().__init__(f"{who}の情報照会の同意が記録されていません。返戻して、同意を確認してください。")


class StillProtected(Refused):
    field = "lifting"
    sentence = "この案件は支援措置の対象として登録されています。対象から外すときは、理由を選んでください。"


class AskedOtherwise(Refused):
    """直近に別の世帯か内容で照会されている."""

    field = "repeat_reason"

    def __init__(self, names: list[str]) -> None:
        who = "、".join(f"{name} 様" for name in names)
        super().__init__(
            f"{who}は、最近、異なる世帯構成か内容で照会されています。もう一度照会する理由を選んでください。"
        )


class NothingToAsk(Refused):
    sentence = (
        "すべての照会を外しています。一つ以上を残してください。"
        "照会をせずに進めるときは、「審査に入る」で理由を入力してください。"
    )


@transaction.atomic
def order(
    application_id: UUID,
    *,
    is_nondisclosure: bool,
    lifting: str = "",
    repeat_reason: str = "",
    choices: Choices | None = None,
    by: Actor,
) -> UUID:
    """照会依頼. Puts the household and the fund's plan on the slip, each adult on that person's own consent.

    支援措置 is a fact of the case: set here or at the counter, taken off for a reason alone.
    Raises NotPermitted, NotFound, StepNotAllowed, StillProtected, ConsentMissing, NothingToAsk,
    AskedOtherwise.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.ORDER)
    application.state = after(application.state, Step.ORDER)
    planned = plan_of(application)
    persons = _persons(application, planned, choices or Choices())
    if application.is_nondisclosure and not is_nondisclosure:
        _lift(application, lifting)
    again = _reason_to_ask_again(persons, repeat_reason)
    application.is_nondisclosure = is_nondisclosure
    application.save(update_fields=["state", "is_nondisclosure"])
    order_id = gateway.order(
        gateway.OrderFacts(
            case_id=application.id,
            reference=application.prefectural_number or application.receipt_number,
            purpose=PURPOSE,
            legal_basis=LEGAL_BASIS,
            is_nondisclosure=is_nondisclosure,
            persons=persons,
            repeat_reason=again,
            is_urgent=plan.is_urgent(planned),
            fund=application.fund,
        )
    )
    write.act(
        "order_inquiry",
        case_id=application.id,
        fields=_kinds(persons),
        purpose=PURPOSE.value,
        result=again or "done",
    )
    return order_id


def _lift(application: Application, lifting: str) -> None:
    if lifting not in Lifting:
        raise StillProtected
    write.act("lift_nondisclosure", case_id=application.id, fields=["is_nondisclosure"], purpose=lifting)


def _reason_to_ask_again(persons: list[gateway.AskedPerson], reason: str) -> str:
    """What was chosen, where it is needed; "" where nobody was asked about otherwise."""
    gateway.hold(persons)
    names = gateway.asked_otherwise_lately(persons, PURPOSE, LEGAL_BASIS)
    if names and reason not in gateway.RepeatReason:
        raise AskedOtherwise(names)
    return reason if names else ""


def _kinds(persons: list[gateway.AskedPerson]) -> list[str]:
    return [kind.value for kind in gateway.Kind if any(kind in person.kinds for person in persons)]


def _persons(application: Application, planned: list[plan.Planned], choices: Choices) -> list[gateway.AskedPerson]:
    given, refused = consents.in_force(application), consents.declined(application)
    members = rules.household(application)
    lacking = [member.name for member in members if member.id not in given and member.id not in refused]
    if lacking:
        raise ConsentMissing(lacking)
    persons = [
        asked(
            member,
            given[member.id].pk if member.id in given else None,
            plan.lines_for(member, planned, declining(choices, planned) if member.id in refused else choices),
            choices.histories.get(member.id),
        )
        for member in members
    ]
    if not any(person.kinds for person in persons):
        raise NothingToAsk
    return persons
