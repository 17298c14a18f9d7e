"""連絡の表. The thread, the notes of each side, requests for correction, and who is told."""

from loans.talk.models.corrections import Correction, CorrectionKind
from loans.talk.models.messages import CounterNote, Message, OfficeNote, ReadMark, Side
from loans.talk.models.notices import MailChoice, Notice, NoticeKind

__all__ = [
    "Correction",
    "CorrectionKind",
    "CounterNote",
    "MailChoice",
    "Message",
    "Notice",
    "NoticeKind",
    "OfficeNote",
    "ReadMark",
    "Side",
]
