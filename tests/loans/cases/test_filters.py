"""絞り込み: each part of it, as the desk that asks; and what it says of itself."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from councils.permissions import Permission
from loans.applications import actions as applications
from loans.applications.models import Application, Return
from loans.cases import lists, queues
from loans.cases.asked import Asked, FilterForm, asked_of
from loans.cases.lists import tiles
from loans.cases.queue import NothingWaits, next_case
from loans.recusals import actions as recusals
from loans.states import State
from tests import make
from tests.loans.conftest import TOKYO

pytestmark = pytest.mark.zone("stages")
LONG_AGO, TOMORROW = date(2020, 1, 1), timezone.localdate() + timedelta(days=1)


def listed(by, late=LONG_AGO, **asked):
    return [line.id for line in lists.desk_lines(by, Asked(**asked), before="", late=late).rows]


def queued(by, late=LONG_AGO, **asked):
    return [line.id for line in queues.queue_lines(by, Asked(**asked), late=late).rows]


def figures(by, late=LONG_AGO):
    return {tile.name: tile.figure for tile in tiles(by, Asked(), late=late)}


def test_each_tile_lists_what_it_counts(desk):
    forwarded = make.forwarded(desk)
    with desk("wakaba") as by:
        other = make.draft(by)
    with desk("aoba") as by:
        mine, taken_in = make.draft(by), make.submitted(by)

        assert figures(by) == {
            "mine": "3", "applicant": "2", "counter": "1", "office": "1", "overdue": "0", "all": "",
        }  # fmt: skip
        assert set(listed(by, view="mine")) == {mine.id, taken_in.id, forwarded.id}
        assert set(listed(by, view="applicant")) == {mine.id, other.id}
        assert listed(by, view="counter") == [taken_in.id]
        assert listed(by, view="office") == [forwarded.id]
        assert listed(by, view="overdue") == []
        assert listed(by) == [taken_in.id, mine.id, other.id, forwarded.id]


def test_a_tile_counts_to_ninety_nine_and_no_further(desk, monkeypatch):
    monkeypatch.setattr(lists, "CAP", 2)
    with desk("aoba") as by:
        for _ in range(4):
            make.draft(by)

        assert figures(by)["mine"] == "2+"


def test_a_case_is_overdue_at_the_counter_after_the_measure_and_not_on_its_day(desk):
    with desk("aoba") as by:
        draft = make.draft(by)

        assert listed(by, late=TOMORROW, view="overdue") == listed(by, late=TOMORROW, overdue=True) == [draft.id]
        assert listed(by, late=timezone.localdate(), view="overdue") == []
        assert figures(by, late=TOMORROW)["overdue"] == "1"


def test_a_returned_case_is_overdue_after_its_day_until_it_is_forwarded_again(desk):
    application = make.returned(desk)
    with desk("aoba") as by:
        assert listed(by, late=TOMORROW, view="overdue") == []
    Return.objects.update(due_on=timezone.localdate() - timedelta(days=1))

    with desk("aoba") as by:
        assert listed(by, view="overdue") == [application.id]
        [line] = lists.desk_lines(by, Asked(view="overdue"), before="", late=LONG_AGO).rows
        assert line.is_late
        make.answer(application, by)
        applications.reopen(application.id, by=by)
        assert listed(by, view="overdue") == [application.id]
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "補正しました。"}, by=by)
    with desk("wakaba") as by:
        applications.forward(application.id, by=by)
        assert listed(by, view="overdue") == []


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ({"state": State.DRAFT}, True),
        ({"state": State.SUBMITTED}, False),
        ({"fund": "KINKYU"}, True),
        ({"fund": "FUKUSHI"}, False),
        ({"since": timezone.localdate()}, True),
        ({"since": TOMORROW}, False),
        ({"until": timezone.localdate()}, True),
        ({"until": timezone.localdate() - timedelta(days=1)}, False),
        ({"view": "applicant", "state": State.DRAFT, "fund": "KINKYU"}, True),
        ({"view": "counter", "state": State.DRAFT}, False),
    ],
)
def test_each_part_of_the_filter_narrows(desk, asked, is_there):
    with desk("aoba") as by:
        draft = make.draft(by)

        assert listed(by, **asked) == ([draft.id] if is_there else [])


def test_whose_cases_they_are_narrows(desk, staff):
    with desk("aoba") as by:
        draft = make.draft(by)

        assert listed(by, who=by.staff_id) == [draft.id]
        assert listed(by, who=staff("wakaba").staff_id) == []


def test_the_office_narrows_its_queue_too(desk, appointed, seat):
    application = make.received(desk)
    with desk("sakura") as by:
        tab = {"view": "自分の担当"}

        assert queued(by, **tab) == queued(by, view="確認中", fund="KINKYU", who=by.staff_id) == [application.id]
        assert queued(by, **tab, overdue=True, late=TOMORROW) == [application.id]
        assert queued(by, **tab, overdue=True, late=timezone.localdate()) == []
        assert queued(by, **tab, fund="FUKUSHI") == queued(by, **tab, since=TOMORROW) == []
        assert queued(by, **tab, state=State.REVIEW) == queued(by, **tab, state=State.DRAFT) == []
    with seat(appointed("reviewer", TOKYO)) as by:
        assert queued(by, **tab) == []


def test_what_a_rank_sent_back_has_its_tab_until_it_is_proposed_again(desk):
    make.in_review(desk)
    back = make.sent_back(desk)

    with desk("sakura") as by:
        assert queued(by, view="差戻し中") == [back.id]


def test_the_next_case_is_the_one_that_has_waited_longest(desk):
    first, second = make.forwarded(desk), make.forwarded(desk)

    with desk("sakura") as by:
        assert [next_case(by).id, next_case(by).id] == [first.id, second.id]
        assert set(Application.objects.values_list("state", "received_by")) == {(State.RECEIVED, by.staff_id)}
        with pytest.raises(NothingWaits):
            next_case(by)


def test_the_next_case_passes_by_one_that_its_reviewer_keeps_off(desk):
    first, second = make.forwarded(desk), make.forwarded(desk)
    with desk("sakura") as by:
        recusals.recuse(first.id, "FAMILY", by=by, may=Permission.REVIEW)

        assert next_case(by).id == second.id


def test_the_address_says_the_filter_and_each_chip_takes_one_part_away():
    people = {7: "青葉 みどり"}
    typed = {"fund": "KINKYU", "who": "7", "since": "令和８年１１月１日", "overdue": "on"}
    asked = asked_of(FilterForm(typed, people=people.items()), "mine", people)

    assert asked.query == "view=mine&fund=KINKYU&who=7&since=2026-11-01&overdue=on"
    assert [(chip.label, chip.without) for chip in asked.chips()] == [
        ("資金：緊急小口資金", "view=mine&who=7&since=2026-11-01&overdue=on"),
        ("担当：青葉 みどり", "view=mine&fund=KINKYU&since=2026-11-01&overdue=on"),
        ("令和8年11月1日から", "view=mine&fund=KINKYU&who=7&overdue=on"),
        ("期限切れだけ", "view=mine&fund=KINKYU&who=7&since=2026-11-01"),
    ]


@pytest.mark.parametrize(
    "typed", [{"state": "x"}, {"fund": "x"}, {"who": "x"}, {"who": "99"}, {"since": "55.4.1"}, {"until": "x" * 999}]
)
def test_what_cannot_be_read_narrows_nothing_and_is_said(typed):
    form = FilterForm(typed, people={}.items())

    assert asked_of(form, "", {}) == Asked()
    assert form.errors
