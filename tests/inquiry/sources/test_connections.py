"""Hostile and broken networks: what they say is refused with a named reason, and is never somebody else's answer."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from typing import TypeVar

import pytest

from inquiry.codes import Kind
from inquiry.sources import wire
from inquiry.sources.connections import LONGEST_BODY, LONGEST_HEAD, Answer
from inquiry.sources.errors import AnswerForSomebodyElse, AnswerNotUnderstood, NotSent, OutcomeUnknown
from inquiry.sources.network import InformationNetwork
from inquiry.sources.types import Asked, Receipt
from tests.inquiry.sources.saying import Saying

T = TypeVar("T")
SECRET = "秘密　花子"
ASKED = Asked("id", "S1", Kind.TAX, "131016", is_nondisclosure=False)
NAMED = {"receipt": "R1", "request_id": "id", "code": "S1", "kind": "local_tax", "provider": "131016"}

ANSWERED = NAMED | {"state": "answered", "updated_on": "2026-06-10"}


def said(body: bytes, head: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return head + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def at(answers: list[bytes], act: Callable[[wire.Connections], Awaitable[T]], *, closes: bool = False) -> T:
    """A server that says these, one for each request, whatever it is asked."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer), suppress(asyncio.IncompleteReadError, ConnectionError):
            while answers:
                await reader.readuntil(b"\r\n\r\n")  # what is asked here has no body
                writer.write(answers.pop(0))
                await writer.drain()
                if closes:
                    break

    async def asked() -> T:
        server = await asyncio.start_server(converse, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, wire.connected(f"http://127.0.0.1:{port}", timeout_seconds=1) as client:
            return await act(client)

    return asyncio.run(asked())


def once(client: wire.Connections) -> Awaitable[Answer]:
    return client.exchange("GET", "/")


def test_a_whole_answer_is_given_as_it_came():
    assert at([said(b"{}")], once) == Answer(200, b"{}")


def test_a_connection_is_kept_for_the_next_exchange():
    async def twice(client):
        return [(await once(client)).body, (await once(client)).body]

    assert at([said(b"one"), said(b"two")], twice) == [b"one", b"two"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n{}", "length"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}", "length"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}", "length"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}", "length"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (LONGEST_BODY + 1), "too_large"),
        (b"HTTP/1.1 OK\r\nContent-Length: 2\r\n\r\n{}", "head"),
        (b"<html>" + b"x" * LONGEST_HEAD, "head"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * LONGEST_HEAD, "head"),
    ],
    ids=["no length", "no number", "below zero", "chunked", "huge", "no status", "no HTTP", "endless head"],
)
def test_what_is_not_an_answer_of_ours_is_refused_by_name(answer, reason):
    with pytest.raises(AnswerNotUnderstood) as refused:
        at([answer], once)

    assert refused.value.reason == reason


def test_half_an_answer_leaves_the_outcome_unknown():
    with pytest.raises(OutcomeUnknown) as refused:
        at([said(b'{"said": "one"}')[:-4]], once, closes=True)

    assert refused.value.reason == "cut"


def test_silence_leaves_the_outcome_unknown():
    began = time.monotonic()

    with pytest.raises(OutcomeUnknown) as refused:
        at([b"HTTP/1.1 200 OK\r\n", b"never asked for"], once)

    assert refused.value.reason == "timeout"
    assert time.monotonic() - began < 3


def test_nobody_listening_is_surely_not_sent():
    with pytest.raises(NotSent):
        asyncio.run(wire.connected("http://127.0.0.1:9").exchange("GET", "/"))


def test_an_answer_that_comes_twice_is_not_taken_for_the_next_one():
    async def twice(client):
        first = await once(client)
        await asyncio.sleep(0.1)
        return first.body, (await once(client)).body

    assert at([said(b"one") * 2, said(b"two")], twice) == (b"one", b"two")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<?xml version='1.0'?><a>\xe7\xa7\x98</a>", "not_json"),
        (b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>', "not_json"),
        (b"[" * 200_000, "too_deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too_deep"),
        (b"[]", "not_json"),
        (b"\xff\xfe", "not_json"),
        (
            json.dumps(NAMED | {"state": "answered", "updated_on": "2026-06-10", "items": [{}] * 3_000}).encode(),
            "items",
        ),
    ],
    ids=["xml", "entities", "deep list", "deep object", "list", "no text", "too many items"],
)
def test_a_malformed_or_hostile_answer_is_refused_by_name_and_leaves_size_and_digest(body, reason):
    with pytest.raises(AnswerNotUnderstood) as refused:
        asyncio.run(InformationNetwork(Saying(200, body)).poll(Receipt("R1", ASKED)))

    assert refused.value.reason == reason
    assert (refused.value.evidence.size, len(refused.value.evidence.digest)) == (len(body), 64)


def test_an_answer_for_somebody_else_leaves_its_digest_and_no_value_in_any_log(caplog):
    body = json.dumps(NAMED | {"code": SECRET, "state": "no_record"}).encode()

    with caplog.at_level(logging.DEBUG), pytest.raises(AnswerForSomebodyElse) as refused:
        asyncio.run(InformationNetwork(Saying(200, body)).poll(Receipt("R1", ASKED)))

    assert refused.value.reason == "code"
    assert refused.value.evidence.size == len(body)
    assert SECRET not in caplog.text + str(refused.value) + repr(refused.value.evidence)


def test_a_code_that_answers_another_request_is_for_somebody_else():
    network = InformationNetwork(Saying(200, json.dumps({"code": "S9", "request_id": "another"}).encode()))

    with pytest.raises(AnswerForSomebodyElse):
        asyncio.run(network.issue_code("0"))
