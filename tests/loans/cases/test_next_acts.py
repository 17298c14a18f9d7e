import pytest

from loans.applications import actions as applications
from loans.applications.models import Application
from loans.approval import actions as approval
from loans.approval.actions import why_not
from loans.approval.shown import remarks, seals
from loans.cases.next_acts import RULES, in_short, next_act, short
from loans.states import State
from loans.talk.actions import answer_correction, ask_correction
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
        assert next_of(application, by).address == "loans:answer_return"


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


@pytest.mark.parametrize(
    ("made", "at_counter", "in_office", "who"),
    [
        (make.forwarded, "受付を待つ", "受け付ける", "県社協の審査担当"),
        (make.received, "確認を待つ", "照会か審査に進む", "県社協の審査担当 桜井 春"),
        (make.returned, "直して、答える", "補正を待つ", "担当相談員 青葉 みどり"),
        (make.in_review, "審査を待つ", "起案する", "県社協の審査担当 桜井 春"),
        (make.decided, "通知書を申込者へ", "通知書を渡す", "担当相談員 青葉 みどり"),
    ],
)
def test_both_desks_read_what_comes_next_and_who_does_it(desk, made, at_counter, in_office, who):
    application = made(desk)

    for username, words in (("aoba", at_counter), ("sakura", in_office)):
        with desk(username) as by:
            told = short(Application.objects.get(pk=application.pk), by)
            assert words in told.what
            assert told.who == who


def test_the_rank_that_signs_next_is_named_in_the_office_alone(desk):
    application = make.signed_once(desk)

    with desk("kaede") as by:
        assert short(Application.objects.get(pk=application.pk), by).who == "県社協の課長"
    with desk("aoba") as by:
        assert short(Application.objects.get(pk=application.pk), by).who == "県社協の決裁者"


def test_by_when_is_the_day_of_the_return_of_the_request_or_the_target(desk, time_machine):
    application = make.returned(desk)
    with desk("aoba") as by:
        assert short(Application.objects.get(pk=application.pk), by).by_when == "令和81年1月30日"

    time_machine.move_to("2026-12-01T09:00:00+09:00")  # a Tuesday
    with desk("aoba") as by:
        submitted = make.submitted(by)
        told = short(Application.objects.get(pk=submitted.pk), by)
        assert (told.by_when, told.is_late) == ("令和8年12月8日", False)
        time_machine.move_to("2026-12-09T09:00:00+09:00")
        assert short(Application.objects.get(pk=submitted.pk), by).is_late


def test_a_request_for_correction_comes_first_on_both_desks(desk):
    application = make.received(desk)
    with desk("sakura") as by:
        correction = ask_correction(application.id, make.CORRECTION, by=by)
        told = short(Application.objects.get(pk=application.pk), by)
    assert (told.what, told.who, told.by_when) == (
        "市区町村社協の回答を待つ",
        "担当相談員 青葉 みどり",
        "令和81年1月30日",
    )

    with desk("aoba") as by:
        assert "補正の依頼" in next_of(application, by).sentence
        answer_correction(application.id, correction.id, "付けました。", by=by)
    with desk("sakura") as by:
        assert short(Application.objects.get(pk=application.pk), by).what == "補正の依頼への回答を確かめる"


def test_every_state_has_a_rule():
    assert set(RULES) == set(State)


def test_a_page_of_a_list_costs_the_same_however_many_rows(desk, django_assert_max_num_queries):
    with desk("aoba") as by:
        cases = [make.draft(by) for _ in range(6)]
        with django_assert_max_num_queries(12):
            assert len(in_short(cases, by)) == 6
