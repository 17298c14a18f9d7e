"""情報提供ネットワークシステム. Asks one provider about one person, and fetches the answer later.

An inquiry leaves a record at the state that the citizen can read, so one whose outcome is unknown is never repeated
here. Fetching (`poll`) reads and leaves none: it may be repeated whatever it raised.
"""

from datetime import date
from http import HTTPStatus
from uuid import uuid4

from . import messages, wire
from .answers import answer_of
from .codes import Meaning
from .connections import Answer
from .errors import (
    AnswerForSomebodyElse,
    CodeNotIssued,
    DuplicateRecord,
    QueryRefused,
    UnknownRefusal,
    presentable,
)
from .outcomes import WITHOUT_ANSWER, Answered, Outcome, UnknownCode
from .specification import Specification, configured
from .types import Asked, Receipt

REFUSALS = {Meaning.DUPLICATE_RECORD: DuplicateRecord, Meaning.CODE_NOT_ISSUED: CodeNotIssued}


class InformationNetwork:
    """情報提供NWS. Speaks as its specification says: names of kinds, layouts of answers, meanings of codes."""

    def __init__(self, client: wire.Exchanging, specification: Specification | None = None) -> None:
        self.client = client
        self.specification = specification or configured()

    async def issue_code(self, number: str) -> str:
        """符号取得. Asking again gives the same code. Raises as `ask` does, and CodeNotIssued."""
        request_id = str(uuid4())
        answer = await wire.post(self.client, "/codes", {"request_id": request_id, "number": number})
        try:
            content = self._accepted(answer)
        except UnknownRefusal as unknown:
            # Getting a code leaves no record at the state: refused, not unknown.
            raise QueryRefused(unknown.code) from None
        # Out of order it would be somebody else's code, and every inquiry with it about somebody else.
        _check_same(content, request_id=request_id)
        return wire.text(content, "code")

    async def ask(self, asked: Asked) -> Receipt:
        """照会. Raises NotSent (may be sent again), DuplicateRecord or QueryRefused (nothing was taken in);
        OutcomeUnknown, AnswerNotUnderstood or AnswerForSomebodyElse (it may have been).
        """
        answer = await wire.post(
            self.client,
            "/inquiries",
            {
                "request_id": asked.request_id,
                "code": asked.person_code,
                "kind": self.specification.kind_names[asked.kind],
                "provider": self.specification.institution(asked.provider),
                "is_nondisclosure": asked.is_nondisclosure,
                "condition": _condition(asked),
            },
        )
        with wire.kept_for_inspection(answer):
            content = self._accepted(answer)
            _check_same(content, request_id=asked.request_id, code=asked.person_code)
            return Receipt(wire.text(content, "receipt"), asked)

    async def poll(self, receipt: Receipt) -> Outcome:
        """回答取得. Raises as `ask` does, DuplicateRecord apart."""
        asked = receipt.asked
        answer = await wire.get(self.client, "/inquiries", receipt=receipt.number)
        with wire.kept_for_inspection(answer):
            content = self._accepted(answer)
            _check_same(
                content,
                receipt=receipt.number,
                request_id=asked.request_id,
                code=asked.person_code,
                kind=self.specification.kind_names[asked.kind],
                provider=self.specification.institution(asked.provider),
            )
            return self._outcome(asked, content)

    def _accepted(self, answer: Answer) -> wire.Content:
        content = wire.content_of(answer)
        if answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return content
        code = wire.text(content, "error")
        meaning = self._meaning(code)
        if meaning is Meaning.UNKNOWN_CODE:
            raise UnknownRefusal(code)
        raise REFUSALS.get(meaning, QueryRefused)(code)

    def _outcome(self, asked: Asked, content: wire.Content) -> Outcome:
        state = wire.text(content, "state")
        meaning = self._meaning(state)
        if meaning is Meaning.ANSWERED:
            record = messages.record_of(asked.kind, content, self.specification.layouts)
            return Answered(answer_of(record), messages.day(content, "updated_on"))
        return WITHOUT_ANSWER.get(meaning) or UnknownCode(presentable(state))

    def _meaning(self, code: str) -> Meaning:
        return self.specification.codes.meaning(code, date.today())


def _condition(asked: Asked) -> dict[str, str]:
    """照会条件. No period is the newest."""
    days = {"from": asked.from_on, "until": asked.until_on}
    return {"scope": asked.scope.value.lower(), **{name: day.isoformat() for name, day in days.items() if day}}


def _check_same(content: wire.Content, **expected: str) -> None:
    """Raises AnswerForSomebodyElse, naming which item differs and no value."""
    for name, value in expected.items():
        if wire.text(content, name) != value:
            raise AnswerForSomebodyElse(name)
