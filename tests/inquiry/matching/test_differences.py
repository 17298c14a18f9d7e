"""What an officer sees marked: the parts that differ, and of what class."""

import pytest

from inquiry.matching.compare import compare
from inquiry.matching.differences import CLASSES, class_of, glyph_classes, parts
from inquiry.matching.findings import Reason, Standing

from .people import HOME, TARO, TODAY


def marked(left, right) -> tuple[str, str]:
    """With what is marked in brackets."""
    found = parts(left, right)
    return tuple("".join(f"<{part.text}>" if part.is_different else part.text for part in side) for side in found)


@pytest.mark.parametrize(
    ("left", "right", "seen"),
    [
        ("山﨑一郎", "山崎一郎", ("山<﨑>一郎", "山<崎>一郎")),
        ("見本町5丁目4番3号", "見本町5-4-8", ("見本町5丁目4番<3>号", "見本町5-4-<8>")),
        ("見本町五丁目4番3号", "見本町５－４－３", ("見本町五丁目4番3号", "見本町５－４－３")),
        ("見本町1-2-3", "見本町1-2-3 コーポ見本201号室", ("見本町1-2-3", "見本町1-2-3 <コーポ見本201>号室")),
        ("昭和45年3月5日", "昭和45年5月3日", ("昭和45年<3>月<5>日", "昭和45年<5>月<3>日")),
        ("見本町1-2-3", "見本町三丁目2番", ("見本町<1>-2-<3>", "見本町<三>丁目2番")),
        ("", "見本", ("", "<見本>")),
    ],
)
def test_only_what_differs_is_marked(left, right, seen):
    assert tuple(side.replace("><", "") for side in marked(left, right)) == seen


@pytest.mark.parametrize(
    "texts", [("５－４－３", "5-4-3"), ("髙橋[仮名]", "高橋"), ("\ue000a𠮷", "a吉\ue000"), ("", "")]
)
def test_marking_loses_and_adds_no_character(texts):
    assert tuple("".join(part.text for part in side) for side in parts(*texts)) == texts


@pytest.mark.parametrize(
    ("left", "right", "classes"),
    [
        ("髙橋", "高橋", ["髙・高：字形A（包摂）"]),
        ("渡邉", "渡辺", ["邉・辺：字形B（親字・正字）"]),
        ("斉藤", "斎藤", ["斉・斎：別の字"]),
        ("张伟", "張偉", ["张・張：簡体字と正字", "伟・偉：簡体字と正字"]),
        ("見本", "見本太郎", []),
    ],
)
def test_each_glyph_is_named_by_its_class(left, right, classes):
    assert glyph_classes(left, right) == classes


def test_an_item_that_agrees_in_another_notation_is_called_so():
    left, right = HOME, "東京都世田谷区見本町5-4-3"
    address = compare(TARO, TARO.__class__(**{**vars_of(TARO), "address": right}), today=TODAY).findings[3]

    assert class_of(address, left, right) == "住所の表記（同じ）"
    assert class_of(address, left, left) == ""


def vars_of(items):
    return {name: getattr(items, name) for name in ("name", "kana", "born", "sex", "address")}


def test_every_reason_of_a_difference_has_its_class_or_the_words_of_its_standing():
    named = {reason for reason in Reason if reason.name.startswith(("NAME_", "BORN_", "ADDRESS_"))}
    plain = {"MISSING", "UNREADABLE", "DIFFERS", "AMBIGUOUS", "INCOMPLETE"}
    unnamed = {reason.name for reason in named - CLASSES.keys() if reason.name.split("_", 1)[1] not in plain}

    assert unnamed == set()
    assert all(standing.value for standing in Standing)
