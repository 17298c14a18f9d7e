"""性別の照合. Codes and labels are folded to 男 or 女; anything else never agrees."""

import unicodedata
from functools import lru_cache

from .findings import Finding, Reason, Standing
from .people import Item

_MALE = frozenset({"1", "男", "男性", "M", "MALE"})
_FEMALE = frozenset({"2", "女", "女性", "F", "FEMALE"})


@lru_cache(maxsize=256)
def compare_sexes(left: str, right: str) -> Finding:
    """性別. A difference is a slip or a changed record: a person looks."""
    first, second = _folded(left), _folded(right)
    if not first or not second:
        return Finding(Item.SEX, Standing.MISSING, Reason.SEX_MISSING)
    if first == second:
        return Finding(Item.SEX, Standing.AGREES)
    return Finding(Item.SEX, Standing.DIFFERS, Reason.SEX_DIFFERS)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    return "男" if plain in _MALE else "女" if plain in _FEMALE else ""
