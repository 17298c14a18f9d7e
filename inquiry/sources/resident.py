"""住民基本台帳ネットワーク. Asks who somebody is, by the four items."""

from http import HTTPStatus

from inquiry.matching.people import FourItems

from . import messages, wire
from .errors import QueryRefused
from .types import Candidate, FormerAddress


class ResidentNetwork:
    """住基ネット. Answers with candidates; choosing among them is for matching."""

    def __init__(self, client: wire.Exchanging) -> None:
        self.client = client

    async def find(self, items: FourItems) -> list[Candidate]:
        """4情報照会. An empty list says that nobody was found.

        born goes out as YYYY-MM-DD with 00 for an unknown part; the sex may be '' where none is held.
        Raises NotSent, OutcomeUnknown, AnswerNotUnderstood or QueryRefused (fewer items than the network takes).
        """
        query: wire.Content = {"name": items.name, "born": items.born, "sex": items.sex, "address": items.address}
        answer = await wire.post(self.client, "/query", query)
        content = wire.content_of(answer)
        if answer.status != HTTPStatus.OK:
            raise QueryRefused(wire.text(content, "error"))
        return [_candidate(row) for row in wire.rows(content, "candidates")]


def _candidate(row: wire.Content) -> Candidate:
    return Candidate(
        number=wire.text(row, "number"),
        resident_code=wire.text(row, "resident_code"),
        items=FourItems(
            name=wire.text(row, "name"),
            kana=wire.text(row, "kana"),
            born=wire.text(row, "born"),
            sex=wire.text(row, "sex"),
            address=wire.text(row, "address"),
        ),
        other_names=wire.texts(row, "other_names"),
        former=tuple(_former(each) for each in wire.rows(row, "former")),
    )


def _former(row: wire.Content) -> FormerAddress:
    return FormerAddress(wire.text(row, "address"), messages.day(row, "until"))
