"""照会の結果. What each class of result means and the one next step, in words that are data (data/results.json)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inquiry.vault.book import UNDER_WAY
from inquiry.vault.models import Inquiry

_DATA = Path(__file__).parent / "data" / "results.json"


@dataclass(frozen=True, slots=True)
class Result:
    """結果区分の説明. part names the piece of the screen that holds its next step."""

    title: str
    kind: str
    means: str
    next: str
    part: str

    @property
    def template(self) -> str:
        return f"officer/results/{self.part}.html"

    @property
    def sentence(self) -> str:
        return self.means + self.next


def result_of(inquiry: Inquiry) -> Result:
    """A class that has no words is shown as one that a person must find out about."""
    if inquiry.state in UNDER_WAY:
        return results()["under_way"]
    return results().get(inquiry.result_class, results()[""])


@cache
def results() -> Mapping[str, Result]:
    written = json.loads(_DATA.read_text(encoding="utf-8"))["results"]
    return {name: Result(**words) for name, words in written.items()}
