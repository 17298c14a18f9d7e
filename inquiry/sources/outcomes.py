"""照会結果. What became of an inquiry, each outcome with its class."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from .answers import Answer


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

    result: ClassVar = ResultClass.NO_RECORD


@dataclass(frozen=True, slots=True)
class PersonWithoutCode:
    """符号未取得. The code that was asked with is not known to the network."""

    result: ClassVar = ResultClass.CODE_NOT_ISSUED


@dataclass(frozen=True, slots=True)
class NotPermitted:
    """許可されていない照会. A fault of configuration: alarm, no retry."""

    result: ClassVar = ResultClass.NOT_PERMITTED


@dataclass(frozen=True, slots=True)
class Refused:
    """自動応答不可. The provider does not answer by machine (支援措置 and the like): offline procedure."""

    result: ClassVar = ResultClass.REFUSED


@dataclass(frozen=True, slots=True)
class Stopped:
    """提供者停止中. Ask again later, under a new id."""

    result: ClassVar = ResultClass.PROVIDER_STOPPED


Ended = Answered | NoRecord | PersonWithoutCode | NotPermitted | Refused | Stopped
Outcome = Pending | Ended

WITHOUT_ANSWER: dict[str, Outcome] = {
    "pending": Pending(),
    "no_record": NoRecord(),
    "code_not_issued": PersonWithoutCode(),
    "not_permitted": NotPermitted(),
    "refused": Refused(),
    "stopped": Stopped(),
}
