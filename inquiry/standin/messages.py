"""電文. What a stand-in hears and says: one request, one reply, both JSON."""

import json
from dataclasses import dataclass


class Refusal(Exception):  # named as the house names what says no
    """The request is answered with a status and a code, and nothing was taken in."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    method: str
    path: str
    query: dict[str, list[str]]
    body: bytes

    def content(self) -> dict[str, object]:
        """The body as a JSON object. Raises Refusal (malformed)."""
        try:
            content = json.loads(self.body)
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise Refusal(422, "malformed")
        return content

    def first(self, name: str) -> str:
        """The first value of a query parameter, '' where it is not given."""
        return self.query.get(name, [""])[0]


@dataclass(frozen=True, slots=True, repr=False)
class Reply:
    status: int
    content: dict[str, object]

    def encoded(self) -> bytes:
        return json.dumps(self.content, ensure_ascii=False).encode()


def required_text(content: dict[str, object], name: str) -> str:
    """A non-empty string of the body. Raises Refusal (malformed)."""
    text = content.get(name)
    if not isinstance(text, str) or not text:
        raise Refusal(422, "malformed")
    return text
