import pytest

from councils.household import Relation
from inquiry.codes import Verdict
from inquiry.reading.assistance import public_assistance
from inquiry.reading.words import lines, relation_word
from inquiry.sources.answers import AssistanceAnswer, Empty, Given

NULL = Empty("NotAcceptable")


@pytest.mark.parametrize(
    ("receiving", "expected"),
    [(Given(True), Verdict.APPLIES), (Given(False), Verdict.DOES_NOT_APPLY), (NULL, Verdict.NEEDS_CHECK)],
)
def test_an_empty_answer_is_neither_yes_nor_no(receiving, expected):
    assert public_assistance(AssistanceAnswer(receiving, NULL)) == expected


def test_an_empty_item_is_shown_with_its_reason_and_no_zero():
    shown = lines(AssistanceAnswer(NULL, NULL), relation=Relation.SELF, member_count=1)

    assert [line.value for line in shown] == ["値なし（提供元に登録がありません）"] * 2


@pytest.mark.parametrize(
    ("code", "word"),
    [("02", "世帯主"), ("12", "妻"), ("21", "子"), ("53", "父"), ("Q1", "続柄コード Q1（意味は登録されていません）")],
)
def test_a_relation_code_is_shown_in_words_and_an_unknown_one_as_it_is(code, word):
    assert relation_word(code) == word
