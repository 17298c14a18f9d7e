"""One who is signed in, at the line: what they open is undone, and of what they send only a refusal stays."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, transaction
from django.db.utils import Error

from tests.walls.proofs.entries.line import Answer, Line
from tests.walls.proofs.entries.pages import Form, Page, read
from tests.walls.proofs.urls.asking import Asker
from tests.walls.proofs.urls.visitors import Visitor

URLENCODED = "application/x-www-form-urlencoded"
B = "----entries"
Values = Mapping[str, list[str]]
Files = Mapping[str, tuple[str, bytes]]


@dataclass
class Desk:
    line: Line
    asker: Asker
    visitor: Visitor

    def open(self, path: str) -> tuple[Answer, Page | None]:
        """None where the answer is no page."""
        answer = self.line.ask("GET", path, self._session())
        is_page = answer.status in (200, 422) and "text/html" in answer.headers.get("Content-Type", "")
        return answer, read(answer.text, path) if is_page else None

    def send(self, form: Form, values: Values, files: Files, pressed: tuple[str, str] | None = None) -> Answer:
        pairs = [(name, each) for name, every in values.items() for each in every]
        if pressed:
            pairs.append(pressed)
        if form.method == "get":
            return self.line.ask("GET", f"{form.action.split('?')[0]}?{_encoded(pairs)}", self._session())
        if form.has_files:
            return self.line.ask("POST", form.action, self._session(), _parts(pairs, files), _MULTIPART)
        return self.line.ask("POST", form.action, self._session(), _encoded(pairs).encode(), URLENCODED)

    def _session(self) -> str:
        return f"{settings.SESSION_COOKIE_NAME}={self.asker.session_of(self.visitor).session_key}"


_MULTIPART = f"multipart/form-data; boundary={B}"


def _encoded(pairs: list[tuple[str, str]]) -> str:
    """As a browser would; half a pair as only a program can."""
    return urlencode([(name, _bytes(value)) for name, value in pairs])


def _bytes(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


def _parts(pairs: list[tuple[str, str]], files: Files) -> bytes:
    heads = [(f'name="{name}"', _bytes(value)) for name, value in pairs]
    heads += [(f'name="{name}"; filename="{file}"', content) for name, (file, content) in files.items()]
    whole = b"".join(
        f"--{B}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + value + b"\r\n" for head, value in heads
    )
    return whole + f"--{B}--\r\n".encode()


class Turn:
    """A stretch of requests in one transaction. keep: it stays, as of a refusal, of which nothing may have come."""

    def __init__(self) -> None:
        self.keep = False
        self.broke = ""

    def settle(self) -> None:
        """What a commit would find out is found out now."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except Error as fault:
            self.broke = type(fault).__name__


@contextmanager
def turn() -> Iterator[Turn]:
    made = Turn()
    with transaction.atomic():
        yield made
        if not made.keep:
            transaction.set_rollback(True)
