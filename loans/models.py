"""The case tables, each defined in the folder of its stage."""

from loans.applications.models import (
    Application,
    Consent,
    ConsentText,
    Forwarding,
    Handover,
    Member,
    Opinion,
    Return,
    ReturnItem,
    ReturnReason,
)
from loans.approval.models import Signature
from loans.cases.models import SavedFilter
from loans.consultations.models import Consultation, Referral, Visit
from loans.decision.models import Decision
from loans.documents.models import Arrival, Document
from loans.extras.models import ExtraField
from loans.legacy.models import LegacyPush
from loans.memos.models import Memo
from loans.recusals.models import Recusal
from loans.review.models import Review, Waiver
from loans.review.rules import PlanRule
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
    "Consent",
    "ConsentText",
    "Consultation",
    "Correction",
    "CorrectionKind",
    "CounterNote",
    "Decision",
    "Document",
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
    "PlanRule",
    "ReadMark",
    "Recusal",
    "Referral",
    "Return",
    "ReturnItem",
    "ReturnReason",
    "Review",
    "SavedFilter",
    "SearchKey",
    "Signature",
    "Visit",
    "Waiver",
]
