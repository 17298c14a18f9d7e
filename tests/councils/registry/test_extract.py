"""社協一覧の抽出: the committed table is what the postal code table gives."""

from __future__ import annotations

import pytest

from councils.registry.extract import city_code, council_rows, without_district
from councils.registry.reader import read


def test_the_committed_table_is_what_the_source_gives():
    assert list(read()) == council_rows()


@pytest.mark.parametrize(
    ("wards", "city"),
    [
        (["01101", "01110"], "01100"),
        (["14118", "14101", "14109"], "14100"),
        (["14131", "14137"], "14130"),
        (["22138", "22139", "22140"], "22130"),
        (["27102", "27128"], "27100"),
    ],
)
def test_a_citys_code_is_the_ten_of_its_lowest_ward(wards, city):
    assert city_code(wards) == city


def test_the_district_is_left_out_of_name_and_kana():
    assert without_district("北群馬郡吉岡町", "キタグンマグンヨシオカマチ") == ("吉岡町", "ヨシオカマチ")


def test_a_city_named_like_a_district_keeps_its_name():
    assert without_district("郡上市", "グジョウシ") == ("郡上市", "グジョウシ")
