"""番号のCSV: every line is read or named; nothing is guessed. No database."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inquiry.officer.code_lines import COLUMNS, MOST_LINES, NotReadable, decoded, read
from inquiry.vault.models import NetworkCode

HEAD = ",".join(COLUMNS)


def lines(*rows: str) -> str:
    return "\r\n".join((HEAD, *rows))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_file_is_read_in_the_encodings_of_offices(encoding):
    text = decoded(lines("提供者機関コード,131016,0220113101101700,令和8年4月1日").encode(encoding))

    [line], refused = read(text)

    assert refused == []
    assert (line.number, line.what, line.of) == (2, NetworkCode.What.PROVIDER, "131016")
    assert (line.value, line.valid_from) == ("0220113101101700", date(2026, 4, 1))


@pytest.mark.parametrize(
    "row",
    [
        "提供者機関コード,１３１０１６,０２２０１１３１０１１０１７００,Ｒ８．４．１",
        "PROVIDER,131016,0220113101101700,2026-04-01",
        '"提供者機関コード","131016","0220113101101700","2026/4/1"',
    ],
)
def test_full_width_figures_signs_and_quotes_are_understood(row):
    [line], refused = read(lines(row))

    assert not refused
    assert (line.of, line.value, line.valid_from) == ("131016", "0220113101101700", date(2026, 4, 1))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("提供者,131016,1,2026-04-01", "番号の種類が一覧にありません"),
        ("提供者機関コード,131016,1", "列が3個"),
        ("提供者機関コード,131016,1,2026-04-01,余り", "列が5個"),
        ("提供者機関コード,131016,,2026-04-01", "番号は、"),
        ("提供者機関コード,131016,1_2,2026-04-01", "番号は、"),
        ("提供者機関コード,131016," + "1" * 21 + ",2026-04-01", "番号は、"),
        ("提供者機関コード,131016,1,8.4.1", "適用開始日を"),
        ("提供者機関コード,131016,1,", "適用開始日を"),
        ("提供者機関コード,131016,1,令和8年4月", "適用開始日"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_by_its_number_and_reason(row, reason):
    good, [refused] = read(lines("", "事務コード（JM）,,JM1,2026-04-01", row))

    assert [line.number for line in good] == [3]
    assert str(refused).startswith("4行目：")
    assert reason in refused.reason


def test_two_lines_for_one_code_from_one_day_are_not_chosen_between():
    row = "提供者機関コード,131016,1,2026-04-01"

    _, refused = read(lines(row, row.replace(",1,", ",2,"), row.replace("2026-04-01", "2027-04-01")))

    assert [str(line) for line in refused] == ["3行目：2行目と、種類・対象・適用開始日が同じです。"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        HEAD,
        "番号,対象,番号の種類,適用開始日\n1,2,3,4",
        lines('事務コード,,"1'),
        lines(*["x"] * (MOST_LINES + 1)),
    ],
    ids=["empty", "blank", "head alone", "other order", "open quote", "too many"],
)
def test_what_is_no_list_of_codes_is_refused_whole(text):
    with pytest.raises(NotReadable):
        read(text)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x81", b"a" * 1_000_001], ids=["utf-16", "half", "huge"])
def test_bytes_that_are_no_text_are_refused_whole(content):
    with pytest.raises(NotReadable):
        decoded(content)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_a_fault(text):
    try:
        good, refused = read(f"{HEAD}\n{text}")
    except NotReadable:
        return

    assert good or refused
