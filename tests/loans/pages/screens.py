"""A member of staff before the pages of this zone: really signed in, through Django's test client."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from config.demo import Account
from config.walk.browser import totp
from councils.signin import stepup


class Screen:
    """One signed-in browser. What it posts is what a page would post."""

    def __init__(self, account: Account, cookies: dict[str, str]) -> None:
        self.client = Client()
        if not cookies:
            cookies.update(_signed_in(account))
        for name, value in cookies.items():
            self.client.cookies[name] = value

    def get(self, path: str, **query: str) -> Any:
        return self.client.get(path, query)

    def post(self, path: str, facts: dict[str, Any] | None = None) -> Any:
        return self.client.post(path, facts or {})

    def step_up(self, *cases: str) -> None:
        """本人確認 for what the page names, as if its code had been given; a real one opens once in 30 seconds."""
        ids = [case.strip("/").rpartition("/")[2] for case in cases]
        named = self.client.get("/sign/confirm/", {"case": ids})
        session = self.client.session
        stepup.keep(session, stepup.Covered("sign", named.context["items"], []))
        session.save()


def _signed_in(account: Account) -> dict[str, str]:
    client = Client()
    answer = _sent(client, "/signin/", login=account.username, password=account.password)
    if answer.status_code == 302 and account.totp_secret:
        answer = _sent(client, "/signin/code/", code=totp(account.totp_secret))
    assert answer.status_code == 302, answer.content.decode()
    return {name: morsel.value for name, morsel in client.cookies.items()}


def _sent(client: Client, path: str, **facts: str) -> Any:
    """As a browser sends a form without files; before signing in nothing else is read."""
    return client.post(path, urlencode(facts), content_type="application/x-www-form-urlencoded")


def text_of(answer: Any) -> str:
    """The page without its markup, as it is read."""
    return " ".join(_read(answer).words)


def typed_in(answer: Any) -> dict[str, str]:
    """What stands in the boxes of the page."""
    return _read(answer).boxes


def refused(answer: Any, *words: str) -> bool:
    """Whether the page came back to be mended, with these words."""
    assert answer.status_code == 422
    for each in ("入力を見直してください", *words):
        assert each in text_of(answer)
    return True


def _read(answer: Any) -> "_Page":
    page = _Page()
    page.feed(answer.content.decode())
    return page


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.boxes: dict[str, str] = {}
        self._area = self._select = ""
        self._is_template = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        self._is_template = self._is_template or tag == "template"
        if tag in ("textarea", "select"):
            self._area, self._select = (facts["name"], "") if tag == "textarea" else ("", facts["name"])
            self.boxes.setdefault(facts["name"], "")
        elif tag == "option" and "selected" in facts and self._select:
            self.boxes[self._select] = facts["value"]
        elif tag == "input" and not self._is_template and facts.get("type") not in ("checkbox", "radio"):
            self.boxes[facts.get("name", "")] = facts.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self._is_template = self._is_template and tag != "template"
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        if self._area and not self._is_template:
            self.boxes[self._area] += data.removeprefix("\n")
        elif data.strip():
            self.words.append(data.strip())
