"""副本. What a provider holds about one person, kind by kind, in the items of the network.

Item names are those that public material uses; the official layout is not public, so `申告区分`, `世帯番号`,
`世帯員数`, the items of 生活保護 and all of benefits.py are this stand-in's own.
"""

from collections.abc import Callable

from .benefits import BENEFITS, welfare_loan
from .holders import OF_SEVERAL, may_hold
from .items import Item, empty, flag, given, given_or_empty
from .moves import former_of
from .pensions import pension
from .people import Household, Person, Tax
from .today import moved

TAX_YEAR = moved("2026")
UPDATED_ON = moved("2026-06-10")
NEWEST = {"local_tax": "2", "resident_record": "2"}


def layout_of(kind: str) -> str:
    """様式の版 in which this kind is sent."""
    return NEWEST.get(kind, "1")


def held(household: Household, person: Person, kind: str, provider: str) -> list[Item] | None:
    """None where this provider has no record of this kind about the person."""
    if not may_hold(provider, kind, household, person):
        return None
    if kind == "pension":
        return pension(person, provider)
    if kind == "welfare_loan":
        return welfare_loan(person, provider)
    return KINDS[kind](household, person)


def local_tax(tax: Tax, *, is_old: bool = False) -> list[Item]:
    """As version 1, or as 2 with revenues and dependants."""
    figures = _figures(tax) if tax.is_declared else _no_figures()
    declared = given("申告区分", "申告あり" if tax.is_declared else "未申告")
    return [given("課税年度", TAX_YEAR), declared, *(figures[:3] if is_old else figures)]


def _figures(tax: Tax) -> list[Item]:
    income = tax.total_income_yen
    revenue = None if income is None else max(income + 650_000, 0) if income > 0 else 0
    return [
        given("市町村民税均等割額", tax.per_capita_levy_yen),
        given("市町村民税所得割額", tax.income_levy_yen),
        given_or_empty("合計所得金額", income),
        given_or_empty("給与収入金額", revenue),
        given_or_empty("公的年金等収入金額", None if income is None else 0),
        given("扶養親族数", 0),
    ]


def _no_figures() -> list[Item]:
    names = (
        "市町村民税均等割額",
        "市町村民税所得割額",
        "合計所得金額",
        "給与収入金額",
        "公的年金等収入金額",
        "扶養親族数",
    )
    return [empty(name) for name in names]


def _local_tax(_household: Household, person: Person) -> list[Item]:
    return local_tax(person.tax)


def _resident_record(household: Household, person: Person) -> list[Item]:
    former = next(iter(former_of(household)), None)
    return [
        given("続柄コード", person.relation.value),
        given("世帯番号", household.key),
        given("世帯員数", len(household.members)),
        given_or_empty("住民となった年月日", former.until if former else None),
        given_or_empty("転入前市区町村コード", former.place.provider if former else None),
    ]


def _public_assistance(household: Household, _person: Person) -> list[Item]:
    began = given("保護開始年月日", "2024-10-01") if household.is_assisted else empty("保護開始年月日")
    return [flag("保護受給の有無", is_so=household.is_assisted), began]


KINDS: dict[str, Callable[[Household, Person], list[Item] | None]] = {
    "local_tax": _local_tax,
    "resident_record": _resident_record,
    "public_assistance": _public_assistance,
    **BENEFITS,
}
ALL_KINDS = frozenset({*KINDS, *OF_SEVERAL})
