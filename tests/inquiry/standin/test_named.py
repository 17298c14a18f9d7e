import time

import pytest

from inquiry.standin.moves import TAX_DAY, former_of
from inquiry.standin.people import Conduct, check_digit
from inquiry.standin.population import population
from inquiry.standin.resident import ResidentNetwork, folded
from inquiry.standin.scripts import FIGURE_3_30, SCRIPTS
from inquiry.standin.well_known import NAMED, SCRIPT_OF, WELL_KNOWN, named
from tests.inquiry.standin.running import Running

LARGE = 20_000


def candidates(resident: Running, person, household, name: str = "") -> list[dict[str, object]]:
    asked = {"name": name or person.name, "born": person.born, "sex": person.sex, "address": household.address}
    return resident.post("/query", asked).json()["candidates"]


def everybody_named():
    return [(person, household) for household in NAMED for person in household.members]


def test_every_script_has_its_person():
    assert len(SCRIPT_OF) == len(SCRIPTS)


def test_numbers_of_named_people_are_nobodys_and_nobody_elses():
    numbers = [person.number for household in (*population().everybody,) for person in household.members]

    assert len(set(numbers)) == len(numbers)
    assert all(int(number[-1]) != check_digit(number[:11]) for number in numbers)


@pytest.mark.parametrize(("person", "household"), everybody_named(), ids=lambda value: getattr(value, "kana", "") or "")
def test_each_named_person_is_found_by_the_four_items(resident, person, household):
    found = candidates(resident, person, household)

    assert person.number in [each["number"] for each in found]
    assert len(found) == (2 if person.kana.endswith("ドウメイ") else 1)


@pytest.mark.parametrize(("given", "other"), [("旧氏", "見本　旧氏"), ("通称", "ＮＧＵＹＥＮ　ＶＡＮ　ＡＮ")])
def test_person_is_found_under_another_name_too_and_it_is_said(resident, given: str, other: str):
    person = named(given)
    household = next(each for each in NAMED if person in each.members)

    (found,) = candidates(resident, person, household, name=other)

    assert (found["name"], found["other_names"]) == (person.name, [other])


def test_variation_selector_is_forgiven():
    assert folded("葛\U000e0100城") == folded("葛城")


def test_twins_live_at_one_address_with_one_birth_date():
    twins = next(each for each in NAMED if len(each.members) == 3)

    assert len({person.born for person in twins.members[1:]}) == 1


def test_figure_of_the_report_is_written_as_it_is_printed():
    code, basics, disabilities = FIGURE_3_30

    assert code == {"name": "年金の種類（年金コード）", "value": "1350"}
    assert basics["rows"][0] == [
        {"name": "受給年金制度情報", "value": "国民年金"},
        {"name": "年金決定年月日", "value": "2016-03-15"},
        {"name": "受給権発生日", "value": "2016-01-01"},
        {"name": "受給権失権年月日", "null_reason": "NotAcceptable"},
        {"name": "年金支給停止理由コード", "value": "00"},
        {"name": "年金支給停止開始年月", "value": "000000"},
        {"name": "年金支給停止終了年月", "value": "000000"},
    ]
    assert [row[0]["value"] for row in basics["rows"]] == ["国民年金", "厚生年金"]
    assert [item["value"] for item in disabilities["rows"][0]] == ["3", "2018", "2014-07-01", "2", "06", "7"]


def test_who_moved_in_after_the_first_of_january_was_then_where_the_tax_record_is():
    moved = [each for each in population().households if each.conduct is Conduct.MOVED_IN]

    for household in moved:
        *between, held_then = former_of(household)
        assert held_then.place.provider == household.tax_provider
        assert held_then.until > TAX_DAY
        assert all(former.until > held_then.until for former in between)
    assert any(len(former_of(household)) == 2 for household in moved)


def test_former_addresses_come_with_the_candidate(resident):
    household = next(each for each in population().households if each.conduct is Conduct.MOVED_IN)
    person = household.members[0]

    found = next(each for each in candidates(resident, person, household) if each["number"] == person.number)

    assert [each["address"] for each in found["former"]] == [each.address for each in former_of(household)]


def test_twenty_thousand_people_are_made_in_time_and_have_what_is_hard_to_match():
    began = time.process_time()
    large = population(LARGE)
    register = ResidentNetwork(large).register
    took = time.process_time() - began

    people = [person for household in large.households for person in household.members]
    assert len(people) >= LARGE
    assert took < 3
    assert len([1 for person in people if person.aliases]) > LARGE // 50
    assert any("\U000e0100" <= sign <= "\U000e01ef" for person in people for sign in person.name)
    assert any(len(found) > 1 for found in register.values())
    assert sum(bool(former_of(household)) for household in large.households) > len(large.households) // 12


def test_people_of_the_usual_demo_have_no_other_names():
    usual = population().households[:1_000]

    assert WELL_KNOWN in usual
    assert not any(person.aliases for household in usual for person in household.members)
