"""申込の行為."""

from loans.applications.actions.answer import answer_return
from loans.applications.actions.consent import give_consent, withdraw_consent
from loans.applications.actions.forward import forward, opine
from loans.applications.actions.hand_over import counsellors, hand_over
from loans.applications.actions.save import save
from loans.applications.actions.start import check_open, start
from loans.applications.actions.submit import reopen, submit, withdraw

__all__ = [
    "answer_return",
    "check_open",
    "counsellors",
    "forward",
    "give_consent",
    "hand_over",
    "opine",
    "reopen",
    "save",
    "start",
    "submit",
    "withdraw",
    "withdraw_consent",
]
