"""The case tables, each defined in the folder of its stage."""

from loans.applications.models import (
    Application,
    Budget,
    BudgetCategory,
    Consent,
    ConsentText,
    DuplicateNote,
    Member,
    Opinion,
    Party,
    Refusal,
    Return,
)
from loans.approval.models import Signature
from loans.consultations.models import Consultation
from loans.decision.models import Decision
from loans.documents.models import Arrival, Document
from loans.legacy.models import LegacyPush
from loans.recusals.models import Recusal
from loans.review.models import Review, Waiver
from loans.review.rules import PlanRule
from loans.terms.models import FundTerms, NumberSeries

__all__ = [
    "Application",
    "Arrival",
    "Budget",
    "BudgetCategory",
    "Consent",
    "ConsentText",
    "Consultation",
    "Decision",
    "Document",
    "DuplicateNote",
    "FundTerms",
    "LegacyPush",
    "Member",
    "NumberSeries",
    "Opinion",
    "Party",
    "PlanRule",
    "Recusal",
    "Refusal",
    "Return",
    "Review",
    "Signature",
    "Waiver",
]
