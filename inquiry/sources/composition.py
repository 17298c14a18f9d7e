"""世帯構成, by the road of the resident network. The other road is 住民票関係情報, asked like any other kind.

003 plans to take the composition of a household from 住基ネット; what is published of it holds persons only. So both
roads stand behind one protocol, and which of them is there is for the connection (inquiry.md §1).
"""

from http import HTTPStatus

from inquiry.codes import Kind

from . import messages, wire
from .answers import answer_of
from .errors import AnswerForSomebodyElse, QueryRefused
from .outcomes import Answered, NoRecord, Outcome
from .resident import ResidentNetwork
from .specification import Specification, configured
from .types import Asked, Receipt


class CompositionByResidentNetwork:
    """住基ネットによる世帯構成. person_code of what is asked is the 住民票コード, and no 符号 is needed.

    The network answers at once and leaves no inquiry to fetch: asking gives a receipt, and fetching asks.
    """

    def __init__(self, network: ResidentNetwork, specification: Specification | None = None) -> None:
        self.client = network.client
        self.specification = specification or configured()

    async def ask(self, asked: Asked) -> Receipt:
        """Raises QueryRefused where another kind than 住民票関係情報 is asked for."""
        if asked.kind is not Kind.HOUSEHOLD:
            raise QueryRefused("not_permitted")
        return Receipt(asked.request_id, asked)

    async def poll(self, receipt: Receipt) -> Outcome:
        """Raises NotSent, OutcomeUnknown, AnswerNotUnderstood, AnswerForSomebodyElse or QueryRefused."""
        asked = receipt.asked
        answer = await wire.post(self.client, "/household", {"resident_code": asked.person_code})
        content = wire.content_of(answer)
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            code = wire.text(content, "error")
            if code == "no_record":
                return NoRecord()
            raise QueryRefused(code)
        if wire.text(content, "resident_code") != asked.person_code:
            raise AnswerForSomebodyElse("resident_code")
        record = messages.record_of(Kind.HOUSEHOLD, content, self.specification.layouts)
        return Answered(answer_of(record), messages.day(content, "updated_on"))
