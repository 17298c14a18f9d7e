"""自己情報の読取り. Reads an uploaded result, and before anything else looks for a number that must not be there."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from councils.numbers import my_numbers_in
from inquiry.sources.errors import AnswerNotUnderstood
from inquiry.sources.portal.formats import FORMATS
from inquiry.sources.portal.refusals import FileTooLarge, NotAResult, NumberInFile, ObtainedLater
from inquiry.sources.portal.result import PortalResult
from inquiry.sources.specification import Specification, configured

LARGEST_BYTES = 1_000_000


def parse(file: bytes, *, today: date, specification: Specification | None = None) -> PortalResult:
    """自己情報の取得結果. Raises FileTooLarge, NumberInFile, NotAResult or ObtainedLater; nothing is kept of a file
    that is refused, and no number is ever in what is returned.
    """
    if len(file) > LARGEST_BYTES:
        raise FileTooLarge
    text = _text(file)
    content = _content(text)
    if any(my_numbers_in(each) for each in (text, *_texts(content))):
        raise NumberInFile
    result = _result(content, specification or configured())
    days = (result.obtained_on, *(each.answered.updated_on for each in result.answers))
    if max(days) > today:
        raise ObtainedLater
    return result


def _text(file: bytes) -> str:
    with suppress(UnicodeDecodeError):
        return file.decode("utf-8-sig")
    raise NotAResult


def _content(text: str) -> dict[str, object]:
    """Raised outside the block: json's own exceptions carry the document."""
    content: object = None
    with suppress(ValueError, RecursionError):
        content = json.loads(text)
    if not isinstance(content, dict):
        raise NotAResult
    return content


def _texts(content: object) -> Iterator[str]:
    """Every text and figure that stands anywhere in it, names too."""
    waiting = [content]
    while waiting:
        match waiting.pop():
            case dict() as found:
                waiting += [*found.keys(), *found.values()]
            case list() as found:
                waiting += found
            case str() | int() | float() as found:
                yield str(found)


def _result(content: dict[str, object], specification: Specification) -> PortalResult:
    read = FORMATS.get(str(content.get("format")))
    try:
        if read is not None:
            return read(content, specification)
    except AnswerNotUnderstood:
        pass
    raise NotAResult
