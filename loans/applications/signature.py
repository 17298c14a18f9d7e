"""署名. Written on the tablet as strokes of points, stored as numbers and drawn as lines.

Of the two ways (a picture through the quarantine of uploads, or points) points are the safer: no picture is ever
decoded, nothing in them can run, the size is bounded by the database too, and they print sharp at any size.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

from django import forms

from councils.look.fields.spoken import Spoken

WIDTH, HEIGHT = 1000, 300
MOST_STROKES, MOST_POINTS, FEWEST_POINTS = 100, 4_000, 8
Strokes = list[list[int]]
_PAIR: Final = 2


class SignatureField(Spoken, forms.Field):
    """署名欄. JSON of strokes, each [x, y, x, y, …]; the cleaned value is the strokes, or None where it is blank."""

    widget = forms.HiddenInput
    default_error_messages = {
        "unreadable": "署名を読み取れませんでした。消して、もう一度書いてもらってください。",
        "too_short": "署名が短すぎます。消して、もう一度書いてもらってください。",
        "too_long": "署名の線が多すぎます。消して、もう一度書いてもらってください。",
    }

    def to_python(self, value: Any) -> Strokes | None:
        if not value:
            return None
        try:
            strokes = json.loads(value)
        except (ValueError, RecursionError):
            raise self.refused("unreadable") from None
        if not (isinstance(strokes, list) and all(_is_stroke(each) for each in strokes)):
            raise self.refused("unreadable")
        points = sum(len(each) // _PAIR for each in strokes)
        if points < FEWEST_POINTS:
            raise self.refused("too_short")
        if len(strokes) > MOST_STROKES or points > MOST_POINTS:
            raise self.refused("too_long")
        return strokes


def _is_stroke(stroke: Any) -> bool:
    if not isinstance(stroke, list) or not stroke or len(stroke) % _PAIR:
        return False
    if not all(type(each) is int for each in stroke):
        return False
    return all(0 <= x <= WIDTH for x in stroke[::2]) and all(0 <= y <= HEIGHT for y in stroke[1::2])


def path_of(strokes: Sequence[Sequence[int]] | None) -> str:
    """線. The strokes as the path of an SVG of 1000 × 300; "" where there is no signature."""
    return " ".join(_line(stroke) for stroke in strokes or [])


def drawing_of(strokes: Sequence[Sequence[int]] | None) -> str:
    """署名の絵. The same as an SVG of its own, for paper; "" where there is no signature."""
    if not strokes:
        return ""
    ink = 'fill="none" stroke="#1a1a1a" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"'
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg {box}><path d="{path_of(strokes)}" {ink}/></svg>'


def _line(stroke: Sequence[int]) -> str:
    points = [f"{int(x)} {int(y)}" for x, y in zip(stroke[::2], stroke[1::2], strict=True)]
    return "M" + "L".join(points if len(points) > 1 else points * 2)
