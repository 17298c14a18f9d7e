"""手. What a walk does at a page, whoever does it: a browser (tablet.py) or the form itself (paper.py)."""

from contextlib import AbstractContextManager
from typing import Protocol


class Hand(Protocol):
    """One member of staff. A box is named as its form names it; links and buttons must be there to be followed."""

    @property
    def where(self) -> str:
        """The path of the page that is open."""

    def open(self, path: str) -> None: ...
    def words(self) -> str:
        """What the page says."""

    def links(self, part: str, *, within: str = "main") -> list[str]:
        """Addresses with this part, once each, in the order of the page."""

    def boxes(self, beginning: str) -> list[tuple[str, str]]:
        """Each control whose name begins so, with the value that it would send."""

    def stands(self, box: str) -> str:
        """What the box holds, before anybody has entered something."""

    def enter(self, box: str, value: str) -> bool:
        """Types, chooses or ticks; whether it was typed."""

    def attach(self, box: str, name: str, content: bytes) -> None: ...
    def follow(self, address: str) -> None: ...
    def press(self, label: str) -> None: ...
    def refused(self, label: str, name: str) -> None:
        """Looks, presses too early and looks again, at the first page of this name."""

    def add(self, noun: str) -> None:
        """One more row."""

    def look(self, name: str) -> None: ...
    def cut_off(self) -> AbstractContextManager[None]:
        """接続が切れている間."""

    def by_keyboard(self) -> AbstractContextManager[None]: ...
