"""項目の形. How the text of an item is read, by shape. What is not of it raises ValueError and is never guessed."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from enum import StrEnum

from inquiry.sources.values import Month, Value

LONGEST_FIGURE = 15
LONGEST_TEXT = 200
_MINUS = str.maketrans("△▲−－", "----")


class Shape(StrEnum):
    """項目の形."""

    YEN = "yen"  # whole yen, may be below zero
    COUNT = "count"  # 人数・月数・年数
    YEAR = "year"  # 西暦
    DATE = "date"  # YYYY-MM-DD
    MONTH = "month"  # YYYYMM
    CODE = "code"  # letters and digits of a code list; kept as it came
    FLAG = "flag"  # 1 / 0
    CHOICE = "choice"  # one of the words that the layout names
    TEXT = "text"  # 名称など


def signed(text: str) -> int:
    """A whole number as registers write it: △, ▲ and − are signs. Raises ValueError."""
    plain = text.translate(_MINUS)
    if not re.fullmatch(f"-?[0-9]{{1,{LONGEST_FIGURE}}}", plain):
        raise ValueError("not a whole number")
    return int(plain)


def _count(text: str) -> int:
    return int(_whole("[0-9]{1,6}", text))


def _year(text: str) -> int:
    return int(_whole("(19|20|21)[0-9]{2}", text))


def _date(text: str) -> date:
    return date.fromisoformat(_whole("(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", text))


def _month(text: str) -> Month:
    return Month.parse(_whole("(19|20|21)[0-9]{4}", text))


def _code(text: str) -> str:
    return _whole("[0-9A-Z]{1,16}", text)


def _flag(text: str) -> bool:
    return _whole("[01]", text) == "1"


def _text(text: str) -> str:
    """Of one line; 外字 of private use are of a name too."""
    if len(text) > LONGEST_TEXT or any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in text):
        raise ValueError("not a name")
    return text


def _whole(pattern: str, text: str) -> str:
    if not re.fullmatch(pattern, text, re.ASCII):
        raise ValueError("not of the shape")
    return text


READ: dict[Shape, Callable[[str], Value]] = {
    Shape.YEN: signed,
    Shape.COUNT: _count,
    Shape.YEAR: _year,
    Shape.DATE: _date,
    Shape.MONTH: _month,
    Shape.CODE: _code,
    Shape.FLAG: _flag,
    Shape.CHOICE: _text,
    Shape.TEXT: _text,
}


def written(value: Value) -> str:
    """The text that reads back as this value."""
    match value:
        case bool():
            return "1" if value else "0"
        case date():
            return value.isoformat()
        case _:
            return str(value)
