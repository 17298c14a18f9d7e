"""回答の言葉. The items of an answer in plain words, for the one page that may show them."""

from collections.abc import Callable
from datetime import date

from councils.era import wareki
from councils.household import Relation
from inquiry.codes import Kind
from inquiry.reading import pension_words, record_words
from inquiry.reading.codes import unknown
from inquiry.reading.household import CODES, HEAD
from inquiry.reading.line import Line, empty, shown
from inquiry.reading.tax import tax_class
from inquiry.sources.answers import Answer, AssistanceAnswer, Empty, Given, HouseholdAnswer, TaxAnswer
from inquiry.sources.layouts.reader import Record
from inquiry.sources.values import NOT_IN_LAYOUT, Item

_EXACT = {HEAD: "世帯主", "03": "準世帯主", "96": "縁故者", "98": "使用人", "99": "同居人"}
_RELATIONS = {code: relation.label for relation, codes in CODES.items() for code in codes}


# A kind whose items are read, and not only shown, has its words here.
_OF_KIND: dict[Kind, Callable[[Record], list[Line]]] = {Kind.PENSION: pension_words.lines}


def lines(answer: Answer, *, relation: Relation, member_count: int) -> list[Line]:
    """relation and member_count as declared."""
    match answer:
        case TaxAnswer():
            return _tax(answer)
        case HouseholdAnswer():
            return _household(answer, relation, member_count)
        case AssistanceAnswer():
            return _assistance(answer)
        case Record():
            return _OF_KIND.get(answer.kind, record_words.lines)(answer)


def _tax(answer: TaxAnswer) -> list[Line]:
    return [
        Line("課税区分", tax_class(answer).value),
        Line("課税年度", _fiscal_year(answer.fiscal_year)),
        Line("申告", _filing(answer)),
        Line("市町村民税均等割額", shown(answer.per_capita_levy_yen, "円")),
        Line("市町村民税所得割額", shown(answer.income_levy_yen, "円")),
        Line("合計所得金額", shown(answer.total_income_yen, "円")),
        *_if_sent("給与収入金額", answer.salary_revenue_yen, "円"),
        *_if_sent("公的年金等収入金額", answer.pension_revenue_yen, "円"),
        *_if_sent("扶養親族数", answer.dependant_count, "人"),
    ]


def _filing(answer: TaxAnswer) -> str:
    if not answer.is_filing_known:
        return empty(Empty(NOT_IN_LAYOUT))
    return "未申告" if answer.is_undeclared else "申告あり"


def _if_sent(label: str, item: Item, unit: str = "") -> list[Line]:
    """Nothing where the layout of this copy has no such item."""
    return [] if item == Empty(NOT_IN_LAYOUT) else [Line(label, shown(item, unit))]


def _household(answer: HouseholdAnswer, relation: Relation, member_count: int) -> list[Line]:
    register = answer.relation_code
    said = relation_word(register.value) if isinstance(register, Given) else empty(register)
    return [
        Line("続柄（世帯主から見て）", said, f"{relation.label}（申込者から見て）"),
        Line("世帯員数", shown(answer.member_count, "人"), f"{member_count}人"),
        Line("世帯番号", shown(answer.household_key)),
        *_if_sent("住民となった年月日", answer.became_resident_on),
        *_if_sent("転入前市区町村コード", answer.former_municipality),
    ]


def _assistance(answer: AssistanceAnswer) -> list[Line]:
    receiving = answer.is_receiving
    said = empty(receiving) if isinstance(receiving, Empty) else "受給している" if receiving.value else "受給していない"
    began = answer.began_on
    since = wareki(began.value) if isinstance(began, Given) else empty(began)
    return [Line("生活保護", said), Line("保護開始年月日", since)]


def relation_word(code: str) -> str:
    """続柄. Of the register's code, without ordinals; an unknown code is shown as it is."""
    exact = _EXACT.get(code) or _RELATIONS.get(code) or _RELATIONS.get(code[:1])
    return exact or unknown("続柄コード", code)


def _fiscal_year(item: Given[int] | Empty) -> str:
    """年度. Named for the era in which it begins, on 4月1日; what is no year is shown as it came."""
    if isinstance(item, Empty):
        return empty(item)
    try:
        return f"{wareki(date(item.value, 4, 1)).partition('年')[0]}年度"
    except ValueError:
        return f"{item.value}年度"
