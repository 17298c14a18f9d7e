"""The proof of entries can turn red: a sentence that is not at its box, a view that drops what was typed, a fault."""

import pytest

from tests.hostile import HOSTILE
from tests.walls.proofs import Outcome
from tests.walls.proofs.entries.choosing import Chooser, Try
from tests.walls.proofs.entries.finding import Found
from tests.walls.proofs.entries.judging import Judge
from tests.walls.proofs.entries.line import Answer
from tests.walls.proofs.entries.pages import read
from tests.walls.proofs.entries.readings import reads_alike

AT = "/memo/"
TYPED = "見\u202e本"
SENTENCE = "要旨に、画面に出ない文字が入っています。その部分を消して、入力し直してください。"
BLANK = '<form method="post"><textarea name="gist" id="id_gist">\n</textarea><input name="promised_on" value=""></form>'


class Desk:
    class visitor:  # noqa: N801 - stands for an attribute
        name = "counsellor"


def again(*, typed=TYPED, said=SENTENCE, at="id_gist_error"):
    """The page that says no, as our fields draw it."""
    return (
        '<form method="post">'
        f'<textarea name="gist" id="id_gist" aria-invalid="true" aria-describedby="id_gist_error">\n{typed}</textarea>'
        f'<p class="wrong" id="{at}">＊{said}</p><input name="promised_on" value="令和8年11月2日"></form>'
    )


@pytest.fixture
def outcome():
    return Outcome({})


@pytest.fixture
def tried():
    [form] = read(BLANK, AT).forms
    return Try(Found(Desk(), AT, "loans:memo", form), {"gist": "turning U+202E"})


SENT = {"gist": [TYPED], "promised_on": ["令和8年11月2日"]}


def refused(outcome, tried, page, *, was_taken=True):
    Judge(outcome).refused(tried, SENT, read(page, AT), was_taken=was_taken)
    return outcome.counts


def test_a_sentence_at_the_box_with_everything_kept_is_no_fault(outcome, tried):
    assert refused(outcome, tried, again()) == {}


@pytest.mark.parametrize(
    ("page", "count"),
    [
        (again(said=""), "unsaid"),  # the error is swallowed
        (again(at="id_other_error"), "unsaid"),  # said where no box points to
        (again(said="This field is invalid."), "unsaid"),
        (again(said="入力し直して"), "unsaid"),  # no sentence
        (again(typed=""), "lost"),
        (again(typed="見本"), "lost"),  # mended without a word
        (again().replace("令和8年11月2日", ""), "lost"),  # another box is emptied
        (again().replace('name="promised_on"', 'name="x"'), "lost"),
        ("<p>入力し直してください。</p>", "lost"),
    ],
)
def test_a_view_that_swallows_a_sentence_or_drops_an_entry_is_counted(outcome, tried, page, count):
    assert refused(outcome, tried, page)[count] >= 1
    assert "loans:memo" in outcome.faults[0]


def test_a_sentence_somewhere_else_is_none_where_the_form_was_taken_without_the_text(outcome, tried):
    summary = "<div data-summary><ul><li>入力を見直してください。</li></ul></div>"
    page = summary + BLANK.replace("\n<", f"\n{TYPED}<").replace('value=""', 'value="令和8年11月2日"')

    assert refused(outcome, tried, page)["unsaid"] >= 1
    assert refused(Outcome({}), tried, page, was_taken=False) == {}


@pytest.mark.parametrize(
    ("answer", "raised", "at_commit"),
    [(500, [], ""), (503, [], ""), (302, ["DataError at /x.py:1"], ""), (302, [], "IntegrityError")],
)
def test_a_fault_is_counted_also_one_that_only_the_commit_finds(outcome, tried, answer, raised, at_commit):
    assert Judge(outcome).broke(tried, Answer(answer, {}, b""), raised, at_commit)
    assert outcome.counts == {"status500": 1}


def test_a_page_of_its_own_that_says_no_has_lost_what_was_typed(outcome, tried):
    Judge(outcome).whole_page(tried, Answer(409, {}, "入力し直してください。".encode()))

    assert outcome.counts == {"lost": 1}


def test_what_was_taken_and_is_shown_otherwise_is_lost(outcome, tried):
    judge, before = Judge(outcome), tried.found.form
    judge.taken(tried, SENT, before, read(BLANK.replace("\n<", f"\n{TYPED}<"), AT))
    judge.taken(tried, SENT, before, read(BLANK, AT))  # another one may be written
    assert outcome.counts == {"shown": 1}

    judge.taken(tried, SENT, before, read(BLANK.replace("\n<", "\n見本<"), AT))
    assert outcome.counts == {"shown": 1, "lost": 1}


@pytest.mark.parametrize(
    ("reads", "typed", "shown", "alike"),
    [
        ("yen", "￥１８２，０００", "182,000", True),
        ("yen", "1,5", "15", False),
        ("date", "S55.4.1", "昭和55年4月1日", True),
        ("date", "S55.4.1", "昭和55年4月2日", False),
        ("", "ﾖｼﾀﾞ", "ヨシダ", False),
        ("", "見本\r\n", "見本", True),
        ("phone", "０９０ー１２３４ー５６７８", "090-1234-5678", True),
    ],
)
def test_what_is_shown_again_is_read_by_the_known_rules(tried, reads, typed, shown, alike):
    box = tried.found.form.boxes["gist"]
    box.reads = reads

    assert reads_alike(box, typed, shown) is alike


def test_the_small_version_sends_the_same_every_time_and_the_full_one_every_text(tried):
    few = [each.hostile for each in Chooser().few(tried.found)]

    assert few == [each.hostile for each in Chooser().few(tried.found)]
    assert any(len(each) == 2 for each in few)
    for box in ("gist", "promised_on"):
        sent = {each.hostile.get(box) for each in Chooser().every(tried.found, {"gist", "promised_on"}, 8)}
        assert sent >= set(HOSTILE)
