"""媒体による照会. The same protocol where requests go out and results come back as files.

The bytes of the files are written and read elsewhere; here stand what is to be written and what a line meant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inquiry.codes import Kind

from .answers import answer_of
from .codes import Meaning
from .errors import AnswerForSomebodyElse, DuplicateRecord, presentable
from .layouts.reader import Record, read_columns
from .outcomes import WITHOUT_ANSWER, Answered, Outcome, Pending, UnknownCode
from .specification import Specification, configured
from .types import Asked, Receipt


@dataclass(frozen=True, slots=True, repr=False)
class ResultLine:
    """結果ファイルの一行. code: the one of its codes that says what became of the inquiry, as it stands there.

    columns: the whole line; kind_name and provider as the network names them.
    """

    request_id: str
    kind_name: str
    provider: str
    code: str
    columns: Sequence[str]
    updated_on: date


class InquiryByFile:
    """媒体交換. `tray` collects what the next request file holds; `results` are lines that came, by request id."""

    def __init__(self, results: Mapping[str, ResultLine], specification: Specification | None = None) -> None:
        self.tray: dict[str, Asked] = {}
        self.results = results
        self.specification = specification or configured()

    async def ask(self, asked: Asked) -> Receipt:
        """Raises DuplicateRecord."""
        if asked.request_id in self.tray:
            raise DuplicateRecord("duplicate_record")
        self.tray[asked.request_id] = asked
        return Receipt(asked.request_id, asked)

    async def poll(self, receipt: Receipt) -> Outcome:
        """Raises AnswerForSomebodyElse or AnswerNotUnderstood."""
        line = self.results.get(receipt.number)
        if line is None:
            return Pending()
        self._check_same(line, receipt.asked)
        meaning = self.specification.codes.meaning(line.code, date.today())
        if meaning is Meaning.ANSWERED:
            return Answered(answer_of(self._record(receipt.asked.kind, line)), line.updated_on)
        return WITHOUT_ANSWER.get(meaning) or UnknownCode(presentable(line.code))

    def _record(self, kind: Kind, line: ResultLine) -> Record:
        layout = self.specification.layouts.by_column_count(kind, len(line.columns))
        return read_columns(layout, line.columns)

    def _check_same(self, line: ResultLine, asked: Asked) -> None:
        if line.request_id != asked.request_id:
            raise AnswerForSomebodyElse("request_id")
        if line.kind_name != self.specification.kind_names[asked.kind]:
            raise AnswerForSomebodyElse("kind")
        if line.provider != self.specification.institution(asked.provider):
            raise AnswerForSomebodyElse("provider")
