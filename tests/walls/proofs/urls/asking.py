"""One request as one visitor, and what of the answer is the same whenever the same is said."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client
from django.utils.module_loading import import_string

from config.demo import SETAGAYA, TOKYO
from councils.signin import devices, stepup
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
    "verdict": "fit", "text": "適当と考えます。", "comment": "確認しました。", "asked": "付けてください。",
    "items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "0", "items-0-reason": "OTHER", "items-0-asked": "お願いします。",
    "answer": "付けました。", "answer_1": "付けました。", "is_wanted": "on", "address": "soudan@example.jp",
    "note": "付けてください。", "due_on": "令和80年1月31日", "reason": "提出書類で確かめられるため。",
    "proposal": "approve", "amount_yen": "80000", "grace_months": "2", "repayment_months": "12",
    "settlement": "left", "evidence": "RESIDENT_RECORD", "agreed": "on", "is_agreed": "on", "confirm": "on",
    "next": ELSEWHERE, "page": ELSEWHERE, "form": "csv", "code": "duty", "value": "1", "born": "昭和50年1月1日",
    "kana": "ミホン　タロウ", "name": "新人　見本", "username": "shinjin", "post_kind": "auditor",
    "since": "令和8年11月2日", "until": "令和80年1月31日", "last_day": "令和80年1月31日", "trained_on": "令和8年4月1日",
    "number": "13-R8-0001", "council": TOKYO, "caller": "CLIENT", "promised_on": "令和80年1月31日", "q": "ヨシダ",
}  # fmt: skip
# where one word means two things
OF_ADDRESS = {
    "loans:recuse": {"reason": "CLOSE"},
    "loans:consent": {"way": "paper"},
    "loans:refuse_consent": {"reason": "own_papers"},
    "loans:add_party": {"role": "guarantor", "relation": "兄", "address": "東京都千代田区見本町1"},
    "loans:party": {"relation": "兄", "address": "東京都千代田区見本町1"},
    "loans:ask_correction": {"kind": "PAPER"},
    "staff:move": {"post_kind": "counsellor", "council": SETAGAYA},
    "trail:export": {"until": "令和8年11月30日"},
}
_ONE_OFF = re.compile(rb'(name="(?:csrfmiddlewaretoken|kept)" value|nonce|data-request-id|hx-headers)="[^"]*"')
_PLACES = re.compile(rb"\d{10} \d{5} [nf]")
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
        """Without token, nonce, request id, what a covered page keeps unreadably, and the address asked for."""
        kept = tuple(self.neutral(self.headers.get(name, "").encode()) for name in _HEADERS)
        return (self.status, self.neutral(_ONE_OFF.sub(b"", self.body)), kept)

    def neutral(self, text: bytes) -> bytes:
        for form in (self.path, quote(self.path), quote(self.path, safe="")):
            text = text.replace(form.encode(), b"(asked)")
        return text

    def everything(self) -> str:
        """Body, headers and cookies, as a reader sees them."""
        lines = [f"{name}: {value}" for name, value in self.headers.items()]
        body = _printed(self.body) if self.body.startswith(b"%PDF") else self.body
        return self.neutral("\n".join([*lines, *self.cookies]).encode() + b"\n\n" + body).decode(errors="replace")


def _printed(pdf: bytes) -> bytes:
    """What is on the paper, and the file without the places of its parts: those are figures like any other."""
    words = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return _PLACES.sub(b"", pdf) + words


class Asker:
    """A browser without memory: every request begins with the session that the visitor has."""

    def __init__(self, made: Made) -> None:
        self.client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        self.store: type[SessionBase] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        self.made = made

    def ask(self, visitor: Visitor, method: str, path: str, name: str) -> Answer:
        self._sit_down(visitor)
        body = {} if method in SAFE else self._typed(visitor, name)
        answer = self.client.generic(method, path, **body)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        cookies = tuple(morsel.OutputString() for morsel in answer.cookies.values())
        return Answer(answer.status_code, path, dict(answer.headers.items()), cookies, content)

    def ask_without_token(self, visitor: Visitor, path: str, name: str) -> int:
        """As another site would have this visitor's browser do."""
        with self._checking_tokens():
            return self.ask(visitor, "POST", path, name).status

    @contextmanager
    def _checking_tokens(self) -> Iterator[None]:
        self.client.handler.enforce_csrf_checks = True
        try:
            yield
        finally:
            self.client.handler.enforce_csrf_checks = False

    def _typed(self, visitor: Visitor, name: str) -> dict[str, Any]:
        """One's other device is named where one is asked for: signed in beside this one, and ended in its turn."""
        facts = FACTS | self.made.facts | OF_ADDRESS.get(name, {})
        if name == "me:end_device" and visitor.actor:
            other = self.session_of(visitor, "other")
            devices.remember(SimpleNamespace(headers={}, session=other), visitor.actor.person_id)  # type: ignore[arg-type]  # all of a request that is read
            found = devices.devices_of(visitor.actor.person_id, this=other.session_key)
            facts |= {"device": next(each.label for each in found if each.is_this)}
        return {"data": urlencode(facts), "content_type": FORM}

    def _sit_down(self, visitor: Visitor) -> None:
        self.client.cookies.clear()
        if visitor.session:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = str(self.session_of(visitor).session_key)

    def session_of(self, visitor: Visitor, kind: str = "walk") -> SessionBase:
        store = self.store(f"{kind}{abs(hash(visitor.name)):032d}"[:32])
        store.update(_fresh(visitor.session))
        for covered, items in self.made.covered.items():
            stepup.keep(store, stepup.Covered(covered, items, []))
        store.save()
        return store


def _fresh(session: dict[str, Any]) -> dict[str, Any]:
    """The second factor of a long walk stays as fresh as at its beginning."""
    methods = [{**each, "at": time.time()} for each in session.get("account_authentication_methods", [])]
    return {"seen_at": time.time(), **session, "account_authentication_methods": methods}
