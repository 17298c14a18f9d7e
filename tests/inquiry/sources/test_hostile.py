"""Answers that are wrong on purpose: whatever comes, it is read, or refused by a name of ours that repeats nothing."""

import asyncio
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inquiry.codes import Kind
from inquiry.sources.errors import SourceFault
from inquiry.sources.layouts.reader import read_columns
from inquiry.sources.network import InformationNetwork
from inquiry.sources.outcomes import Answered, Outcome, UnknownCode
from inquiry.sources.specification import configured
from inquiry.sources.types import Asked, Receipt
from inquiry.standin.records import held, layout_of
from inquiry.standin.scripts import FIGURE_3_30
from inquiry.standin.well_known import WELL_KNOWN
from tests.inquiry.sources.asking import answering

SECRET = "鸚鵡鸚鵡"
NAMES = configured().kind_names
TEXTS = st.one_of(st.just(SECRET), st.text(max_size=30), st.integers().map(str), st.dates().map(str))
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS)
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)
OFTEN = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def named(kind: Kind) -> dict[str, object]:
    return {"receipt": "R1", "request_id": "id", "code": "S1", "kind": NAMES[kind], "provider": "131016"}


def whole(kind: Kind) -> dict[str, object]:
    items = FIGURE_3_30 if kind is Kind.PENSION else held(WELL_KNOWN, WELL_KNOWN.members[0], NAMES[kind], "131016")
    said = {"state": "answered", "updated_on": "2026-06-10", "layout": layout_of(NAMES[kind]), "items": items}
    return named(kind) | said


def poll(kind: Kind, body: bytes) -> Outcome | SourceFault:
    """What comes of it; anything but an outcome or a fault of ours goes up."""
    receipt = Receipt("R1", Asked("id", "S1", kind, "131016", is_nondisclosure=False))

    async def polled() -> Outcome:
        async with answering(body) as client:
            return await InformationNetwork(client).poll(receipt)

    try:
        return asyncio.run(polled())
    except SourceFault as fault:
        return fault


def check_repeats_nothing(came: Outcome | SourceFault, *texts: str) -> None:
    if isinstance(came, SourceFault):
        assert came.__context__ is None
        assert came.__cause__ is None
    for text in texts:
        assert text not in str(came) + repr(came)


@OFTEN
@given(kind=st.sampled_from(list(Kind)), items=ANYTHING, state=st.sampled_from(["answered", "pending", SECRET]))
def test_answer_of_any_form_ends_in_a_name_of_ours(kind: Kind, items: object, state: str):
    body = json.dumps(named(kind) | {"state": state, "updated_on": "2026-06-10", "layout": "1", "items": items})

    came = poll(kind, body.encode())

    check_repeats_nothing(came, SECRET)


@OFTEN
@given(kind=st.sampled_from([Kind.TAX, Kind.PENSION, Kind.HOUSEHOLD, Kind.CHILD_ALLOWANCE]), data=st.data())
def test_answer_with_one_thing_changed_is_read_or_refused(kind: Kind, data):
    content = json.loads(json.dumps(whole(kind)))
    places = list(_places(content))
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(ANYTHING)

    came = poll(kind, json.dumps(content).encode())

    if not isinstance(came, Answered):
        check_repeats_nothing(came, SECRET)


def _places(content: object):
    """Every place of it that can be overwritten."""
    inner = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in inner:
        yield content, key
        yield from _places(value)


@OFTEN
@given(at=st.integers(0, 2_000), seed=st.integers(0, 1_000), junk=st.binary(max_size=12))
def test_answer_that_is_cut_or_overwritten_somewhere_never_breaks_the_reader(at: int, seed: int, junk: bytes):
    body = bytearray(json.dumps(whole(Kind.PENSION), ensure_ascii=False).encode())
    place = at % len(body)
    mangled = bytes(body[:place]) + junk + (bytes(body[place:]) if seed % 2 else b"")

    check_repeats_nothing(poll(Kind.PENSION, mangled))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[" * 100_000,
        b'{"state":' * 50_000,
        b'{"receipt": "R1", "request_id": ' + b"9" * 10_000 + b"}",
        b'{"receipt": NaN}',
        "鸚鵡".encode("cp932"),
        b"\xfa\xb1\xed\x40",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"\x00" * 1_000,
    ],
    ids=["empty", "null", "deep", "deep objects", "long", "nan", "cp932", "gaiji", "xml", "zeros"],
)
def test_hostile_body_is_not_understood(body: bytes):
    came = poll(Kind.TAX, body)

    assert isinstance(came, SourceFault)
    check_repeats_nothing(came, "鸚鵡")


def test_very_many_items_are_refused_by_the_first_that_is_unknown():
    items = [{"name": f"{SECRET}{place}", "value": "1"} for place in range(1_500)]

    came = poll(Kind.TAX, json.dumps(whole(Kind.TAX) | {"items": items}).encode())

    assert str(came) == "unknown_item"


@pytest.mark.parametrize("reason", [SECRET, "a" * 41, "NotAcceptable\n", "1234", ""])
def test_reason_that_is_no_word_is_refused(reason: str):
    content = whole(Kind.TAX)
    content["items"] = [*content["items"][:-1], {"name": "扶養親族数", "null_reason": reason}]

    came = poll(Kind.TAX, json.dumps(content).encode())

    assert str(came) == "null_reason"


def test_state_that_carries_words_is_an_unknown_code_without_them():
    assert poll(Kind.TAX, json.dumps(named(Kind.TAX) | {"state": SECRET}).encode()) == UnknownCode("unknown")


@OFTEN
@given(levy=TEXTS, income=TEXTS)
def test_line_of_a_file_is_read_or_refused_by_name(levy: str, income: str):
    layout = configured().layouts.by_column_count(Kind.TAX, 262)
    line = [SECRET] * 262
    line[230], line[254] = levy, income

    try:
        record = read_columns(layout, line)
    except SourceFault as fault:
        check_repeats_nothing(fault, SECRET)
    else:
        assert SECRET not in repr(record)
