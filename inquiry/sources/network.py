"""情報提供ネットワークシステム. Asks one provider about one person, and fetches the answer later.

An inquiry leaves a record at the state that the citizen can read, so one whose outcome is unknown is never repeated
here. Fetching (`poll`) reads and leaves none: it may be repeated whatever it raised.
"""

from datetime import date
from http import HTTPStatus
from uuid import uuid4

from inquiry.codes import Kind

from . import wire
from .answers import Empty, Given, Items, answer_of
from .connections import Answer
from .errors import AnswerForSomebodyElse, AnswerNotUnderstood, CodeNotIssued, DuplicateRecord, QueryRefused
from .outcomes import WITHOUT_ANSWER, Answered, Outcome
from .types import Asked, Receipt

# The network has its own names for the kinds (特定個人情報名); ours are for the slip.
KIND_NAMES = {Kind.TAX: "local_tax", Kind.HOUSEHOLD: "resident_record", Kind.ASSISTANCE: "public_assistance"}
REFUSALS = {"duplicate_record": DuplicateRecord, "code_not_issued": CodeNotIssued}


class InformationNetwork:
    """情報提供NWS."""

    def __init__(self, client: wire.Exchanging) -> None:
        self.client = client

    async def issue_code(self, number: str) -> str:
        """符号取得. Asking again gives the same code. Raises as `ask` does, and CodeNotIssued."""
        request_id = str(uuid4())
        answer = await wire.post(self.client, "/codes", {"request_id": request_id, "number": number})
        content = _accepted(answer)
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
                "kind": KIND_NAMES[asked.kind],
                "provider": asked.provider,
                "is_nondisclosure": asked.is_nondisclosure,
                "condition": _condition(asked),
            },
        )
        with wire.kept_for_inspection(answer):
            content = _accepted(answer)
            _check_same(content, request_id=asked.request_id, code=asked.person_code)
            return Receipt(wire.text(content, "receipt"), asked)

    async def poll(self, receipt: Receipt) -> Outcome:
        """回答取得. Raises as `ask` does, DuplicateRecord apart."""
        asked = receipt.asked
        answer = await wire.get(self.client, "/inquiries", receipt=receipt.number)
        with wire.kept_for_inspection(answer):
            content = _accepted(answer)
            _check_same(
                content,
                receipt=receipt.number,
                request_id=asked.request_id,
                code=asked.person_code,
                kind=KIND_NAMES[asked.kind],
                provider=asked.provider,
            )
            return _outcome(asked, content)


def _condition(asked: Asked) -> dict[str, str]:
    """照会条件. No period is the newest."""
    days = {"from": asked.from_on, "until": asked.until_on}
    return {"scope": asked.scope.value.lower(), **{name: day.isoformat() for name, day in days.items() if day}}


def _accepted(answer: Answer) -> wire.Content:
    content = wire.content_of(answer)
    if answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return content
    code = wire.text(content, "error")
    raise REFUSALS.get(code, QueryRefused)(code)


def _check_same(content: wire.Content, **expected: str) -> None:
    """Raises AnswerForSomebodyElse, naming which item differs and no value."""
    for name, value in expected.items():
        if wire.text(content, name) != value:
            raise AnswerForSomebodyElse(name)


def _outcome(asked: Asked, content: wire.Content) -> Outcome:
    state = wire.text(content, "state")
    if state in WITHOUT_ANSWER:
        return WITHOUT_ANSWER[state]
    if state != "answered":
        raise AnswerNotUnderstood("state")
    return Answered(answer_of(asked.kind, _items(content)), _updated_on(content))


def _items(content: wire.Content) -> Items:
    rows = wire.rows(content, "items")
    items = {wire.text(row, "name"): _item(row) for row in rows}
    if len(items) < len(rows):
        raise AnswerNotUnderstood("items")
    return items


def _item(row: wire.Content) -> Given[str] | Empty:
    """An item has a value or a reason why it has none, not both."""
    if ("value" in row) == ("null_reason" in row):
        raise AnswerNotUnderstood("items")
    return Given(wire.text(row, "value")) if "value" in row else Empty(wire.text(row, "null_reason"))


def _updated_on(content: wire.Content) -> date:
    try:
        return date.fromisoformat(wire.text(content, "updated_on"))
    except ValueError:
        pass
    raise AnswerNotUnderstood("updated_on")
