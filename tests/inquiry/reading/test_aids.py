"""読み方の手助け. Beside an answer: what a class means, when a certificate is due, what is old, what is not known."""

from datetime import date

import pytest

from inquiry.codes import Kind
from inquiry.reading.aids import aids
from inquiry.reading.line import empty
from inquiry.reading.record_words import lines
from inquiry.sources.answers import TaxAnswer
from inquiry.sources.layouts.reader import Record
from inquiry.sources.outcomes import Answered
from inquiry.sources.values import Empty, Given

TODAY = date(2026, 11, 27)
NULL = Empty("NotAcceptable")


def beside(answer, updated_on=date(2026, 6, 10)) -> str:
    return "\n".join(aids(Answered(answer, updated_on), on=TODAY, copy_days=366))


def taxes(per_capita, income, *, undeclared=False) -> TaxAnswer:
    return TaxAnswer(Given(2026), per_capita, income, Given(0), undeclared)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (taxes(Given(0), Given(0)), "市町村民税非課税と読みます"),
        (taxes(Given(3_000), Given(0)), "均等割だけが課税"),
        (taxes(Given(3_000), Given(18_000)), "両方が課税"),
        (taxes(Given(0), Given(0), undeclared=True), "非課税とは読めません"),
        (taxes(NULL, Given(0)), "課税か非課税かは分かりません"),
        (taxes(Given(0), Given(18_000)), "制度上ありえない"),
    ],
)
def test_a_class_of_taxation_is_explained(answer, words):
    assert words in beside(answer)


def test_no_value_is_said_not_to_be_a_zero():
    assert "0円や「なし」という意味ではありません" in beside(taxes(NULL, Given(0)))
    assert "0円や「なし」という意味ではありません" not in beside(taxes(Given(0), Given(0)))


@pytest.mark.parametrize(
    ("updated_on", "words"),
    [
        (date(2025, 1, 1), "最後に更新してから695日"),
        (date(2026, 11, 28), "今日より後"),
    ],
)
def test_an_old_or_impossible_copy_is_named(updated_on, words):
    answer = taxes(Given(0), Given(0))

    assert words in beside(answer, updated_on)
    assert words not in beside(answer)


def disability(years, certified, certificate) -> Record:
    row = {"fixed_years": years, "certified_year": certified, "certificate_code": certificate}
    empty_row = dict.fromkeys(("first_seen_on", "grade_code", "disease_code"), NULL)
    return Record(
        Kind.PENSION, "1", {"pension_code": Given("1350")}, {"basics": (), "disabilities": (row | empty_row,)}
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((Given(3), Given(2018), Given("7")), "次の診断書の提出は2021年（令和3年）です"),
        ((Given(0), Given(2010), Given("1")), "永久認定"),
        ((Given(0), Given(2010), Given("7")), "読み取れません"),
        ((Given(3), NULL, Given("7")), "読み取れません"),
    ],
)
def test_the_next_certificate_is_computed_or_said_not_to_be_known(row, words):
    assert words in beside(disability(*row))


@pytest.mark.parametrize(("certified", "is_past"), [(2022, True), (2023, False), (2024, False)])
def test_a_certificate_whose_year_is_over_is_a_thing_to_ask_about(certified, is_past):
    said = beside(disability(Given(3), Given(certified), Given("7")))

    assert ("この年はもう過ぎています" in said) == is_past


def test_a_year_outside_the_calendar_is_no_fault():
    assert "次の診断書" in beside(disability(Given(99_999), Given(2018), Given("7")))


def test_a_code_and_a_reason_without_meaning_are_shown_as_such():
    record = Record(Kind.UNEMPLOYMENT, "1", {"leaving_code": Given("11")}, {})

    assert [line.value for line in lines(record)] == ["コード 11（意味は登録されていません）"]
    assert empty(Empty("Mystery")) == "値なし（理由 Mystery（意味は登録されていません））"
