"""貸付利率. Of one case, with the prefecture's 長期プライムレート for the funds that follow it."""

from decimal import Decimal

from councils.settings.registry import Entry, SettingKind
from councils.settings.values import value_of
from loans.applications.models import Application
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


def rate_of(application: Application) -> Decimal:
    """貸付利率, without a guarantor. Raises NoRate where the prefecture has not decided what the fund follows."""
    terms = facts_of(application.terms)
    if not terms.interest.capped_by_prime:
        return annual_rate(terms, has_guarantor=False)
    prime = value_of(application.prefecture_id, LONG_PRIME_RATE.name)
    if not prime:
        raise NoRate(f"{terms.name}の利率を定めるには、県の設定で長期プライムレートを決めてください。")
    return annual_rate(terms, has_guarantor=False, long_prime_rate=Decimal(prime) / 10_000)
