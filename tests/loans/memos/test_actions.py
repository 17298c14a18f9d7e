from datetime import date

import pytest

from councils.permissions import Permission
from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from loans.applications import actions as applications
from loans.applications.models import Application
from loans.cases.timeline import events, office_events
from loans.consultations.models import Consultation
from loans.memos import actions
from loans.memos.models import Memo
from loans.memos.shown import memos_of_case, promises
from loans.recusals import actions as recusals
from loans.recusals.refusals import Recused
from tests import make

pytestmark = pytest.mark.zone("stages")


def take(application, by, may=Permission.APPLY, **facts):
    return actions.take_of_case(application.id, {**make.MEMO, **facts}, by=by, may=may)


def calls(found):
    return [(each.title, each.who, each.body) for each in found if each.title.startswith("電話")]


def test_a_call_stands_in_the_timeline_of_its_case(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        take(application, by, promised_on=None)

        assert calls(events(application)) == [("電話（本人）", by.name, make.MEMO["gist"])]


def test_a_call_of_the_talk_goes_with_the_case_at_the_counter_alone(desk):
    application = make.forwarded(desk)
    with desk("aoba") as by:
        actions.take_of_talk(application.consultation_id, {**make.MEMO, "gist": "家の事情を話された。"}, by=by)
        assert len(calls(events(Application.objects.get()))) == 1

    with desk("sakura"):
        assert calls(office_events(Application.objects.get())) == []


def test_both_offices_read_and_write_the_calls_of_a_forwarded_case(desk):
    with desk("aoba") as by:
        before = make.with_opinion(by)
        take(before, by, gist="進達の前の電話。")
    with desk("sakura"):
        assert not Memo.objects.exists()
    with desk("wakaba") as by:
        applications.forward(before.id, by=by)

    with desk("sakura") as by:
        take(before, by, Permission.REVIEW, gist="県社協への電話。")
        assert {each.gist for each in memos_of_case(Application.objects.get())} == {
            "進達の前の電話。",
            "県社協への電話。",
        }
    with desk("aoba") as by:
        take(before, by, gist="決裁中の電話。")
        assert Memo.objects.count() == 3
    with desk("ajisai"):
        assert not Memo.objects.exists()


def test_a_promise_is_kept_once_and_by_name(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        memo = take(application, by)
        assert [each.is_late for each in promises([memo], today=date(2099, 1, 31))] == [True]

        actions.keep_of_case(application.id, memo.id, by=by, may=Permission.APPLY)

        kept = Memo.objects.get()
        assert (kept.kept_by, kept.kept_at is not None) == (by.staff_id, True)
        assert promises([kept], today=date(2099, 1, 31)) == []
        with pytest.raises(StepNotAllowed):
            actions.keep_of_case(application.id, memo.id, by=by, may=Permission.APPLY)


def test_a_memo_without_a_promise_or_of_another_case_is_not_there_to_keep(desk):
    with desk("aoba") as by:
        application, other = make.draft(by), make.draft(by)
        plain, promised = take(application, by, promised_on=None), take(application, by)

        for case, memo in ((application, plain), (other, promised)):
            with pytest.raises(NotFound):
                actions.keep_of_case(case.id, memo.id, by=by, may=Permission.APPLY)


def test_another_council_neither_reads_nor_writes(desk):
    with desk("kozue") as by:
        application, talk = make.draft(by), make.consultation(by)
        take(application, by)

    with desk("aoba") as by:
        assert not Memo.objects.exists()
        with pytest.raises(NotFound):
            take(application, by)
        with pytest.raises(NotFound):
            actions.take_of_talk(talk.id, make.MEMO, by=by)


def test_the_office_writes_of_no_case_that_is_at_the_counter_and_of_no_talk(desk):
    with desk("aoba") as by:
        application = make.draft(by)

    with desk("sakura") as by:
        with pytest.raises(NotFound):
            take(application, by, Permission.REVIEW)
        with pytest.raises(NotPermitted):
            actions.take_of_talk(application.consultation_id, make.MEMO, by=by)


def test_whoever_keeps_off_a_case_writes_no_memo_of_it(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        recusals.recuse(application.id, "FAMILY", by=by, may=Permission.APPLY)

        with pytest.raises(Recused):
            take(application, by)


def test_every_save_of_a_memo_is_in_its_history(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        memo = actions.take_of_talk(talk.id, make.MEMO, by=by)
        actions.keep_of_talk(talk.id, memo.id, by=by)

        rows = Memo.history.filter(id=memo.id).order_by("history_id")
        assert [(each.history_type, each.history_user_id, each.kept_by) for each in rows] == [
            ("+", by.staff_id, None),
            ("~", by.staff_id, by.staff_id),
        ]
        assert Consultation.objects.get().state == "open"
