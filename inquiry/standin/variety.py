"""通称・旧氏・外字. Names that registers hold beside or instead of the one a person writes.

Made from the person's number alone, so that the population's own dice fall as they fell without it.
"""

from dataclasses import replace
from random import Random
from zlib import crc32

from .names import FAMILY
from .people import Person

# 外字 as they come: with a variation selector (IVS), or beyond the plane that cp932 knows.
GLYPHS = {"辺": "邊\U000e0101", "渡": "渡\U000e0100", "崎": "﨑", "高": "髙", "吉": "𠮷", "橋": "𣘺"}
LATIN = ("ＮＧＵＹＥＮ　ＶＡＮ　ＡＮ", "ＧＡＲＣＩＡ　ＭＡＲＩＡ", "ＳＨＲＥＳＴＨＡ　ＲＡＭ", "ＫＩＭ　ＭＩＮＪＩ")


def varied(person: Person) -> Person:
    """About one in twenty has another name beside, or a rare glyph in it."""
    luck = crc32(person.number.encode()) / 2**32
    rng = Random(luck)  # noqa: S311  # invented people must be repeatable
    if luck < 0.015:
        return replace(person, name=rng.choice(LATIN), aliases=(person.name,))
    if luck < 0.035:
        family, given = rng.choice(FAMILY)[0], person.name.partition("　")[2]
        return replace(person, aliases=(f"{family}　{given}",))
    if luck < 0.050:
        return replace(person, name="".join(GLYPHS.get(sign, sign) for sign in person.name))
    return person
