import pytest

from inquiry.codes import Kind
from inquiry.sources.answers import Empty, Given, answer_of, signed
from inquiry.sources.errors import AnswerNotUnderstood, QueryRefused

TAX = {
    "課税年度": Given("2026"),
    "申告区分": Given("申告あり"),
    "市町村民税均等割額": Given("3000"),
    "市町村民税所得割額": Given("0"),
    "合計所得金額": Given("430000"),
}


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("-12", -12), ("△12", -12), ("▲12", -12), ("−12", -12), ("0012", 12)]
)
def test_signs_are_kept(text: str, number: int):
    assert signed(text) == number


@pytest.mark.parametrize("text", ["", "-", "--1", "1,000", "１２", "1.5", "1e3", " 1", "1_000", "無"])
def test_what_is_no_whole_number_is_refused(text: str):
    with pytest.raises(ValueError, match="whole number"):
        signed(text)


def test_empty_item_keeps_its_reason():
    answer = answer_of(Kind.TAX, TAX | {"合計所得金額": Empty("NotConvered")})

    assert answer.total_income_yen == Empty("NotConvered")
    assert not answer.is_empty


def test_answer_of_empty_items_alone_is_empty():
    levies = {name: Empty("NotAcceptable") for name in ("市町村民税均等割額", "市町村民税所得割額", "合計所得金額")}

    assert answer_of(Kind.TAX, TAX | levies).is_empty


@pytest.mark.parametrize("name", TAX)
def test_missing_item_is_not_an_empty_one(name: str):
    with pytest.raises(AnswerNotUnderstood) as fault:
        answer_of(Kind.TAX, {each: item for each, item in TAX.items() if each != name})

    assert str(fault.value) == name


@pytest.mark.parametrize(
    "changes",
    [{"合計所得金額": Given("四十三万")}, {"申告区分": Given("不明")}],
    ids=["amount", "declared"],
)
def test_item_that_cannot_be_read_is_named_and_not_shown(changes):
    with pytest.raises(AnswerNotUnderstood) as fault:
        answer_of(Kind.TAX, TAX | changes)

    assert str(fault.value) in changes
    assert fault.value.__context__ is None


def test_refusal_in_words_is_not_repeated():
    assert QueryRefused("𠮷田　健一は見つかりません").code == "unknown"
