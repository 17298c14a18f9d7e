from datetime import date, timedelta

import pytest

from inquiry.vault import terms

pytestmark = pytest.mark.zone("gate")


@pytest.fixture(autouse=True)
def changed_once(monkeypatch):
    rows = (terms.AnswerTerm(date(2026, 4, 1), 7), terms.AnswerTerm(date(2027, 4, 1), 14))
    monkeypatch.setattr(terms, "ANSWER_TERMS", rows)


@pytest.mark.parametrize(
    ("on", "days"),
    [(date(2026, 3, 31), 7), (date(2026, 4, 1), 7), (date(2027, 3, 31), 7), (date(2027, 4, 1), 14)],
)
def test_the_term_is_that_in_force_on_the_day(on, days):
    assert terms.answer_term(on) == timedelta(days=days)
