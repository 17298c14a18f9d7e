"""異動. Where a household lived before, made from its key when it is asked for, so that memory holds none of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .people import Conduct, Household
from .places import PLACES, TOWNS, Place
from .today import moved

TAX_DAY = date.fromisoformat(moved("2026-01-01"))


@dataclass(frozen=True, slots=True)
class Former:
    """前住所. until is the day on which the household moved on."""

    place: Place
    address: str
    until: date


def former_of(household: Household) -> list[Former]:
    """前住所, the newest first. Who moved in after 1 January was then where the tax record is."""
    rng = Random(f"moves {household.key}")  # noqa: S311  # invented people must be repeatable
    if household.conduct is Conduct.MOVED_IN:
        held = next(place for place in PLACES if place.provider == household.tax_provider)
        moved = [_former(rng, held, TAX_DAY + timedelta(days=rng.randint(20, 85)))]
        return [*_between(rng, household, moved[0]), *moved]
    if rng.random() < 0.12:
        return [_former(rng, rng.choice(PLACES), TAX_DAY - timedelta(days=rng.randint(30, 1_500)))]
    return []


def _between(rng: Random, household: Household, first: Former) -> list[Former]:
    """Now and then a third municipality, between the one of 1 January and the present one."""
    if rng.random() > 0.3:
        return []
    taken = (household.place.provider, first.place.provider)
    others = [place for place in PLACES if place.provider not in taken]
    return [_former(rng, rng.choice(others), first.until + timedelta(days=rng.randint(10, 30)))]


def _former(rng: Random, place: Place, until: date) -> Former:
    lot = f"{rng.randint(1, 6)}丁目{rng.randint(1, 40)}番{rng.randint(1, 30)}号"
    return Former(place, f"{place.prefecture}{place.municipality}{rng.choice(TOWNS)}{lot}", until)
