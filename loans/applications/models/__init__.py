"""借入申込の表. One file for each thing that an application has."""

from loans.applications.models.application import Application
from loans.applications.models.budgets import Budget, BudgetCategory
from loans.applications.models.consents import Consent, ConsentText, Refusal
from loans.applications.models.duplicates import DuplicateNote
from loans.applications.models.forwardings import Forwarding
from loans.applications.models.handovers import Handover
from loans.applications.models.members import Member
from loans.applications.models.opinions import Opinion
from loans.applications.models.paper_rules import PaperRule, PaperType
from loans.applications.models.parties import Party
from loans.applications.models.plan_rules import PlanRule
from loans.applications.models.returns import Return, ReturnItem, ReturnReason

__all__ = [
    "Application",
    "Budget",
    "BudgetCategory",
    "Consent",
    "ConsentText",
    "DuplicateNote",
    "Forwarding",
    "Handover",
    "Member",
    "Opinion",
    "PaperRule",
    "PaperType",
    "Party",
    "PlanRule",
    "Refusal",
    "Return",
    "ReturnItem",
    "ReturnReason",
]
