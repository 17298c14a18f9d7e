"""回答の様式. Which items an answer of a kind has, in one version of its layout."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inquiry.codes import Kind
from inquiry.sources.layouts.shapes import READ, Shape
from inquiry.sources.values import ZERO_FILLED, Empty, Given, Item

MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class ItemLayout:
    """項目. key is our own name for it, name the network's.

    choices: the words that are possible, for CHOICE. blank: the filler that says "there is none" (000000).
    column: its place in a file, counted from 1; 0 where this layout is not one of files.
    """

    key: str
    name: str
    shape: Shape
    choices: tuple[str, ...] = ()
    blank: str = ""
    column: int = 0

    def read(self, text: str) -> Item:
        """Raises ValueError."""
        if self.blank and text == self.blank:
            return Empty(ZERO_FILLED)
        if self.shape is Shape.CHOICE and text not in self.choices:
            raise ValueError("not one of the words")
        return Given(READ[self.shape](text))


@dataclass(frozen=True, slots=True)
class GroupLayout:
    """繰返し項目. Items that come as often as there are things to tell of, `at_least` times."""

    key: str
    name: str
    items: Mapping[str, ItemLayout]
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """様式. since is the day from which it is sent; source says where its items come from.

    is_public False: the official layout is not public, and this one is an invention of our stand-in.
    items and groups by the network's names. column_count: of a line of a file; 0 where it is not one of files.
    """

    kind: Kind
    version: str
    since: date
    source: str
    is_public: bool
    items: Mapping[str, ItemLayout]
    groups: Mapping[str, GroupLayout]
    column_count: int = 0

    @property
    def labels(self) -> dict[str, str]:
        """The network's name for each key, groups included."""
        grouped = [item for group in self.groups.values() for item in group.items.values()]
        names = {item.key: item.name for item in (*self.items.values(), *grouped)}
        return names | {group.key: group.name for group in self.groups.values()}
