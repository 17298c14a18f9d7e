"""給付の読み解き. Whether somebody receives an allowance or a benefit on a day; what is not said stays open."""

from datetime import date

from inquiry.codes import Verdict
from inquiry.reading.pension import Basic, pension
from inquiry.sources.answers import Answer, typed_item
from inquiry.sources.layouts.reader import Record
from inquiry.sources.values import ZERO_FILLED, Empty, Given, Item, Month


def allowance(answer: Answer, on: date) -> Verdict:
    """手当の受給. By the flag; what ended before this month is not received any more."""
    record = of_record(answer)
    is_receiving = typed_item(record.item("is_receiving"), "is_receiving", bool)
    if isinstance(is_receiving, Empty):
        return Verdict.NEEDS_CHECK
    return yes_or_no(is_receiving.value and not _has_ended(record.item("until_month"), on))


def _has_ended(until: Item, on: date) -> bool:
    return isinstance(until, Given) and isinstance(until.value, Month) and until.value < Month(on.year, on.month)


def unemployment(answer: Answer, on: date) -> Verdict:
    """失業等給付の受給. Qualified, with days left, within the term of receipt."""
    record = of_record(answer)
    is_qualified = typed_item(record.item("is_qualified"), "is_qualified", bool)
    if isinstance(is_qualified, Empty):
        return Verdict.NEEDS_CHECK
    if not is_qualified.value:
        return Verdict.DOES_NOT_APPLY
    days = typed_item(record.item("days_left"), "days_left", int)
    expires = typed_item(record.item("expires_on"), "expires_on", date)
    if days == Given(0) or (isinstance(expires, Given) and expires.value < on):
        return Verdict.DOES_NOT_APPLY
    return Verdict.NEEDS_CHECK if isinstance(days, Empty) or isinstance(expires, Empty) else Verdict.APPLIES


def pension_received(answer: Answer, on: date) -> Verdict:
    """年金の受給. A right that is neither lost nor suspended; of which kind is not said."""
    told = [_right(basic, on) for basic in pension(of_record(answer)).basics]
    if Verdict.APPLIES in told:
        return Verdict.APPLIES
    return Verdict.DOES_NOT_APPLY if told and set(told) == {Verdict.DOES_NOT_APPLY} else Verdict.NEEDS_CHECK


def _right(basic: Basic, on: date) -> Verdict:
    if isinstance(basic.lost_on, Given) and basic.lost_on.value <= on:
        return Verdict.DOES_NOT_APPLY
    if isinstance(basic.entitled_on, Empty) or basic.is_suspended is None:
        return Verdict.NEEDS_CHECK
    if basic.entitled_on.value > on:
        return Verdict.DOES_NOT_APPLY
    return _suspension(basic, on) if basic.is_suspended else Verdict.APPLIES


def _suspension(basic: Basic, on: date) -> Verdict:
    """支給停止. Over once its last month is past; it goes on where the item says that there is no last month."""
    until = basic.suspended_until
    if isinstance(until, Given):
        return Verdict.APPLIES if until.value < Month(on.year, on.month) else Verdict.DOES_NOT_APPLY
    return Verdict.DOES_NOT_APPLY if until.reason == ZERO_FILLED else Verdict.NEEDS_CHECK


def of_record(answer: Answer) -> Record:
    """Raises TypeError: a rule of one kind was given an answer of another."""
    if not isinstance(answer, Record):
        raise TypeError(type(answer).__name__)
    return answer


def yes_or_no(is_so: bool) -> Verdict:
    return Verdict.APPLIES if is_so else Verdict.DOES_NOT_APPLY
