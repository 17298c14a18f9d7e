"""話し言葉の数: what counsellors write down as it is said is read, and what could be two amounts is not guessed."""

import pytest
from django.core.exceptions import ValidationError

from councils.look.fields import CountField, YenField


@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("3万円", 30_000),
        ("１０万円", 100_000),
        ("9万8千円", 98_000),
        ("９万８千", 98_000),
        ("9万8,000円", 98_000),
        ("9万800円", 90_800),
        ("98千円", 98_000),
        ("三万円", 30_000),
        ("十二万五千円", 125_000),
        ("二千五百三十二円", 2_532),
        ("金 1億2千万円 也", 120_000_000),
        ("¥3万", 30_000),
        ("千円", 1_000),
    ],
)
def test_an_amount_is_read_as_it_is_said(typed, yen):
    assert YenField().clean(typed) == yen


@pytest.mark.parametrize("typed", ["3万5", "2千5", "1万20000", "1,5万円", "12345万円", "万円", "約3万円", "3万円弱"])
def test_what_could_be_two_amounts_or_is_none_is_refused(typed):
    with pytest.raises(ValidationError):
        YenField().clean(typed)


def test_more_than_a_column_can_hold_is_too_large_in_words_too():
    with pytest.raises(ValidationError, match="以下で入力してください"):
        YenField(label="月の収入").clean("9999億円")


@pytest.mark.parametrize("typed", ["12か月", "１２ヶ月", "12カ月", "12ヵ月", "12箇月", "十二か月"])
def test_months_are_read_however_they_are_written(typed):
    assert CountField(unit="か月").clean(typed) == 12
