import pytest

from inquiry.codes import Kind
from inquiry.sources.answers import Empty, Given, answer_of, signed
from inquiry.sources.errors import AnswerNotUnderstood, QueryRefused
from inquiry.sources.layouts.reader import read
from inquiry.sources.specification import configured

LAYOUT = configured().layouts.of(Kind.TAX, "1")
TAX = {
    "課税年度": Given("2026"),
    "申告区分": Given("申告あり"),
    "市町村民税均等割額": Given("3000"),
    "市町村民税所得割額": Given("0"),
    "合計所得金額": Given("430000"),
}


def answer(**changes):
    return answer_of(read(LAYOUT, TAX | changes, {}))


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("-12", -12), ("△12", -12), ("▲12", -12), ("−12", -12), ("0012", 12)]
)
def test_signs_are_kept(text: str, number: int):
    assert signed(text) == number


@pytest.mark.parametrize("text", ["", "-", "--1", "1,000", "１２", "1.5", "1e3", " 1", "1_000", "無", "9" * 16, "1\n"])
def test_what_is_no_whole_number_is_refused(text: str):
    with pytest.raises(ValueError, match="whole number"):
        signed(text)


def test_empty_item_keeps_its_reason():
    said = answer(合計所得金額=Empty("NotConvered"))

    assert said.total_income_yen == Empty("NotConvered")
    assert not said.is_empty


def test_answer_of_empty_items_alone_is_empty():
    levies = ("市町村民税均等割額", "市町村民税所得割額", "合計所得金額")

    assert answer(**{name: Empty("NotAcceptable") for name in levies}).is_empty


@pytest.mark.parametrize("name", TAX)
def test_missing_item_is_not_an_empty_one(name: str):
    with pytest.raises(AnswerNotUnderstood) as fault:
        read(LAYOUT, {each: item for each, item in TAX.items() if each != name}, {})

    assert str(fault.value) == name


@pytest.mark.parametrize(
    "changes",
    [{"合計所得金額": Given("四十三万")}, {"申告区分": Given("不明")}],
    ids=["amount", "declared"],
)
def test_item_that_cannot_be_read_is_named_and_not_shown(changes):
    with pytest.raises(AnswerNotUnderstood) as fault:
        answer(**changes)

    assert str(fault.value) in changes
    assert fault.value.__context__ is None


def test_item_that_the_layout_does_not_have_is_refused_without_its_name():
    with pytest.raises(AnswerNotUnderstood) as fault:
        answer(前科=Given("1"))

    assert str(fault.value) == "unknown_item"


def test_refusal_in_words_is_not_repeated():
    assert QueryRefused("𠮷田　健一は見つかりません").code == "unknown"
