"""これからの日と月: the year that nobody says is read where only a day to come is asked for, and nowhere else."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from councils.era import PartialDate
from councils.look.fields import A_BIRTHDAY, EraDateField, EraMonthField


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 27))


def sentence(field, typed):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12月5日", (2026, 12, 5)),
        ("１２／５", (2026, 12, 5)),
        ("11月27日", (2026, 11, 27)),
        ("1月10日", (2027, 1, 10)),
        ("令和9年4月1日", (2027, 4, 1)),
    ],
)
def test_a_day_without_its_year_is_the_coming_one(typed, day):
    assert EraDateField(is_coming=True).clean(typed) == PartialDate(*day)


@pytest.mark.parametrize("field", [EraDateField(allow_unknown=True), EraDateField(), EraDateField(allow_future=True)])
@pytest.mark.parametrize("typed", ["12月5日", "12/5", "令和9年1月"])
def test_no_other_day_is_guessed(field, typed):
    assert "読み取れません" in sentence(field, typed) or "元号がありません" in sentence(field, typed)


@pytest.mark.parametrize("typed", ["2月30日", "13月1日", "2月29日"])
def test_a_coming_day_that_does_not_exist_is_refused(typed):
    assert "ありません" in sentence(EraDateField(label="期限", is_coming=True), typed)


@pytest.mark.parametrize("typed", ["令和9年1月", "R9.1", "2027-01", "1月", "令和9年1月1日", "令和９年１月20日"])
def test_a_month_is_read_and_shown_as_a_month(typed):
    field = EraMonthField(label="貸付開始月", is_coming=True)

    assert field.clean(typed) == PartialDate(2027, 1, 1)
    assert field.prepare_value(PartialDate(2027, 1, 1)) == "令和9年1月"
    assert not field.has_changed(PartialDate(2027, 1, 1), "令和9年1月")


@pytest.mark.parametrize("typed", ["令和9年13月", "9.1", "来月", "令和9年", "不詳"])
def test_what_is_no_month_is_refused_with_a_month_for_example(typed):
    assert sentence(EraMonthField(label="貸付開始月", is_coming=True), typed).startswith("貸付開始月")


def test_a_month_stands_for_its_last_day_where_a_school_ends():
    field = EraDateField(is_coming=True, takes_month=True)

    assert field.clean("令和13年3月") == PartialDate(2031, 3, 31)
    assert field.clean("令和13年3月20日") == PartialDate(2031, 3, 20)
    assert field.clean("3/20") == PartialDate(2027, 3, 20)


def test_each_box_gives_an_example_of_its_own_kind():
    assert "11月27日、令和8年11月27日、R8.11.27" in sentence(EraDateField(is_coming=True), "あした")
    assert "令和8年11月、2026-11 のように" in sentence(EraMonthField(is_coming=True), "来月")
    assert "昭和55年4月1日、S55.4.1、1980-04-01" in sentence(EraDateField(allow_unknown=True), "あした")
    assert "昭和55年4月1日" in sentence(EraDateField(example=A_BIRTHDAY), "あした")
    assert "令和8年11月27日、R8.11.27、2026-11-27" in sentence(EraDateField(), "あした")
