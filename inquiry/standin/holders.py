"""提供元. Who holds which record of a person. The codes of bodies that are no municipality are this stand-in's own."""

from .people import Conduct, Household, Person

PENSION_SERVICE = "900001"
MUTUAL_AID = ("900002", "900003", "900004")
LABOUR_MINISTER = "900005"
ACCOUNT_REGISTER = "900006"
HEALTH_INSURANCE = "900007"
ELDERLY_INSURANCE = "900008"
OLD_ENOUGH = 75

MINISTERS = ("work_injury", "war_relief", "unemployment", "asbestos", "training_benefit", "special_child_allowance")
OF_PREFECTURE = ("lone_parent_loan", "welfare_loan")


def is_held_by(provider: str, kind: str, household: Household, person: Person) -> bool:
    """Pensions apart, of which each holder has its own."""
    if kind == "pension":
        return provider in (PENSION_SERVICE, *MUTUAL_AID)
    return provider == holder_of(kind, household, person)


def holder_of(kind: str, household: Household, person: Person) -> str:
    """Taxes are with the municipality of 1 January, all that has no other holder with the present one."""
    if kind == "local_tax" and household.conduct is Conduct.MOVED_IN:
        return household.tax_provider
    if kind in MINISTERS:
        return LABOUR_MINISTER
    if kind == "account":
        return ACCOUNT_REGISTER
    if kind in OF_PREFECTURE:
        return prefecture_code(household.place.provider)
    if kind == "medical_insurance":
        return _insurer(household, person)
    return household.place.provider


def prefecture_code(provider: str) -> str:
    """都道府県の6桁コード of the municipality's. Source: 全国地方公共団体コード, check digit by weights 6 to 2."""
    five = f"{provider[:2]}000"
    weighed = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return f"{five}{(11 - weighed % 11) % 10}"


def _insurer(household: Household, person: Person) -> str:
    """75歳から後期高齢者医療; 課税の世帯は協会けんぽ; その他は国民健康保険."""
    if person.age >= OLD_ENOUGH:
        return ELDERLY_INSURANCE
    is_employed = household.members[0].tax.income_levy_yen > 0
    return HEALTH_INSURANCE if is_employed else household.place.provider
