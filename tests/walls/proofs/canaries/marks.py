"""The marked people, and every way in which a mark may be written."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from config.walk.household import Household
from inquiry.standin import people
from inquiry.standin.people import Conduct
from inquiry.standin.places import CHIYODA
from inquiry.standin.population import population
from tests.walls.proofs.canaries import declared

# What the counsellor of the walk types, and what is typed in its place: nothing else in a demo reads like it.
TYPED = {
    "client_phone": "090-0000-7319",
    "applicant_phone": "090-0000-7319",
    "account_number": "7319463",
    "gist": "鸚鵡の世話で勤務を休み、家計が足りない。",
}


# A shorter figure stands elsewhere by chance, as the code of a council.
LEAST_INCOME = 999_999


@dataclass(frozen=True)
class Marked:
    """A household of the stand-ins with an income that reads like nothing else, which answers."""

    household: people.Household

    @property
    def as_typed(self) -> Household:
        facts = [
            {
                "name": each.name,
                "kana": each.kana,
                "born": each.born,
                "sex": each.sex,
                "relation": each.relation.wording,
            }
            for each in self.household.members
        ]
        return Household("100-0000", self.household.address, tuple(facts))

    @cached_property
    def marks(self) -> Mapping[str, frozenset[str]]:
        """By kind, as one reads them."""
        members = self.household.members
        return {
            declared.NUMBER: frozenset(form for each in members for form in _number(each.number)),
            declared.CODE: frozenset(each.resident_code for each in members),
            declared.INCOME: frozenset(form for each in members for form in _money(each.tax.total_income_yen or 0)),
            declared.NAME: frozenset(form for each in members for form in _spaced(each.name)),
            declared.KANA: frozenset(form for each in members for form in _spaced(each.kana)),
            declared.ADDRESS: frozenset({self.household.address}),
            declared.PHONE: frozenset({TYPED["client_phone"], TYPED["client_phone"].replace("-", "")}),
            declared.ACCOUNT: frozenset({TYPED["account_number"]}),
            declared.WORDS: frozenset({TYPED["gist"]}),
        }

    @cached_property
    def forms(self) -> Mapping[str, frozenset[bytes]]:
        """By kind, as they may be written."""
        return {kind: frozenset(form for word in words for form in _forms(word)) for kind, words in self.marks.items()}


def marked_people() -> list[Marked]:
    return [Marked(each) for each in population().households if _is_good(each)]


def kinds_in(content: bytes, marked: Marked) -> set[str]:
    """Which kinds of marks stand in this, however they are written."""
    return {kind for kind, forms in marked.forms.items() if any(form in content for form in forms)}


def _is_good(household: people.Household) -> bool:
    """The head, whose answers are looked at, has an income that is a mark; everybody's name is."""
    is_there = household.place == CHIYODA and household.tax_provider == CHIYODA.provider
    is_small = 1 < len(household.members) < 4
    head = household.members[0].tax.total_income_yen or 0
    return is_there and is_small and household.conduct is Conduct.ANSWERS and head > LEAST_INCOME


def _number(number: str) -> Iterator[str]:
    fours = (number[:4], number[4:8], number[8:])
    return iter((number, " ".join(fours), "-".join(fours)))


def _money(yen: int) -> Iterator[str]:
    return iter((str(yen), f"{yen:,}") if yen > LEAST_INCOME else ())


def _spaced(words: str) -> Iterator[str]:
    return iter((words, words.replace("\u3000", " "), words.replace("\u3000", "")))


_WRITTEN: tuple[Callable[[str], bytes], ...] = (
    str.encode,
    lambda word: json.dumps(word)[1:-1].encode(),
    lambda word: quote(word).encode(),
    lambda word: word.encode().hex().encode(),
    lambda word: word.encode("utf-16-le"),
    lambda word: word.encode("cp932", errors="ignore"),
)


def _forms(word: str) -> set[bytes]:
    """utf-8, escaped as JSON, as an address, as a dump writes bytes, and two other ways to write it down."""
    return {form for write in _WRITTEN if len(form := write(word)) >= len(word)}
