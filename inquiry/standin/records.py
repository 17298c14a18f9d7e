"""副本. What the provider holds about one person, kind by kind, in the items of the network.

Item names are those that public material uses; the official layout is not public, so `申告区分`, `世帯番号`,
`世帯員数` and the items of 生活保護 are this stand-in's own.
"""

from collections.abc import Callable

from .people import Conduct, Household, Person, Tax

TAX_YEAR = "2026"
UPDATED_ON = "2026-06-10"
NULL_REASON = "NotAcceptable"

Item = dict[str, str]


def _given(name: str, value: object) -> Item:
    return {"name": name, "value": str(value)}


def _empty(name: str) -> Item:
    return {"name": name, "null_reason": NULL_REASON}


def _local_tax(_household: Household, person: Person) -> list[Item]:
    tax = person.tax
    if not tax.is_declared:
        figures = [_empty("市町村民税均等割額"), _empty("市町村民税所得割額"), _empty("合計所得金額")]
        return [_given("課税年度", TAX_YEAR), _given("申告区分", "未申告"), *figures]
    return [
        _given("課税年度", TAX_YEAR),
        _given("申告区分", "申告あり"),
        _given("市町村民税均等割額", tax.per_capita_levy_yen),
        _given("市町村民税所得割額", tax.income_levy_yen),
        _total_income(tax),
    ]


def _total_income(tax: Tax) -> Item:
    if tax.total_income_yen is None:
        return _empty("合計所得金額")
    return _given("合計所得金額", tax.total_income_yen)


def _resident_record(household: Household, person: Person) -> list[Item]:
    return [
        _given("続柄コード", person.relation.value),
        _given("世帯番号", household.key),
        _given("世帯員数", len(household.members)),
    ]


def _public_assistance(household: Household, _person: Person) -> list[Item]:
    if household.is_assisted:
        return [_given("保護受給の有無", "1"), _given("保護開始年月日", "2024-10-01")]
    return [_given("保護受給の有無", "0"), _empty("保護開始年月日")]


KINDS: dict[str, Callable[[Household, Person], list[Item]]] = {
    "local_tax": _local_tax,
    "resident_record": _resident_record,
    "public_assistance": _public_assistance,
}


def is_held_by(provider: str, kind: str, household: Household) -> bool:
    """Taxes are with the municipality of 1 January, all else with the one where the household lives."""
    if kind == "local_tax" and household.conduct is Conduct.MOVED_IN:
        return provider == household.tax_provider
    return provider == household.place.provider
