"""The file adapter: 18 columns out, CP932 and CR+LF; each line of a result bound to what was asked, or refused."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from inquiry.codes import Kind, Scope
from inquiry.sources.answers import Empty, Given
from inquiry.sources.files.layout import Column, Layout
from inquiry.sources.files.request import NotWritable, RequestLine, split, written
from inquiry.sources.files.result import Bound, RefusedRow, Trouble, Wanted, read
from inquiry.sources.outcomes import Answered, NoRecord, NotPermitted, PersonWithoutCode

REQUEST = Layout(
    [
        Column(1, 2, "FIXED", "01"),
        Column(2, 15, "ADDRESSEE"),
        Column(3, 15, "BLANK"),
        Column(4, 17, "REQUESTED_AT"),
        Column(5, 20, "DEPARTMENT"),
        Column(6, 20, "BLANK"),
        Column(7, 16, "ORGANISATION"),
        Column(8, 1, "NONDISCLOSURE", "0=open|1=hidden"),
        Column(9, 16, "AFFAIR"),
        Column(10, 16, "PROCEDURE"),
        Column(11, 16, "BLANK"),
        Column(12, 16, "BLANK"),
        Column(13, 16, "PROVIDER"),
        Column(14, 16, "INFORMATION"),
        Column(15, 1, "SCOPE", "0=newest"),
        Column(16, 1, "FIXED", "0"),
        Column(17, 8, "FROM"),
        Column(18, 8, "UNTIL"),
    ]
)
LINE = RequestLine(
    addressee="000000000000123",
    requested_at="20261126090000001",
    department="0110",
    organisation="0000000000000001",
    affair="JM00000000000000",
    procedure="JT00000000000000",
    provider="0000000000000002",
    information="TM00000000000000",
    is_nondisclosure=True,
    scope=Scope.NEWEST,
    from_on=None,
    until_on=None,
)
ITEMS = ("課税年度", "市町村民税均等割額", "市町村民税所得割額", "合計所得金額", "申告区分")
RESULT = Layout(
    [
        Column(2, 15, "ADDRESSEE"),
        Column(4, 17, "REQUESTED_AT"),
        Column(13, 16, "PROVIDER"),
        Column(14, 16, "INFORMATION"),
        Column(24, 2, "LINE_STATUS", "09=done"),
        Column(25, 200, "MESSAGE"),
        Column(26, 2, "INFORMATION_STATUS", "01=provided|05=no_record"),
        Column(27, 8, "UPDATED_ON"),
        *(Column(28 + place, 20, name, kind="TAX") for place, name in enumerate(ITEMS)),
    ]
)
ASKED = Wanted(
    UUID(int=1), Kind.TAX, LINE.addressee, LINE.requested_at, provider=LINE.provider, information=LINE.information
)
ANSWER = ("2026", "0", "", "△1200", "申告あり")


def result_line(*, width=32, items=ANSWER, **cells):
    """One line as it comes back; cells by `c` and their number."""
    row = [""] * width
    usual = {2: LINE.addressee, 4: LINE.requested_at, 13: LINE.provider, 14: LINE.information}
    usual |= {24: "09", 26: "01", 27: "20260610"} | {28 + place: text for place, text in enumerate(items)}
    for position, text in (usual | {int(name[1:]): text for name, text in cells.items()}).items():
        if position <= width:
            row[position - 1] = text
    return ",".join(row).encode("cp932") + b"\r\n"


def outcome_of(content):
    [row] = read(content, [ASKED], RESULT)
    return row


def test_a_request_is_written_in_eighteen_columns_without_a_header():
    content = written([LINE, replace(LINE, is_nondisclosure=False)], REQUEST)

    first, second, end = content.split(b"\r\n")
    assert first.decode("cp932").split(",") == [
        *("01", "000000000000123", "", "20261126090000001", "0110", "", "0000000000000001", "1"),
        *("JM00000000000000", "JT00000000000000", "", "", "0000000000000002", "TM00000000000000", "0", "0", "", ""),
    ]
    assert (second.split(b",")[7], end) == (b"0", b"")


@pytest.mark.parametrize(
    "facts",
    [
        {"scope": Scope.POINT, "from_on": date(2026, 1, 1)},
        {"affair": "J" * 17},
        {"department": 'a",b'},
        {"department": "a\r\nb"},
    ],
    ids=str,
)
def test_a_line_that_the_layout_cannot_say_is_not_written(facts):
    with pytest.raises(NotWritable):
        written([replace(LINE, **facts)], REQUEST)


def test_a_period_is_written_where_its_code_is_known():
    known = Layout([Column(1, 1, "SCOPE", "0=newest|2=range"), Column(2, 8, "FROM"), Column(3, 8, "UNTIL")])
    line = replace(LINE, scope=Scope.RANGE, from_on=date(2024, 4, 1), until_on=date(2026, 3, 31))

    assert written([line], known) == b"2,20240401,20260331\r\n"


def test_lines_are_split_by_the_greatest_number():
    assert [len(part) for part in split(list(range(7)), 3)] == [3, 3, 1]
    assert list(split([], 3)) == []


def test_an_answer_is_read_by_the_same_rules_as_one_of_the_network():
    row = outcome_of(result_line())

    assert isinstance(row, Bound)
    assert row.inquiry_id == ASKED.inquiry_id
    assert isinstance(row.outcome, Answered)
    assert row.outcome.updated_on == date(2026, 6, 10)
    assert row.outcome.answer.per_capita_levy_yen == Given(0)
    assert row.outcome.answer.total_income_yen == Given(-1200)
    assert isinstance(row.outcome.answer.income_levy_yen, Empty)


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"c26": "05"}, NoRecord),
        ({"c24": "05", "c25": "指定された団体内統合宛名番号「1」は符号が未取得です。"}, PersonWithoutCode),
        ({"c24": "05", "c25": "指定された特定個人情報名「ＴＭ」の照会は許可されていません。"}, NotPermitted),
    ],
    ids=str,
)
def test_what_is_no_answer_has_its_class(cells, outcome):
    assert isinstance(outcome_of(result_line(**cells)).outcome, outcome)


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (result_line(c2="000000000000124"), Trouble.NOT_ASKED),
        (result_line(c4="20261126090000002"), Trouble.NOT_ASKED),
        (result_line(c13="0000000000000003"), Trouble.NOT_ASKED),
        (result_line(c14="TM00000000000009"), Trouble.NOT_ASKED),
        (result_line(c26="99"), Trouble.STATUS),
        (result_line(c24="05", c25="知らない言葉"), Trouble.STATUS),
        (result_line(width=30), Trouble.COLUMNS),
        (result_line(width=3), Trouble.COLUMNS),
        (result_line(c27="2026-06-10"), Trouble.ITEMS),
        (result_line(items=("2026", "たくさん", "", "", "申告あり")), Trouble.ITEMS),
        (result_line(items=("2026", "0", "0", "0", "どちらか")), Trouble.ITEMS),
        (b"\x81\xff\xfe\r\n", Trouble.UNREADABLE),
        (b'"open,1\r\n', Trouble.UNREADABLE),
        (b"\x00" * 50 + b"\r\n", Trouble.COLUMNS),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]>\r\n", Trouble.COLUMNS),
        (b"{" * 10_000 + b"\r\n", Trouble.COLUMNS),
    ],
)
def test_a_line_that_cannot_be_bound_or_read_is_named_by_its_number(content, trouble):
    assert outcome_of(content) == RefusedRow(1, trouble)


def test_one_bad_line_keeps_no_other_from_being_read():
    rows = read(b"\x81\xff\xfe\r\n" + result_line() + b"x\r\n", [ASKED], RESULT)

    assert [type(row) for row in rows] == [RefusedRow, Bound, RefusedRow]
    assert [row.number for row in rows] == [1, 2, 3]


def test_of_two_lines_for_one_request_neither_counts():
    rows = read(result_line() + result_line(c26="05"), [ASKED], RESULT)

    assert rows == [RefusedRow(1, Trouble.TWICE), RefusedRow(2, Trouble.TWICE)]


def test_a_kind_whose_columns_are_not_registered_is_not_guessed():
    bare = Layout([column for column in RESULT.columns if not column.kind])

    assert read(result_line(), [ASKED], bare) == [RefusedRow(1, Trouble.NOT_MAPPED)]


def test_nothing_of_a_line_stands_in_a_refusal():
    row = outcome_of(result_line(items=("2026", "SECRET", "", "", "申告あり")))

    assert "SECRET" not in repr(row)
