"""Single signs and scripts: what is not seen, what stands on others, what other machines have."""


def _around(sign: str) -> str:
    return f"見{sign}本"


def _each(name: str, *codes: int) -> dict[str, str]:
    """One text for each sign, which stands in the middle of a word."""
    return {f"{name} U+{code:04X}": _around(chr(code)) for code in codes}


_CONTROLS = {
    "NUL": "見\0本",
    "NUL first": "\0見本",
    "NUL last": "見本\0",
    "NUL alone": "\0",
    "controls": "\x01\x07\x08\x1b[31m\x7f\x85",
    "colours of a terminal": "\x1b[31m見本\x1b[0m",
    **_each("control", *range(0x01, 0x09), *range(0x0E, 0x20), 0x7F, 0x80, 0x81, 0x8D, 0x90, 0x9D, 0x9F),
}
_LINES = {
    "LF": "山田\n花子",
    "CR": "山田\r花子",
    "CR LF": "山田\r\n花子",
    "LF last": "山田花子\n",
    "lines and nothing": "\n\n\n",
    "tab": "山田\t花子",
    "line ends": "a\rb\nc\r\nd\u2028e\u2029f",
    **_each("line end", 0x0B, 0x0C, 0x85, 0x2028, 0x2029),
}
_TURNING = {
    "turned around": "\u202e見本\u202c\u2066x\u2069",
    "turned file name": "見本\u202efdp.exe",
    **_each("turning", *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C),
}
_UNSEEN = {
    "of no width": "山\u200b田\u200c\u200d\ufeff\u2060",
    "only of no width": "\u200b\u200b",
    "BOM first": "\ufeff山田",
    "BOM read as latin": "ï»¿山田",
    "tags": "見本\U000e0001\U000e0074\U000e007f",
    **_each("unseen", 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0xFEFF, 0x00AD, 0x180E, 0x034F),
    **_each("filler", 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0xFFF9, 0xFFFB, 0xFFFC),
}
_SPACES = {
    "blanks": "\u3000 \t" * 50,
    "one blank": " ",
    "one wide blank": "\u3000",
    "blanks around": "\u3000山田\u3000 ",
    **_each("space", 0x00A0, 0x1680, 0x2000, 0x2003, 0x2007, 0x2009, 0x202F, 0x205F),
}
_NO_CHARACTERS = {
    "private": "\ue000\uf8ff\U000f0000",
    "not a character": "\ufffe\uffff\U0010ffff",
    "not assigned": "見\u0378\U0003fffd本",
    "replacement": "見\ufffd本",
    "stand-in": "〓",
    "half a pair, first": "見\ud83d本",
    "half a pair, second": "見\ude00本",
    "halves in turn": "\ude00\ud83d",
    "half a pair alone": "\ud800",
    **_each("private", 0xE000, 0xF8FF, 0xF0000, 0x10FFFD),
    **_each("no character", 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF),
}
_MARKS = {
    "marks on marks": "は" + "\u3099\u0301" * 300,
    "a mark first": "\u3099か",
    "only marks": "\u0300\u0301\u0302",
    "zalgo": "h̸̡̪̯ͨ͊̽̅̾̎e̴͚̬͙͝ l̷̨̛̮p̶͈̑",
    "parted dakuten": "か\u3099き\u3099は\u309a",
    "enclosing": "見\u20dd本\u20e0",
    "variants": "辻󠄀葛󠄁邉󠄂",
    "variants without a letter": "\U000e0100\ufe00\ufe0f",
    "variants in a row": "葛" + "\U000e0100" * 60,
}
_PICTURES = {
    "emoji": "😀",
    "families": "👨‍👩‍👧‍👦🏽🇯🇵" * 20,
    "a flag": "🇯🇵",
    "half a flag": "🇯",
    "a key": "1️⃣2️⃣",
    "skin": "👍🏿",
    "emoji in a name": "山田😀花子",
    "new emoji": "\U0001fae9",
}
_LETTERS = {
    "rare": "𠮷髙﨑①㈱№㍻〓",
    "compatible": "\ufa11\uf900\U0002f81a",
    "radicals": "⼭⽥⺠",
    "kanji of the newest plane": "\U00030000\U00031350",
    "repeated": "佐々木〻〱〲ゝヾ仝",
    "cp932 waves": "～－∥￠￡￢〜−‖¢£¬",
    "cp932 backslashes": "表ソ能予十申貼暴",
    "half width": "ﾊﾝｶｸｶﾞﾊﾟ｢｣",
    "half-width kana": "ﾖｼﾀﾞ ｹﾝｲﾁ",
    "half-width mark alone": "ﾞ",
    "half-width vowel line": "ｰｰｰ",
    "hiragana": "よしだ　けんいち",
    "kana of old": "ヷヸヹヺゐゑヰヱゟヿ",
    "kana of Ainu": "ㇰㇱㇳㇷ゚",
    "hentaigana": "\U0001b001\U0001b002",
    "squared words": "㌔㍿㋿㍻㍾",
    "a ligature of eighteen": "\ufdfa" * 20,
    "ligatures": "ﬃﬆǆ",
    "letters that grow": "ß" * 20 + "ŉ",
    "Turkish": "İıIi",
    "wide letters": "ＡＢＣａｂｃ",
    "wide signs": "＠＝＋－＜＞＆’”",
    "Greek and Cyrillic": "Αа",
    "Arabic": "محمد",
    "Hebrew": "שלום",
    "Thai": "สวัสดี",
    "Devanagari": "नमस्ते",
    "Hangul in parts": "\u1112\u1161\u11ab",
    "Egyptian": "𓀀𓂀",
    "music": "𝄞𝅘𝅥",
    "mathematical": "𝐀𝒜𝔸",
}
SIGNS = {
    **_CONTROLS,
    **_LINES,
    **_TURNING,
    **_UNSEEN,
    **_SPACES,
    **_NO_CHARACTERS,
    **_MARKS,
    **_PICTURES,
    **_LETTERS,
}
