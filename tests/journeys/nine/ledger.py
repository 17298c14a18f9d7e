"""入力の記録. What a walk enters, and the fact that each entry stands for: a fact is entered once and no more."""

import re
import unicodedata
from dataclasses import dataclass, field

_ROW = re.compile(r"members-(\d+)-(\w+)", re.ASCII)
_WORDS = re.compile(r"[ぁ-ゖァ-ヺ一-龠々𠮷]")
SHORTEST_WORDS = 4


@dataclass
class Ledger:
    """By fact: the page and the box in which it was entered, and what."""

    entries: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def note(self, page: str, box: str, value: str, *, is_typed: bool) -> None:
        """Fails for a fact that was entered before, and for the same words in another box."""
        fact = fact_of(page, box)
        assert fact not in self.entries, f"{fact} is asked for twice: {self.entries[fact]}, then {page} {box}"
        if is_typed and len(value) >= SHORTEST_WORDS and _WORDS.search(value):
            same = [name for name, entry in self.entries.items() if same_text(entry[2]) == same_text(value)]
            assert not same, f"「{value}」 was typed for {same} and again for {fact}"
        self.entries[fact] = (page, box, value)

    @property
    def touched(self) -> int:
        """触れた欄の数: each that was typed in, chosen, ticked or given a file."""
        return len(self.entries)


def fact_of(page: str, box: str) -> str:
    """The same fact has one name, whatever the box is called in which a page asks for it."""
    person, name = _whose(page, box)
    if person:
        return f"{person}.{name}"
    return name if page in ("talk", "application") else f"{page}.{name}"


def _whose(page: str, box: str) -> tuple[str, str]:
    """In the talk the rows are of those beside the client; in the application the client's own row is the first."""
    if row := _ROW.fullmatch(box):
        return f"person {int(row[1]) + (page == 'talk')}", row[2]
    own = box.removeprefix("client_").removeprefix("applicant_")
    return ("person 0", own) if own != box or (page, box) in _OF_THE_CLIENT else ("", box)


_OF_THE_CLIENT = {("talk", "work"), ("talk", "occupation"), ("talk", "monthly_income_yen")}


def same_text(text: str) -> str:
    """As two boxes may show one value: 80,000円 and ８００００, 〒 with and without its hyphen."""
    return re.sub(r"[\s,、円\-]", "", unicodedata.normalize("NFKC", text))
