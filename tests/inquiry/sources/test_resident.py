import asyncio
from dataclasses import replace

import httpx
import pytest

from inquiry.matching.choose import choose
from inquiry.matching.compare import Outcome
from inquiry.matching.people import FourItems
from inquiry.sources import wire
from inquiry.sources.errors import AnswerNotUnderstood, NotSent, OutcomeUnknown, QueryRefused
from inquiry.sources.resident import ResidentNetwork
from inquiry.sources.types import Candidate
from inquiry.standin.well_known import WELL_KNOWN
from tests.inquiry.sources.saying import Saying

FATHER = WELL_KNOWN.members[0]
ITEMS = FourItems(FATHER.name, FATHER.kana, FATHER.born, FATHER.sex, WELL_KNOWN.address)


def find(url: str, items: FourItems = ITEMS) -> list[Candidate]:
    async def asked() -> list[Candidate]:
        async with wire.connected(url) as client:
            return await ResidentNetwork(client).find(items)

    return asyncio.run(asked())


def find_where_the_answer_is(response: httpx.Response) -> list[Candidate]:
    async def asked() -> list[Candidate]:
        return await ResidentNetwork(Saying(response.status_code, response.content)).find(ITEMS)

    return asyncio.run(asked())


def test_find_gives_the_person_as_registered(resident):
    (candidate,) = find(resident.url)

    assert candidate.items == ITEMS
    assert (candidate.number, candidate.resident_code) == (FATHER.number, FATHER.resident_code)


@pytest.mark.parametrize("person", WELL_KNOWN.members, ids=lambda person: person.born)
def test_well_known_household_is_fixed_by_the_strict_rule(resident, person):
    form = FourItems(person.name, person.kana, person.born, person.sex, WELL_KNOWN.address)

    choice = choose(form, [candidate.items for candidate in find(resident.url, form)])

    assert choice.outcome is Outcome.MATCH


def test_find_gives_nobody_where_nobody_is(resident):
    assert find(resident.url, replace(ITEMS, born="1900-01-01")) == []


def test_find_refused_for_want_of_items_says_why(resident):
    with pytest.raises(QueryRefused) as refused:
        find(resident.url, replace(ITEMS, address=""))

    assert refused.value.code == "too_few_items"


def test_find_knows_that_a_busy_network_took_nothing_in(resident):
    resident.settle(fail_next=["busy"])

    with pytest.raises(NotSent):
        find(resident.url)


def test_find_does_not_know_what_became_of_a_cut_connection(resident):
    resident.settle(fail_next=["cut"])

    with pytest.raises(OutcomeUnknown):
        find(resident.url)


def test_find_knows_that_nobody_listened():
    with pytest.raises(NotSent):
        find("http://127.0.0.1:9")


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(200, text="<html>𠮷田　健一</html>"),
        httpx.Response(200, content=b"\xff"),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"candidates": {}}),
        httpx.Response(200, json={"candidates": ["𠮷田　健一"]}),
        httpx.Response(200, json={"candidates": [{"name": "𠮷田　健一"}]}),
        httpx.Response(302, headers={"Location": "http://127.0.0.1:9"}),
    ],
    ids=["html", "bytes", "list", "no list", "no objects", "items missing", "elsewhere"],
)
def test_find_does_not_understand_another_form(response: httpx.Response):
    with pytest.raises(AnswerNotUnderstood) as not_understood:
        find_where_the_answer_is(response)

    assert "𠮷田" not in str(not_understood.value)


@pytest.mark.parametrize("status", [500, 502, 504])
def test_find_does_not_know_what_a_broken_server_did(status: int):
    with pytest.raises(OutcomeUnknown):
        find_where_the_answer_is(httpx.Response(status))


def test_candidate_does_not_show_the_person(resident):
    shown = repr(find(resident.url))

    assert FATHER.number not in shown
    assert "𠮷田" not in shown
