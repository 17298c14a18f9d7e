"""項目ごとの照合結果. What comparing one item found, and in which words staff hear of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from .people import Item


class Rule(StrEnum):
    """照合の基準. STRICT folds only encoding and notation; RELAXED also 包摂 glyphs and the alias tables."""

    STRICT = "厳格"
    RELAXED = "緩和"


class Standing(StrEnum):
    """項目の一致区分."""

    AGREES = "一致"
    NEAR = "表記の違い・読めない記載"  # a person can see at once whether it is the same
    MISSING = "記録なし"
    DIFFERS = "不一致"
    EXCLUDES = "別人の証"  # differs in a way that no slip, move or marriage explains


class Reason(StrEnum):
    """理由. The value is the sentence for staff; the name is the code that is recorded."""

    KANA_DIFFERS = "フリガナの表記が違います（4情報の判定には使いません）。"

    NAME_MISSING = "氏名の記録がありません。"
    NAME_UNREADABLE = "氏名に外字など読めない文字があります。"
    NAME_SAME_SHAPE = "氏名の字形が違います（包摂される字）。"
    NAME_RELATED_GLYPH = "氏名に異体字があります（親字・正字の関係）。"
    NAME_IMMIGRATION_KANJI = "氏名が簡体字と正字で違います。"
    NAME_ITERATION = "氏名の「々」の表記が違います。"
    NAME_KE = "氏名の「ヶ・ケ」の表記が違います。"
    NAME_DIACRITIC = "氏名のローマ字の符号が違います。"
    NAME_FORMER = "旧氏などの併記が一方だけにあります。"
    NAME_ALIAS = "一方の氏名が、もう一方に併記された通称・旧氏と同じです。"
    NAME_REGISTERED_OTHER = "氏名は、登録されている通称・旧氏と一致します。"
    NAME_NEAR_OTHER = "氏名は、登録されている通称・旧氏と表記だけが違います。"
    NAME_ORDER = "氏名の語順が違います。"
    NAME_PART_MISSING = "氏名の一部が一方だけにあります。"
    NAME_BOUNDARY = "氏と名の区切りが違います。"
    NAME_SCRIPT = "氏名の文字種が違います。通称や登録名を確認してください。"
    NAME_SAME_READING = "氏名の読みは同じですが、字が違います。"
    NAME_DIFFERS = "氏名が違います。旧氏や改名を確認してください。"
    NAME_OTHER_GIVEN = "名と、名の読みがどちらも違います。"

    BORN_MISSING = "生年月日の記録がありません。"
    BORN_UNREADABLE = "生年月日に誤りがあります。入力を確認してください。"
    BORN_PARTLY_UNKNOWN = "生年月日の不詳の部分が違います。"
    BORN_ONE_DIGIT = "生年月日の数字が1字違います。"
    BORN_SWAPPED = "生年月日の月と日が入れ替わっています。"
    BORN_ERA = "生年月日の元号が違います。"
    BORN_FAR = "生年月日が違い、書き誤りでは説明できません。"

    SEX_MISSING = "性別の記録がありません。"
    SEX_DIFFERS = "性別が違います。"

    ADDRESS_MISSING = "住所の記録がありません。"
    ADDRESS_UNREADABLE = "住所を読み取れません。入力を確認してください。"
    ADDRESS_AMBIGUOUS = "住所の市区町村を一つに決められません。都道府県から確認してください。"
    ADDRESS_INCOMPLETE = "住所に番地がありません。居所の記載でないか確認してください。"
    ADDRESS_ALIAS = "市区町村名の表記が違います。"
    ADDRESS_TOWN_VARIANT = "町名の表記が違います。"
    ADDRESS_TOWN_PART = "字（小字）などが一方だけにあります。"
    ADDRESS_SHORT = "住所の番地・号が一方だけにあります。"
    ADDRESS_ROOM_MISSING = "住所の部屋番号が一方だけにあります。"
    ADDRESS_ROOM_DIFFERS = "住所の部屋番号が違います。"
    ADDRESS_BUILDING = "住所の建物・方書が違います。"
    ADDRESS_NUMBERS = "住所の番地が違います。"
    ADDRESS_REORGANISED = "住所の市区町村が、合併や区の再編の前と後で違います。"
    ADDRESS_RENUMBERED = "住所の町名が、住居表示の実施の前と後で違います。"
    ADDRESS_LOT_OR_HOUSE = "一方は地番、もう一方は住居表示の番号のようです。"
    ADDRESS_FORMER = "住所は、登録されている前住所と一致します。転居の時期を確認してください。"
    ADDRESS_NEAR_FORMER = "住所は、登録されている前住所と表記だけが違います。転居の時期を確認してください。"
    ADDRESS_ELSEWHERE = "住所が別の場所です。転居を確認してください。"

    NOBODY_FOUND = "該当する記録がありません。前住所、旧氏、通称、住登外を確認してください。"
    NOBODY_FITS = "候補はいずれも別人です。前住所、旧氏、通称、住登外を確認してください。"
    SEVERAL_EXACT = "4情報が一致する候補が2件以上あります。"
    SEVERAL_CANDIDATES = "候補が2件以上あり、1件に決められません。別の項目か本人に確認してください。"
    OTHERS_DROPPED = "ほかの候補は別人として除きました。"
    FITS_OTHER_MEMBER = "候補は、同じ申込の別の世帯員にも合います。番号の取り違えを確認してください。"


@dataclass(frozen=True, slots=True)
class Finding:
    """一項目の照合結果. reason is None only where the item agrees without anything to note.

    by: which of the other names or former addresses explains the difference, as recorded.
    """

    item: Item
    standing: Standing
    reason: Reason | None = None
    by: str = field(default="", repr=False)

    @property
    def contradicts(self) -> bool:
        return self.standing is Standing.DIFFERS or self.standing is Standing.EXCLUDES


def variant(item: Item, reason: Reason, rule: Rule) -> Finding:
    """A difference that the relaxed rule forgives with a note and the strict rule lays before a person."""
    return Finding(item, Standing.AGREES if rule is Rule.RELAXED else Standing.NEAR, reason)
