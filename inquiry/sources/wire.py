"""電文の送受信. One exchange over HTTP, ended by a JSON object or by what is known of the request."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlencode

from .connections import Answer, Connections
from .errors import AnswerForSomebodyElse, AnswerNotUnderstood, Evidence, NotSent, OutcomeUnknown

Content = dict[str, object]
# No answer that is published nests deeper than its items.
DEEPEST = 16
MOST_ROWS = 2_000


class Exchanging(Protocol):
    """What an adapter needs of a connection: one request, one answer."""

    async def exchange(self, method: str, target: str, body: bytes = b"") -> Answer:
        """Raises NotSent, OutcomeUnknown or AnswerNotUnderstood."""
        ...


def connected(url: str, *, timeout_seconds: float = 10, connections: int = 200) -> Connections:
    """The connections to one network, to be closed by whoever opened them.

    Proxies named in the environment are not for these networks.
    """
    return Connections(url, timeout_seconds=timeout_seconds, at_most=connections)


async def post(client: Exchanging, path: str, content: Content) -> Answer:
    """Raises NotSent or OutcomeUnknown."""
    return _unless_out_of_order(await client.exchange("POST", path, json.dumps(content).encode()))


async def get(client: Exchanging, path: str, **query: str) -> Answer:
    """Raises NotSent or OutcomeUnknown. Only what identifies no person may stand in the query."""
    return _unless_out_of_order(await client.exchange("GET", f"{path}?{urlencode(query)}"))


def _unless_out_of_order(answer: Answer) -> Answer:
    """503 is the network's word for "not taken in"; of any other failure of a server nothing is known."""
    if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
        raise NotSent("503")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise OutcomeUnknown(str(answer.status))
    return answer


@contextmanager
def kept_for_inspection(answer: Answer) -> Iterator[None]:
    """受け取らなかった回答. Whatever refuses this answer carries its size and its digest away, and nothing of it."""
    try:
        yield
    except (AnswerNotUnderstood, AnswerForSomebodyElse) as refused:
        refused.evidence = Evidence(len(answer.body), hashlib.sha256(answer.body).hexdigest())
        raise


def content_of(answer: Answer) -> Content:
    """Raises AnswerNotUnderstood, without the text that was not understood."""
    if _is_deep(answer.body):
        raise AnswerNotUnderstood("too_deep")
    try:
        content = json.loads(answer.body)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise AnswerNotUnderstood("not_json")
    return content


def _is_deep(body: bytes) -> bool:
    """Looked at before it is read. Brackets within texts count too: that errs on the careful side, by far."""
    if body.count(b"[") + body.count(b"{") <= DEEPEST:
        return False
    depth = 0
    for sign in body:
        if sign in b"[{":
            depth += 1
        elif sign in b"]}":
            depth -= 1
        if depth > DEEPEST:
            return True
    return False


def text(content: Content, name: str) -> str:
    """A non-empty string of the answer. Raises AnswerNotUnderstood."""
    value = content.get(name)
    if not isinstance(value, str) or not value:
        raise AnswerNotUnderstood(name)
    return value


def texts(content: Content, name: str) -> tuple[str, ...]:
    """A list of non-empty strings of the answer. Raises AnswerNotUnderstood."""
    value = content.get(name)
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise AnswerNotUnderstood(name)
    return tuple(value)


def rows(content: Content, name: str) -> list[Content]:
    """A list of objects of the answer. Raises AnswerNotUnderstood."""
    value = content.get(name)
    if not isinstance(value, list) or len(value) > MOST_ROWS or not all(isinstance(row, dict) for row in value):
        raise AnswerNotUnderstood(name)
    return value
