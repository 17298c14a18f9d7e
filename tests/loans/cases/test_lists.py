import pytest

from loans.applications import actions as applications
from loans.cases import lists
from loans.cases.lists import desk_lines
from loans.cases.queues import SIGN_TAB, TABS, queue_lines, tabs
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")


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


def test_every_state_that_the_office_sees_is_in_a_tab():
    in_tabs = {state for states in TABS.values() for state in states}

    assert in_tabs >= set(State) - {State.WITHDRAWN}


def test_the_queue_has_what_waits_longest_first(desk):
    first, second = make.forwarded(desk), make.forwarded(desk)

    with desk("sakura") as by:
        lines = queue_lines(by, "受付待ち")

    assert [line.id for line in lines] == [first.id, second.id]


def test_a_case_moves_from_tab_to_tab(desk):
    application = make.proposed(desk)

    with desk("momiji") as by:
        assert [line.id for line in queue_lines(by, SIGN_TAB)] == [application.id]
        assert queue_lines(by, "審査中") == []


def test_another_prefecture_has_an_empty_queue(desk):
    make.forwarded(desk)

    with desk("ajisai") as by:
        assert not any(queue_lines(by, tab) for tab in TABS)


def test_a_draft_that_was_never_forwarded_is_in_no_tab(desk):
    with desk("aoba") as by:
        applications.withdraw(make.draft(by).id, by=by)
        make.draft(by)

    with desk("sakura") as by:
        assert not any(queue_lines(by, tab) for tab in TABS)


def test_one_tab_is_the_current_one():
    assert [tab.name for tab in tabs("審査中") if tab.is_current] == ["審査中"]
