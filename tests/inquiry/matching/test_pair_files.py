"""Files that cannot be decided get one sentence, and what is in them is in none."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from inquiry.matching.pairs import NEEDED, PairsNotRead, read_pairs

COLUMNS = [*NEEDED, "expected"]
ROW = ["X1", *["見本太郎", "", "1970-03-05", "男", "東京都世田谷区見本町1-2-3"] * 2, "match"]


def written(path, columns=COLUMNS, rows=(ROW,), encoding="utf-8"):
    text = StringIO(newline="")
    csv.writer(text).writerows([columns, *rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "pairs.csv"


def sentence(path) -> str:
    with pytest.raises(PairsNotRead) as refused:
        read_pairs(path)
    return refused.value.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_makes_no_difference(path, encoding):
    assert [pair.pair_id for pair in read_pairs(written(path, encoding=encoding))] == ["X1"]


@pytest.mark.parametrize(("encoding", "named"), [("cp932", "Shift_JIS"), ("utf-16", "UTF-16")])
def test_another_encoding_is_named(path, encoding, named):
    assert named in sentence(written(path, encoding=encoding))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"  "])
def test_an_empty_file_is_called_empty(path, content):
    path.write_bytes(content)

    assert "空" in sentence(path)


def test_a_heading_alone_holds_no_pairs(path):
    assert "1件もありません" in sentence(written(path, rows=[]))


@pytest.mark.parametrize("column", NEEDED)
def test_a_missing_column_is_named(path, column):
    assert column in sentence(written(path, columns=[name for name in COLUMNS if name != column]))


def test_a_file_without_labels_says_which_would_do(path):
    assert "expected_relaxed" in sentence(written(path, columns=NEEDED))


@pytest.mark.parametrize("row", [ROW[:-1], [*ROW, "more"]])
def test_a_row_of_another_length_is_named_by_its_line(path, row):
    assert "3行目" in sentence(written(path, rows=[ROW, row]))


def test_a_label_that_is_none_is_named_by_its_line(path):
    assert "2行目の期待する判定" in sentence(written(path, rows=[[*ROW[:-1], "maybe"]]))


def test_a_quote_that_never_ends_is_no_csv(path):
    path.write_text(",".join(COLUMNS) + '\n"X1', encoding="utf-8")

    assert "CSV" in sentence(path)


def test_columns_in_any_order_and_others_beside_them_are_taken(path):
    columns = ["note", *reversed(COLUMNS)]

    assert read_pairs(written(path, columns=columns, rows=[["n", *reversed(ROW)]]))[0].left.name == "見本太郎"


def test_a_surprising_text_is_decided_and_never_raises(path):
    odd = ["\x00", "９" * 400, "－" * 50, "[[[", "昭和99年99月99日", "２０２６年２月２９日", "🙂", "-0", "〒"]
    rows = [["X", *[text] * 5, *[other] * 5, "needs_review"] for text in odd for other in odd]

    call_command("match_pairs", str(written(path, rows=rows)), stdout=StringIO())


def test_the_command_names_the_file_and_the_trouble_and_nothing_of_its_rows(path):
    with pytest.raises(CommandError) as refused:
        call_command("match_pairs", str(written(path, encoding="cp932")))

    assert "pairs.csv" in str(refused.value)
    assert "見本太郎" not in str(refused.value)


def test_the_command_prints_how_many_agree_and_each_that_does_not(path):
    told = StringIO()
    other = ["X2", *ROW[1:6], "仮名花子", *ROW[7:11], "no_match"]

    call_command("match_pairs", str(written(path, rows=[ROW, other])), stdout=told)

    assert told.getvalue().splitlines() == [
        "agree 1 of 2",
        "  X2 expected no_match, decided needs_review (NAME_DIFFERS)",
    ]


def test_the_command_fails_where_a_match_is_labelled_otherwise(path):
    with pytest.raises(CommandError, match="X1"):
        call_command("match_pairs", str(written(path, rows=[[*ROW[:-1], "no_match"]])), stdout=StringIO())
