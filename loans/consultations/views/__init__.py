"""相談の画面."""

from loans.consultations.views.asking import ask, carry
from loans.consultations.views.interview import consult, interview
from loans.consultations.views.outcomes import close, form, reopen, show, show_client
from loans.consultations.views.protection import lift, protect
from loans.consultations.views.referrals import introduce, slip

__all__ = [
    "ask",
    "carry",
    "close",
    "consult",
    "form",
    "interview",
    "introduce",
    "lift",
    "protect",
    "reopen",
    "show",
    "show_client",
    "slip",
]
