"""印刷できる文字: what the letters' font has and lacks, named as people see it."""

from __future__ import annotations

import pytest

from councils.papers.glyphs import CharacterNotInFont, check_printable, missing_characters


@pytest.mark.parametrize("name", ["髙橋 花子", "𠮷田 太郎", "山﨑 濵田", "渡邉 栁 彅 德 瀨", "■□〒①㈱ ー々ヶ", "葛󠄀城"])
def test_names_of_the_field_are_printable(name):
    assert missing_characters(name) == []


def test_a_variant_that_the_font_lacks_is_named_with_its_selector():
    assert missing_characters("渡邉󠄏 花子") == ["邉󠄏"]


def test_each_missing_character_is_named_once_in_order():
    assert missing_characters("😀あ\U00030000😀\n\t") == ["😀", "\U00030000"]


def test_the_refusal_names_the_character_and_its_code():
    with pytest.raises(CharacterNotInFont) as refusal:
        check_printable(["渡邉󠄏 花子", "東京都"])

    assert refusal.value.sentence.startswith("「邉󠄏」（U+9089 U+E010F）は、")
    assert refusal.value.sentence.endswith("。")
    assert refusal.value.characters == ["邉󠄏"]
