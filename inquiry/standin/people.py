"""世帯員・世帯. One invented person and household, as the registers of the stand-ins hold them."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .places import Place

AS_OF = date(2026, 4, 1)


class Relation(Enum):
    """続柄. Code of the resident record; the wording is what a member of staff types."""

    HEAD = "02"
    HUSBAND = "11"
    WIFE = "12"
    CHILD = "20"
    FATHER = "51"
    MOTHER = "52"

    @property
    def wording(self) -> str:
        return _WORDINGS[self]


_WORDINGS = {
    Relation.HEAD: "世帯主",
    Relation.HUSBAND: "夫",
    Relation.WIFE: "妻",
    Relation.CHILD: "子",
    Relation.FATHER: "父",
    Relation.MOTHER: "母",
}


class Conduct(Enum):
    """How the provider of a household's records behaves when it is asked."""

    ANSWERS = "answers"
    REFUSES = "refuses"  # 自動応答不可（支援措置など）
    HAS_NO_CODE = "no_code"  # 符号未取得
    MOVED_IN = "moved_in"  # resident elsewhere on 1 January: the tax record is there


@dataclass(frozen=True, slots=True)
class Tax:
    """市町村民税. Whole yen; total_income_yen may be below zero, and None where the provider's copy holds no value."""

    per_capita_levy_yen: int
    income_levy_yen: int
    total_income_yen: int | None
    is_declared: bool = True

    @property
    def is_exempt(self) -> bool:
        """非課税. Somebody who has not declared is not known to be exempt."""
        return self.is_declared and self.per_capita_levy_yen == 0 and self.income_levy_yen == 0


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """世帯員. born is YYYY-MM-DD with 00 for an unknown part; sex is 男 or 女; aliases are 通称 and 旧氏."""

    number: str
    resident_code: str
    name: str
    kana: str
    born: str
    sex: str
    relation: Relation
    tax: Tax
    aliases: tuple[str, ...] = ()

    @property
    def age(self) -> int:
        """Years at AS_OF; an unknown month or day counts as January or the first."""
        year, month, day = (int(part) for part in self.born.split("-"))
        return AS_OF.year - year - ((AS_OF.month, AS_OF.day) < (month or 1, day or 1))


@dataclass(frozen=True, slots=True, repr=False)
class Household:
    """世帯. The first member is the head; tax_provider is who held them on 1 January of the tax year."""

    key: str
    place: Place
    address: str
    members: tuple[Person, ...]
    is_assisted: bool
    conduct: Conduct
    tax_provider: str


def check_digit(eleven: str) -> int:
    """個人番号の検査用数字. Of the 11 leading digits.

    Source: 11 − (Σ P_n·Q_n mod 11), 0 if the remainder is at most 1; P_1 is the lowest of the 11 digits.
    """
    weights = (2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6)
    remainder = sum(int(digit) * weight for digit, weight in zip(reversed(eleven), weights, strict=True)) % 11
    return 0 if remainder <= 1 else 11 - remainder


def demo_number(eleven: str, *, off_by: int) -> str:
    """A number that can be nobody's: its check digit is wrong by 1 to 9."""
    return f"{eleven}{(check_digit(eleven) + off_by) % 10}"
