"""A hand at a real browser: by touch where the device has it, by mouse where not, by keys alone where it is said."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from tests.journeys.eyes import CUT_MS, Person

UPRIGHT = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
ACROSS = {"viewport": {"width": 1180, "height": 820}, "has_touch": True}
MOST_TABS = 250
_VALUE = """boxes => {
  const first = boxes[0];
  const on = ["radio", "checkbox"].includes(first.type) ? boxes.find((box) => box.checked) : first;
  return on ? on.value : "";
}"""

_WANTED = """wanted => {
  for (const each of document.querySelectorAll("[data-wanted]")) delete each.dataset.wanted;
  wanted.dataset.wanted = "";
}"""


@dataclass
class Tablet:
    """prefix: of the names of what is looked at."""

    person: Person
    prefix: str = ""
    has_touch: bool = True
    is_by_keys: bool = False
    is_scripted: bool = True
    _refused: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)

    @property
    def where(self) -> str:
        return urlsplit(self.person.page.url).path

    def open(self, path: str) -> None:
        self.person.open(path)

    def words(self) -> str:
        return self.person.page.inner_text("main")

    def links(self, part: str, *, within: str = "main") -> list[str]:
        found = self.person.page.locator(f'{within} a[href*="{part}"]').evaluate_all(
            "links => links.map((link) => link.getAttribute('href'))"
        )
        return list(dict.fromkeys(found))

    def boxes(self, beginning: str) -> list[tuple[str, str]]:
        found = self.person.page.locator(f'main [name^="{beginning}"]').evaluate_all(
            "boxes => boxes.map((box) => [box.name, box.value])"
        )
        return [(name, value) for name, value in found]

    def stands(self, box: str) -> str:
        return str(self._named(box).evaluate_all(_VALUE))

    def enter(self, box: str, value: str) -> bool:
        kind = str(self._named(box).first.evaluate("box => box.type"))
        if kind in ("radio", "checkbox"):
            self._tick(box, value)
        elif kind == "select-one":
            self._reach(self._named(box)).select_option(value)
        else:
            self._write(box, value)
        return kind not in ("radio", "checkbox", "select-one")

    def attach(self, box: str, name: str, content: bytes) -> None:
        self._named(box).set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})

    def follow(self, address: str) -> None:
        ends = [f'a[href="{address}"]', f'a[href^="{address}#"]']
        link = self.person.page.locator(", ".join(ends)).locator("visible=true").first
        with self.person.page.expect_navigation():
            self._press(link)

    def press(self, label: str) -> None:
        with self.person.page.expect_navigation():
            self._press(self._button(label))

    def refused(self, label: str, name: str) -> None:
        if name in self._refused:
            return
        self._refused.add(name)
        self.look(name)
        self.press(label)
        expect(self.person.page.locator("[data-summary]")).to_be_visible()
        self.look(f"{name}-error")

    def add(self, noun: str) -> None:
        button = self._button(f"＋ {noun}を追加")
        with nullcontext() if self.is_scripted else self.person.page.expect_navigation():
            self._press(button)

    def look(self, name: str) -> None:
        """At each screen once. axe itself is a script."""
        if self.is_scripted and name not in self._seen:
            self.person.look(self.prefix + name)
        self._seen.add(name)

    @contextmanager
    def cut_off(self) -> Iterator[None]:
        """What is typed meanwhile stays on the screen, and is kept once there is a connection."""
        page = self.person.page
        if not self.is_scripted:
            yield
            return
        page.context.set_offline(True)
        yield
        page.get_by_text("接続が切れています。入力は画面に残り、つながりしだい保存します").wait_for()
        page.wait_for_timeout(CUT_MS)
        page.context.set_offline(False)
        page.locator("#saved:not(.saved-not)").get_by_text("に保存しました").wait_for()
        page.locator("[data-interview]:not([data-pending])").wait_for()

    @contextmanager
    def by_keyboard(self) -> Iterator[None]:
        before, self.is_by_keys = self.is_by_keys, True
        yield
        self.is_by_keys = before

    def _named(self, box: str) -> Locator:
        return self.person.page.locator(f'main [name="{box}"]')

    def _button(self, label: str) -> Locator:
        return self.person.page.get_by_role("button", name=label, exact=True).locator("visible=true").first

    def _write(self, box: str, value: str) -> None:
        found = self._reach(self._named(box))
        if self.is_by_keys:
            self.person.page.keyboard.press("Control+A")
            self.person.page.keyboard.insert_text(value)
        else:
            found.fill(value)

    def _tick(self, box: str, value: str) -> None:
        page = self.person.page
        chosen = (
            f'[name="{box}"][value="{value}"]'
            if page.locator(f'main [name="{box}"]').count() > 1
            else f'[name="{box}"]'
        )
        one = page.locator(f"main {chosen}")
        if self.is_by_keys:
            # Of radio buttons one is on the way of the Tab key, and the arrows go to the others.
            is_radio = one.first.get_attribute("type") == "radio"
            self._tab_to(f'[name="{box}"]' if is_radio else chosen)
            page.keyboard.press("Space")
            while not one.is_checked():
                page.keyboard.press("ArrowDown")
        else:
            self._press(page.locator("main label").filter(has=page.locator(chosen)).first)

    def _reach(self, found: Locator) -> Locator:
        """The box itself, where it is folded away after opening what it is folded into."""
        if not found.is_visible():
            name = found.get_attribute("name")
            folded = self.person.page.locator("main details").filter(has=self.person.page.locator(f'[name="{name}"]'))
            self._press(folded.locator("summary").first)
        if self.is_by_keys:
            self._tab_to(f'[name="{found.get_attribute("name")}"]')
        elif self.has_touch:
            found.tap()
        return found

    def _press(self, found: Locator) -> None:
        if self.is_by_keys:
            found.evaluate(_WANTED)
            self._tab_to("[data-wanted]")
            self.person.page.keyboard.press("Enter")
        elif self.has_touch:
            found.tap()
        else:
            found.click()

    def _tab_to(self, selector: str) -> None:
        for _ in range(MOST_TABS):
            if self.person.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.person.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")
