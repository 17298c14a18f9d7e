import json
import traceback
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councils.numbers import check_digit
from councils.refusals import Refused
from inquiry.codes import Kind
from inquiry.sources.outcomes import ResultClass
from inquiry.sources.portal.parse import LARGEST_BYTES, parse
from inquiry.sources.portal.refusals import FileTooLarge, NotAResult, NumberInFile, ObtainedLater
from inquiry.sources.portal.result import Origin
from inquiry.sources.values import Given
from inquiry.standin.people import Tax
from inquiry.standin.records import local_tax
from inquiry.standin.scripts import FIGURE_3_30

TODAY = date(2026, 6, 20)
TAX = {"kind": "local_tax", "layout": "2", "updated_on": "2026-06-10", "items": local_tax(Tax(0, 0, 430_000))}
PENSION = {"kind": "pension", "layout": "1", "updated_on": "2026-06-01", "items": FIGURE_3_30}
RESULT = {"format": "yorisoi-1", "obtained_on": "2026-06-15", "answers": [TAX, PENSION]}
NUMBER = f"12345678901{check_digit('12345678901')}"


def parsed(**changes: object):
    return parse(json.dumps(RESULT | changes, ensure_ascii=False).encode(), today=TODAY)


def test_result_is_typed_and_says_where_it_comes_from():
    result = parsed()

    assert result.obtained_on == date(2026, 6, 15)
    assert [(each.kind, each.origin) for each in result.answers] == [
        (Kind.TAX, Origin.PORTAL),
        (Kind.PENSION, Origin.PORTAL),
    ]
    assert result.answers[0].answered.answer.total_income_yen == Given(430_000)
    assert result.answers[0].answered.result is ResultClass.PROVIDED


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        f"{NUMBER[:4]} {NUMBER[4:8]} {NUMBER[8:]}",
        f"{NUMBER[:4]}-{NUMBER[4:8]}-{NUMBER[8:]}",
        NUMBER.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        f"個人番号は{NUMBER}です",
        int(NUMBER),
        {NUMBER: "x"},
        [[[NUMBER]]],
    ],
    ids=["plain", "spaces", "hyphens", "full width", "in words", "figure", "as a name", "deep"],
)
def test_file_with_a_number_anywhere_is_refused_and_the_sentence_does_not_repeat_it(written: object):
    with pytest.raises(NumberInFile) as refused:
        parsed(memo=written)

    assert NUMBER not in "".join(traceback.format_exception(refused.value))
    assert refused.value.__context__ is None


def test_number_written_in_escapes_is_found():
    escaped = "".join(f"\\u{ord(digit):04x}" for digit in NUMBER)
    file = json.dumps(RESULT | {"memo": "X"}).replace('"X"', f'"{escaped}"')

    with pytest.raises(NumberInFile):
        parse(file.encode(), today=TODAY)


def test_number_under_a_name_that_is_written_twice_is_found():
    file = json.dumps(RESULT).replace("{", f'{{"memo": "{NUMBER}", "memo": "",', 1)

    with pytest.raises(NumberInFile):
        parse(file.encode(), today=TODAY)


def test_twelve_digits_with_a_wrong_check_digit_are_no_number():
    wrong = f"{NUMBER[:11]}{(int(NUMBER[11]) + 1) % 10}"

    assert len(parsed(memo=wrong).answers) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "mynaportal-9"},
        {"format": ["yorisoi-1"]},
        {"obtained_on": "令和8年6月15日"},
        {"answers": []},
        {"answers": [TAX, TAX]},
        {"answers": [TAX | {"kind": "criminal_record"}]},
        {"answers": [TAX | {"layout": "99"}]},
        {"answers": [TAX | {"items": TAX["items"][:2]}]},
        {"answers": "all"},
    ],
    ids=["format", "list", "date", "none", "twice", "kind", "layout", "items", "text"],
)
def test_what_is_no_result_is_refused_with_a_sentence(changes):
    with pytest.raises(NotAResult) as refused:
        parsed(**changes)

    assert "保存していません" in refused.value.sentence


@pytest.mark.parametrize("file", [b"", b"\xff\xfe", b"[]", b"<html>", "結果".encode("cp932"), b"[" * 50_000], ids=len)
def test_file_that_is_no_json_object_is_refused(file: bytes):
    with pytest.raises(NotAResult):
        parse(file, today=TODAY)


def test_file_that_is_too_large_is_not_read():
    with pytest.raises(FileTooLarge):
        parse(b" " * (LARGEST_BYTES + 1), today=TODAY)


@pytest.mark.parametrize(
    "changes",
    [{"obtained_on": "2026-06-21"}, {"answers": [TAX | {"updated_on": "2026-06-21"}]}],
    ids=["obtained", "updated"],
)
def test_result_of_a_later_day_is_refused(changes):
    with pytest.raises(ObtainedLater):
        parsed(**changes)


@settings(max_examples=300, deadline=None)
@given(
    content=st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    )
)
def test_any_file_is_read_or_refused_with_a_sentence(content: object):
    file = json.dumps(RESULT | {"answers": content}).encode()

    with pytest.raises(Refused):
        parse(file, today=TODAY)
