"""連絡の行為."""

from loans.talk.actions.correct import answer_correction, ask_correction, cancel_correction, close_correction
from loans.talk.actions.hand_back import hand_back
from loans.talk.actions.words import mark_read, withdraw_words, write_message, write_note

__all__ = [
    "answer_correction",
    "ask_correction",
    "cancel_correction",
    "close_correction",
    "hand_back",
    "mark_read",
    "withdraw_words",
    "write_message",
    "write_note",
]
