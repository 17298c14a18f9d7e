import pytest

from loans.search.models import SearchKey
from loans.search.typed import NotUnderstood, understood

Kind = SearchKey.Kind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("03-1234-5678", (Kind.PHONE,)),
        ("（０３）１２３４－５６７８", (Kind.PHONE,)),
        ("０９０ １２３４ ５６７８", (Kind.PHONE,)),
        ("+81-3-1234-5678", (Kind.PHONE,)),
        ("5678", (Kind.PHONE_END,)),
        ("131016-R8-00012", (Kind.NUMBER,)),
        ("131016r800012", (Kind.NUMBER,)),
        ("１３－Ｒ８－ＫＩＮＫＹＵ－００００７", (Kind.NUMBER,)),
        ("13-R8-RE_GENERAL-00007", (Kind.NUMBER,)),
        ("たかは", (Kind.KANA, Kind.NAME)),
        ("ﾀｶﾊｼ", (Kind.KANA, Kind.NAME)),
        ("髙橋", (Kind.NAME,)),
        ("髙橋はな", (Kind.NAME,)),
        ("Maria", (Kind.NAME,)),
    ],
)
def test_what_was_typed_is_known_by_its_shape(text, kinds):
    assert understood(text).kinds == kinds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "入力してください"),
        ("　", "入力してください"),
        ("田", "2文字以上"),
        ("・ー", "2文字以上"),
        ("タ", "2文字以上"),
        ("%_", "2文字以上"),
        ("123", "下4桁"),
        ("12345678", "下4桁"),
        ("99999999999", "下4桁"),
        ("123456789018", "マイナンバー"),
        ("１２３４ ５６７８ ９０１８", "マイナンバー"),
        ("山田\x00", "画面に出ない文字"),
        ("山田\u202e", "画面に出ない文字"),
        ("あ" * 81, "80文字以内"),
    ],
)
def test_what_nobody_is_found_by_is_said_with_what_is(text, words):
    with pytest.raises(NotUnderstood, match=words):
        understood(text)


def test_what_was_looked_for_is_carried_into_a_new_talk_in_its_own_box():
    assert understood("09012345678").phone == "09012345678"
    assert understood("髙橋 花子").name == "髙橋 花子"
    assert (understood("たかはし").kana, understood("たかはし").name) == ("たかはし", "")
    assert understood("5678").phone == ""
