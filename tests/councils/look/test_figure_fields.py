from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from councils.era import PartialDate
from councils.look.fields import CountField, EraDateField, YenField


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 21))


def sentence(field: forms.Field, typed: str) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    "typed",
    [
        "182000",
        "１８２，０００",
        "182,000円",
        "¥182,000",
        "￥182000",
        "金 182,000 円 也",
        "１８２、０００円",
        "0182000",
        "182 000",
        "182､000",
        "\u3000￥１８２，０００\u3000",
    ],
)
def test_yen_is_read_as_people_write_it(typed):
    assert YenField().clean(typed) == 182_000


@pytest.mark.parametrize(
    ("typed", "figure"),
    [("1,234,567", 1_234_567), ("１，２３４，５６７円", 1_234_567), ("12、000", 12_000), ("12,000", 12_000)],
)
def test_a_comma_parts_thousands(typed, figure):
    assert YenField().clean(typed) == figure
    assert CountField(unit="円", max_value=9_999_999).clean(typed) == figure


@pytest.mark.parametrize(
    "typed",
    ["1,5", "１，５", "12,00", "1,00,0", "1,2345", "1234,567", "1,234、567", "1,000,", "1 5", "12、00円", "△1,5"],
)
def test_a_comma_that_parts_no_thousands_is_a_slip(typed):
    told = (
        "月の収入の「,」や空白は、3桁ごとの区切りにだけ使えます。"
        "区切りを見直すか、数字だけで入力してください。例：1,200"
    )

    assert sentence(YenField(label="月の収入"), typed) == told
    assert sentence(CountField(label="月の収入", unit="か月"), typed.removesuffix("円")) == told


def test_yen_tells_blank_from_nought():
    assert YenField(required=False).clean("") is None
    assert YenField(required=False).clean("０円") == 0


@pytest.mark.parametrize("typed", ["-1000", "－１０００", "△1,000", "▲1,000円", "−1000"])
def test_yen_refuses_a_negative_amount(typed):
    assert sentence(YenField(label="月の収入"), typed) == (
        "月の収入に「-」は使えません。0以上の数字を入力してください。"
    )


@pytest.mark.parametrize(
    "typed", ["10万円くらい", "1000.5", "約1000", "1e5", "١٢٣", "円円", "1_000", "3²", "3₂", ",,,"]
)
def test_yen_refuses_what_is_no_whole_number(typed):
    assert sentence(YenField(label="月の収入"), typed) == "月の収入は数字だけで入力してください。例：100,000"


def test_yen_refuses_an_amount_off_the_step_and_beyond_the_limits():
    field = YenField(label="借入希望額", step_size=1_000, min_value=1_000, max_value=100_000)

    assert field.clean("100,000") == 100_000
    assert sentence(field, "1500") == "借入希望額は1,000円単位で入力してください。"
    assert sentence(field, "0") == "借入希望額は1,000円以上で入力してください。"
    assert sentence(field, "101000") == "借入希望額は100,000円以下で入力してください。"


def test_an_amount_that_no_column_can_hold_is_too_large_and_no_fault():
    assert sentence(YenField(label="月の収入"), "9" * 5_000) == "月の収入は2,147,483,647円以下で入力してください。"


def test_yen_shows_what_was_stored_with_commas_and_what_was_typed_as_typed():
    assert YenField().prepare_value(182_000) == "182,000"
    assert YenField().prepare_value("１８２０００") == "１８２０００"


def test_yen_typed_otherwise_but_equal_has_not_changed():
    assert not YenField().has_changed(182_000, "１８２，０００円")
    assert YenField().has_changed(182_000, "182,001")


def test_count_takes_its_unit_and_full_width_digits():
    assert CountField(unit="人").clean("３人") == 3
    assert CountField(unit="か月").clean("12か月") == 12


def test_count_refuses_words_and_too_many():
    assert sentence(CountField(label="世帯の人数", unit="人"), "数人") == (
        "世帯の人数は数字だけで入力してください。例：3"
    )
    assert sentence(CountField(label="世帯の人数", unit="人", max_value=20), "21") == (
        "世帯の人数は20人以下で入力してください。"
    )


@pytest.mark.parametrize("typed", ["昭和５５年４月１日", "S55.4.1", "ｓ５５０４０１", "1980/4/1", "19800401"])
def test_date_is_read_as_people_write_it(typed):
    assert EraDateField().clean(typed) == PartialDate(1980, 4, 1)


@pytest.mark.parametrize("typed", ["55.4.1", "平成元年1月1日", "2026-02-30", "あした", "2026-11-22"])
def test_date_refuses_with_the_label_and_what_to_do(typed):
    told = sentence(EraDateField(label="生年月日"), typed)

    assert told.startswith("生年月日：")
    assert told.endswith("してください。")


@pytest.mark.parametrize("typed", ["不詳", "昭和20年（日不詳）", "昭和20年5月（日不詳）"])
def test_unknown_parts_are_taken_only_where_the_form_allows_it(typed):
    assert EraDateField(allow_unknown=True).clean(typed).day is None
    assert sentence(EraDateField(label="申込日"), typed) == (
        "申込日は年・月・日をすべて入力してください。例：令和8年11月21日"
    )


def test_a_day_to_come_is_taken_only_where_the_form_allows_it():
    assert EraDateField(allow_future=True).clean("令和9年4月1日") == PartialDate(2027, 4, 1)
    assert "まだ来ていない" in sentence(EraDateField(label="申込日"), "令和9年4月1日")


@pytest.mark.parametrize("typed", ["2118-01-01", "9998-12-31"])
def test_a_day_to_come_is_refused_where_no_era_of_two_figures_could_write_it(typed):
    assert sentence(EraDateField(label="期限", allow_future=True), typed) == (
        "期限が先の日付になりすぎています。年を確認してください。"
    )


@pytest.mark.parametrize(
    "stored", [PartialDate(1980, 4, 1), PartialDate(1945), PartialDate(1989), PartialDate.unknown()]
)
def test_a_stored_date_is_shown_so_that_it_reads_back(stored):
    field = EraDateField(allow_unknown=True)

    assert field.clean(field.prepare_value(stored)) == stored


def test_a_date_may_be_left_blank_where_it_is_not_required():
    assert EraDateField(required=False).clean(" ") is None
