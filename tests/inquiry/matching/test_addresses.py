import itertools

import pytest

from inquiry.matching.addresses import in_parts, sign_by_sign
from inquiry.matching.compare import Outcome
from inquiry.matching.findings import Rule

from .people import HOME, pair


def outcome(left, right, rule=Rule.STRICT):
    return pair({"address": left}, {"address": right}, rule).outcome


@pytest.mark.parametrize(
    "written",
    [
        "東京都世田谷区見本町5丁目-4-3",
        "東京都世田谷区見本町5-4-3",
        "東京都世田谷区見本町5の4の3",
        "東京都世田谷区見本町5ノ4ノ3",
        "東京都世田谷区見本町五の四の三",
        "東京都世田谷区見本町５ー４ー３",
        "東京都世田谷区見本町5‐4−3",
        "東京都世田谷区見本町5丁目4番地の3",
        "東京都世田谷区見本町五丁目四番地三",
        "東京都世田谷区見本町5-4-3号",
        "東京都 世田谷区 見本町 5 丁目 4 番 3 号",
        "東京都世田谷区大字見本町5-4-3",
        "〒154-0001 東京都世田谷区見本町5-4-3",
        "1540001 東京都世田谷区見本町5-4-3",
        "世田谷区見本町5-4-3",
        "東京都世田谷区見本町5-4-3 コーポ見本",
    ],
)
def test_notation_is_the_one_variance_that_counts_as_exact(written):
    assert outcome(written, HOME) is Outcome.MATCH


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("岐阜県関ヶ原町見本894-58", "岐阜県不破郡関ケ原町見本894番地58"),
        ("不破郡関ケ原町見本894", "岐阜県不破郡関ケ原町見本894番地"),
        ("北海道余市町見本1", "北海道余市郡余市町見本1番地"),
        ("堺市堺区見本町二丁1番", "大阪府堺市堺区見本町2-1"),
        ("大阪府大阪市北区中之島1-3-20", "大阪府大阪市北区中ノ島一丁目3番20号"),
        ("北海道札幌市中央区南十五条西二十丁目1番30号", "北海道札幌市中央区南15条西20丁目1-30"),
        ("岩手県九戸郡洋野町見本第五地割12番地3", "岩手県洋野町見本第5地割12-3"),
        ("東京都中央区八丁堀1-2-3", "東京都中央区八丁堀一丁目2番3号"),
        ("東京都港区麻布十番1-2-3", "東京都港区麻布十番一丁目2番3号"),
        ("東京都千代田区三番町6", "東京都千代田区3番町6番地"),
        ("東京都世田谷区見本町5-4-3-201", "東京都世田谷区見本町5-4-3 コーポ見本201号室"),
        ("東京都世田谷区見本町5-4-3 201号室", "東京都世田谷区見本町5-4-3 コーポ見本 ２０１号"),
        ("東京都世田谷区見本町5丁目4番3-201号", "東京都世田谷区見本町5-4-3 コーポ見本#201"),
        ("静岡県浜松市中区見本町1", "静岡県浜松市中区見本町1番地"),
    ],
)
def test_one_dwelling_written_in_two_ways_matches(left, right):
    assert outcome(left, right) is Outcome.MATCH


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("東京都世田谷区見本町1-23", "東京都世田谷区見本町12-3"),
        ("東京都世田谷区見本町1 23", "東京都世田谷区見本町123"),
        ("東京都世田谷区見本町5番4号", "東京都世田谷区見本町5丁目4番"),
        ("東京都世田谷区見本町5-4", HOME),
        ("東京都世田谷区見本町5-4 コーポ見本3号室", HOME),
        ("東京都世田谷区見本町123 コーポ見本201", "東京都世田谷区見本町123-201"),
        ("東京都世田谷区見本町5-4-3 コーポ見本201号室", HOME),
        ("東京都世田谷区見本町5-4-3 A棟201", "東京都世田谷区見本町5-4-3 B棟201"),
        ("東京都世田谷区見本町5-4-3 A棟201", "東京都世田谷区見本町5-4-3-201"),
        ("東京都世田谷区見本町5-4-3 コーポ見本201", "東京都世田谷区見本町5-4-3 メゾン架空201"),
        ("東京都世田谷区見本町5-4-3 架空方", HOME),
        ("東京都世田谷区見本町5-4-3 見本病院内", HOME),
        ("東京都世田谷区見本町123番地甲", "東京都世田谷区見本町123番地乙"),
        ("東京都世田谷区見本町123番地イ", "東京都世田谷区見本町123番地"),
        ("新潟県佐渡市見本字西町12", "新潟県佐渡市見本12"),
        ("兵庫県神戸市中央区三ノ見本町1-2", "兵庫県神戸市中央区三見本町1-2"),
        ("京都府京都市中京区寺町通御池上る見本町488", "京都府京都市中京区見本町488"),
        ("静岡県浜松市中区見本町1", "静岡県浜松市中央区見本町1"),
        ("福島県伊達市見本町1", "北海道伊達市見本町1"),
    ],
)
def test_what_may_be_another_dwelling_is_for_a_person(left, right):
    assert outcome(left, right, Rule.RELAXED) is Outcome.NEEDS_REVIEW


@pytest.mark.parametrize(
    "written",
    [
        "府中市見本町1-2",
        "中央区見本町1-2",
        "堺区見本町1-2",
        "架空市見本町1-2",
        "東京都世田谷区見本町",
        "同上",
        "〓町1-2",
        "1" * 9000,
    ],
)
def test_an_address_that_names_no_place_does_not_match_even_itself(written):
    assert outcome(written, written) is Outcome.NEEDS_REVIEW


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("茨城県竜ケ崎市見本町1-2", "茨城県龍ケ崎市見本町1-2"),
        ("東京都新宿区四谷1-2", "東京都新宿区四ツ谷1-2"),
        ("石川県七尾市見本町イ123", "石川県七尾市見本町い123"),
        ("東京都港区髙見本1-2", "東京都港区高見本1-2"),
    ],
)
def test_another_spelling_of_the_town_matches_by_the_relaxed_rule_only(left, right):
    assert outcome(left, right) is Outcome.NEEDS_REVIEW
    assert outcome(left, right, Rule.RELAXED) is Outcome.MATCH


def test_a_municipality_is_itself_in_whatever_glyph_it_is_written_on_both_sides():
    assert outcome("茨城県竜ケ崎市見本町1-2", "茨城県竜ヶ崎市見本町1番地2") is Outcome.MATCH


_HEADS = [
    "東京都世田谷区見本町",
    "世田谷区大字見本",
    "三重県津市三",
    "岐阜県不破郡関ヶ原町",
    "札幌市北区北十条西",
    "見本町",
]
_RUNS = [
    "5-4-3",
    "5丁目4番3号",
    "5番地4",
    "5番地の4",
    "5丁4",
    "20丁",
    "5",
    "5-4号",
    "5丁目4番3号室",
    "5-",
    "5番4号棟",
]
_ENDS = [
    "",
    " コーポ見本201号室",
    "見本荘3",
    "ノ201号室",
    "の3",
    "三号",
    " 番町",
    " 室",
    "北二-3",
    "ハイツー",
    " 丁目",
    "  A棟",
]


def test_an_address_read_part_by_part_is_what_it_is_sign_by_sign():
    texts = ["".join(parts) for parts in itertools.product(_HEADS, _RUNS, _ENDS)]

    by_parts = {text: found for text in texts if (found := in_parts(text)) is not None}

    assert len(by_parts) > 50
    assert {text: found for text, found in by_parts.items() if found != sign_by_sign(text)} == {}
