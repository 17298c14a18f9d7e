"""外部接続の異常. Told apart by what is known of the request: that decides whether it may be sent again.

No text here carries anything of a person, and none of these has another exception behind it that could.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """受け取らなかった回答の控え. Enough to find the message in the network's own log, and nothing of it."""

    size: int
    digest: str


UNKNOWN = "unknown"


def presentable(code: str) -> str:
    """The code, where it has a code's form: what has not may be anything, and is not repeated."""
    return code if re.fullmatch("[0-9A-Za-z_-]{1,40}", code) and not re.search("[0-9]{8}", code) else UNKNOWN


class SourceFault(Exception):  # named as the house names what went wrong
    """An exchange with a network did not end with an answer that can be used."""

    evidence: Evidence | None = None

    @property
    def reason(self) -> str:
        """Why, as a code: the names of items are the layout's, and anything else is not repeated."""
        said = str(self)
        return said if re.fullmatch("[a-z_]{1,40}", said) else "item"


class NotSent(SourceFault):
    """未送信. Surely not taken in: nobody listened, or the network was too busy. May be sent again."""


class OutcomeUnknown(SourceFault):
    """結果不明. It was sent and no answer could be read. It may have been taken in: a person decides, not a retry."""


class AnswerNotUnderstood(OutcomeUnknown):
    """応答不正. An answer came and is not of the agreed form; what became of the request is no better known."""


class UnknownRefusal(AnswerNotUnderstood):
    """未知の応答コード. What the network said is not in the specification: never guessed, a person looks."""

    def __init__(self, code: str) -> None:
        self.code = presentable(code)
        super().__init__(self.code)


class QueryRefused(SourceFault):
    """照会不受理. The network read the request and took nothing in; sending it again changes nothing."""

    def __init__(self, code: str) -> None:
        """A code that is not of a code's form may be anything, and is not repeated here."""
        self.code = presentable(code)
        super().__init__(self.code)


class DuplicateRecord(QueryRefused):
    """レコード識別番号重複. An inquiry of this request id was taken in before; no second one was made."""


class CodeNotIssued(QueryRefused):
    """符号未取得. The network has no 符号 for this person."""


class AnswerForSomebodyElse(SourceFault):
    """他人の回答. The answer names another person, request, kind or provider than was asked; it must not be stored."""
