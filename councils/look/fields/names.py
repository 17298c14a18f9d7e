import re
import unicodedata
from typing import Any

import jaconv

from councils.look.fields.text import TextField, is_unseen

# Signs that stand for a character which somebody's machine did not have.
_STAND_INS = "〓\ufffd"
_KANA = re.compile(r"(?=.*[ァ-ヺ])[ァ-ヺー・ヽヾ\u3000]*")


class NameField(TextField):
    """氏名. Kept exactly as typed: 髙 﨑 𠮷 and variant forms are never normalised, only outer spaces go."""

    may_be_vouched = False
    default_error_messages = {
        "private_character": (
            "{label}に、このパソコンだけの文字（外字）が入っています。いちばん近い字で入力し、正しい字形は備考に書いてください。"
        ),
        "stand_in": (
            "{label}に「{sign}」（字の代わりの記号）が入っています。いちばん近い字で入力し、正しい字形は備考に書いてください。"
        ),
    }

    def to_python(self, value: Any) -> Any:
        name = super().to_python(value)
        if any(map(is_unseen, name or "")):
            raise self.refused("unprintable")
        if any(unicodedata.category(character) == "Co" for character in name or ""):
            raise self.refused("private_character")
        for sign in _STAND_INS:
            if sign in (name or ""):
                raise self.refused("stand_in", sign=sign)
        return name


class KanaField(TextField):
    """フリガナ. Stored as 全角カタカナ with one full-width space; ひらがな and ﾊﾝｶｸ are turned into it."""

    may_be_vouched = False
    default_error_messages = {"not_kana": "{label}はカタカナ（またはひらがな）で入力してください。例：ミホン　ハナコ"}

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return typed
        kana = jaconv.hira2kata(unicodedata.normalize("NFKC", typed))
        kana = re.sub(r"\s+", "\u3000", kana)
        if not _KANA.fullmatch(kana):
            raise self.refused("not_kana")
        return kana
