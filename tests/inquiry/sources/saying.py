"""A network that says one thing, whatever it is asked, and remembers what it heard."""

from inquiry.sources.connections import Answer


class Saying:
    def __init__(self, status: int, body: bytes) -> None:
        self.answer = Answer(status, body)
        self.heard: list[bytes] = []

    async def exchange(self, _method: str, _target: str, body: bytes = b"") -> Answer:
        self.heard.append(body)
        return self.answer
