"""聞き取りの規則: dated, sourced, and of one piece: no requirement asks what no question asks."""

from datetime import date

import pytest

from loans.consultations import rules
from loans.consultations.rules import ANSWERS, FundRequirements
from loans.terms.products import rules as terms

TODAY = date(2026, 11, 21)


def test_every_product_has_its_requirements():
    assert set(rules.requirements_on(TODAY, "130001")) == {each["code"] for each in terms()["products"]}


def test_the_small_loan_has_eight_requirements_each_with_a_source():
    required = rules.requirements_on(TODAY, "130001")["KINKYU"].requirements

    assert len(required) == 8
    assert all(each.source for each in required)


def test_every_question_has_a_source_and_is_asked_somewhere():
    asked = {
        code for row in rules.requirements_on(TODAY, "").values() for each in row.requirements for code, _ in each.any
    }

    for question in rules.questions().values():
        assert question.source
        assert question.kind in ANSWERS
        assert question.when or question.code in asked or question.code == "residence_status"


def test_a_day_before_the_rules_has_none():
    assert rules.requirements_on(date(2009, 1, 1), "130001") == {}
    assert rules.schemes_on(date(2009, 1, 1)) == ()


def test_a_prefectures_own_row_replaces_the_national_one(monkeypatch):
    own = FundRequirements("KINKYU", "130001", date(2026, 4, 1), None, ())
    national = rules.requirements_on(TODAY, "")["KINKYU"]
    monkeypatch.setattr(rules, "_funds", lambda: (own, national))

    assert rules.requirements_on(TODAY, "130001")["KINKYU"] is own
    assert rules.requirements_on(TODAY, "270000")["KINKYU"] is national


@pytest.mark.parametrize("word", ["貸せません", "対象外です", "承認", "不可"])
def test_the_rules_give_no_verdict(word):
    texts = [question.text + question.note for question in rules.questions().values()]
    texts += [each.text for row in rules.requirements_on(TODAY, "").values() for each in row.requirements]

    assert [text for text in texts if word in text] == []
