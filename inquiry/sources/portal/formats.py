"""結果の形式. How a file of マイナポータル is laid out: not public, so pluggable; ours is an invention of our own.

A format is a function from the content of the file to a PortalResult; `FORMATS` has them by the name that the file
gives. Whoever gets access to the API (half a year to a year, inquiry.md §10) adds the real one here.
"""

from collections.abc import Callable, Mapping

from inquiry.codes import Kind
from inquiry.sources import messages, wire
from inquiry.sources.answers import answer_of
from inquiry.sources.errors import AnswerNotUnderstood
from inquiry.sources.outcomes import Answered
from inquiry.sources.portal.result import PortalAnswer, PortalResult
from inquiry.sources.specification import Specification

Format = Callable[[wire.Content, Specification], PortalResult]


def our_own(content: wire.Content, specification: Specification) -> PortalResult:
    """obtained_on, and for each kind what the network itself would answer. Raises AnswerNotUnderstood."""
    answers = [_answer(row, specification) for row in wire.rows(content, "answers")]
    if not answers or len({each.kind for each in answers}) < len(answers):
        raise AnswerNotUnderstood("answers")
    return PortalResult(messages.day(content, "obtained_on"), answers)


def _answer(row: wire.Content, specification: Specification) -> PortalAnswer:
    kind = _kind(row, specification)
    record = messages.record_of(kind, row, specification.layouts)
    return PortalAnswer(kind, Answered(answer_of(record), messages.day(row, "updated_on")))


def _kind(row: wire.Content, specification: Specification) -> Kind:
    kind = specification.kind_of(wire.text(row, "kind"))
    if kind is None:
        raise AnswerNotUnderstood("kind")
    return kind


FORMATS: Mapping[str, Format] = {"yorisoi-1": our_own}
