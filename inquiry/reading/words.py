"""回答の言葉. The items of an answer in plain words, for the one page that may show them."""

from dataclasses import dataclass
from datetime import date

from councils.era import PartialDate, wareki
from councils.household import Relation
from inquiry.reading.household import CODES, HEAD
from inquiry.reading.tax import tax_class
from inquiry.sources.answers import Answer, AssistanceAnswer, Empty, Given, HouseholdAnswer, TaxAnswer

# Reasons of the network for an empty item, in words; one that is not here is shown as it came.
_REASONS = {"NotAcceptable": "提供元に登録がありません", "NotConvered": "提供の対象外です"}
_EXACT = {HEAD: "世帯主", "03": "準世帯主", "96": "縁故者", "98": "使用人", "99": "同居人"}
_RELATIONS = {code: relation.label for relation, codes in CODES.items() for code in codes}


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """回答の一行. declared is what the form says of the same thing, '' where it says nothing."""

    label: str
    value: str
    declared: str = ""


def lines(answer: Answer, *, relation: Relation, member_count: int) -> list[Line]:
    """relation and member_count as declared."""
    match answer:
        case TaxAnswer():
            return _tax(answer)
        case HouseholdAnswer():
            return _household(answer, relation, member_count)
        case AssistanceAnswer():
            return _assistance(answer)


def _tax(answer: TaxAnswer) -> list[Line]:
    return [
        Line("課税区分", tax_class(answer).value),
        Line("課税年度", _fiscal_year(answer.fiscal_year)),
        Line("申告", "未申告" if answer.is_undeclared else "申告あり"),
        Line("市町村民税均等割額", _shown(answer.per_capita_levy_yen, "円")),
        Line("市町村民税所得割額", _shown(answer.income_levy_yen, "円")),
        Line("合計所得金額", _shown(answer.total_income_yen, "円")),
    ]


def _household(answer: HouseholdAnswer, relation: Relation, member_count: int) -> list[Line]:
    register = answer.relation_code
    said = relation_word(register.value) if isinstance(register, Given) else _empty(register)
    return [
        Line("続柄（世帯主から見て）", said, f"{relation.label}（申込者から見て）"),
        Line("世帯員数", _shown(answer.member_count, "人"), f"{member_count}人"),
        Line("世帯番号", _shown(answer.household_key, "")),
    ]


def _assistance(answer: AssistanceAnswer) -> list[Line]:
    receiving = answer.is_receiving
    said = (
        _empty(receiving) if isinstance(receiving, Empty) else "受給している" if receiving.value else "受給していない"
    )
    began = answer.began_on
    since = PartialDate.parse(began.value.isoformat()).wareki() if isinstance(began, Given) else _empty(began)
    return [Line("生活保護", said), Line("保護開始年月日", since)]


def relation_word(code: str) -> str:
    """続柄. Of the register's code, without ordinals; an unknown code is shown as it is."""
    exact = _EXACT.get(code) or _RELATIONS.get(code) or _RELATIONS.get(code[:1])
    return exact or f"続柄コード {code}"


def _fiscal_year(item: Given[int] | Empty) -> str:
    """年度. Named for the era in which it begins, on 4月1日; what is no year is shown as it came."""
    if isinstance(item, Empty):
        return _empty(item)
    try:
        return f"{wareki(date(item.value, 4, 1)).partition('年')[0]}年度"
    except ValueError:
        return f"{item.value}年度"


def _shown(item: Given[int] | Given[str] | Empty, unit: str) -> str:
    if isinstance(item, Empty):
        return _empty(item)
    value = f"{item.value:,}" if isinstance(item.value, int) else item.value
    return f"{value}{unit}"


def _empty(item: Empty) -> str:
    """値なし. Never a zero."""
    return f"値なし（{_REASONS.get(item.reason, item.reason)}）"
