from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from loans.applications import actions as applications
from loans.applications.models import Application, Return
from loans.review import actions
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")


def test_receiving_gives_the_prefectures_number(desk):
    application = make.received(desk)

    assert application.state == State.RECEIVED
    assert application.prefectural_number.startswith("13-R")
    assert "-KINKYU-" in application.prefectural_number


def test_a_second_press_is_a_sentence_and_no_second_number(desk):
    application = make.received(desk)

    with desk("sakura") as by, pytest.raises(StepNotAllowed) as refusal:
        actions.receive(application.id, by=by)

    assert "県受付" in refusal.value.sentence
    assert Application.objects.get(pk=application.pk).prefectural_number == application.prefectural_number


def test_what_has_not_been_forwarded_is_not_there_to_receive(desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)

    with desk("sakura") as by, pytest.raises(NotFound):
        actions.receive(application.id, by=by)


@pytest.mark.parametrize("made", [make.received, make.in_review])
def test_a_return_says_why_and_until_when(desk, made):
    application = made(desk)

    with desk("sakura") as by:
        actions.return_case(application.id, make.RETURN, by=by)

    returned = Return.objects.get(application=application)
    assert (returned.reasons, returned.due_on) == (["PAPER_MISSING"], date(2099, 1, 30))
    assert (returned.returned_name, returned.answered_at) == (by.name, None)
    assert Application.objects.get(pk=application.pk).state == State.RETURNED
    assert TrailRow.objects.get(verb="return").fields == ["papers"]


def test_the_counter_reads_the_return_and_cannot_reword_it(desk):
    application = make.returned(desk)

    with desk("aoba"):
        assert Return.objects.get(application=application).note == make.RETURN["note"]
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Return.objects.filter(application=application).update(note="もう直した")


@pytest.mark.parametrize("made", [make.forwarded, make.proposed, make.decided, make.returned])
def test_a_case_is_returned_only_while_it_is_examined(desk, made):
    application = made(desk)

    with desk("sakura") as by, pytest.raises(StepNotAllowed):
        actions.return_case(application.id, make.RETURN, by=by)


def test_the_counter_receives_and_returns_nothing(desk):
    application = make.forwarded(desk)

    with desk("wakaba") as by:
        with pytest.raises(NotPermitted):
            actions.receive(application.id, by=by)
        with pytest.raises(NotPermitted):
            actions.return_case(application.id, make.RETURN, by=by)


@pytest.mark.parametrize("post", ["kanri", "kansa", "momiji"])
def test_only_a_reviewer_receives(desk, post):
    application = make.forwarded(desk)

    with desk(post) as by, pytest.raises(NotPermitted):
        actions.receive(application.id, by=by)


def test_another_prefecture_finds_no_case(desk):
    application = make.forwarded(desk)

    with desk("ajisai") as by:
        with pytest.raises(NotFound):
            actions.receive(application.id, by=by)
        with pytest.raises(NotFound):
            actions.return_case(application.id, make.RETURN, by=by)

    assert Application.objects.get(pk=application.pk).state == State.FORWARDED


def test_a_case_that_never_was_is_answered_alike(desk):
    with desk("sakura") as by, pytest.raises(NotFound):
        actions.receive(uuid4(), by=by)


def test_the_whole_loop_answers_the_return_and_keeps_the_number(desk):
    application = make.returned(desk)
    number = application.prefectural_number

    with desk("aoba") as by:
        make.answer(application, by)
        applications.reopen(application.id, by=by)
        _save_again(application, by)
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "補正しました。"}, by=by)
    with desk("wakaba") as by:
        applications.forward(application.id, by=by)
    with desk("sakura") as by:
        again = actions.receive(application.id, by=by)

    assert (again.state, again.prefectural_number) == (State.RECEIVED, number)
    assert Return.objects.get(application=application).answered_at is not None
    assert Application.objects.get(pk=application.pk).amount_yen == 70_000


def test_a_case_may_be_returned_twice(desk):
    application = make.forwarded_again(desk)

    with desk("sakura") as by:
        actions.receive(application.id, by=by)
        actions.return_case(application.id, make.RETURN, by=by)

    assert Return.objects.filter(application=application).count() == 2
    assert Return.objects.filter(application=application, answered_at=None).count() == 1


def test_a_returned_case_may_be_withdrawn(desk):
    application = make.returned(desk)

    with desk("aoba") as by:
        assert applications.withdraw(application.id, by=by).state == State.WITHDRAWN


def test_the_database_itself_has_one_open_return_and_wants_a_reason(desk):
    application = make.returned(desk)

    with desk("sakura"):
        returned = Return.objects.get(application=application)
        returned.pk = uuid4()
        with pytest.raises(IntegrityError, match="return_open_once"), transaction.atomic():
            returned.save(force_insert=True)
        returned.reasons = []
        with pytest.raises(IntegrityError, match="return_has_a_reason"), transaction.atomic():
            returned.save(force_insert=True)


def _save_again(application, by):
    application.refresh_from_db()
    there = application.members.filter(removed_at__isnull=True).order_by("position")
    rows = [row | {"id": member.id} for row, member in zip(make.household(), there, strict=True)]
    facts = make.request(application, amount_yen=70_000)
    applications.save(application.id, facts, rows, version=application.version, by=by)
