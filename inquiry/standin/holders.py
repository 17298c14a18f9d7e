"""提供元. Who holds which record of a person. The codes of bodies that are no municipality are not official ones."""

from .people import Conduct, Household, Person

PENSION_SERVICE = "NENKIN"
MUTUAL_AIDS = ("KYOSAI_NATIONAL", "KYOSAI_LOCAL", "KYOSAI_SCHOOL")
LABOUR_MINISTER = "MHLW"
ACCOUNT_REGISTER = "DIGITAL"
HEALTH_INSURANCE = "KYOKAI"
OLD_ENOUGH = 75

MINISTERS = ("work_injury", "war_relief", "unemployment", "asbestos", "training_benefit", "special_child_allowance")
# Each holder has its own records: whether there is one is for the record itself.
OF_SEVERAL = ("pension", "welfare_loan")


def may_hold(provider: str, kind: str, household: Household, person: Person) -> bool:
    """Whether this provider is one that may hold such a record of the person."""
    return kind in OF_SEVERAL or provider == holder_of(kind, household, person)


def holder_of(kind: str, household: Household, person: Person) -> str:
    """Taxes are with the municipality of 1 January, all that has no other holder with the present one."""
    if kind == "local_tax" and household.conduct is Conduct.MOVED_IN:
        return household.tax_provider
    if kind in MINISTERS:
        return LABOUR_MINISTER
    if kind == "account":
        return ACCOUNT_REGISTER
    if kind == "lone_parent_loan":
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
    """75歳から広域連合（都道府県の番号で）; 課税の世帯は協会けんぽ; その他は国民健康保険."""
    if person.age >= OLD_ENOUGH:
        return prefecture_code(household.place.provider)
    is_employed = household.members[0].tax.income_levy_yen > 0
    return HEALTH_INSURANCE if is_employed else household.place.provider
