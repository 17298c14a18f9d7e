"""住所. Real municipalities with their real postal and official codes, and towns that exist nowhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """市区町村. postcode is that of "no town listed"; provider is the code of the body that answers inquiries.

    Codes are 全国地方公共団体コード of 6 digits. A ward of a designated city (行政区) answers through its city.
    """

    prefecture: str
    municipality: str
    postcode: str
    provider: str
    weight: int


CHIYODA = Place("東京都", "千代田区", "1000000", "131016", 14)

PLACES = (
    CHIYODA,
    Place("東京都", "世田谷区", "1540000", "131121", 14),
    Place("東京都", "八王子市", "1920000", "132012", 14),
    Place("東京都", "足立区", "1200000", "131211", 10),
    Place("東京都", "江戸川区", "1320000", "131237", 8),
    Place("東京都", "町田市", "1940000", "132098", 6),
    Place("埼玉県", "川口市", "3320000", "112038", 7),
    Place("千葉県", "船橋市", "2730000", "122041", 7),
    Place("神奈川県", "藤沢市", "2510000", "142051", 6),
    Place("神奈川県", "横浜市西区", "2200000", "141003", 5),
    Place("大阪府", "東大阪市", "5770000", "272272", 6),
    Place("宮城県", "仙台市青葉区", "9800000", "041009", 3),
)

TOWNS = ("見本町", "架空町", "見本台", "架空が丘")
BUILDINGS = ("見本ハイツ", "架空コーポ", "コーポ見本", "架空荘")
