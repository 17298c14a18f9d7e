"""支援措置: a look at the answers of a protected household shows no place, whatever the item is called."""

import pytest

from inquiry.officer.comparing import AnswerPart, without_places
from inquiry.officer.showing import HIDDEN_ADDRESS
from inquiry.reading.line import Line


@pytest.mark.parametrize(
    ("label", "is_place"),
    [
        ("住所", True),
        ("転入前市区町村コード", True),
        ("受給者情報1：居所方書", True),
        ("通知書送付先", True),
        ("市町村民税均等割額", False),
        ("世帯員数", False),
    ],
)
def test_a_place_of_a_protected_household_is_not_shown(label, is_place):
    part = AnswerPart("住民票関係情報", "令和8年4月1日", [Line(label, "131016", "申告")], ())

    [line] = without_places(part).lines

    assert line == Line(label, HIDDEN_ADDRESS if is_place else "131016", "申告")
