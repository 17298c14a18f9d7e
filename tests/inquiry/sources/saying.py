"""A network that says one thing, whatever it is asked."""

from inquiry.sources.connections import Answer


class Saying:
    def __init__(self, status: int, body: bytes) -> None:
        self.answer = Answer(status, body)

    async def exchange(self, _method: str, _target: str, _body: bytes = b"") -> Answer:
        return self.answer
