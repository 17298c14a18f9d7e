"""話し言葉の数. 「9万8千円」「三万」 as people say and write an amount, in the figures that a box reads."""

import re

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SIGNS = "〇零一二三四五六七八九十百千万億"
_NUMBER = re.compile(rf"[0-9,{_SIGNS}]*[{_SIGNS}][0-9,{_SIGNS}]*")
# After 千, 百 or 十 only as many figures as there is room for: 「2千5」 may be 2,500 or 2,005, and nobody guesses.
_BELOW_MYRIAD = re.compile(
    r"(?P<plain>[0-9]{1,4}|[0-9],[0-9]{3})"
    r"|(?:(?P<千>[0-9]{0,3})千)?(?:(?P<百>[0-9]?)百)?(?:(?P<十>[0-9]?)十)?"
    r"(?P<rest>(?<=千)[0-9]{3}|(?<=百)[0-9]{2}|(?<=十)[0-9])?"
)
# 「3万5」 likewise.
_WHOLE = re.compile(r"(?:(?P<億>[^億万]+)億)?(?:(?P<万>[^億万]+)万)?(?!(?<=[億万])[0-9]{1,2}$)(?P<rest>[^億万]*)")
_LARGE, _SMALL = {"億": 10**8, "万": 10**4, "rest": 1}, {"千": 1000, "百": 100, "十": 10}
# ヶ月, カ月 and 箇月 are how か月 is written as well.
_MONTHS = re.compile(r"[ヶヵカケ箇]月")


def in_figures(typed: str) -> str:
    """数字で. Of half-width text; what is no number of this kind stays as it was typed."""
    return _MONTHS.sub("か月", _NUMBER.sub(lambda found: _read(found[0]), typed))


def _read(said: str) -> str:
    whole = _WHOLE.fullmatch(said.translate(_DIGITS))
    parts = {name: _below_myriad(text) for name, text in whole.groupdict().items() if text} if whole else {}
    if not parts or None in parts.values():
        return said
    return str(sum((value or 0) * _LARGE[name] for name, value in parts.items()))


def _below_myriad(text: str) -> int | None:
    found = _BELOW_MYRIAD.fullmatch(text)
    if found is None:
        return None
    if found["plain"]:
        return int(found["plain"].replace(",", ""))
    units = (int(found[sign] or 1) * value for sign, value in _SMALL.items() if found[sign] is not None)
    return sum(units) + int(found["rest"] or 0)
