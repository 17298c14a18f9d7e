"""絞り込み. What of a list is asked for, as it stands in the address: no name ever does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import forms

from councils.era import PartialDate, wareki
from councils.look.fields import EraDateField
from councils.look.forms import LookForm
from loans.states import State
from loans.terms.products import rules

ANY = ("", "すべて")


@cache
def fund_names() -> Mapping[str, str]:
    """資金の種類, by code. The list is the ministry's; a prefecture changes conditions, not funds."""
    return {row["code"]: str(row["name"]) for row in rules()["products"]}


class FilterForm(LookForm):
    """一覧の絞り込み. Everything may be left blank; what cannot be read narrows nothing and is said."""

    state = forms.ChoiceField(label="状態", choices=[ANY, *State.choices], required=False)
    fund = forms.ChoiceField(label="資金の種類", required=False)
    who = forms.TypedChoiceField(label="担当", required=False, coerce=int, empty_value=None)
    since = EraDateField(label="期間の始め", required=False)
    until = EraDateField(label="期間の終わり", required=False)
    overdue = forms.BooleanField(label="期限切れだけ", required=False)

    def __init__(self, typed: Mapping[str, Any], *, people: Iterable[tuple[int, str]]) -> None:
        super().__init__(typed)
        self.fields["fund"].choices = [ANY, *fund_names().items()]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["who"].choices = [ANY, *people]  # type: ignore[attr-defined]  # the same


@dataclass(frozen=True)
class Chip:
    """絞り込みの札. without: the address of the list without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Asked:
    """一覧の求め. view is a tile or a tab; the rest narrows it."""

    view: str = ""
    state: str = ""
    fund: str = ""
    who: int | None = None
    since: date | None = None
    until: date | None = None
    overdue: bool = False
    people: Mapping[int, str] = field(default_factory=dict, compare=False)

    @property
    def query(self) -> str:
        """As it stands behind the ? of an address, without the page."""
        return urlencode(list(self._pairs()))

    @property
    def is_narrowed(self) -> bool:
        return any(name != "view" for name, _ in self._pairs())

    def chips(self) -> list[Chip]:
        pairs = list(self._pairs())
        return [
            Chip(self._words(name), urlencode([pair for pair in pairs if pair[0] != name]))
            for name, _ in pairs
            if name != "view"
        ]

    def words(self) -> list[str]:
        return [self._words(name) for name, _ in self._pairs() if name != "view"]

    def codes(self) -> list[str]:
        """For the trail: which tile, and by what it was narrowed."""
        return [f"view_{value}" if name == "view" else f"by_{name}" for name, value in self._pairs()]

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for name in ("view", "state", "fund", "who"):
            if value := getattr(self, name):
                yield name, str(value)
        for name in ("since", "until"):
            if day := getattr(self, name):
                yield name, day.isoformat()
        if self.overdue:
            yield "overdue", "on"

    def _words(self, name: str) -> str:
        state, fund = (State(self.state).label if self.state else ""), fund_names().get(self.fund, "")
        return {
            "state": f"状態：{state}",
            "fund": f"資金：{fund}",
            "who": f"担当：{self.people.get(self.who or 0, '')}",
            "since": f"{wareki(self.since)}から" if self.since else "",
            "until": f"{wareki(self.until)}まで" if self.until else "",
            "overdue": "期限切れだけ",
        }[name]


def asked_of(form: FilterForm, view: str, people: Mapping[int, str]) -> Asked:
    """What could be read of it."""
    form.is_valid()
    facts = form.cleaned_data
    return Asked(
        view,
        facts.get("state", ""),
        facts.get("fund", ""),
        facts.get("who"),
        _day(facts.get("since")),
        _day(facts.get("until")),
        facts.get("overdue", False),
        people,
    )


def _day(found: PartialDate | None) -> date | None:
    return found.first() if found else None
