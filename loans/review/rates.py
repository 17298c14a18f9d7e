"""貸付利率. Of one case, with the prefecture's 長期プライムレート for the funds that follow it."""

from decimal import Decimal

from councils.settings.registry import Entry, SettingKind
from councils.settings.values import value_of
from loans.applications.models import Application, Party
from loans.applications.parties import parties_of
from loans.terms.in_force import facts_of
from loans.terms.limits import annual_rate
from loans.terms.refusals import NoRate

LONG_PRIME_RATE = Entry(
    "lending.long_prime_rate",
    "不動産担保型生活資金の長期プライムレート",
    SettingKind.COUNT,
    default=0,
    why=(
        "不動産担保型生活資金の利率は、年3％と長期プライムレートの低い方です。"
        "どの日のレートを使うかは県が決めるため、決めるまでは起案できません。"
    ),
    unit="（0.01％単位。1.85％は185）",
    most=1_000,
)


def has_guarantor(application: Application) -> bool:
    """連帯保証人. Whether one stands on the application."""
    return any(each.role == Party.Role.GUARANTOR for each in parties_of(application))


def rate_of(application: Application) -> Decimal:
    """貸付利率, with a guarantor or without. Raises NoRate where the fund follows a rate that is not decided here."""
    terms, is_guaranteed = facts_of(application.terms), has_guarantor(application)
    if not terms.interest.capped_by_prime:
        return annual_rate(terms, has_guarantor=is_guaranteed)
    prime = value_of(application.prefecture_id, LONG_PRIME_RATE.name)
    if not prime:
        raise NoRate(f"{terms.name}の利率を定めるには、県の設定で長期プライムレートを決めてください。")
    return annual_rate(terms, has_guarantor=is_guaranteed, long_prime_rate=Decimal(prime) / 10_000)
