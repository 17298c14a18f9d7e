"""A person at a real browser, and what is looked at on every page: axe, width, console, storage."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, ViewportSize, sync_playwright

from config.walk.browser import totp

CHROMIUM = shutil.which("chromium") or ""
SIZES = {1280: 800, 820: 1180, 320: 640}
SHOWN = (1280, 820)
UPRIGHT, ACROSS = {"width": 820, "height": 1180}, {"width": 1180, "height": 820}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}}
WIDE = """[...document.querySelectorAll(".table-frame:not(.board *)")].filter(box => box.scrollWidth > box.clientWidth)
    .map(box => `${box.ariaLabel} (${box.scrollWidth - box.clientWidth} px)`)"""
# 接続が切れている間. FULL=1: as long as it must be.
CUT_MS = 30_000 if os.environ.get("FULL") else 3_000
EXPECTED = ("status of 422", "ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
PERIODS_WAITED_FOR = 4
CODE_TRIES = (0, 30, -30)  # a code opens once; the periods beside it are within the tolerance


@dataclass
class Eyes:
    """What was seen wrong, page by page, over a whole journey."""

    faults: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def look(self, page: Page, name: str) -> None:
        """Looks at the page as it stands, in each width; axe at the page's own size, of a tablet also turned round."""
        self.pages.append(name)
        own = page.viewport_size or {"width": 1280, "height": 800}
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                self.faults.append(f"{name}: scrolls sideways at {width}")
            if width in SHOWN:
                self.faults += [f"{name}: {table} wider than its frame at {width}" for table in page.evaluate(WIDE)]
                _shoot(page, name, width)
        for size in (ACROSS if own == UPRIGHT else UPRIGHT, own) if own in (UPRIGHT, ACROSS) else (own,):
            page.set_viewport_size(ViewportSize(**size))
            self._examine(page, f"{name} at {size['width']}")

    def _examine(self, page: Page, name: str) -> None:
        found = Axe().run(page, options=RULES).response["violations"]
        # No page of ours has a style attribute (its policy forbids them): what stands there now axe has left, and htmx
        # would carry it over into the part that it brings next.
        page.evaluate("document.querySelectorAll('[style]').forEach((each) => each.removeAttribute('style'))")
        self.faults += [f"{name}: {each['id']} {[node['target'] for node in each['nodes']][:3]}" for each in found]


@dataclass
class Person:
    """One member of staff with a browser of their own."""

    page: Page
    url: str
    account: dict[str, Any]
    eyes: Eyes

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)

    def look(self, name: str) -> None:
        self.eyes.look(self.page, name)

    def press(self, label: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=label, exact=True).first.click()

    def follow(self, leading: Locator) -> None:
        """Goes where the link or button leads, and has arrived: a page on its way has no document to look at."""
        with self.page.expect_navigation():
            leading.first.click()

    def fill(self, **boxes: str) -> None:
        for name, value in boxes.items():
            box = self.page.locator(f'[name="{name}"]:visible')
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)

    def sign_in(self) -> None:
        """By keyboard alone: the cursor stands in the first box."""
        self.open("/signin/")
        keys = self.page.keyboard
        self._wait_for_cursor("[name=login]")
        keys.type(self.account["username"])
        keys.press("Tab")
        self._wait_for_cursor("[name=password]")
        keys.type(self.account["password"])
        self._enter()
        for code in self._codes(while_at="/signin/code"):
            if self.page.locator("[data-summary]").count():
                self.tab_to("[name=code]")  # the cursor stands in the list of what was wrong
            self._wait_for_cursor("[name=code]")
            keys.type(code)
            self._enter()
        assert "/signin" not in self.page.url, self.page.inner_text("main")

    def confirm(self, label: str) -> None:
        """本人確認, where the page asks for it."""
        for code in self._codes(while_at="/confirm/"):
            self.fill(code=code)
            self.press(label)

    def _codes(self, while_at: str) -> Iterator[str]:
        """Codes that may still be good, as long as the page asks. Where all are spent, the next ones are waited for."""
        for attempt in range(PERIODS_WAITED_FOR * len(CODE_TRIES)):
            if while_at not in self.page.url:
                return
            if attempt and attempt % len(CODE_TRIES) == 0:
                self.page.wait_for_timeout(15_000)
            yield totp(self.account["totp_secret"], at=time.time() + CODE_TRIES[attempt % len(CODE_TRIES)])

    def tab_to(self, selector: str) -> None:
        """Goes there by the Tab key, as far as it takes. Fails where the keyboard does not get there."""
        for _ in range(120):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def sign_out(self) -> None:
        self.press("サインアウト")
        kept = self.page.evaluate("[...Object.values(sessionStorage), ...Object.values(localStorage)]")
        if kept:
            self.eyes.faults.append(f"{self.account['username']}: the browser keeps {kept} after signing out")

    def _wait_for_cursor(self, selector: str) -> None:
        self.page.wait_for_function("wanted => document.activeElement.matches(wanted)", arg=selector, timeout=5_000)

    def _enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@dataclass
class Cast:
    """The people of a journey, each in a browser context of their own."""

    browser: Browser
    ready: dict[str, Any]
    eyes: Eyes
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, username: str, **device: Any) -> Person:
        if username not in self.people:
            [account] = [each for each in self.ready["accounts"] if each["username"] == username]
            context = self.browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo", **device)
            page = context.new_page()
            page.on("console", self._on_console)
            page.on("pageerror", lambda error: self.eyes.faults.append(f"script: {error}"))
            self.people[username] = Person(page, self.ready[account["zone"]], account, self.eyes)
        return self.people[username]

    def _on_console(self, message: ConsoleMessage) -> None:
        """Chromium also writes down a page that came back to be mended (422), and a connection that we cut.

        htmx repeats what failed; alone its line stands for a request that was given up when its page was left.
        """
        if message.type == "error" and not any(each in message.text for each in EXPECTED):
            self.eyes.faults.append(f"console: {message.text} {message.location}")


@contextmanager
def watched(ready: dict[str, Any]) -> Iterator[Cast]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield Cast(browser, ready, Eyes())
        finally:
            browser.close()


def _shoot(page: Page, name: str, width: int) -> None:
    if folder := os.environ.get("SHOTS", ""):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
