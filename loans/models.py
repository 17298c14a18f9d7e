"""The case tables, each defined in the folder of its stage."""

from loans.applications.models import (
    Application,
    Budget,
    BudgetCategory,
    Consent,
    ConsentText,
    DuplicateNote,
    Handover,
    Member,
    Opinion,
    PaperRule,
    PaperType,
    Party,
    PlanRule,
    Refusal,
    Return,
)
from loans.approval.models import Signature
from loans.cases.models import SavedFilter
from loans.consultations.models import Consultation, Referral, Visit
from loans.consultations.paper_origins import PaperOrigin
from loans.decision.models import Decision
from loans.documents.models import Arrival, CommissionerReport, Document, Retyping, Sighting
from loans.extras.models import ExtraField
from loans.legacy.models import LegacyPush
from loans.memos.models import Memo
from loans.recusals.models import Recusal
from loans.review.models import Review, Waiver
from loans.search.models import SearchKey
from loans.terms.models import FundTerms, NumberSeries

__all__ = [
    "Application",
    "Arrival",
    "Budget",
    "BudgetCategory",
    "CommissionerReport",
    "Consent",
    "ConsentText",
    "Consultation",
    "Decision",
    "Document",
    "DuplicateNote",
    "ExtraField",
    "FundTerms",
    "Handover",
    "LegacyPush",
    "Member",
    "Memo",
    "NumberSeries",
    "Opinion",
    "PaperOrigin",
    "PaperRule",
    "PaperType",
    "Party",
    "PlanRule",
    "Recusal",
    "Referral",
    "Refusal",
    "Return",
    "Retyping",
    "Review",
    "SavedFilter",
    "SearchKey",
    "Sighting",
    "Signature",
    "Visit",
    "Waiver",
]
