"""A member of staff at a screen: signs in, opens pages, fills forms in, and reads what comes back."""

import hashlib
import hmac
import struct
import time
from base64 import b32decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

from config.demo import Account

CODE_TRIES = (0, 30, -30)
Values = Mapping[str, str | Sequence[str]]
Files = Mapping[str, tuple[str, bytes, str]]


class PageSaysNo(Exception):
    """The page did not do what the walk asked; it says what it answered instead."""


@dataclass
class Form:
    action: str = ""
    hidden: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    """Collects each form's address and hidden values, and the sentences of refusals."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.sentences: list[str] = []
        self._is_telling = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(facts.get("action", "")))
        elif tag == "input" and facts.get("type") == "hidden" and self.forms:
            self.forms[-1].hidden[facts.get("name", "")] = facts.get("value", "")
        classes = facts.get("class", "").split()
        if {"refusal", "summary", "wrong"} & set(classes) or self._is_telling:
            self._is_telling += tag not in ("input", "br", "img")

    def handle_endtag(self, tag: str) -> None:
        self._is_telling = max(0, self._is_telling - (tag not in ("input", "br", "img")))

    def handle_data(self, data: str) -> None:
        if self._is_telling and data.strip():
            self.sentences.append(data.strip())


def totp(secret: str, *, at: float | None = None) -> str:
    """確認コード. RFC 6238, six digits, 30 s."""
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.new(b32decode(secret + "=" * (-len(secret) % 8)), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"


class Screen:
    """One person's browser at one zone. Signs in again by itself when the zone has forgotten the session."""

    def __init__(self, url: str, account: Account) -> None:
        self.account = account
        self.client = httpx.Client(base_url=url, follow_redirects=True, timeout=30)
        self.page = ""
        self.address = ""
        self.status = 0
        self._asked = ""
        self._spent: set[str] = set()
        self._is_signing_in = False

    def sign_in(self) -> None:
        """Password, then the second factor where one is asked for. Raises PageSaysNo."""
        self._is_signing_in = True
        try:
            self.open("/signin/")
            if self.address.startswith("/signin/"):
                self._send("/signin/", {"login": self.account.username, "password": self.account.password}, {})
            if self.address.startswith("/signin/code"):
                self._give_code()
        finally:
            self._is_signing_in = False
        if self.address.startswith("/signin/"):
            raise PageSaysNo(f"{self.account.username} cannot sign in: {self.sentences()}")

    def _give_code(self) -> None:
        """Where somebody else's screen has used this period's, the next is within the tolerance."""
        for _ in CODE_TRIES:
            self._send(self.address, {"code": self._next_code()}, {})
            if not self.address.startswith("/signin/code"):
                return

    def confirm(self) -> str:
        """本人確認. Gives the factor that a page asks for before it lets one go on. Raises PageSaysNo."""
        asked = self.address
        for _ in CODE_TRIES:
            self._send(self._asked, {**self._form("").hidden, "code": self._next_code()}, {})
            if self.address != asked:
                return self.page
        raise PageSaysNo(f"{asked} takes no code: {self.sentences()}")

    def _next_code(self) -> str:
        """A code opens once: where those within the tolerance are spent, the next period is waited for."""
        while True:
            for ahead in CODE_TRIES:
                code = totp(self.account.totp_secret, at=time.time() + ahead)
                if code not in self._spent:
                    self._spent.add(code)
                    return code
            time.sleep(1)

    def open(self, address: str) -> str:
        """Opens a page; its text. Raises PageSaysNo for anything but 200."""
        self._take(self.client.get(address))
        if self._was_sent_away():
            self.sign_in()
            self._take(self.client.get(address))
        if self.status != 200 and not self._is_signing_in:
            raise PageSaysNo(f"{address} answered {self.status}: {self.sentences()}")
        return self.page

    def fill(self, values: Values, *, files: Files | None = None, action: str = "") -> str:
        """Fills in and sends a form of the page that is open: the one with this action, or the page's own.

        Raises PageSaysNo when the form comes back with something to mend.
        """
        form = self._form(action)
        address = urljoin(self.address, form.action) if form.action else self._asked
        self._send(address, {**form.hidden, **values}, files or {})
        if self._was_sent_away():
            raise PageSaysNo(f"{address}: signed out")
        if self.status >= 400:
            raise PageSaysNo(f"{address} answered {self.status}: {self.sentences()}")
        return self.page

    def sentences(self) -> str:
        found = _Forms()
        found.feed(self.page)
        return " / ".join(dict.fromkeys(found.sentences)) or f"({self.status})"

    def download(self, address: str) -> bytes:
        answer = self.client.get(address)
        self.address = answer.url.path
        if self._was_sent_away():
            self.sign_in()
            answer = self.client.get(address)
        if answer.status_code != 200:
            raise PageSaysNo(f"{address} answered {answer.status_code}")
        return answer.content

    def _form(self, action: str) -> Form:
        found = _Forms()
        found.feed(self.page)
        for form in found.forms:
            if (form.action == action) if action else _is_own(form, self.address):
                return form
        raise PageSaysNo(f"{self.address} has no form {action or 'of its own'}")

    def _send(self, address: str, values: Values, files: Files) -> None:
        token = {"csrfmiddlewaretoken": self._token()}
        self._take(
            self.client.post(
                address,
                data={**values, **token},
                files=dict(files) or None,
                headers={"Referer": str(self.client.base_url)},
            )
        )

    def _token(self) -> str:
        found = _Forms()
        found.feed(self.page)
        tokens = [form.hidden["csrfmiddlewaretoken"] for form in found.forms if "csrfmiddlewaretoken" in form.hidden]
        return tokens[-1] if tokens else ""

    def _take(self, answer: httpx.Response) -> None:
        self.status, self.page, self.address = answer.status_code, answer.text, answer.url.path
        self._asked = answer.url.raw_path.decode()

    def _was_sent_away(self) -> bool:
        return self.address.startswith("/signin/") and not self._is_signing_in


def _is_own(form: Form, address: str) -> bool:
    """A form without an address answers where it stands; the frame's own forms (sign out, posts) have theirs."""
    return form.action in ("", address) and "csrfmiddlewaretoken" in form.hidden
