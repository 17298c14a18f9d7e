import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from inquiry.codes import Kind
from inquiry.sources.answers import answer_of
from inquiry.sources.codes import Meaning
from inquiry.sources.errors import AnswerNotUnderstood
from inquiry.sources.layouts.book import BadLayout, read_book
from inquiry.sources.layouts.reader import read, read_columns, read_mapped
from inquiry.sources.layouts.shapes import READ, Shape, written
from inquiry.sources.specification import STANDIN, configured, read_specification
from inquiry.sources.values import BLANK, NOT_IN_LAYOUT, ZERO_FILLED, Empty, Given, Month

BOOK = configured().layouts
PENSION = BOOK.of(Kind.PENSION, "1")
BASIC = {
    "受給年金制度情報": Given("国民年金"),
    "年金決定年月日": Given("2016-03-15"),
    "受給権発生日": Given("2016-01-01"),
    "受給権失権年月日": Empty("ReasonOfNull"),
    "年金支給停止理由コード": Given("00"),
    "年金支給停止開始年月": Given("000000"),
    "年金支給停止終了年月": Given("202604"),
}


def pension(**changes):
    code = {"年金の種類（年金コード）": Given("1350")}
    return read(PENSION, code, {"年金基本情報": [BASIC | changes]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "specification"
    shutil.copytree(STANDIN, copied)
    return copied


def rewrite(path: Path, change) -> None:
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_layouts_with_a_source_that_says_whether_they_are_public(kind: Kind):
    layouts = BOOK.layouts[kind]

    assert all(layout.source and isinstance(layout.is_public, bool) for layout in layouts)
    assert len({layout.version for layout in layouts}) == len(layouts)


def test_newest_layout_of_the_line_is_the_one_that_has_begun():
    assert BOOK.newest(Kind.TAX, date(2026, 5, 31)).version == "1"
    assert BOOK.newest(Kind.TAX, date(2026, 6, 1)).version == "2"
    assert BOOK.newest(Kind.TAX, date(2020, 1, 1)).version == "1"


@pytest.mark.parametrize(("count", "levy", "income"), [(262, 231, 255), (279, 248, 272)])
def test_columns_of_a_file_are_found_by_how_many_there_are(count: int, levy: int, income: int):
    line = [""] * count
    line[levy - 1], line[income - 1] = "3000", "△18000"

    record = read_columns(BOOK.by_column_count(Kind.TAX, count), line)

    assert record.item("per_capita_levy_yen") == Given(3_000)
    assert record.item("income_levy_yen") == Given(-18_000)


def test_blank_column_is_empty_and_no_zero():
    record = read_columns(BOOK.by_column_count(Kind.TAX, 262), [""] * 262)

    assert record.item("income_levy_yen") == Empty(BLANK)
    assert record.is_empty


def test_map_that_names_some_items_leaves_the_others_not_in_it():
    items = {"市町村民税均等割額": Given("0"), "市町村民税所得割額": Given("0"), "扶養親族数": Empty(BLANK)}

    layout = BOOK.with_names(Kind.TAX, items)
    answer = answer_of(read_mapped(layout, items))

    assert layout.version == "2"
    assert answer.per_capita_levy_yen == Given(0)
    assert answer.total_income_yen == Empty(NOT_IN_LAYOUT)
    assert answer.dependant_count == Empty(BLANK)
    assert not answer.is_filing_known


def test_map_that_names_an_item_of_no_layout_is_not_understood():
    with pytest.raises(AnswerNotUnderstood, match="layout"):
        BOOK.with_names(Kind.TAX, ["市町村民税均等割額", "前科"])


@pytest.mark.parametrize("count", [0, 261, 263, 278])
def test_file_of_another_width_is_not_understood(count: int):
    with pytest.raises(AnswerNotUnderstood, match="layout"):
        BOOK.by_column_count(Kind.TAX, count)


def test_line_that_is_shorter_than_its_layout_is_not_understood():
    with pytest.raises(AnswerNotUnderstood, match="layout"):
        read_columns(BOOK.by_column_count(Kind.TAX, 262), ["1"] * 261)


def test_unknown_version_is_not_understood():
    with pytest.raises(AnswerNotUnderstood, match="layout"):
        BOOK.of(Kind.PENSION, "2")


def test_filler_for_a_month_is_no_month_and_no_zero():
    (basic,) = pension().rows("basics")

    assert basic["suspended_from"] == Empty(ZERO_FILLED)
    assert basic["suspended_until"] == Given(Month(2026, 4))
    assert basic["lost_on"] == Empty("ReasonOfNull")


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("年金決定年月日", "2016-02-30"),
        ("年金決定年月日", "20160315"),
        ("年金決定年月日", "00000000"),
        ("年金決定年月日", "2016-W11-2"),
        ("年金支給停止開始年月", "202613"),
        ("年金支給停止開始年月", "0000"),
        ("受給年金制度情報", "国民健康保険"),
        ("年金支給停止理由コード", "<b>"),
        ("年金支給停止理由コード", "００"),
    ],
)
def test_item_that_is_not_of_its_shape_is_named_and_not_shown(item: str, text: str):
    with pytest.raises(AnswerNotUnderstood) as fault:
        pension(**{item: Given(text)})

    assert str(fault.value) == item
    assert fault.value.__context__ is None


