from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What may come of opening a file; the words for staff are in loans/paper_states.py."""

    UNREADABLE = "unreadable"
    PROTECTED = "protected"
    TOO_MUCH = "too_much"
    MY_NUMBER = "my_number"


class CannotOpen(Exception):
    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True)
class Cleaned:
    """作り直したもの. thumbnail: a small JPEG, of photographs alone; page_count of a PDF, 1 of a photograph."""

    media_type: str
    content: bytes
    thumbnail: bytes = b""
    page_count: int = 1


@dataclass(frozen=True)
class Wishes:
    """確認の指示. boxes: what is blacked out of a photograph; is_vouched: twelve digits in a PDF are another number."""

    boxes: Sequence[Sequence[float]] = ()
    is_vouched: bool = False


NOTHING = Wishes()
