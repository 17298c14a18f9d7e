"""Somebody in front of a sign-in page, through Django's client: what a browser sends, and what comes back."""

import html
import json
import re
import time
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from config.demo import Account
from config.walk.browser import totp

_ONE_OFF = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
_QUESTION = re.compile(r'data-question="([^"]+)"')
FORM = "application/x-www-form-urlencoded"
BACKEND = "councils.signin.backend.SignInBackend"


class Visitor:
    """One browser. Faults come back as pages, as they do in a deployment."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def get(self, path: str, **options: Any) -> Any:
        return self.client.get(path, **options)

    def post(self, path: str, **facts: Any) -> Any:
        return self.client.post(path, urlencode(facts), content_type=FORM)

    def give_password(self, account: Account, password: str = "") -> Any:
        return self.post("/signin/", login=account.username, password=password or account.password)

    def give_code(self, account: Account, *, periods_ahead: int = 0) -> Any:
        return self.post("/signin/code/", code=totp(account.totp_secret, at=time.time() + 30 * periods_ahead))

    def sign_in(self, account: Account) -> "Visitor":
        answer = self.give_password(account)
        if account.totp_secret:
            answer = self.give_code(account)
        assert answer.status_code == 302, body(answer)
        return self

    def sign_in_with(self, account: Account, passkey: Any) -> "Visitor":
        self.give_password(account)
        question = json.loads(html.unescape(_QUESTION.search(self.get("/signin/code/").content.decode())[1]))
        answer = self.post("/signin/code/", credential=passkey.signs(question))
        assert answer.status_code == 302, body(answer)
        return self

    def tamper(self, **facts: Any) -> None:
        """Writes into the session, as if the sign-in library had."""
        session = self.client.session
        session.update(facts)
        session.save()
        self.client.cookies[self._cookie()] = session.session_key

    def tamper_half_way(self, staff_id: int, session_hash: str) -> None:
        """Signed in by password alone, whatever the library should have asked for."""
        facts = {SESSION_KEY: str(staff_id), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: session_hash}
        records = [{"method": "password", "at": time.time()}]
        self.tamper(**facts, account_authentication_methods=records, account_authentication_methods_user=str(staff_id))

    @property
    def is_signed_in(self) -> bool:
        return SESSION_KEY in self.client.session

    def _cookie(self) -> str:
        from django.conf import settings

        return settings.SESSION_COOKIE_NAME


def body(answer: Any) -> bytes:
    """The page without what differs each time."""
    return _ONE_OFF.sub(b"", answer.content)


def stage(answer: Any) -> str:
    return answer.wsgi_request.stage


def actor(answer: Any) -> Any:
    return answer.wsgi_request.actor


def goes_to(answer: Any) -> str:
    return answer.headers.get("Location", "")
