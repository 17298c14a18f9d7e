"""コードの意味. Rows of data with their source; one that is not there is shown as it is, and that it is not known."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "codes.json"
UNKNOWN = "意味は登録されていません"


def code_words(kind: str, key: str, code: str) -> str:
    """コードとその意味. key: our name of the item."""
    name = _meanings().get((kind, key, code))
    return f"{name}（コード {code}）" if name else unknown("コード", code)


def unknown(label: str, code: str) -> str:
    """e.g. 年金コード 9999（意味は登録されていません）."""
    return f"{label} {code}（{UNKNOWN}）"


@cache
def _meanings() -> Mapping[tuple[str, str, str], str]:
    rows = json.loads(_DATA.read_text(encoding="utf-8"))["codes"]
    return {(row["kind"], row["key"], row["code"]): row["name"] for row in rows}
