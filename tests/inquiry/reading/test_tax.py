from datetime import date

import pytest

from inquiry.codes import Kind, Verdict
from inquiry.reading import record
from inquiry.reading.tax import TaxClass, tax_class, tax_exempt
from inquiry.sources.answers import Empty, Given, TaxAnswer
from inquiry.sources.outcomes import Answered

NULL = Empty("NotAcceptable")
YEAR = Given(2026)


def answer(per_capita, income, *, year=YEAR, undeclared=False, filing_known=True):
    return TaxAnswer(year, per_capita, income, Given(0), undeclared, is_filing_known=filing_known)


@pytest.mark.parametrize(
    ("given", "expected_class", "expected"),
    [
        (answer(Given(0), Given(0)), TaxClass.EXEMPT, Verdict.APPLIES),
        (answer(Given(3_000), Given(0)), TaxClass.PER_CAPITA_ONLY, Verdict.DOES_NOT_APPLY),
        (answer(Given(3_000), Given(18_000)), TaxClass.TAXED, Verdict.DOES_NOT_APPLY),
        (answer(Given(0), Given(18_000)), TaxClass.CONTRADICTORY, Verdict.NEEDS_CHECK),
        (answer(Given(-1), Given(0)), TaxClass.CONTRADICTORY, Verdict.NEEDS_CHECK),
        (answer(Given(0), Given(-1)), TaxClass.CONTRADICTORY, Verdict.NEEDS_CHECK),
        (answer(NULL, Given(0)), TaxClass.NOT_GIVEN, Verdict.NEEDS_CHECK),
        (answer(Given(0), NULL), TaxClass.NOT_GIVEN, Verdict.NEEDS_CHECK),
        (answer(NULL, NULL), TaxClass.NOT_GIVEN, Verdict.NEEDS_CHECK),
        (answer(Given(0), Given(0), year=NULL), TaxClass.NOT_GIVEN, Verdict.NEEDS_CHECK),
        (answer(Given(0), Given(0), filing_known=False), TaxClass.NOT_GIVEN, Verdict.NEEDS_CHECK),
        (answer(Given(3_000), Given(0), filing_known=False), TaxClass.PER_CAPITA_ONLY, Verdict.DOES_NOT_APPLY),
        (answer(NULL, NULL, undeclared=True), TaxClass.UNDECLARED, Verdict.NEEDS_CHECK),
        (answer(Given(0), Given(0), undeclared=True), TaxClass.UNDECLARED, Verdict.NEEDS_CHECK),
    ],
)
def test_only_two_given_zeroes_of_somebody_who_declared_are_an_exemption(given, expected_class, expected):
    assert (tax_class(given), tax_exempt(given)) == (expected_class, expected)


def test_an_answer_is_read_back_as_it_was_written_with_the_reason_of_an_empty_item():
    given = Answered(answer(Given(0), NULL), date(2026, 6, 10))

    assert record.read(Kind.TAX, record.written(given)) == given
