"""業務システムへの送信内容. Stored as it goes out, so that sending again sends the same."""

from typing import Any

from loans.applications.models import Application
from loans.decision.models import Decision
from loans.legacy.models import LegacyPush


def prepare(decision: Decision) -> LegacyPush:
    """One push per decision; its key makes sending twice sending once."""
    there = LegacyPush.objects.filter(key=key_of(decision)).first()
    if there:
        return there
    application = decision.application
    push = LegacyPush(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        decision=decision,
        key=key_of(decision),
        payload=payload_of(application, decision),
    )
    push.save(force_insert=True)
    return push


def key_of(decision: Decision) -> str:
    return f"decision:{decision.id}"


def payload_of(application: Application, decision: Decision) -> dict[str, Any]:
    """What the legacy system keeps of a loan; never a number or an answer of an inquiry."""
    return {
        "prefecture": application.prefecture_id,
        "municipal_council": application.municipal_council_id,
        "application_number": application.prefectural_number,
        "decision_number": decision.number,
        "decided_on": decision.decided_on.isoformat(),
        "outcome": decision.outcome,
        "fund": application.fund,
        "borrower_name": application.applicant_name,
        "borrower_kana": application.applicant_kana,
        "amount_yen": decision.amount_yen,
        "monthly_yen": decision.monthly_yen,
        "lending_months": decision.lending_months,
        "purpose": application.purpose,
        "school": application.school,
        "grace_months": decision.grace_months,
        "repayment_months": decision.repayment_months,
        "bank_name": application.bank_name,
        "bank_branch": application.bank_branch,
        "account_kind": application.account_kind,
        "account_number": application.account_number,
        "account_holder_kana": application.account_holder_kana,
        "payee": application.payee,
        "payee_name": application.payee_name,
    }
