"""担当の引継ぎ and 編集中: who is in charge, and who has the form open."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from loans.applications import actions, editing
from loans.applications.actions.hand_over import NoSuchCounsellor
from loans.applications.models import Application, Handover
from loans.cases.timeline import events
from tests import make

pytestmark = pytest.mark.zone("stages")


@pytest.fixture
def people(staff):
    return {name: staff(name).person_id for name in ("aoba", "wakaba", "kozue", "sakura")}


def test_the_other_is_in_charge_and_both_see_it(desk, people):
    with desk("aoba") as by:
        application = make.draft(by)
        actions.hand_over(application.id, people["wakaba"], "休暇のため", by=by)

    with desk("wakaba"):
        stored = Application.objects.get(pk=application.pk)
        [told] = [event for event in events(stored) if "引継ぎ" in event.title]

    assert (stored.counsellor_id, stored.counsellor_name) == (people["wakaba"], "若葉 茂")
    assert (told.title, told.body) == ("担当の引継ぎ：青葉 みどりから若葉 茂へ", "休暇のため")


def test_the_office_reads_it_once_the_case_is_forwarded(desk, people):
    with desk("aoba") as by:
        application = make.with_opinion(by)
        actions.hand_over(application.id, people["wakaba"], "休暇のため", by=by)
    with desk("sakura"):
        assert not Handover.objects.exists()
    with desk("wakaba") as by:
        actions.forward(application.id, by=by)

    with desk("sakura"):
        assert Handover.objects.get(application_id=application.pk).reason == "休暇のため"


@pytest.mark.parametrize("whom", ["aoba", "kozue", "sakura"])
def test_oneself_another_counter_and_the_office_are_no_successors(desk, people, whom):
    with desk("aoba") as by:
        application = make.draft(by)
        with pytest.raises(NoSuchCounsellor):
            actions.hand_over(application.id, people[whom], "休暇のため", by=by)

    assert Application.objects.get(pk=application.pk).counsellor_id == people["aoba"]


def test_after_the_forwarding_nobody_is_named_anew(desk, people):
    application = make.forwarded(desk)

    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        actions.hand_over(application.id, people["wakaba"], "休暇のため", by=by)


def test_the_office_hands_nothing_over(desk, people):
    with desk("sakura") as by, pytest.raises(NotPermitted):
        actions.hand_over(uuid4(), people["wakaba"], "x", by=by)


def test_another_council_finds_no_case(desk, people):
    with desk("aoba") as by:
        application = make.draft(by)

    with desk("kozue") as by, pytest.raises(NotFound):
        actions.hand_over(application.id, people["kozue"], "x", by=by)


@pytest.mark.parametrize("column", ["counsellor_id", "counsellor_name"])
def test_the_database_itself_changes_the_one_in_charge_by_a_handover_alone(desk, column):
    with desk("aoba") as by:
        application = make.draft(by)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Application.objects.filter(pk=application.pk).update(**{column: 0})


def test_the_database_itself_takes_nobody_of_another_counter(desk, people):
    with desk("aoba") as by:
        application = make.draft(by)
        row = Handover(
            prefecture_id=by.prefecture_id,
            municipal_council_id=by.council_id,
            application=application,
            to_id=people["kozue"],
            reason="x",
            written_by=by.person_id,
        )
        with pytest.raises(ProgrammingError, match="nobody of this counter"), transaction.atomic():
            row.save(force_insert=True)


def test_who_opens_a_form_holds_it_and_a_colleague_is_told(staff):
    case = uuid4()

    assert editing.hold(case, by=staff("aoba")) is None
    holder = editing.hold(case, by=staff("wakaba"))

    assert holder is not None
    assert holder.words.startswith("青葉 みどりさんが編集中（")
    assert editing.hold(case, by=staff("aoba")) is None


def test_a_press_takes_it_over_and_the_first_is_told(desk, staff):
    with desk("aoba") as by:
        case = make.draft(by).id
        editing.hold(case, by=by)

    with desk("wakaba") as by:
        editing.take_over(case, by=by)

    assert editing.hold(case, by=staff("wakaba")) is None
    assert editing.hold(case, by=staff("aoba")).name == "若葉 茂"


def test_nobody_of_another_counter_takes_it_over(desk, staff):
    with desk("aoba") as by:
        case = make.draft(by).id
        editing.hold(case, by=by)

    with desk("kozue") as by, pytest.raises(NotFound):
        editing.take_over(case, by=by)

    assert editing.hold(case, by=staff("aoba")) is None


def test_only_the_holder_lets_go(staff):
    case = uuid4()
    editing.hold(case, by=staff("aoba"))

    editing.let_go(case, by=staff("wakaba"))
    assert editing.hold(case, by=staff("wakaba")) is not None
    editing.let_go(case, by=staff("aoba"))

    assert editing.hold(case, by=staff("wakaba")) is None


def test_it_lapses_by_itself(staff, monkeypatch):
    case = uuid4()
    monkeypatch.setattr(editing, "LASTS_SECONDS", 0)

    editing.hold(case, by=staff("aoba"))

    assert editing.hold(case, by=staff("wakaba")) is None
