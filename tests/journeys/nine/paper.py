"""A hand that has the forms alone: it sends what a browser without JavaScript would send, and nothing else.

What is not on the page cannot be entered, no address is opened that nothing leads to, and no button pressed that is
hidden until a script shows it: a walk that arrives shows that the pages work without JavaScript.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from config.walk.browser import PageSaysNo, Screen
from tests.journeys.nine.page import Button, Control, Form, Page


class Paper:
    """One person's screen, at the page that is open. files: what is to be sent with the form."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.page = Page("")
        self.files: dict[str, tuple[str, bytes, str]] = {}
        self._refused: set[str] = set()

    @property
    def where(self) -> str:
        return self.screen.address

    def open(self, path: str) -> None:
        self._take(self.screen.open(path))

    def words(self) -> str:
        return self.page.words()

    def links(self, part: str, *, within: str = "main") -> list[str]:
        places = set(within.split())
        return list(
            dict.fromkeys(href for href, stands_in in self.page.links if part in href and places <= {*stands_in})
        )

    def boxes(self, beginning: str) -> list[tuple[str, str]]:
        return [
            (each.name, each.value)
            for form in self.page.forms
            for each in form.controls
            if each.name.startswith(beginning)
        ]

    def stands(self, box: str) -> str:
        found = [each.sent() for each in self._controls(box)]
        return next((value for value in found if value is not None), "")

    def enter(self, box: str, value: str) -> bool:
        controls = self._controls(box)
        first = controls[0]
        if first.kind == "radio":
            for each in controls:
                each.is_on = each.value == value
            assert any(each.is_on for each in controls), f"{box} has no {value}"
        elif first.kind == "checkbox":
            next(each for each in controls if each.value == value).is_on = True
        else:
            assert first.kind != "select-one" or value in first.options, f"{box} has no {value}: {first.options}"
            first.value = value
        return first.kind not in ("radio", "checkbox", "select-one")

    def attach(self, box: str, name: str, content: bytes) -> None:
        self._controls(box)
        self.files[box] = (name, content, "application/pdf")

    def follow(self, address: str) -> None:
        [found, *_] = [href for href, _ in self.page.links if href.split("#")[0] == address]
        self.open(self._absolute(found.split("#")[0]))

    def press(self, label: str) -> None:
        form, button = self._button(label)
        self._take(self.screen.fill(form.sent(button), files=self.files, action=form.action))

    def refused(self, label: str, name: str) -> None:
        if name in self._refused:
            return
        self._refused.add(name)
        form, button = self._button(label)
        with pytest.raises(PageSaysNo, match="422"):
            self.screen.fill(form.sent(button), action=form.action)
        self._take(self.screen.page)

    def add(self, noun: str) -> None:
        self.press(f"＋ {noun}を追加")

    def look(self, name: str) -> None:
        """There is nothing to be seen."""

    @contextmanager
    def cut_off(self) -> Iterator[None]:
        yield

    @contextmanager
    def by_keyboard(self) -> Iterator[None]:
        yield

    def _take(self, text: str) -> None:
        self.page, self.files = Page(text), {}

    def _controls(self, box: str) -> list[Control]:
        found = [each for form in self.page.forms for each in form.controls if each.name == box]
        assert found, f"{self.where} has no box {box}"
        return found

    def _button(self, label: str) -> tuple[Form, Button]:
        found = [
            (form, each) for form in self.page.forms for each in form.buttons if _plain(each.label) == _plain(label)
        ]
        assert found, f"{self.where} has no button {label}: {self.words()}"
        return found[0]

    def _absolute(self, address: str) -> str:
        return self.where + address if address.startswith("?") else address


def _plain(label: str) -> str:
    return "".join(label.split())
