"""課税状況. What the municipality knows of a household's income; most are exempt or nearly so."""

from enum import Enum
from random import Random

from .people import Relation, Tax
from .shapes import Sketch

PER_CAPITA_LEVY_YEN = 3_000  # 市町村民税均等割 from 2024 on
NO_INCOME = Tax(0, 0, 0)
UNDECLARED = Tax(0, 0, None, is_declared=False)


class Standing(Enum):
    """How the head of a household stands."""

    EXEMPT = 62
    LEVY_ONLY = 14
    TAXED = 20
    UNDECLARED = 4


def standing(rng: Random) -> Standing:
    return rng.choices(list(Standing), [each.value for each in Standing])[0]


def figures(rng: Random, member: Sketch, head: Standing) -> Tax:
    """The head as the household stands, the others exempt."""
    if member.age < 18:
        return NO_INCOME
    if member.relation is Relation.HEAD:
        return _OF_HEAD[head](rng)
    return _exempt(rng)


def _exempt(rng: Random) -> Tax:
    luck = rng.random()
    if luck < 0.03:
        return Tax(0, 0, None)
    if luck < 0.06:
        return Tax(0, 0, -rng.randrange(10_000, 600_000, 1_000))
    return Tax(0, 0, rng.choice((0, rng.randrange(0, 450_000, 1_000))))


def _levy_only(rng: Random) -> Tax:
    return Tax(PER_CAPITA_LEVY_YEN, 0, rng.randrange(451_000, 900_000, 1_000))


def _taxed(rng: Random) -> Tax:
    income = rng.randrange(1_000_000, 4_000_000, 1_000)
    return Tax(PER_CAPITA_LEVY_YEN, (income - 700_000) * 6 // 100 // 100 * 100, income)


def _undeclared(_rng: Random) -> Tax:
    return UNDECLARED


_OF_HEAD = {
    Standing.EXEMPT: _exempt,
    Standing.LEVY_ONLY: _levy_only,
    Standing.TAXED: _taxed,
    Standing.UNDECLARED: _undeclared,
}
