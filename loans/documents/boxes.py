"""黒塗りの範囲. Rectangles as shares of a picture that stands the right way up; read from what a page sends."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

MOST_BOXES: Final = 60


class NotBoxes(ValueError):
    """What came is no list of rectangles of ours."""


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def shares(self) -> tuple[float, float, float, float]:
        return (self.left, self.top, self.right, self.bottom)


def boxes_of(text: str) -> list[list[Box]]:
    """Of each sheet, in the order of the files. Raises NotBoxes."""
    try:
        sheets = json.loads(text) if text.strip() else []
        return [boxes(sheet) for sheet in sheets]
    except (ValueError, TypeError, RecursionError):
        raise NotBoxes from None


def boxes(given: Any) -> list[Box]:
    """Raises NotBoxes."""
    if not isinstance(given, list) or len(given) > MOST_BOXES:
        raise NotBoxes
    return [_box(each) for each in given]


def _box(given: Sequence[Any]) -> Box:
    if not isinstance(given, list) or len(given) != 4 or not all(type(each) in (int, float) for each in given):
        raise NotBoxes
    left, top, right, bottom = (float(each) for each in given)
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise NotBoxes
    return Box(left, top, right, bottom)