def test_group_that_must_come_is_missed():
    with pytest.raises(AnswerNotUnderstood, match="年金基本情報"):
        read(PENSION, {"年金の種類（年金コード）": Given("1350")}, {})


def test_group_of_very_many_rows_is_refused():
    with pytest.raises(AnswerNotUnderstood, match="年金基本情報"):
        read(PENSION, {"年金の種類（年金コード）": Given("1350")}, {"年金基本情報": [BASIC] * 51})


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (Shape.YEN, "-12"),
        (Shape.COUNT, "3"),
        (Shape.YEAR, "2026"),
        (Shape.DATE, "2026-06-10"),
        (Shape.MONTH, "202604"),
        (Shape.CODE, "9Z"),
        (Shape.FLAG, "0"),
        (Shape.TEXT, "ヨシダ　ケンイチ"),
    ],
)
def test_value_is_written_as_it_was_read(shape: Shape, text: str):
    assert written(READ[shape](text)) == text


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.append(rows[0]),
        lambda rows: rows[0].pop("source"),
        lambda rows: rows[0].update(source=""),
        lambda rows: rows[0].update(since="some day"),
        lambda rows: rows[0]["items"]["filing"].pop("choices"),
        lambda rows: rows[0]["items"]["filing"].update(shape="guess"),
        lambda rows: rows[0]["items"]["filing"].update(name="課税年度"),
        lambda rows: rows[2]["items"]["income_levy_yen"].update(column=231),
        lambda rows: rows[2]["items"]["income_levy_yen"].update(column=263),
        lambda rows: rows.clear(),
    ],
    ids=["twice", "no source", "empty source", "date", "choices", "shape", "name", "column", "too far", "none"],
)
def test_layouts_that_cannot_be_right_are_refused_before_an_answer_comes(folder: Path, change):
    rewrite(folder / "layouts" / "TAX.json", change)

    with pytest.raises(BadLayout, match=r"TAX\.json"):
        read_book(folder / "layouts")


def test_missing_layout_is_refused(folder: Path):
    (folder / "layouts" / "ACCOUNT.json").unlink()

    with pytest.raises(BadLayout, match=r"ACCOUNT\.json"):
        read_specification(folder)


def test_kind_without_a_name_is_refused(folder: Path):
    rewrite(folder / "kinds.json", lambda content: content["names"].pop("ACCOUNT"))

    with pytest.raises(BadLayout, match=r"kinds\.json"):
        read_specification(folder)


def test_code_means_what_the_newest_row_in_force_says(folder: Path):
    changed = {"code": "stopped", "means": "timeout", "words": "", "since": "2026-07-01", "source": "訂正"}
    rewrite(folder / "codes.json", lambda rows: rows.append(changed))

    codes = read_specification(folder).codes

    assert codes.meaning("stopped", date(2026, 6, 30)) is Meaning.PROVIDER_STOPPED
    assert codes.meaning("stopped", date(2026, 7, 1)) is Meaning.TIMEOUT
    assert codes.meaning("stopped", date(2020, 1, 1)) is Meaning.UNKNOWN_CODE


def test_institution_has_the_networks_code_where_it_has_one(folder: Path):
    rewrite(folder / "institutions.json", lambda content: content["codes"].update(NENKIN="9999999999999999"))

    specification = read_specification(folder)

    assert specification.institution("NENKIN") == "9999999999999999"
    assert specification.institution("131016") == "131016"
