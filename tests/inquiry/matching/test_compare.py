import pytest

from inquiry.matching.compare import Outcome
from inquiry.matching.findings import Reason
from inquiry.matching.people import Item

from .people import pair

ELSEWHERE = "大阪府堺市堺区見本町1-1"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("昭和45年3月5日", "1970-03-05"),
        ("S45.3.5", "19700305"),
        ("明治45年7月30日", "大正元年7月30日"),
        ("昭和20年（日不詳）", "1945-00-00"),
    ],
)
def test_a_day_is_the_same_in_every_notation(left, right):
    assert pair({"born": left}, {"born": right}).outcome is Outcome.MATCH


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("1970-05-03", "1970-03-05", Reason.BORN_SWAPPED),
        ("1980-03-05", "1970-03-05", Reason.BORN_ONE_DIGIT),
        ("平成7年3月5日", "平成17年3月5日", Reason.BORN_ONE_DIGIT),
        ("大正14年3月5日", "昭和14年3月5日", Reason.BORN_ERA),
        ("昭和20年00月00日", "1945-03-05", Reason.BORN_PARTLY_UNKNOWN),
        ("昭和64年（日不詳）", "平成元年（日不詳）", Reason.BORN_PARTLY_UNKNOWN),
        ("平成元年1月7日", "1989-01-07", Reason.BORN_UNREADABLE),
        ("1970-02-30", "1970-02-30", Reason.BORN_UNREADABLE),
        ("2030-01-01", "2030-01-01", Reason.BORN_UNREADABLE),
        ("不詳", "不詳", Reason.BORN_MISSING),
        ("", "1970-03-05", Reason.BORN_MISSING),
    ],
)
def test_a_slip_or_a_gap_in_the_date_is_for_a_person(left, right, reason):
    verdict = pair({"born": left}, {"born": right})

    assert (verdict.outcome, verdict.differing) == (Outcome.NEEDS_REVIEW, {Item.BORN: reason})


@pytest.mark.parametrize("other", ["1996-07-21", "1970-04-06", "1944-00-00"])
def test_a_date_that_no_one_slip_explains_is_another_person(other):
    assert pair({}, {"born": other}).outcome is Outcome.NO_MATCH


@pytest.mark.parametrize(("left", "right"), [("1", "男"), ("女性", "F"), ("２", "女")])
def test_sex_is_read_as_code_or_label(left, right):
    assert pair({"sex": left}, {"sex": right}).outcome is Outcome.MATCH


@pytest.mark.parametrize(("left", "right"), [("女", "男"), ("", "男"), ("9", "9"), ("不明", "不明")])
def test_sex_that_differs_or_is_unknown_never_agrees(left, right):
    assert pair({"sex": left}, {"sex": right}).outcome is Outcome.NEEDS_REVIEW


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ({}, {"address": ELSEWHERE}, Outcome.NEEDS_REVIEW),
        ({"sex": ""}, {"address": ELSEWHERE}, Outcome.NEEDS_REVIEW),
        ({"address": ""}, {"sex": "女"}, Outcome.NEEDS_REVIEW),
        ({"address": ""}, {"born": "1980-03-05"}, Outcome.NO_MATCH),
        ({"address": ""}, {"name": "山田太郎", "kana": "ヤマダ タロウ"}, Outcome.NO_MATCH),
        ({"born": "1970-03-06"}, {"address": ELSEWHERE}, Outcome.NO_MATCH),
        ({"name": "", "address": ""}, {}, Outcome.NEEDS_REVIEW),
        ({"name": "", "address": ""}, {"kana": "ミホン タロウ"}, Outcome.NO_MATCH),
        ({"name": "渡邉太郎"}, {"name": "渡辺太郎", "address": ELSEWHERE}, Outcome.NEEDS_REVIEW),
    ],
)
def test_one_contradiction_is_weighed_by_what_carries_the_rest(left, right, outcome):
    assert pair(left, right).outcome is outcome


def test_the_sentence_says_which_item_differs_and_what_to_ask():
    verdict = pair({}, {"address": ELSEWHERE})

    assert verdict.sentence == "要確認：住所が別の場所です。転居を確認してください。"
    assert verdict.agreeing == (Item.NAME, Item.BORN, Item.SEX)
