import asyncio
import json
import logging
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest

from inquiry.codes import Kind, Scope
from inquiry.sources import wire
from inquiry.sources.answers import AssistanceAnswer, Empty, Given, HouseholdAnswer, TaxAnswer
from inquiry.sources.errors import (
    AnswerForSomebodyElse,
    AnswerNotUnderstood,
    CodeNotIssued,
    DuplicateRecord,
    NotSent,
    OutcomeUnknown,
    QueryRefused,
    SourceFault,
    UnknownRefusal,
)
from inquiry.sources.network import InformationNetwork
from inquiry.sources.outcomes import (
    Answered,
    NoRecord,
    NotPermitted,
    Outcome,
    Pending,
    PersonWithoutCode,
    ResultClass,
    Stopped,
    UnknownCode,
)
from inquiry.sources.types import Asked, Receipt
from inquiry.standin.people import Person
from inquiry.standin.population import population
from inquiry.standin.well_known import WELL_KNOWN
from tests.inquiry.sources.asking import answering
from tests.inquiry.sources.saying import Saying

T = TypeVar("T")
FATHER, MOTHER, _ = WELL_KNOWN.members
ASKED = Asked("id", "S1", Kind.TAX, "131016", is_nondisclosure=False)
NULL = Empty("NotAcceptable")
MORE = {"salary_revenue_yen": Given(1_080_000), "pension_revenue_yen": Given(0), "dependant_count": Given(0)}
RECEIPT = Receipt("R1", ASKED)
NAMED = {"receipt": "R1", "request_id": "id", "code": "S1", "kind": "local_tax", "provider": "131016"}
ANSWERED = NAMED | {
    "state": "answered",
    "updated_on": "2026-06-10",
    "layout": "1",
    "items": [
        {"name": "課税年度", "value": "2026"},
        {"name": "申告区分", "value": "申告あり"},
        {"name": "市町村民税均等割額", "value": "0"},
        {"name": "市町村民税所得割額", "value": "0"},
        {"name": "合計所得金額", "null_reason": "NotAcceptable"},
    ],
}


def on(url: str, act: Callable[[InformationNetwork], Awaitable[T]]) -> T:
    async def connected() -> T:
        async with wire.connected(url) as client:
            return await act(InformationNetwork(client))

    return asyncio.run(connected())


def poll_where_the_answer_is(content: object) -> Outcome:
    async def polled() -> Outcome:
        return await InformationNetwork(Saying(200, json.dumps(content).encode())).poll(RECEIPT)

    return asyncio.run(polled())


def outcome(url: str, request_id: str, kind: Kind = Kind.TAX, *, of: Person = FATHER, provider="131016") -> Outcome:
    async def fetched(network: InformationNetwork) -> Outcome:
        code = await network.issue_code(of.number)
        return await network.poll(await network.ask(Asked(request_id, code, kind, provider, is_nondisclosure=False)))

    return on(url, fetched)


def somebody(holds: Callable[[Person], bool]) -> tuple[Person, str]:
    return next(
        (person, household.tax_provider)
        for household in population().households
        for person in household.members
        if holds(person) and household.conduct.value == "answers"
    )


def test_tax_answer_has_its_types(network):
    said = outcome(network.url, "tax")

    assert isinstance(said, Answered)
    assert said.answer == TaxAnswer(Given(2026), Given(0), Given(0), Given(430_000), is_undeclared=False, **MORE)
    assert said.updated_on == date(2026, 6, 10)
    assert said.result is ResultClass.PROVIDED


def test_household_answer_has_its_types(network):
    said = outcome(network.url, "household", Kind.HOUSEHOLD, of=MOTHER)

    assert said.answer == HouseholdAnswer(Given("12"), Given(WELL_KNOWN.key), Given(3), NULL, NULL)


def test_assistance_answer_has_its_types(network):
    said = outcome(network.url, "assistance", Kind.ASSISTANCE)

    assert said.answer == AssistanceAnswer(Given(False), Empty("NotAcceptable"))
    assert said.result is ResultClass.PROVIDED


def test_negative_income_stays_negative(network):
    person, provider = somebody(lambda each: (each.tax.total_income_yen or 0) < 0)

    said = outcome(network.url, "loss", of=person, provider=provider)

    assert said.answer.total_income_yen == Given(person.tax.total_income_yen)


def test_undeclared_is_a_result_of_its_own_and_no_zero(network):
    person, provider = somebody(lambda each: not each.tax.is_declared)

    said = outcome(network.url, "undeclared", of=person, provider=provider)

    assert said.result is ResultClass.NOT_DECLARED
    assert said.answer.income_levy_yen == Empty("NotAcceptable")


def test_pending_then_answered(network):
    network.settle(answer_after_ms=60_000)
    assert outcome(network.url, "pending") == Pending()


def test_no_record_at_another_provider(network):
    assert outcome(network.url, "elsewhere", provider="131121") == NoRecord()


def test_stopped_provider(network):
    network.settle(stopped_providers=["131016"])
    assert outcome(network.url, "stopped") == Stopped()


def test_kind_that_is_not_permitted(network):
    network.settle(forbidden_kinds=["local_tax"])
    assert outcome(network.url, "forbidden") == NotPermitted()


def test_code_that_the_network_does_not_know(network):
    async def asked(each: InformationNetwork) -> Outcome:
        return await each.poll(await each.ask(Asked("stray", "S0", Kind.TAX, "131016", is_nondisclosure=True)))

    assert on(network.url, asked) == PersonWithoutCode()


