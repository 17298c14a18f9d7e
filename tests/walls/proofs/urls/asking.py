"""One request as one visitor, and what of the answer is the same whenever the same is said."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client
from django.utils.module_loading import import_string

from tests.walls.proofs.urls.tenant import Made
from tests.walls.proofs.urls.visitors import Visitor

FORM = "application/x-www-form-urlencoded"
SAFE = ("GET", "HEAD", "OPTIONS")
UNUSUAL = ("PUT", "PATCH", "DELETE", "TRACE", "ODD")
ELSEWHERE = "https://elsewhere.example/"
# One body for every form: each takes the fields that it knows, so that a press on a foreign row would do something.
FACTS = {
    "came_on_era": "R", "came_on": "令和8年11月2日", "client_name": "見本　太郎", "client_kana": "ミホン　タロウ",
    "client_phone": "090-0000-9999", "topics": "income", "gist": "相談", "as": "advise", "version": "1",
    "verdict": "fit", "text": "適当と考えます。", "comment": "確認しました。", "reasons": "PAPER_MISSING",
    "note": "付けてください。", "due_on": "令和80年1月31日", "reason": "提出書類で確かめられるため。",
    "proposal": "approve", "amount_yen": "80000", "grace_months": "2", "repayment_months": "12",
    "settlement": "left", "evidence": "RESIDENT_RECORD", "agreed": "on", "is_agreed": "on", "confirm": "on",
    "next": ELSEWHERE, "page": ELSEWHERE,
}  # fmt: skip
_ONE_OFF = re.compile(rb'(name="csrfmiddlewaretoken" value|nonce|data-request-id|hx-headers)="[^"]*"')
_HEADERS = ("Content-Type", "Location", "Allow", "Content-Disposition", "Cache-Control", "Content-Security-Policy")


@dataclass(frozen=True)
class Answer:
    status: int
    path: str
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: bytes

    @property
    def said(self) -> tuple[object, ...]:
        """Without token, nonce, request id and the address that was asked for."""
        kept = tuple(self.neutral(self.headers.get(name, "").encode()) for name in _HEADERS)
        return (self.status, self.neutral(_ONE_OFF.sub(b"", self.body)), kept)

    def neutral(self, text: bytes) -> bytes:
        for form in (self.path, quote(self.path), quote(self.path, safe="")):
            text = text.replace(form.encode(), b"(asked)")
        return text

    def everything(self) -> str:
        """Body, headers and cookies, as a reader sees them."""
        lines = [f"{name}: {value}" for name, value in self.headers.items()]
        return self.neutral("\n".join([*lines, *self.cookies]).encode() + b"\n\n" + self.body).decode(errors="replace")


class Asker:
    """A browser without memory: every request begins with the session that the visitor has."""

    def __init__(self, made: Made) -> None:
        self.client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        self.store: type[SessionBase] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        self.facts = urlencode(FACTS | made.facts)

    def ask(self, visitor: Visitor, method: str, path: str) -> Answer:
        self._sit_down(visitor)
        body: dict[str, Any] = {} if method in SAFE else {"data": self.facts, "content_type": FORM}
        answer = self.client.generic(method, path, **body)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        cookies = tuple(morsel.OutputString() for morsel in answer.cookies.values())
        return Answer(answer.status_code, path, dict(answer.headers.items()), cookies, content)

    def ask_without_token(self, visitor: Visitor, path: str) -> int:
        """As another site would have this visitor's browser do."""
        with self._checking_tokens():
            return self.ask(visitor, "POST", path).status

    @contextmanager
    def _checking_tokens(self) -> Iterator[None]:
        self.client.handler.enforce_csrf_checks = True
        try:
            yield
        finally:
            self.client.handler.enforce_csrf_checks = False

    def _sit_down(self, visitor: Visitor) -> None:
        self.client.cookies.clear()
        if not visitor.session:
            return
        store = self.store(f"walk{abs(hash(visitor.name)):032d}"[:32])
        store.update(_fresh(visitor.session))
        store.save()
        self.client.cookies[settings.SESSION_COOKIE_NAME] = str(store.session_key)


def _fresh(session: dict[str, Any]) -> dict[str, Any]:
    """The second factor of a long walk stays as fresh as at its beginning."""
    methods = [{**each, "at": time.time()} for each in session.get("account_authentication_methods", [])]
    return {**session, "account_authentication_methods": methods, "seen_at": time.time()}
