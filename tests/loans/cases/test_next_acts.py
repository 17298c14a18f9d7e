import pytest

from loans.applications import actions as applications
from loans.applications.models import Application
from loans.approval import actions as approval
from loans.approval.actions import why_not
from loans.approval.shown import remarks, seals
from loans.cases.next_acts import next_act
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")


def next_of(application, by):
    return next_act(Application.objects.get(pk=application.pk), by=by)


def test_a_draft_lists_what_it_lacks_and_has_no_button(desk):
    with desk("aoba") as by:
        act = next_of(make.draft(by), by)

    assert len(act.lacking) > 10
    assert act.address == ""


def test_a_complete_draft_can_be_taken_in(desk):
    with desk("aoba") as by:
        act = next_of(make.complete(by), by)

    assert (act.lacking, act.address) == ([], "loans:submit")


def test_what_was_taken_in_waits_for_an_opinion(desk):
    with desk("aoba") as by:
        act = next_of(make.submitted(by), by)

    assert (act.address, act.is_link) == ("loans:opine", True)


def test_forwarding_is_the_chiefs_and_the_counsellor_is_told_whom_to_ask(desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)
        assert next_of(application, by).address == ""
        assert "責任者" in next_of(application, by).sentence

    with desk("wakaba") as by:
        assert next_of(application, by).address == "loans:forward"


def test_a_returned_case_is_to_be_corrected(desk):
    application = make.returned(desk)

    with desk("aoba") as by:
        assert next_of(application, by).address == "loans:reopen"


def test_a_withdrawn_case_has_no_next_act(desk):
    with desk("aoba") as by:
        act = next_of(applications.withdraw(make.draft(by).id, by=by), by)

    assert (act.address, act.lacking) == ("", [])


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (make.forwarded, "受付を待って"),
        (make.received, "確認して"),
        (make.in_review, "審査して"),
        (make.proposed, "決裁を受けて"),
        (make.decided, "貸付が決定しました"),
    ],
)
def test_while_the_office_works_the_counter_is_told_where_the_case_is(desk, made, words):
    application = made(desk)

    with desk("aoba") as by:
        act = next_of(application, by)

    assert words in act.sentence
    assert act.address == ""


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_sentence(desk, state):
    with desk("aoba") as by:
        application = make.draft(by)
        application.state = state

        assert next_act(application, by=by).sentence.endswith("。")


def test_the_seal_is_due_to_one_rank_after_the_other(desk):
    application = make.proposed(desk)

    for due, not_due in (("momiji", "kaede"), ("kaede", "momiji")):
        with desk(due) as by:
            assert why_not(Application.objects.get(pk=application.pk), by) == ""
        with desk(not_due) as by:
            assert why_not(Application.objects.get(pk=application.pk), by).endswith("ください。")
        make.signed_by(desk, application, due)


def test_the_row_of_seals_shows_the_highest_rank_first(desk):
    application = make.signed_once(desk)

    with desk("sakura"):
        row = seals(Application.objects.get(pk=application.pk))

    assert [seal.name for seal in row] == ["", "椛島 秋", "桜井 春"]
    assert [seal.is_current for seal in row] == [True, False, False]


def test_seals_of_a_proposal_that_was_sent_back_are_struck(desk):
    application = make.signed_once(desk)
    with desk("kaede") as by:
        approval.send_back(application.id, "所見を補ってください。", by=by)

    with desk("sakura"):
        row, said = seals(application), remarks(application)

    assert [(seal.mark, seal.is_struck) for seal in row] == [("差戻", False), ("椛島", True), ("桜井", True)]
    assert [(each.label, each.value) for each in said] == [("課長　楓 実", "所見を補ってください。")]
    assert not any(seal.is_current for seal in row)
