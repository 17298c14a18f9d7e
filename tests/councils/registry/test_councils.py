"""社会福祉協議会の一覧: the committed table, its codes and names."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from councils.registry.reader import CouncilRow, Kind, check_digit, read

# 全国地方公共団体コード of the 20 designated cities, as published by 総務省.
DESIGNATED_CITIES = {
    "011002": "札幌市",
    "041009": "仙台市",
    "111007": "さいたま市",
    "121002": "千葉市",
    "141003": "横浜市",
    "141305": "川崎市",
    "141500": "相模原市",
    "151009": "新潟市",
    "221007": "静岡市",
    "221309": "浜松市",
    "231002": "名古屋市",
    "261009": "京都市",
    "271004": "大阪市",
    "271403": "堺市",
    "281000": "神戸市",
    "331007": "岡山市",
    "341002": "広島市",
    "401005": "北九州市",
    "401307": "福岡市",
    "431001": "熊本市",
}


@pytest.fixture(scope="module")
def rows() -> dict[str, CouncilRow]:
    return {row.code: row for row in read()}


def of_kind(rows: dict[str, CouncilRow], kind: Kind) -> list[CouncilRow]:
    return [row for row in rows.values() if row.kind is kind]


def place(row: CouncilRow) -> str:
    return row.name.removesuffix("社会福祉協議会")


def test_every_code_stands_once():
    codes = [row.code for row in read()]

    assert len(codes) == len(set(codes))


def test_there_are_47_prefectures_1741_municipalities_and_171_wards(rows):
    counts = Counter(row.kind for row in rows.values())

    assert counts == {Kind.PREFECTURAL: 47, Kind.MUNICIPAL: 1741, Kind.WARD_OFFICE: 171}


def test_the_municipalities_are_792_cities_743_towns_183_villages_and_23_wards(rows):
    endings = Counter(place(row)[-1] for row in of_kind(rows, Kind.MUNICIPAL))

    assert endings == {"市": 792, "町": 743, "村": 183, "区": 23}


def test_the_23_wards_are_those_of_tokyo(rows):
    wards = [row for row in of_kind(rows, Kind.MUNICIPAL) if place(row).endswith("区")]

    assert {row.prefecture for row in wards} == {"130001"}


def test_villages_of_the_northern_territories_are_not_among_them(rows):
    assert not [code for code in rows if "01695" <= code[:5] <= "01700"]


def test_every_code_ends_in_its_check_digit(rows):
    wrong = [code for code in rows if len(code) != 6 or check_digit(code[:5]) != code[5]]

    assert wrong == []


@pytest.mark.parametrize(("five", "digit"), [("13000", "1"), ("13101", "6"), ("14150", "0"), ("01100", "2")])
def test_check_digit_follows_the_published_codes(five, digit):
    assert check_digit(five) == digit


@pytest.mark.parametrize("five", ["", "1310", "131016", "１３１０１", "13a01"])
def test_check_digit_refuses_what_is_not_five_digits(five):
    with pytest.raises(ValueError, match="5桁"):
        check_digit(five)


def test_every_name_is_that_of_a_council_and_carries_no_district(rows):
    names = [row.name for row in rows.values()]

    assert all(name.endswith("社会福祉協議会") for name in names)
    assert not [name for name in names if re.match(r".+郡.+[町村]社会", name)]


def test_every_kana_is_full_width_katakana(rows):
    wrong = [row for row in rows.values() if not re.fullmatch(r"[ァ-ヴー]+シャカイフクシキョウギカイ", row.kana)]

    assert wrong == []


@pytest.mark.parametrize(
    ("code", "name", "kana"),
    [
        ("130001", "東京都", "トウキョウト"),
        ("131016", "千代田区", "チヨダク"),
        ("103454", "吉岡町", "ヨシオカマチ"),
        ("133817", "三宅村", "ミヤケムラ"),
        ("134015", "八丈町", "ハチジョウマチ"),
        ("284815", "上郡町", "カミゴオリチョウ"),
        ("072036", "郡山市", "コオリヤマシ"),
        ("151009", "新潟市", "ニイガタシ"),
        ("341002", "広島市", "ヒロシマシ"),
        ("221384", "浜松市中央区", "ハママツシチュウオウク"),
    ],
)
def test_names_and_kana_are_those_in_use(rows, code, name, kana):
    row = rows[code]

    assert (place(row), row.kana) == (name, f"{kana}シャカイフクシキョウギカイ")


def test_every_row_belongs_to_the_prefecture_of_its_code(rows):
    prefectures = {row.code for row in of_kind(rows, Kind.PREFECTURAL)}

    assert {row.prefecture for row in rows.values()} == prefectures
    assert all(row.prefecture[:2] == row.code[:2] for row in rows.values())
    assert {code[:2] for code in prefectures} == {f"{number:02}" for number in range(1, 48)}


def test_each_prefecture_has_municipal_councils(rows):
    with_municipalities = {row.prefecture for row in of_kind(rows, Kind.MUNICIPAL)}

    assert len(with_municipalities) == 47


def test_the_cities_with_ward_offices_are_the_20_designated_cities(rows):
    parents = {row.parent for row in of_kind(rows, Kind.WARD_OFFICE)}

    assert {code: place(rows[code]) for code in parents} == DESIGNATED_CITIES
    assert all(rows[code].kind is Kind.MUNICIPAL for code in parents)


def test_a_ward_office_carries_the_name_of_its_city(rows):
    wards = of_kind(rows, Kind.WARD_OFFICE)

    assert all(place(row).startswith(place(rows[row.parent])) for row in wards)


def test_only_ward_offices_have_a_parent(rows):
    assert {row.kind for row in rows.values() if row.parent} == {Kind.WARD_OFFICE}


def test_parents_stand_before_those_who_name_them():
    seen = set()

    for row in read():
        seen.add(row.code)
        assert {row.prefecture, row.parent} <= seen | {""}
