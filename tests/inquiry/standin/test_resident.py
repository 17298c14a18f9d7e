import re
from collections import Counter

import pytest

from inquiry.standin.kinds import KINDS
from inquiry.standin.population import population
from inquiry.standin.well_known import WELL_KNOWN
from tests.inquiry.standin.running import Running

FATHER = {"name": "𠮷田健一", "born": "1986-05-14", "sex": "男", "address": "東京都千代田区見本町3-12-5-203"}


def found(resident: Running, **changes: str) -> list[dict[str, str]]:
    answer = resident.post("/query", FATHER | changes)
    assert answer.status_code == 200
    return answer.json()["candidates"]


@pytest.mark.parametrize("person", WELL_KNOWN.members, ids=lambda person: person.born)
def test_each_of_the_well_known_household_is_found_alone_and_as_registered(resident, person):
    asked = {"name": person.name, "born": person.born, "sex": person.sex, "address": WELL_KNOWN.address}

    (candidate,) = resident.post("/query", asked).json()["candidates"]

    assert candidate == asked | {
        "kana": person.kana,
        "number": person.number,
        "resident_code": person.resident_code,
        "other_names": [],
        "former": [],
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "𠮷田　健一"},
        {"name": "吉田 健一"},
        {"address": "東京都千代田区見本町三丁目１２番５号　架空ハイツ２０３号"},
        {"address": "千代田区見本町3丁目12-5"},
        {"address": "東京都 千代田区 架空町9-9-9"},
        {"sex": "1"},
        {"sex": ""},
    ],
    ids=str,
)
def test_notation_is_forgiven(resident, changes: dict[str, str]):
    assert [each["name"] for each in found(resident, **changes)] == ["𠮷田　健一"]


@pytest.mark.parametrize("missing", ["name", "born", "address"])
def test_fewer_items_are_refused(resident, missing: str):
    answer = resident.post("/query", {item: value for item, value in FATHER.items() if item != missing})

    assert (answer.status_code, answer.json()) == (422, {"error": "too_few_items"})


def test_nobody_is_found_in_another_municipality(resident):
    assert found(resident, address="東京都世田谷区見本町3-12-5") == []


def test_nobody_is_found_by_another_birth_date(resident):
    assert found(resident, born="1986-05-15") == []


def test_somebody_of_unknown_birth_date_is_found_by_what_is_known(resident):
    household = next(each for each in population().households if KINDS["unknown_birth"](each))
    person = next(each for each in household.members if each.born.endswith("-00"))

    candidates = found(resident, name=person.name, born=person.born, sex=person.sex, address=household.address)

    assert person.number in [each["number"] for each in candidates]


def test_homonyms_of_one_municipality_are_all_candidates(resident):
    alike = Counter(
        (person.name, person.born, household.place)
        for household in population().households
        for person in household.members
    )
    (name, born, place), count = alike.most_common(1)[0]

    candidates = found(resident, name=name, born=born, sex="", address=place.municipality)

    assert len(candidates) == count > 1
    assert len({each["address"] for each in candidates}) == count


def test_demo_households_carry_no_number(resident):
    answer = resident.get("/demo/households", limit="100")

    assert len(answer.json()["households"]) == 100
    assert re.search(r"\d{8}", answer.text) is None


def test_demo_households_are_those_asked_for(resident):
    answer = resident.get(
        "/demo/households",
        prefecture="東京都",
        municipality="八王子市",
        kind=["non_taxed_couple", "answers"],
        limit="3",
    )

    households = answer.json()["households"]
    assert len(households) == 3
    assert {each["municipality"] for each in households} == {"八王子市"}
    assert all({"non_taxed_couple", "answers"} <= set(each["kinds"]) for each in households)


@pytest.mark.parametrize("query", [{"kind": "rich"}, {"limit": "many"}], ids=str)
def test_demo_households_refuse_what_they_do_not_know(resident, query):
    assert resident.get("/demo/households", **query).status_code == 422
