"""Every form of the zone's pages that somebody fills in, found by opening all that opens to each post."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import Resolver404, resolve

from tests.walls.proofs.entries.desk import Desk, turn
from tests.walls.proofs.entries.pages import Form, with_boxes
from tests.walls.proofs.urls.addresses import Address
from tests.walls.proofs.urls.declared import ANYBODY, Opens
from tests.walls.proofs.urls.tenant import Made

# Where another row has another form.
EACH_ROW = {"loans:edit", "loans:interview", "staff:setting"}
# Of a page that only shows, rows in as many states as bring its buttons' forms.
MOST_LOOKED = 3
# Where the page has another form, or one at all, by what its address asks for.
ASKED = {
    "loans:add_document": ("?kind=IDENTITY", "?kind=RESIDENT_RECORD"),
    "loans:see_paper": ("?kind=LICENCE",),
    "loans:desk": ("?view=mine",),
}
# The rows of one form are alike.
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Found:
    """to: the name of the address that it is sent to; at: the page on which it stands."""

    desk: Desk
    at: str
    to: str
    form: Form

    @property
    def place(self) -> str:
        return f"{self.desk.visitor.name}: {self.to}"


@dataclass
class Finder:
    """rows: by kind, what beside the walk's own row may be opened."""

    desks: Sequence[Desk]
    declared: dict[str, Opens]
    made: Made
    rows: dict[str, list[dict[str, object]]]

    def __post_init__(self) -> None:
        self.known: set[tuple[str, frozenset[str]]] = set()
        self.reached: set[str] = set()

    def forms(self, addresses: Sequence[Address]) -> Iterator[Found]:
        for address in addresses:
            opens = self.declared.get(address.name)
            if opens and "GET" in opens.methods and opens.to != ANYBODY:
                yield from self._of(address, opens)

    def _of(self, address: Address, opens: Opens) -> Iterator[Found]:
        """Where a form is sent to the page itself, until it is there; of other pages the first rows."""
        for desk in [each for each in self.desks if each.visitor.post in opens.to]:
            paths = self._paths(address, opens, desk)
            for path in paths if "POST" in opens.methods else paths[:MOST_LOOKED]:
                yield from self._on(desk, path)
                if address.name in self.reached and address.name not in EACH_ROW:
                    return
            if address.name in self.reached or "POST" not in opens.methods:
                return

    def _paths(self, address: Address, opens: Opens, desk: Desk) -> list[str]:
        if not opens.of:
            return [address.filled({})]
        own = self.made.of_visitor.get(opens.of, {}).get(desk.visitor.name, self.made.things[opens.of]["own"])
        paths = dict.fromkeys(address.filled(each) for each in (own, *self.rows.get(opens.of, ())))
        return [path + query for query in ASKED.get(address.name, ("",)) for path in paths]

    def _on(self, desk: Desk, path: str) -> Iterator[Found]:
        with turn():
            _, page = desk.open(path)
        for form in with_boxes(page) if page else ():
            to = _name_of(form.action)
            key = (to, frozenset(_NUMBERS.sub("#", name) for name in form.boxes))
            self.reached.add(to)
            if key not in self.known:
                self.known.add(key)
                yield Found(desk, path, to, form)


def _name_of(action: str) -> str:
    try:
        return resolve(action.split("?")[0]).view_name
    except Resolver404:
        return action
