"""模擬住民. One invented population, generated from a number so that it is the same in every process and every year.

A larger population begins with the smaller one of the same seed.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from random import Random

from .figures import figures, standing
from .names import FAMILY, OLDER, YOUNGER
from .people import AS_OF, Conduct, Household, Person, Tax, demo_number
from .places import BUILDINGS, PLACES, TOWNS, Place
from .shapes import Sketch, sketch
from .variety import varied
from .well_known import NAMED, WELL_KNOWN

KANJI_DIGITS = "〇一二三四五六"
# 通称, 旧氏 and 外字 begin behind the households of the usual demo, which stay as they are.
PLAIN_HOUSEHOLDS = 1_000


@dataclass(frozen=True, slots=True, repr=False)
class Population:
    """All households, in the order in which they were made; the well-known one first."""

    households: tuple[Household, ...]

    @property
    def everybody(self) -> tuple[Household, ...]:
        """With the named people, who are in every population and are counted in none."""
        return (*self.households, *NAMED)

    @property
    def count(self) -> int:
        return sum(len(household.members) for household in self.households)


@cache
def population(size: int = 2_000, seed: int = 1) -> Population:
    """At least `size` people: the household that passes the size is still made whole."""
    registrar = _Registrar(Random(f"population {seed}"))  # noqa: S311  # invented people must be repeatable
    households = [WELL_KNOWN]
    count = len(WELL_KNOWN.members)
    while count < size:
        household = registrar.household(like=households)
        households.append(household)
        count += len(household.members)
    return Population(tuple(households))


class _Registrar:
    """戸籍係. Names, numbers and houses the sketches; gives no number twice."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        known = [person for household in (WELL_KNOWN, *NAMED) for person in household.members]
        self.given = {person.number[:11] for person in known} | {person.resident_code for person in known}

    def household(self, *, like: list[Household]) -> Household:
        sketches = sketch(self.rng)
        place = self.rng.choices(PLACES, [each.weight for each in PLACES])[0]
        members = self._members(sketches)
        if len(members) == 1 and self.rng.random() < 0.04:
            members = (self._homonym(members[0], place, like),)
        elif len(like) > PLAIN_HOUSEHOLDS:
            members = tuple(varied(person) for person in members)
        conduct = self.rng.choices(list(Conduct), [965, 8, 5, 22])[0]
        elsewhere = [each.provider for each in PLACES if each.provider != place.provider]
        return Household(
            key=f"{place.provider[:5]}{len(like):07d}",
            place=place,
            address=self._address(place),
            members=members,
            is_assisted=all(person.tax.is_exempt for person in members) and self.rng.random() < 0.12,
            conduct=conduct,
            tax_provider=self.rng.choice(elsewhere) if conduct is Conduct.MOVED_IN else place.provider,
        )

    def _members(self, sketches: list[Sketch]) -> tuple[Person, ...]:
        head_stands = standing(self.rng)
        family = self.rng.choice(FAMILY)
        members: list[Person] = []
        for member, born in zip(sketches, self._births(sketches), strict=True):
            full_name = self._full_name(member, family, born, {each.name for each in members})
            members.append(self._person(member, full_name, born, figures(self.rng, member, head_stands)))
        return tuple(members)

    def _births(self, sketches: list[Sketch]) -> list[str]:
        births = [self._born(member.age) for member in sketches]
        for place, (_, member) in enumerate(pairwise(sketches), start=1):
            if member.is_twin:
                births[place] = births[place - 1]
        return births

    def _born(self, age: int) -> str:
        """生年月日. Now and then, among the old, a day or month that nobody wrote down (不詳)."""
        day = date(AS_OF.year - age, AS_OF.month, AS_OF.day) - timedelta(days=self.rng.randrange(365))
        if age >= 70 and self.rng.random() < 0.05:
            return self.rng.choice((f"{day.year}-00-00", f"{day:%Y-%m}-00"))
        return day.isoformat()

    def _full_name(self, member: Sketch, family: tuple[str, str], born: str, taken: set[str]) -> tuple[str, str]:
        """氏名とフリガナ. Nobody in one household has the name of another."""
        given_names = (OLDER if born < "1970" else YOUNGER)[member.sex]
        full_names = [tuple(map("　".join, zip(family, given, strict=True))) for given in given_names]
        name, kana = self.rng.choice([each for each in full_names if each[0] not in taken])
        return name, kana

    def _person(self, member: Sketch, full_name: tuple[str, str], born: str, tax: Tax) -> Person:
        name, kana = full_name
        return Person(
            number=demo_number(self._fresh(), off_by=self.rng.randint(1, 9)),
            resident_code=self._fresh(),
            name=name,
            kana=kana,
            born=born,
            sex=member.sex,
            relation=member.relation,
            tax=tax,
        )

    def _homonym(self, person: Person, place: Place, like: list[Household]) -> Person:
        """同姓同名・同一生年月日. Another person of the same municipality whom only the address tells apart."""
        heads = [each.members[0] for each in like if each.place == place and each is not WELL_KNOWN]
        if not heads:
            return person
        head = self.rng.choice(heads)
        return replace(person, name=head.name, kana=head.kana, born=head.born, sex=head.sex)

    def _fresh(self) -> str:
        """Eleven digits that nobody else has."""
        while (digits := f"{self.rng.randrange(10**11):011d}") in self.given:
            pass
        self.given.add(digits)
        return digits

    def _address(self, place: Place) -> str:
        rng = self.rng
        lot = f"{KANJI_DIGITS[rng.randint(1, 6)]}丁目{rng.randint(1, 40)}番{rng.randint(1, 30)}号"
        room = f"{rng.choice(BUILDINGS)}{rng.randint(1, 5)}{rng.randint(1, 12):02d}号" if rng.random() < 0.5 else ""
        return f"{place.prefecture}{place.municipality}{rng.choice(TOWNS)}{lot}{room}"
