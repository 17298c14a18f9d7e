from typing import Any
from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from loans.applications import rules
from loans.applications.models import Application
from loans.review import inquiries
from loans.review.models import Review, Waiver
from loans.states import Step, after
from loans.talk.kinds import check_nothing_blocks
from loans.terms.in_force import facts_of


class WithoutFindings(Refused):
    field = "reason"
    sentence = "情報照会の結果がありません。照会の完了を待つか、結果を待たずに審査に入る理由を入力してください。"


@transaction.atomic
def take_up(application_id: UUID, *, reason: str = "", by: Actor) -> Application:
    """審査に入る. Without the findings for a reason alone.

    Raises NotPermitted, NotFound, StepNotAllowed, WithoutFindings.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.REVIEW)
    application.state = after(application.state, Step.TAKE_UP)
    is_done = inquiries.is_done(application)
    if not is_done:
        _waive(application, reason, by)
    application.save(update_fields=["state"])
    write.act("take_up", case_id=application.id, result="done" if is_done else "without_findings")
    return application


def _waive(application: Application, reason: str, by: Actor) -> None:
    if not reason:
        raise WithoutFindings
    Waiver(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        reason=reason,
        written_by=by.person_id,
        written_name=by.name,
    ).save(force_insert=True)


@transaction.atomic
def propose(application_id: UUID, facts: dict[str, Any], *, by: Actor) -> Review:
    """起案. The reviewer's proposal goes to the ranks of the fund's approval chain.

    Raises NotPermitted, NotFound, StepNotAllowed, CorrectionOpen, OverCeiling, OffUnit, TooLong, OverRequest,
    LessThanRequested, NotReduced.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.REVIEW)
    application.state = after(application.state, Step.PROPOSE)
    check_nothing_blocks(application)
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
        findings=[
            f"{each.code}={each.verdict}@{each.rule_version}"
            for each in inquiries.findings(application)
            if not each.is_withdrawn
        ],
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


class LessThanRequested(Refused):
    field = "proposal"
    sentence = "申込額より少ないときは「減額して承認」を選んでください。"


class NotReduced(Refused):
    field = "amount_yen"
    sentence = "「減額して承認」のときは、申込額より少ない貸付額を入力してください。"


def _check(application: Application, facts: dict[str, Any]) -> None:
    terms = facts_of(application.terms)
    if not facts["amount_yen"]:
        raise Lacking("貸付額を入力してください。", field="amount_yen")
    if not facts["repayment_months"]:
        raise Lacking("償還期間を入力してください。", field="repayment_months")
    size = len(rules.household(application))
    rules.check_amount(terms, facts["amount_yen"], household_size=size, amount="貸付額")
    rules.check_periods(terms, grace_months=facts["grace_months"], repayment_months=facts["repayment_months"])
    _check_against_request(facts, application.amount_yen or 0)


def _check_against_request(facts: dict[str, Any], requested: int) -> None:
    if facts["amount_yen"] > requested:
        raise OverRequest
    is_less = facts["amount_yen"] < requested
    if is_less and facts["proposal"] == Review.Proposal.APPROVE:
        raise LessThanRequested
    if not is_less and facts["proposal"] == Review.Proposal.REDUCE:
        raise NotReduced
