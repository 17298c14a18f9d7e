"""照会結果. What became of an inquiry, each outcome with its class."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from .answers import Answer
from .codes import Meaning


class ResultClass(Enum):
    """結果区分. Decides whether to ask again and what staff do."""

    PROVIDED = "provided"
    PROVIDED_NULL = "provided_null"
    NO_RECORD = "no_record"
    NOT_DECLARED = "not_declared"
    CODE_NOT_ISSUED = "code_not_issued"
    NOT_PERMITTED = "not_permitted"
    DUPLICATE_RECORD = "duplicate_record"
    REFUSED = "refused"
    PROVIDER_STOPPED = "provider_stopped"
    TIMEOUT = "timeout"
    WRONG_PERSON = "wrong_person"
    UNKNOWN_CODE = "unknown_code"


@dataclass(frozen=True, slots=True)
class Pending:
    """照会中. No answer yet; the same receipt is asked after later."""


@dataclass(frozen=True, slots=True, repr=False)
class Answered:
    """提供. updated_on is the day on which the provider last wrote its copy (副本)."""

    answer: Answer
    updated_on: date

    @property
    def result(self) -> ResultClass:
        if self.answer.is_undeclared:
            return ResultClass.NOT_DECLARED
        return ResultClass.PROVIDED_NULL if self.answer.is_empty else ResultClass.PROVIDED


@dataclass(frozen=True, slots=True)
class NoRecord:
    """該当なし at this provider; another may hold it."""

    result: ClassVar[ResultClass] = ResultClass.NO_RECORD


@dataclass(frozen=True, slots=True)
class PersonWithoutCode:
    """符号未取得. The code that was asked with is not known to the network."""

    result: ClassVar[ResultClass] = ResultClass.CODE_NOT_ISSUED


@dataclass(frozen=True, slots=True)
class NotPermitted:
    """許可されていない照会. A fault of configuration: alarm, no retry."""

    result: ClassVar[ResultClass] = ResultClass.NOT_PERMITTED


@dataclass(frozen=True, slots=True)
class Duplicate:
    """レコード識別番号重複, told when the answer is fetched: technical, a person looks."""

    result: ClassVar[ResultClass] = ResultClass.DUPLICATE_RECORD


@dataclass(frozen=True, slots=True)
class Refused:
    """自動応答不可. The provider does not answer by machine (支援措置 and the like): offline procedure."""

    result: ClassVar[ResultClass] = ResultClass.REFUSED


@dataclass(frozen=True, slots=True)
class Stopped:
    """提供者停止中. Ask again later, under a new id."""

    result: ClassVar[ResultClass] = ResultClass.PROVIDER_STOPPED


@dataclass(frozen=True, slots=True)
class TimedOut(Stopped):
    """提供者時間切れ. As a provider that has stopped."""

    result: ClassVar[ResultClass] = ResultClass.TIMEOUT


@dataclass(frozen=True, slots=True)
class WrongPerson:
    """人違いの疑い. The provider says that this may be somebody else: nothing is stored, a person looks."""

    result: ClassVar[ResultClass] = ResultClass.WRONG_PERSON


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """未知の応答コード. Never guessed: waits for a person. code is "unknown" where it has not a code's form."""

    code: str
    result: ClassVar[ResultClass] = ResultClass.UNKNOWN_CODE


WithoutAnswer = (
    NoRecord | PersonWithoutCode | NotPermitted | Duplicate | Refused | Stopped | TimedOut | WrongPerson | UnknownCode
)
Ended = Answered | WithoutAnswer
Outcome = Pending | Ended

WITHOUT_ANSWER: dict[Meaning, Outcome] = {
    Meaning.PENDING: Pending(),
    Meaning.NO_RECORD: NoRecord(),
    Meaning.CODE_NOT_ISSUED: PersonWithoutCode(),
    Meaning.NOT_PERMITTED: NotPermitted(),
    Meaning.DUPLICATE_RECORD: Duplicate(),
    Meaning.REFUSED: Refused(),
    Meaning.PROVIDER_STOPPED: Stopped(),
    Meaning.TIMEOUT: TimedOut(),
    Meaning.WRONG_PERSON: WrongPerson(),
}
