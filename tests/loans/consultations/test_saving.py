"""聞き取りの保存: by step, over nobody's answers, and with as much history as is of use."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from councils.refusals import NotFound, NotPermitted, Stale, StepNotAllowed
from councils.trail.models import TrailRow
from loans.consultations import actions
from loans.consultations.actions import Sitting
from loans.consultations.models import Consultation, Visit
from loans.consultations.steps import STEPS, mark_of
from loans.consultations.visits import memos_before, visit_now
from tests import make

pytestmark = pytest.mark.zone("stages")
TROUBLES, START = STEPS["troubles"], STEPS["start"]


def stored(talk):
    return Consultation.objects.get(pk=talk.pk)


def sitting(talk, by, step=TROUBLES, **more):
    current = stored(talk)
    return Sitting(mark_of(current, step, visit_now(current, by=by).memo), **more)


def save(talk, by, facts, step=TROUBLES, **more):
    return actions.save(talk.id, step, facts, sitting=sitting(talk, by, step, **more), by=by)


def told(talk, verb="change_consultation"):
    return [row.fields for row in TrailRow.objects.filter(case_id=talk.id, verb=verb).order_by("id")]


def test_a_step_is_saved_and_the_others_stay(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        save(talk, by, {"gist": "家賃も遅れている。", "memo": "表情は明るい。"})

    assert (stored(talk).gist, stored(talk).client_name, stored(talk).version) == (
        "家賃も遅れている。",
        talk.client_name,
        2,
    )
    assert [visit.memo for visit in Visit.objects.filter(consultation=talk)] == ["表情は明るい。"]
    assert [row.gist for row in stored(talk).history.order_by("history_id")] == [talk.gist, "家賃も遅れている。"]


def test_what_is_not_of_the_step_is_not_saved_by_it(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        save(talk, by, {"client_name": "別の名"})

    assert stored(talk).client_name == talk.client_name


def test_a_save_over_a_colleagues_is_stale_and_says_the_new_mark(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        old = sitting(talk, by)
    with desk("wakaba") as by:
        save(talk, by, {"gist": "先の保存"})
    with desk("aoba") as by:
        with pytest.raises(Stale) as refusal:
            actions.save(talk.id, TROUBLES, {"gist": "後の保存"}, sitting=old, by=by)
        again = Sitting(refusal.value.version)
        assert stored(talk).gist == "先の保存"
        actions.save(talk.id, TROUBLES, {"gist": "後の保存"}, sitting=again, by=by)

    assert stored(talk).gist == "後の保存"


def test_two_who_fill_in_two_steps_are_in_nobodys_way(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        old = sitting(talk, by)
    with desk("wakaba") as by:
        save(talk, by, {"client_phone": "090-0000-9999"}, step=START)
    with desk("aoba") as by:
        actions.save(talk.id, TROUBLES, {"gist": "続き"}, sitting=old, by=by)

    assert (stored(talk).gist, stored(talk).client_phone) == ("続き", "090-0000-9999")


def test_a_screen_whose_answer_was_lost_saves_again(desk):
    page = uuid4()
    with desk("aoba") as by:
        talk = make.consultation(by)
        old = sitting(talk, by, page=page, is_typing=True)
        actions.save(talk.id, TROUBLES, {"gist": "家賃"}, sitting=old, by=by)
        actions.save(talk.id, TROUBLES, {"gist": "家賃も"}, sitting=old, by=by)

    assert stored(talk).gist == "家賃も"


def test_a_save_that_was_cut_off_and_arrives_late_changes_nothing(desk):
    page = uuid4()
    with desk("aoba") as by:
        talk = make.consultation(by)
        old = sitting(talk, by, page=page, is_typing=True, turn=1)
        again = sitting(talk, by, page=page, is_typing=True, turn=2)
        actions.save(talk.id, TROUBLES, {"gist": "家賃も"}, sitting=again, by=by)
        actions.save(talk.id, TROUBLES, {"gist": "家賃"}, sitting=old, by=by)

    assert (stored(talk).gist, stored(talk).saved_turn) == ("家賃も", 2)


def test_the_database_takes_no_late_save_either(desk):
    page = uuid4()
    with desk("aoba") as by:
        talk = make.consultation(by)
        save(talk, by, {"gist": "家賃も"}, page=page, turn=2)

        with pytest.raises(DatabaseError, match="the page has saved since"), transaction.atomic():
            Consultation.objects.filter(municipal_council_id=by.council_id, pk=talk.pk).update(
                gist="家賃", saved_turn=1
            )


def test_what_was_carried_over_is_not_wiped_by_what_was_on_its_way(desk):
    page = uuid4()
    with desk("aoba") as by:
        earlier = make.consultation(by)
        talk = actions.record({"came_on": make.CAME_ON}, by=by, page=page, turn=1)
        late = Sitting(mark_of(talk, START, ""), page, is_typing=True, turn=2)
        actions.carry(talk.id, earlier.id, by=by)

        with pytest.raises(Stale):
            actions.save(talk.id, START, {"client_name": "", "client_phone": ""}, sitting=late, by=by)

    assert (stored(talk).client_name, stored(talk).client_phone) == (earlier.client_name, earlier.client_phone)


def test_typing_leaves_one_row_of_history_a_minute_and_each_field_once_in_the_trail(desk):
    with desk("aoba") as by, time_machine.travel(timezone.now(), tick=False) as clock:
        talk = make.consultation(by)
        for words in ("家", "家賃", "家賃も"):
            save(talk, by, {"gist": words}, is_typing=True)
        save(talk, by, {"debts": "yes"}, is_typing=True)
        within = stored(talk).history.count()
        clock.shift(timedelta(seconds=61))
        save(talk, by, {"gist": "家賃も遅れ"}, is_typing=True)

    assert (within, stored(talk).history.count()) == (1, 2)
    assert told(talk) == [["debts"], ["gist"]]
    assert stored(talk).gist == "家賃も遅れ"


def test_the_button_always_leaves_its_row(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        save(talk, by, {"gist": "家賃"}, is_typing=True)
        save(talk, by, {"gist": "家賃"})

    assert [row.gist for row in stored(talk).history.order_by("history_id")] == [talk.gist, "家賃"]


def test_what_somebody_left_without_a_row_gets_it_before_another_changes_it(desk):
    with desk("aoba") as by:
        aoba = by
        talk = make.consultation(by)
        save(talk, by, {"gist": "青葉の言葉"}, is_typing=True)
    with desk("wakaba") as by:
        save(talk, by, {"gist": "若葉の言葉"}, is_typing=True)

    rows = list(stored(talk).history.order_by("history_id"))
    assert [row.gist for row in rows] == [talk.gist, "青葉の言葉", "若葉の言葉"]
    assert rows[1].saved_by == aoba.staff_id


def test_everybody_notes_on_a_page_of_their_own(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        save(talk, by, {"memo": "青葉のメモ"})
    with desk("wakaba") as by:
        save(talk, by, {"memo": "若葉のメモ"})
        before = memos_before(stored(talk), by=by)

    assert [(each["memo"]) for each in before] == ["青葉のメモ"]
    assert {visit.memo for visit in Visit.objects.filter(consultation=talk)} == {"青葉のメモ", "若葉のメモ"}


def test_another_day_is_another_visit(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        save(talk, by, {"memo": "一日目"})
        with time_machine.travel(timezone.now() + timedelta(days=3)):
            save(talk, by, {"memo": "二日目"})

    assert [visit.memo for visit in Visit.objects.filter(consultation=talk).order_by("visited_on")] == [
        "一日目",
        "二日目",
    ]


def test_an_ended_talk_stands_still(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        actions.advise(talk.id, by=by)

        with pytest.raises(StepNotAllowed):
            save(talk, by, {"gist": "あとから"})


@pytest.mark.parametrize(("stranger", "refusal"), [("kozue", NotFound), ("minato", NotFound), ("sakura", NotPermitted)])
def test_nobody_else_saves_into_it(desk, stranger, refusal):
    with desk("aoba") as by:
        talk = make.consultation(by)
    with desk(stranger) as by, pytest.raises(refusal):
        actions.save(talk.id, TROUBLES, {"gist": "x"}, sitting=Sitting(1), by=by)

    assert stored(talk).gist == talk.gist
