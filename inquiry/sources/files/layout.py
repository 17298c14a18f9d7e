"""様式. Which item stands in which column, how long it is and what fills it; versions differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Item(StrEnum):
    """列の項目. Any other name is an item of the answer, by its name in the network."""

    FIXED = "FIXED"
    BLANK = "BLANK"
    ADDRESSEE = "ADDRESSEE"
    REQUESTED_AT = "REQUESTED_AT"
    DEPARTMENT = "DEPARTMENT"
    ORGANISATION = "ORGANISATION"
    NONDISCLOSURE = "NONDISCLOSURE"
    AFFAIR = "AFFAIR"
    PROCEDURE = "PROCEDURE"
    PROVIDER = "PROVIDER"
    INFORMATION = "INFORMATION"
    SCOPE = "SCOPE"
    FROM = "FROM"
    UNTIL = "UNTIL"
    LINE_STATUS = "LINE_STATUS"
    MESSAGE = "MESSAGE"
    INFORMATION_STATUS = "INFORMATION_STATUS"
    UPDATED_ON = "UPDATED_ON"


@dataclass(frozen=True, slots=True)
class Column:
    """列. position counts from 1; kind names the information whose item it is, or is empty.

    words: of FIXED what always stands there; of a code the words "code=meaning" that are known, apart by "|".
    """

    position: int
    length: int
    item: str
    words: str = ""
    kind: str = ""

    def meanings(self) -> dict[str, str]:
        """What each code of this column means."""
        return dict(pair.split("=", 1) for pair in self.words.split("|") if "=" in pair)

    def code_of(self, meaning: str) -> str | None:
        """The code that says this; None where it is not known."""
        return next((code for code, said in self.meanings().items() if said == meaning), None)


@dataclass(frozen=True, slots=True)
class Layout:
    """様式. The columns of one file in force."""

    columns: Sequence[Column]

    @property
    def width(self) -> int:
        return max((column.position for column in self.columns), default=0)

    def column(self, item: str, kind: str = "") -> Column | None:
        return next((each for each in self.columns if each.item == item and each.kind == kind), None)

    def items_of(self, kind: str) -> Sequence[Column]:
        """The items of an answer of this kind."""
        return [column for column in self.columns if kind and column.kind == kind]
