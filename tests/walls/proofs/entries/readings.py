"""How what was typed is read: the known rules by which a box may show it otherwise than it was typed."""

import re
import unicodedata

import jaconv

from councils.era import DateNotUnderstood, PartialDate
from councils.look.fields.spoken_figures import in_figures
from tests.walls.proofs.entries.pages import Box

_BETWEEN = re.compile(r"[\s,、，円¥\\〒()\-‐‑‒–—―−ーｰ─]")
_ROUNDABOUT = re.compile(r"^金|也$")


def as_received(typed: str) -> str:
    """Half a pair comes as three unreadable bytes, each of which a server reads as the stand-in."""
    return typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def flat(text: str) -> str:
    """A text area begins after its first line end, and line ends are one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def reads_alike(box: Box, typed: str, shown: str) -> bool:
    """Text as typed, but for blanks around it; days, figures, numbers and kana as they are read."""
    typed = flat(as_received(typed)).strip()
    if typed == flat(shown).strip():
        return True
    if box.reads == "date":
        return _day(typed) == _day(shown) is not None
    if box.reads in ("yen", "digits"):
        # 「9万8千円」: that it is read rightly is tried where it is read (tests/councils/look).
        typed = in_figures(unicodedata.normalize("NFKC", typed))
    return bool(box.reads) and _is_one_figure(box, typed) and _bare(typed) == _bare(shown)


def _is_one_figure(box: Box, typed: str) -> bool:
    """A comma parts thousands, and nothing else."""
    figures = unicodedata.normalize("NFKC", typed)
    return box.reads not in ("yen", "digits") or not re.search(r"[,、](?!\d{3}(?!\d))", figures)


def _day(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except DateNotUnderstood:
        return None


def _bare(text: str) -> str:
    kana = jaconv.hira2kata(unicodedata.normalize("NFKC", text)).strip()
    bare = _ROUNDABOUT.sub("", _BETWEEN.sub("", kana))
    return bare.lstrip("0") or bare[:1]
