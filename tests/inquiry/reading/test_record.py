"""Every kind, sealed and opened again, and said in words for the look page."""

import json
from datetime import date

import pytest

from councils.household import Relation
from inquiry.codes import Kind
from inquiry.reading import record
from inquiry.reading.words import lines
from inquiry.sources import messages
from inquiry.sources.answers import AssistanceAnswer, answer_of
from inquiry.sources.layouts.layout import Layout
from inquiry.sources.layouts.reader import Record, read
from inquiry.sources.layouts.shapes import Shape
from inquiry.sources.outcomes import Answered
from inquiry.sources.specification import configured
from inquiry.sources.values import Empty, Given, Month

BOOK = configured().layouts
EXAMPLES = {
    Shape.YEN: "-120000",
    Shape.COUNT: "3",
    Shape.YEAR: "2026",
    Shape.DATE: "2031-12-31",
    Shape.MONTH: "202604",
    Shape.CODE: "9Z",
    Shape.FLAG: "1",
    Shape.TEXT: "ヨシダ　ケンイチ",
}
LAYOUTS = [layout for kind in Kind for layout in BOOK.layouts[kind]]


def filled(layout: Layout) -> Answered:
    """One with every item of it."""
    items = {name: example(item) for name, item in layout.items.items()}
    groups = {
        name: [{each: example(item) for each, item in group.items.items()}] * 2 for name, group in layout.groups.items()
    }
    return Answered(answer_of(read(layout, items, groups)), date(2026, 6, 10))


def example(item) -> Given[str]:
    return Given(item.choices[0] if item.choices else EXAMPLES[item.shape])


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.kind}-{layout.version}")
def test_every_version_of_every_kind_opens_as_it_was_sealed(layout: Layout):
    answered = filled(layout)

    sealed = json.dumps(record.written(answered), ensure_ascii=False)

    assert record.read(layout.kind, json.loads(sealed)) == answered


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.kind}-{layout.version}")
def test_every_version_of_every_kind_is_said_in_words(layout: Layout):
    said = lines(filled(layout).answer, relation=Relation.SELF, member_count=1)

    assert said
    assert all(line.label and line.value for line in said)
    assert not any(line.label.isascii() for line in said)


def test_what_was_sealed_before_dates_said_themselves_still_opens():
    sealed = {
        "updated_on": "2026-06-10",
        "items": {"is_receiving": {"value": True}, "began_on": {"value": "2024-10-01"}},
    }

    opened = record.read(Kind.ASSISTANCE, sealed)

    assert opened.answer == AssistanceAnswer(Given(value=True), Given(date(2024, 10, 1)))


def test_what_was_sealed_opens_when_its_layout_is_out_of_use():
    sealed = {
        "updated_on": "2026-06-10",
        "layout": "1999",
        "items": {"gone": {"value": "202604", "is": "month"}, "empty": {"empty": "NotAcceptable"}},
        "groups": {},
    }

    opened = record.read(Kind.PENSION, sealed)

    assert opened.answer == Record(
        Kind.PENSION, "1999", {"gone": Given(Month(2026, 4)), "empty": Empty("NotAcceptable")}, {}
    )


def test_text_that_looks_like_a_date_stays_a_text():
    layout = BOOK.of(Kind.ACCOUNT, "1")
    answered = filled(layout)
    answered.answer.items["holder_kana"] = Given("2026-06-10")

    opened = record.read(Kind.ACCOUNT, json.loads(json.dumps(record.written(answered))))

    assert opened.answer.item("holder_kana") == Given("2026-06-10")


def test_group_without_rows_is_said_to_have_none():
    layout = BOOK.of(Kind.WELFARE_LOAN, "1")
    content = {"layout": "1", "items": [{"name": "貸付の有無", "value": "0"}, {"name": "貸付情報", "rows": []}]}

    said = lines(messages.record_of(Kind.WELFARE_LOAN, content, BOOK), relation=Relation.SELF, member_count=1)

    assert [(line.label, line.value) for line in said] == [("貸付の有無", "いいえ"), ("貸付情報", "0件")]
    assert layout.groups["貸付情報"].at_least == 0
