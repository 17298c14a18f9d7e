from typing import Any
from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from loans.applications import lending, rules
from loans.applications.models import Application
from loans.review import inquiries
from loans.review.models import Review, Waiver
from loans.review.rates import rate_of
from loans.states import Step, after
from loans.talk.kinds import check_nothing_blocks
from loans.terms.facts import Ask, Repayment, Terms
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

    Of a loan by the month the amount is computed. Raises NotPermitted, NotFound, StepNotAllowed, CorrectionOpen,
    Lacking, OverCeiling, OverMonths, OffUnit, OverNeed, TooLong, OverRequest, LessThanRequested, NotReduced, NoRate.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.REVIEW)
    application.state = after(application.state, Step.PROPOSE)
    check_nothing_blocks(application)
    terms = facts_of(application.terms)
    if terms.committee and not facts.get("committee_opinion"):
        raise Lacking(_COMMITTEE, field="committee_opinion")
    figures = _none(facts) if facts["proposal"] == Review.Proposal.DENY else _checked(application, terms, facts)
    review = Review(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        proposal=facts["proposal"],
        **figures,
        comment=facts["comment"],
        denial_reason=facts["denial_reason"],
        committee_on=facts.get("committee_on"),
        committee_opinion=facts.get("committee_opinion") or "",
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


_COMMITTEE = "貸付審査等運営委員会の意見を入力してください。諮らないときは、その理由を入力してください。"


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


def _none(facts: dict[str, Any]) -> dict[str, int | None]:
    """不承認. What was typed of an amount stays readable, where it is one."""
    return {name: facts.get(name) or 0 for name in ("amount_yen", "grace_months", "repayment_months")}


def _checked(application: Application, terms: Terms, facts: dict[str, Any]) -> dict[str, int | None]:
    """貸付額と期間, once the terms allow them; the rest of the request is as it was made."""
    size = len(rules.household(application))
    proposed = lending.lending_of(terms, {**vars(application), **facts}, household_size=size)
    if not proposed.amount_yen:
        by_month = Ask.MONTHLY in terms.asks
        raise Lacking("貸付額を入力してください。", field="monthly_yen" if by_month else "amount_yen")
    if not proposed.repayment_months and terms.repayment is Repayment.INSTALMENTS:
        raise Lacking("償還期間を入力してください。", field="repayment_months")
    lending.check(terms, proposed, amount="貸付額")
    _check_against_request(facts["proposal"], proposed.amount_yen, application.amount_yen or 0)
    rate_of(application)  # raises NoRate now rather than at the last seal
    return {
        "amount_yen": proposed.amount_yen,
        "monthly_yen": facts.get("monthly_yen"),
        "lending_months": facts.get("lending_months"),
        "grace_months": proposed.grace_months or 0,
        "repayment_months": proposed.repayment_months or 0,
    }


def _check_against_request(proposal: str, amount_yen: int, requested: int) -> None:
    if amount_yen > requested:
        raise OverRequest
    is_less = amount_yen < requested
    if is_less and proposal == Review.Proposal.APPROVE:
        raise LessThanRequested
    if not is_less and proposal == Review.Proposal.REDUCE:
        raise NotReduced
