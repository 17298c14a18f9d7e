"""申込の行為."""

from loans.applications.actions.answer import answer_return
from loans.applications.actions.budget import save_budget
from loans.applications.actions.consent import Given, give_consent, refuse_consent, withdraw_consent
from loans.applications.actions.duplicates import note_duplicate
from loans.applications.actions.forward import forward, opine
from loans.applications.actions.hand_over import counsellors, hand_over
from loans.applications.actions.parties import add_party, change_party, remove_party
from loans.applications.actions.protect import lift_at_counter, lift_in_office, protect_at_counter, protect_in_office
from loans.applications.actions.save import save
from loans.applications.actions.start import check_open, start
from loans.applications.actions.submit import reopen, resume, submit, withdraw

__all__ = [
    "Given",
    "add_party",
    "answer_return",
    "change_party",
    "check_open",
    "counsellors",
    "forward",
    "give_consent",
    "hand_over",
    "lift_at_counter",
    "lift_in_office",
    "note_duplicate",
    "opine",
    "protect_at_counter",
    "protect_in_office",
    "refuse_consent",
    "remove_party",
    "reopen",
    "resume",
    "save",
    "save_budget",
    "start",
    "submit",
    "withdraw",
    "withdraw_consent",
]