def test_person_for_whom_no_code_is_issued(network):
    with pytest.raises(CodeNotIssued):
        on(network.url, lambda each: each.issue_code("000000000000"))


def test_asking_twice_under_one_id_is_a_duplicate_record(network):
    outcome(network.url, "twice in sources")

    with pytest.raises(DuplicateRecord):
        outcome(network.url, "twice in sources")


def test_busy_network_may_be_asked_again(network):
    asked = Asked("after busy", "S0", Kind.TAX, "131016", is_nondisclosure=False)
    network.settle(fail_next=["busy"])
    with pytest.raises(NotSent):
        on(network.url, lambda each: each.ask(asked))

    receipt = on(network.url, lambda each: each.ask(asked))

    assert receipt.asked is asked


def test_cut_connection_leaves_the_outcome_unknown(network):
    network.settle(fail_next=["cut"])

    with pytest.raises(OutcomeUnknown):
        on(network.url, lambda each: each.ask(Asked("cut off", "S0", Kind.TAX, "131016", is_nondisclosure=False)))

    assert network.get("/ledger").json()["requests"]["cut off"] == 1


def test_slow_network_leaves_the_outcome_unknown(network):
    network.settle(latency_ms=500)

    async def asked() -> Receipt:
        async with wire.connected(network.url, timeout_seconds=0.1) as client:
            return await InformationNetwork(client).ask(ASKED)

    with pytest.raises(OutcomeUnknown):
        asyncio.run(asked())


def test_many_are_asked_at_once_and_each_gets_its_own_answer(network):
    async def all_of_them(each: InformationNetwork) -> list[Outcome]:
        return await asyncio.gather(*(one(each, person, place) for place, person in enumerate(WELL_KNOWN.members * 20)))

    async def one(each: InformationNetwork, person: Person, place: int) -> Outcome:
        code = await each.issue_code(person.number)
        asked = Asked(f"many {place}", code, Kind.HOUSEHOLD, "131016", is_nondisclosure=False)
        return await each.poll(await each.ask(asked))

    answers = on(network.url, all_of_them)

    assert [each.answer.relation_code.value for each in answers] == ["02", "12", "20"] * 20


@pytest.mark.parametrize("item", ["receipt", "request_id", "code", "kind", "provider"])
def test_answer_that_names_another_is_for_somebody_else(item: str):
    with pytest.raises(AnswerForSomebodyElse) as fault:
        poll_where_the_answer_is(NAMED | {"state": "no_record", item: "another"})

    assert str(fault.value) == item


@pytest.mark.parametrize(
    "changes",
    [
        {"items": None},
        {"items": [{"name": "課税年度", "value": "2026"}]},
        {"layout": "99"},
        {"updated_on": "yesterday"},
    ],
    ids=["no items", "items missing", "unknown layout", "no date"],
)
def test_answer_of_another_form_is_not_understood(changes):
    with pytest.raises(AnswerNotUnderstood):
        poll_where_the_answer_is(ANSWERED | changes)


def test_answer_in_the_older_layout_lacks_what_the_newer_one_brought():
    said = poll_where_the_answer_is(ANSWERED)

    assert said.answer == TaxAnswer(Given(2026), Given(0), Given(0), NULL, is_undeclared=False)
    assert said.answer.salary_revenue_yen == Empty("not_in_layout")


def test_state_that_the_data_does_not_know_is_a_class_of_its_own_that_waits_for_a_person():
    said = poll_where_the_answer_is(NAMED | {"state": "E0412"})

    assert said == UnknownCode("E0412")
    assert said.result is ResultClass.UNKNOWN_CODE


def test_state_that_is_no_code_is_not_repeated():
    assert poll_where_the_answer_is(NAMED | {"state": "𠮷田　健一は不在"}) == UnknownCode("unknown")


@pytest.mark.parametrize(
    ("error", "fault"),
    [("E0412", UnknownRefusal), ("duplicate_record", DuplicateRecord), ("malformed", QueryRefused)],
)
def test_refusal_is_what_the_data_says_and_else_unknown(error: str, fault: type[SourceFault]):
    async def asked() -> None:
        async with answering(json.dumps({"error": error}).encode(), 422) as client:
            await InformationNetwork(client).ask(ASKED)

    with pytest.raises(SourceFault) as raised:
        asyncio.run(asked())

    assert type(raised.value) is fault
    assert raised.value.code == error


def test_fault_carries_nothing_of_the_person(caplog):
    number = FATHER.number

    with caplog.at_level(logging.DEBUG), pytest.raises(SourceFault) as fault:
        on("http://127.0.0.1:9", lambda each: each.issue_code(number))

    assert fault.value.__context__ is None
    assert number not in "".join(traceback.format_exception(fault.value)) + caplog.text


@pytest.mark.parametrize(
    ("facts", "condition"),
    [
        ({}, {"scope": "newest"}),
        ({"scope": Scope.POINT, "from_on": date(2026, 1, 1)}, {"scope": "point", "from": "2026-01-01"}),
        (
            {"scope": Scope.RANGE, "from_on": date(2026, 1, 1), "until_on": date(2026, 3, 31)},
            {"scope": "range", "from": "2026-01-01", "until": "2026-03-31"},
        ),
    ],
)
def test_the_condition_of_an_inquiry_goes_out_with_it(facts, condition):
    receipt = {"receipt": "R1", "request_id": "id", "code": "S1"}
    network = Saying(202, json.dumps(receipt).encode())

    asyncio.run(InformationNetwork(network).ask(replace(ASKED, **facts)))

    assert [json.loads(body)["condition"] for body in network.heard] == [condition]
