from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What may come of opening a file; the words for staff are in loans/paper_states.py."""

    UNREADABLE = "unreadable"
    PROTECTED = "protected"
    TOO_MUCH = "too_much"


class CannotOpen(Exception):
    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True)
class Cleaned:
    media_type: str
    content: bytes
