"""The case tables, each defined in the folder of its stage."""

from loans.applications.models import Application, Consent, ConsentText, Handover, Member, Opinion, Return
from loans.approval.models import Signature
from loans.consultations.models import Consultation, Referral, Visit
from loans.decision.models import Decision
from loans.documents.models import Arrival, Document
from loans.extras.models import ExtraField
from loans.legacy.models import LegacyPush
from loans.recusals.models import Recusal
from loans.review.models import Review, Waiver
from loans.review.rules import PlanRule
from loans.terms.models import FundTerms, NumberSeries

__all__ = [
    "Application",
    "Arrival",
    "Consent",
    "ConsentText",
    "Consultation",
    "Decision",
    "Document",
    "ExtraField",
    "FundTerms",
    "Handover",
    "LegacyPush",
    "Member",
    "NumberSeries",
    "Opinion",
    "PlanRule",
    "Recusal",
    "Referral",
    "Return",
    "Review",
    "Signature",
    "Visit",
    "Waiver",
]
