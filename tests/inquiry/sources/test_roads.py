"""The roads beside the usual one: household composition from the resident network, and inquiries by file."""

import asyncio
from datetime import date

import httpx
import pytest

from inquiry.codes import Kind
from inquiry.sources import wire
from inquiry.sources.answers import HouseholdAnswer, TaxAnswer
from inquiry.sources.by_file import InquiryByFile, ResultLine
from inquiry.sources.composition import CompositionByResidentNetwork
from inquiry.sources.errors import AnswerForSomebodyElse, AnswerNotUnderstood, DuplicateRecord, QueryRefused
from inquiry.sources.outcomes import Answered, NoRecord, Outcome, Pending, UnknownCode
from inquiry.sources.protocols import Inquiring
from inquiry.sources.resident import ResidentNetwork
from inquiry.sources.types import Asked
from inquiry.sources.values import Empty, Given
from inquiry.standin.well_known import WELL_KNOWN
from tests.inquiry.sources.asking import outcome_of

FATHER, MOTHER, CHILD = WELL_KNOWN.members
UPDATED_ON = date(2026, 6, 10)


def asked(code: str, kind: Kind = Kind.HOUSEHOLD) -> Asked:
    return Asked("road", code, kind, "131016", is_nondisclosure=False)


async def _both(road: Inquiring, one: Asked) -> Outcome:
    return await road.poll(await road.ask(one))


def from_resident_network(url: str, one: Asked) -> Outcome:
    async def fetched() -> Outcome:
        async with wire.connected(url) as client:
            return await _both(CompositionByResidentNetwork(ResidentNetwork(client)), one)

    return asyncio.run(fetched())


def from_file(one: Asked, **changes: object) -> Outcome:
    columns = [""] * 262
    columns[230], columns[254] = "3000", "0"
    line = {"request_id": "road", "kind_name": "local_tax", "provider": "131016", "code": "01"}
    made = ResultLine(**{**line, "columns": columns, "updated_on": UPDATED_ON, **changes})
    return asyncio.run(_both(InquiryByFile({"road": made}), one))


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
        transport = httpx.MockTransport(lambda _request: httpx.Response(200, json=said))
        async with httpx.AsyncClient(transport=transport, base_url="http://network.test") as client:
            road = CompositionByResidentNetwork(ResidentNetwork(client))
            return await _both(road, asked(FATHER.resident_code))

    with pytest.raises(AnswerForSomebodyElse):
        asyncio.run(fetched())


def test_line_of_a_result_file_is_an_answer_like_any_other():
    said = from_file(asked("S1", Kind.TAX))

    assert isinstance(said, Answered)
    assert isinstance(said.answer, TaxAnswer)
    assert said.answer.per_capita_levy_yen == Given(3_000)
    assert said.answer.total_income_yen == Empty("not_in_layout")


def test_file_that_has_not_come_is_pending():
    assert asyncio.run(_both(InquiryByFile({}), asked("S1", Kind.TAX))) == Pending()


@pytest.mark.parametrize("changes", [{"request_id": "x"}, {"kind_name": "pension"}, {"provider": "131121"}], ids=str)
def test_line_about_something_else_is_refused(changes):
    with pytest.raises(AnswerForSomebodyElse):
        from_file(asked("S1", Kind.TAX), **changes)


def test_line_of_another_width_is_refused():
    with pytest.raises(AnswerNotUnderstood, match="layout"):
        from_file(asked("S1", Kind.TAX), columns=["1"] * 18)


def test_line_with_an_unknown_code_waits_for_a_person():
    assert from_file(asked("S1", Kind.TAX), code="77") == UnknownCode("77")


def test_request_stands_on_the_tray_once():
    road = InquiryByFile({})
    asyncio.run(road.ask(asked("S1", Kind.TAX)))

    with pytest.raises(DuplicateRecord):
        asyncio.run(road.ask(asked("S1", Kind.TAX)))

    assert list(road.tray) == ["road"]
