"""借入申込の表. One file for each thing that an application has."""

from loans.applications.models.application import Application
from loans.applications.models.consents import Consent, ConsentText
from loans.applications.models.forwardings import Forwarding
from loans.applications.models.handovers import Handover
from loans.applications.models.members import Member
from loans.applications.models.opinions import Opinion
from loans.applications.models.returns import Return, ReturnItem, ReturnReason

__all__ = [
    "Application",
    "Consent",
    "ConsentText",
    "Forwarding",
    "Handover",
    "Member",
    "Opinion",
    "Return",
    "ReturnItem",
    "ReturnReason",
]
