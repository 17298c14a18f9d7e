"""Household composition by either road: from the resident network, or as 住民票関係情報."""

import asyncio
import json
from datetime import date

import pytest

from inquiry.codes import Kind
from inquiry.sources import wire
from inquiry.sources.answers import HouseholdAnswer
from inquiry.sources.composition import CompositionByResidentNetwork
from inquiry.sources.errors import AnswerForSomebodyElse, QueryRefused
from inquiry.sources.outcomes import NoRecord, Outcome
from inquiry.sources.protocols import Inquiring
from inquiry.sources.resident import ResidentNetwork
from inquiry.sources.types import Asked
from inquiry.sources.values import Given
from inquiry.standin.today import moved
from inquiry.standin.well_known import WELL_KNOWN
from tests.inquiry.sources.asking import answering, outcome_of

FATHER, MOTHER, CHILD = WELL_KNOWN.members
UPDATED_ON = date.fromisoformat(moved("2026-06-10"))


def asked(code: str, kind: Kind = Kind.HOUSEHOLD) -> Asked:
    return Asked("road", code, kind, "131016", is_nondisclosure=False)


async def _both(road: Inquiring, one: Asked) -> Outcome:
    return await road.poll(await road.ask(one))


def from_resident_network(url: str, one: Asked) -> Outcome:
    async def fetched() -> Outcome:
        async with wire.connected(url) as client:
            return await _both(CompositionByResidentNetwork(ResidentNetwork(client)), one)

    return asyncio.run(fetched())


@pytest.mark.parametrize("person", WELL_KNOWN.members, ids=lambda person: person.relation.value)
def test_both_roads_give_the_same_composition(resident, network, person):
    by_resident_network = from_resident_network(resident.url, asked(person.resident_code))
    by_information_network = outcome_of(network.url, person, Kind.HOUSEHOLD)

    assert by_resident_network == by_information_network
    assert by_resident_network.answer.household_key == Given(WELL_KNOWN.key)
    assert isinstance(by_resident_network.answer, HouseholdAnswer)


def test_unknown_person_has_no_composition(resident):
    assert from_resident_network(resident.url, asked("00000000000")) == NoRecord()


def test_resident_network_is_asked_for_nothing_but_composition(resident):
    with pytest.raises(QueryRefused):
        from_resident_network(resident.url, asked(FATHER.resident_code, Kind.TAX))


def test_composition_of_somebody_else_is_refused():
    async def fetched() -> Outcome:
        said = {"resident_code": MOTHER.resident_code, "layout": "1", "updated_on": "2026-06-10", "items": []}
        async with answering(json.dumps(said).encode()) as client:
            road = CompositionByResidentNetwork(ResidentNetwork(client))
            return await _both(road, asked(FATHER.resident_code))

    with pytest.raises(AnswerForSomebodyElse):
        asyncio.run(fetched())
