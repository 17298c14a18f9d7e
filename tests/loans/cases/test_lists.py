from collections import Counter
from datetime import date

import pytest

from loans.applications import actions as applications
from loans.cases import lists, queues
from loans.cases.asked import Asked
from loans.cases.queues import SIGN_TAB, TABS, Tab, start, tabs, waiting
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")


def desk_lines(by, *, before, **asked):
    return lists.desk_lines(by, Asked(**asked), before=before, late=date.min)


def queue_lines(by, tab, *, after="", **asked):
    return queues.queue_lines(by, Asked(view=tab, **asked), after=after, late=date.min)


def test_the_desk_has_the_councils_cases_newest_first(desk):
    with desk("kozue") as by:
        make.draft(by)
    with desk("aoba") as by:
        cases = [make.draft(by) for _ in range(3)]

        lines = desk_lines(by, before="")

    assert [line.id for line in lines.rows] == [case.id for case in reversed(cases)]
    assert lines.before == ""


def test_pages_follow_one_another_without_gap_or_double(desk, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    with desk("aoba") as by:
        cases = {make.draft(by).id for _ in range(5)}
        seen, before = [], ""
        for _ in range(3):
            page = desk_lines(by, before=before)
            seen += [line.id for line in page.rows]
            before = page.before

    assert (len(seen), set(seen)) == (5, cases)
    assert before == ""


@pytest.mark.parametrize(
    "mark",
    [
        "x",
        "~",
        "2026-11-21",
        "2026-11-21T09:00:00",
        "2026-11-21T09:00:00+00:00~",
        "2026-11-21T09:00:00+00:00~no-uuid",
        "0001-01-01T00:00:00~00000000-0000-0000-0000-000000000000",
        "9999-12-31T23:59:59-12:00~00000000-0000-0000-0000-000000000000",
        "\x00",
        "١~" * 500,
    ],
)
def test_a_mark_that_cannot_be_read_is_no_fault(desk, mark):
    with desk("aoba") as by:
        make.draft(by)

        assert desk_lines(by, before=mark).rows is not None


def test_a_returned_case_carries_its_day_until_it_is_forwarded_again(desk):
    application = make.returned(desk)

    with desk("aoba") as by:
        [returned] = desk_lines(by, before="").rows
        applications.reopen(application.id, by=by)
        [reopened] = desk_lines(by, before="").rows

    assert returned.due == reopened.due == "令和81年1月30日"
    assert returned.receipt_number == application.receipt_number
    assert returned.prefectural_number == application.prefectural_number


def test_a_line_says_what_is_next_by_whom_and_until_when(desk):
    make.returned(desk)

    with desk("aoba") as by:
        [at_counter] = desk_lines(by, before="").rows
    with desk("sakura") as by:
        [in_office] = queue_lines(by, "返戻中").rows

    assert (at_counter.next.what, at_counter.next.by_when) == ("返戻の項目を直して、答える", "令和81年1月30日")
    assert in_office.next.what == "市区町村社協の補正を待つ"
    assert at_counter.next.who == in_office.next.who == "担当相談員 青葉 みどり"


def test_past_talks_are_listed_apart_from_the_open_ones(desk):
    with desk("kozue") as by:
        make.draft(by)
    with desk("aoba") as by:
        talk, case = make.consultation(by), make.draft(by)

        assert [each.id for each in lists.open_consultations(by)] == [talk.id]
        assert [(each.id, each.state) for each in lists.past_consultations(by)] == [(case.consultation_id, "申込へ")]


def test_every_state_that_the_office_sees_is_in_a_tab():
    in_tabs = {state for states in TABS.values() for state in states}

    assert in_tabs == set(State)


def test_the_queue_has_what_waits_longest_first(desk):
    first, second = make.forwarded(desk), make.forwarded(desk)

    with desk("sakura") as by:
        lines = queue_lines(by, "未割当").rows

    assert [line.id for line in lines] == [first.id, second.id]


def test_a_case_moves_from_tab_to_tab(desk):
    application = make.proposed(desk)

    with desk("momiji") as by:
        assert [line.id for line in queue_lines(by, SIGN_TAB).rows] == [application.id]
        assert queue_lines(by, "審査中").rows == []


def test_another_prefecture_has_an_empty_queue(desk):
    make.forwarded(desk)

    with desk("ajisai") as by:
        assert not any(queue_lines(by, tab).rows for tab in TABS)


def test_a_draft_that_was_never_forwarded_is_in_no_tab(desk):
    with desk("aoba") as by:
        applications.withdraw(make.draft(by).id, by=by)
        make.draft(by)

    with desk("sakura") as by:
        assert not any(queue_lines(by, tab).rows for tab in TABS)


def test_one_tab_is_the_current_one():
    assert [tab.name for tab in tabs(Counter(), "審査中") if tab.is_current] == ["審査中"]


def test_what_waits_is_counted_by_tab_and_what_has_ended_is_not(desk):
    make.received(desk)
    make.returned(desk)
    make.decided(desk)

    with desk("sakura") as by:
        counts = waiting(by)

    assert dict(+counts) == {"自分の担当": 1, "確認中": 1, "返戻中": 1}
    assert Tab("確認中", "1", is_current=True) in tabs(counts, "確認中")
    assert Tab("決定済み", "", is_current=False) in tabs(counts, "確認中")


def test_the_queue_starts_where_something_waits(desk):
    make.in_review(desk)

    with desk("sakura") as by:
        assert start(waiting(by)) == "自分の担当"
    assert start(Counter()) == "未割当"


def test_what_was_withdrawn_after_a_return_has_its_tab(desk):
    application = make.returned(desk)
    with desk("aoba") as by:
        applications.withdraw(application.id, by=by)

    with desk("sakura") as by:
        assert [line.id for line in queue_lines(by, "取下げ").rows] == [application.id]


def test_a_case_that_was_sent_back_is_marked(desk):
    make.in_review(desk)
    make.sent_back(desk)

    with desk("sakura") as by:
        states = [(line.state, line.kind) for line in queue_lines(by, "審査中").rows]

    assert states == [("審査中", "active"), ("差戻し", "returned")]


@pytest.mark.parametrize(("tab", "made"), [("未割当", make.forwarded), ("返戻中", make.returned)])
def test_the_pages_of_a_tab_follow_each_other(desk, monkeypatch, tab, made):
    monkeypatch.setattr(queues, "PAGE", 2)
    ids = [made(desk).id for _ in range(3)]

    with desk("sakura") as by:
        first = queue_lines(by, tab)
        second = queue_lines(by, tab, after=first.after)

    assert [line.id for line in (*first.rows, *second.rows)] == ids
    assert second.after == ""


def test_the_pages_of_what_was_withdrawn_run_backwards(desk, monkeypatch):
    monkeypatch.setattr(queues, "PAGE", 1)
    older, newer = make.returned(desk), make.returned(desk)
    with desk("aoba") as by:
        for each in (older, newer):
            applications.withdraw(each.id, by=by)

    with desk("sakura") as by:
        first = queue_lines(by, "取下げ")
        second = queue_lines(by, "取下げ", after=first.after)

    assert [line.id for line in (*first.rows, *second.rows)] == [newer.id, older.id]


@pytest.mark.parametrize("mark", ["x", "~", "2026-01-01~x", "9999-12-31T23:59:59+00:00"])
def test_a_mark_that_cannot_be_read_starts_anew(desk, mark):
    application = make.forwarded(desk)

    with desk("sakura") as by:
        assert [line.id for line in queue_lines(by, "未割当", after=mark).rows] == [application.id]
