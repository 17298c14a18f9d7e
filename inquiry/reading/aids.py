"""読み方の手助け. Sentences beside an answer on the one page that shows it: what it means, what is due, what is old."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from councils.era import wareki
from inquiry.codes import Kind
from inquiry.reading.copies import is_old
from inquiry.reading.pension import Disability, Pension, Renewal, pension
from inquiry.reading.tax import TaxClass, tax_class
from inquiry.sources.answers import Answer, TaxAnswer
from inquiry.sources.layouts.reader import Record
from inquiry.sources.outcomes import Answered
from inquiry.sources.values import NOT_IN_LAYOUT, ZERO_FILLED, Empty

_TAX = {
    TaxClass.EXEMPT: "均等割・所得割ともに0円で、申告もあるため、市町村民税非課税と読みます。",
    TaxClass.PER_CAPITA_ONLY: "所得割は0円で、均等割だけが課税されています。市町村民税非課税ではありません。",
    TaxClass.TAXED: "均等割と所得割の両方が課税されています。",
    TaxClass.UNDECLARED: "未申告のため、0円でも非課税とは読めません。申告か、収入の分かる書類で確認してください。",
    TaxClass.NOT_GIVEN: "必要な項目に値がないため、課税か非課税かは分かりません。書類で確認してください。",
    TaxClass.CONTRADICTORY: "税額の組合せが制度上ありえないため、読み取りません。提供元に確かめてください。",
}
_NULL = "値なしは、0円や「なし」という意味ではありません。理由を確かめてください。"


def aids(answered: Answered, *, on: date, copy_days: int) -> list[str]:
    """読み方. copy_days: after how many days a copy is old."""
    return [*_of_copy(answered, on, copy_days), *_of_answer(answered.answer, on), *_of_nulls(answered.answer)]


def _of_copy(answered: Answered, on: date, copy_days: int) -> Iterator[str]:
    if answered.updated_on > on:
        yield "提供元の更新日が、今日より後になっています。提供元に確かめてください。"
    elif is_old(answered.updated_on, on, copy_days):
        days = (on - answered.updated_on).days
        yield f"提供元がこの情報を最後に更新してから{days}日たっています。最近の変化は書類で確認してください。"


def _of_answer(answer: Answer, on: date) -> Iterator[str]:
    if isinstance(answer, TaxAnswer):
        yield _TAX[tax_class(answer)]
        yield "前年の所得をもとにした情報です。いまの収入は分かりません。"
    elif isinstance(answer, Record) and answer.kind == Kind.PENSION:
        read = pension(answer)
        yield from _of_rights(read, on)
        for disability in read.disabilities:
            yield from _of_renewal(disability, on)


def _of_rights(read: Pension, on: date) -> Iterator[str]:
    if read.has_ended(on):
        yield "すべての受給権が失われています。"
    if any(basic.is_suspended for basic in read.basics):
        yield "支給が止まっている年金があります。止まっている間は受け取っていません。"


def _of_renewal(disability: Disability, on: date) -> Iterator[str]:
    match disability.renewal:
        case Renewal.DUE if disability.next_year:
            yield f"次の診断書の提出は{_year(disability.next_year)}です（認定年＋有期固定年数）。"
            if disability.next_year < on.year:
                yield "この年はもう過ぎています。新しい診断書が出されたかを、本人の通知か提供元に確かめてください。"
        case Renewal.PERMANENT:
            yield "永久認定のため、診断書の提出はありません。"
        case _:
            yield "次の診断書の年は、この回答からは読み取れません。"


def _year(number: int) -> str:
    """年. With the era's at its end; what is no year of the calendar is shown as it came."""
    try:
        return f"{number}年（{wareki(date(number, 12, 31)).partition('年')[0]}年）"
    except ValueError:
        return f"{number}年"


def _of_nulls(answer: Answer) -> Iterator[str]:
    if any(isinstance(item, Empty) and item.reason not in (NOT_IN_LAYOUT, ZERO_FILLED) for item in _items(answer)):
        yield _NULL


def _items(answer: Answer) -> Iterator[object]:
    if isinstance(answer, Record):
        yield from answer.items.values()
        yield from (item for rows in answer.groups.values() for row in rows for item in row.values())
    elif is_dataclass(answer):
        yield from (getattr(answer, field.name) for field in fields(answer))
