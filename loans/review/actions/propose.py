from typing import Any
from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from inquiry import gateway
from loans.applications import rules
from loans.applications.models import Application
from loans.review.models import Review
from loans.states import State, Step, after
from loans.terms.in_force import facts_of


class InquiryRunning(Refused):
    sentence = (
        "情報照会がまだ終わっていません。照会の完了を待つか、結果を待たずに進める理由を所見に書いて進めてください。"
    )


@transaction.atomic
def take_up(application_id: UUID, *, without_findings: bool = False, by: Actor) -> Application:
    """審査に入る. Raises NotPermitted, NotFound, StepNotAllowed, InquiryRunning."""
    application = access.find_for_update(Application, application_id, by=by, may=Permission.REVIEW)
    state = after(application.state, Step.TAKE_UP)
    if application.state == State.INQUIRY and not without_findings and not is_inquiry_done(application.id):
        raise InquiryRunning
    application.state = state
    application.save(update_fields=["state"])
    write.act("take_up", case_id=application.id, result="without_findings" if without_findings else "done")
    return application


def is_inquiry_done(case_id: UUID) -> bool:
    return any(each.code is gateway.ProgressCode.DONE for each in gateway.progress(case_id))


@transaction.atomic
def propose(application_id: UUID, facts: dict[str, Any], *, by: Actor) -> Review:
    """起案. The reviewer's proposal goes to the ranks of the fund's approval chain.

    Raises NotPermitted, NotFound, StepNotAllowed, OverCeiling, OffUnit, TooLong, OverRequest.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.REVIEW)
    application.state = after(application.state, Step.PROPOSE)
    terms = facts_of(application.terms)
    if facts["proposal"] != Review.Proposal.DENY:
        _check(application, facts)
    review = Review(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        proposal=facts["proposal"],
        amount_yen=facts["amount_yen"] or 0,
        grace_months=facts["grace_months"] or 0,
        repayment_months=facts["repayment_months"] or 0,
        comment=facts["comment"],
        denial_reason=facts["denial_reason"],
        findings=[f"{each.code}={each.verdict}@{each.rule_version}" for each in gateway.findings(application.id)],
        chain=[{"post": step.post, "name": step.name} for step in terms.chain],
        reviewer_id=by.person_id,
        reviewer_name=by.name,
    )
    application.save(update_fields=["state"])
    review.save(force_insert=True)
    write.act("propose", case_id=application.id, result=facts["proposal"])
    return review


class Lacking(Refused):
    """起案に足りないものがある."""


class OverRequest(Refused):
    field = "amount_yen"
    sentence = "申込額を超える額では起案できません。申込額以内の金額を入力してください。"


def _check(application: Application, facts: dict[str, Any]) -> None:
    terms = facts_of(application.terms)
    if not facts["amount_yen"]:
        raise Lacking("貸付額を入力してください。", field="amount_yen")
    if not facts["repayment_months"]:
        raise Lacking("償還期間を入力してください。", field="repayment_months")
    rules.check_amount(terms, facts["amount_yen"], household_size=len(rules.household(application)))
    rules.check_periods(terms, grace_months=facts["grace_months"], repayment_months=facts["repayment_months"])
    if facts["amount_yen"] > (application.amount_yen or 0):
        raise OverRequest
