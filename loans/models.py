"""The case tables, each defined in the folder of its stage."""

from loans.applications.models import (
    Application,
    Consent,
    ConsentText,
    Forwarding,
    Member,
    Opinion,
    Return,
    ReturnItem,
    ReturnReason,
)
from loans.approval.models import Signature
from loans.consultations.models import Consultation
from loans.decision.models import Decision
from loans.documents.models import Arrival, Document
from loans.legacy.models import LegacyPush
from loans.recusals.models import Recusal
from loans.review.models import Review, Waiver
from loans.review.rules import PlanRule
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
    "Forwarding",
    "FundTerms",
    "LegacyPush",
    "MailChoice",
    "Member",
    "Message",
    "Notice",
    "NumberSeries",
    "OfficeNote",
    "Opinion",
    "PlanRule",
    "ReadMark",
    "Recusal",
    "Return",
    "ReturnItem",
    "ReturnReason",
    "Review",
    "Signature",
    "Waiver",
]
