"""The case tables, each defined in the folder of its stage."""

from loans.applications.models import (
    Application,
    Budget,
    BudgetCategory,
    Consent,
    ConsentText,
    DuplicateNote,
    Forwarding,
    Handover,
    Member,
    Opinion,
    PaperRule,
    PaperType,
    Party,
    PlanRule,
    Refusal,
    Return,
    ReturnItem,
    ReturnReason,
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
from loans.talk.models import (
    Correction,
    CorrectionKind,
    CounterNote,
    MailChoice,
    Message,
    Notice,
    OfficeNote,
    ReadMark,
)
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
    "Correction",
    "CorrectionKind",
    "CounterNote",
    "Decision",
    "Document",
    "DuplicateNote",
    "ExtraField",
    "Forwarding",
    "FundTerms",
    "Handover",
    "LegacyPush",
    "MailChoice",
    "Member",
    "Memo",
    "Message",
    "Notice",
    "NumberSeries",
    "OfficeNote",
    "Opinion",
    "PaperOrigin",
    "PaperRule",
    "PaperType",
    "Party",
    "PlanRule",
    "ReadMark",
    "Recusal",
    "Referral",
    "Refusal",
    "Return",
    "ReturnItem",
    "ReturnReason",
    "Retyping",
    "Review",
    "SavedFilter",
    "SearchKey",
    "Sighting",
    "Signature",
    "Visit",
    "Waiver",
]
