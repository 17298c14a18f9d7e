"""氏名の照合. Equal, another spelling that somebody must see, the same reading, or another person's name."""

from collections import Counter

from . import glyphs
from .findings import Finding, Reason, Rule, Standing, variant
from .given_names import has_other_given
from .name_variants import forgivable, is_alias, loosened
from .names import Name, fits_unreadable, fold_kana, fold_name, reading
from .people import FourItems, Item

_AGREES = Finding(Item.NAME, Standing.AGREES)
# 林 田太郎 and 林田 太郎 are two people; a side without spaces, or spaced letter by letter, says nothing.
_OTHER_BOUNDARY = Finding(Item.NAME, Standing.DIFFERS, Reason.NAME_BOUNDARY)


def compare_names(left: FourItems, right: FourItems, rule: Rule) -> Finding:
    """氏名. The kana helps to tell a slip from another person; it never makes two names equal."""
    first, second = fold_name(left.name), fold_name(right.name)
    if not first.key or not second.key:
        return _missing(left.kana, right.kana)
    if first.has_unreadable or second.has_unreadable:
        standing = Standing.NEAR if fits_unreadable(first, second) else Standing.DIFFERS
        return Finding(Item.NAME, standing, Reason.NAME_UNREADABLE)
    if first.key == second.key:
        is_cut_alike = first.cuts <= second.cuts or second.cuts <= first.cuts
        return _AGREES if is_cut_alike else _OTHER_BOUNDARY
    return _other_spelling(first, second, rule) or _other_name(first, second, left.kana, right.kana)


def kana_note(left: FourItems, right: FourItems) -> Reason | None:
    """フリガナの違い. A note only: kana is not one of the four items."""
    if left.kana == right.kana:
        return None
    first, second = "".join(fold_kana(left.kana)), "".join(fold_kana(right.kana))
    return Reason.KANA_DIFFERS if first and second and first != second else None


def _missing(left_kana: str, right_kana: str) -> Finding:
    first, second = "".join(reading(left_kana)), "".join(reading(right_kana))
    standing = Standing.DIFFERS if first and second and first != second else Standing.MISSING
    return Finding(Item.NAME, standing, Reason.NAME_MISSING)


def _other_spelling(first: Name, second: Name, rule: Rule) -> Finding | None:
    reason = forgivable(first, second)
    if reason is not None:
        return variant(Item.NAME, reason, rule)
    if is_alias(first, second):
        return Finding(Item.NAME, Standing.NEAR, Reason.NAME_ALIAS)
    if glyphs.are_related(loosened(first.key), loosened(second.key)):
        return Finding(Item.NAME, Standing.NEAR, Reason.NAME_RELATED_GLYPH)
    return None


def _other_name(first: Name, second: Name, left_kana: str, right_kana: str) -> Finding:
    reason = _words(first, second) or _reading(first, second, left_kana, right_kana)
    if reason is not None:
        return Finding(Item.NAME, Standing.DIFFERS, reason)
    if has_other_given(first, second, left_kana, right_kana):
        return Finding(Item.NAME, Standing.EXCLUDES, Reason.NAME_OTHER_GIVEN)
    is_one_script = first.script == second.script
    return Finding(Item.NAME, Standing.DIFFERS, Reason.NAME_DIFFERS if is_one_script else Reason.NAME_SCRIPT)


def _words(first: Name, second: Name) -> Reason | None:
    """語順・一部の欠け. For names in Latin letters or kana, whose words are apart."""
    if min(len(first.words), len(second.words)) < 2:
        return None
    words, others = Counter(first.words), Counter(second.words)
    if words == others:
        return Reason.NAME_ORDER
    return Reason.NAME_PART_MISSING if words <= others or others <= words else None


def _reading(first: Name, second: Name, left_kana: str, right_kana: str) -> Reason | None:
    left, right = "".join(reading(left_kana)), "".join(reading(right_kana))
    if not left or left != right:
        return None
    return Reason.NAME_SAME_READING if first.script == second.script else Reason.NAME_SCRIPT
