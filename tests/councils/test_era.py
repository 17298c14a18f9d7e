import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.era import DateNotUnderstood, PartialDate, wareki

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("昭和５５年４月１日", "1980-04-01"),
        ("S55.4.1", "1980-04-01"),
        ("s550401", "1980-04-01"),
        ("Ｓ５５−４−１", "1980-04-01"),
        ("昭55.4.1", "1980-04-01"),
        ("R8-11-21", "2026-11-21"),
        ("1980/4/1", "1980-04-01"),
        ("19800401", "1980-04-01"),
        ("1980-04-01", "1980-04-01"),
        ("1980年4月1日", "1980-04-01"),
        (" 昭和 55年 4月 1日 ", "1980-04-01"),
        ("令和元年5月1日", "2019-05-01"),
        ("R元.5.1", "2019-05-01"),
        ("明治45年7月30日", "1912-07-30"),
        ("大正元年7月30日", "1912-07-30"),
        ("昭和64年1月7日", "1989-01-07"),
        ("平成31年4月30日", "2019-04-30"),
        ("2000-02-29", "2000-02-29"),
        ("昭和20年00月00日", "1945-00-00"),
        ("1945-00-00", "1945-00-00"),
        ("19450000", "1945-00-00"),
        ("昭和20年（日不詳）", "1945-00-00"),
        ("昭和20年月日不詳", "1945-00-00"),
        ("昭和20年5月（日不詳）", "1945-05-00"),
        ("不詳", "0000-00-00"),
        ("0000-00-00", "0000-00-00"),
    ],
)
def test_a_date_is_read_in_every_way_that_people_write_it(text, iso):
    assert PartialDate.parse(text, today=TODAY).iso() == iso


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "入力"),
        ("55.4.1", "元号"),
        ("550401", "読み取れません"),
        ("昭和二十年", "読み取れません"),
        ("昭和20年", "読み取れません"),
        ("平成元年1月1日", "1月8日から"),
        ("令和元年4月30日", "5月1日から"),
        ("昭和元年11月（日不詳）", "12月25日から"),
        ("昭和64年1月8日", "次の元号"),
        ("平成0年1月8日", "平成の年"),
        ("S1980.4.1", "昭和の年"),
        ("1981-02-29", "1981年2月29日はありません"),
        ("1980-13-01", "13月はありません"),
        ("1945-00-15", "日も不詳"),
        ("2026-11-22", "まだ来ていない"),
        ("R9.1.1", "まだ来ていない"),
        ("1850-01-01", "明治より前"),
        ("9999-12-31", "明治より前"),
    ],
)
def test_what_is_no_date_is_refused_with_the_sentence_that_says_why(text, word):
    with pytest.raises(DateNotUnderstood) as refused:
        PartialDate.parse(text, today=TODAY)

    assert word in refused.value.sentence


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1980-04-01", "昭和55年4月1日"),
        ("1945-00-00", "昭和20年（日不詳）"),
        ("1945-05-00", "昭和20年5月（日不詳）"),
        ("1989-00-00", "昭和64年又は平成元年（日不詳）"),
        ("1989-02-00", "平成元年2月（日不詳）"),
        ("不詳", "不詳"),
    ],
)
def test_a_date_is_shown_in_the_japanese_era(text, shown):
    assert PartialDate.parse(text, today=TODAY).wareki() == shown


def test_today_is_shown_in_the_japanese_era():
    assert wareki(TODAY) == "令和8年11月21日"


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2008-11-21", TODAY, 18),
        ("2008-11-22", TODAY, 17),
        ("2004-02-29", date(2022, 2, 28), 17),
        ("2004-02-29", date(2022, 3, 1), 18),
        ("1945-00-00", date(2026, 12, 31), 81),
        ("1945-00-00", TODAY, None),
        ("1945-05-00", TODAY, 81),
        ("不詳", TODAY, None),
        ("2026-11-20", date(2026, 11, 19), None),
    ],
)
def test_an_age_is_told_only_where_it_is_certain(born, day, age):
    assert PartialDate.parse(born, today=TODAY).age_on(day) == age


@pytest.mark.parametrize(
    ("born", "adult"),
    [("2008-11-21", True), ("2008-11-22", False), ("1945-00-00", True), ("2008-00-00", None), ("不詳", None)],
)
def test_adulthood_is_told_only_where_it_is_certain(born, adult):
    assert PartialDate.parse(born, today=TODAY).is_adult_on(TODAY) is adult


@given(st.dates(min_value=date(1868, 1, 25), max_value=TODAY))
def test_what_is_shown_and_what_is_stored_are_both_read_back_as_the_same_day(day):
    shown = PartialDate(day.year, day.month, day.day)

    assert PartialDate.parse(shown.wareki(), today=TODAY) == shown
    assert PartialDate.parse(shown.iso(), today=TODAY) == shown


@given(st.text(max_size=14))
def test_any_text_is_a_date_or_refused(text):
    with contextlib.suppress(DateNotUnderstood):
        found = PartialDate.parse(text, today=TODAY)

        assert PartialDate.parse(found.iso(), today=TODAY) == found
