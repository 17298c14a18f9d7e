from datetime import date, timedelta

import pytest
from django.utils import timezone

from councils.permissions import Permission
from loans.applications import actions as applications
from loans.applications.models import Return
from loans.cases.day import promises_due, returns_due
from loans.memos import actions as memos
from tests import make

pytestmark = pytest.mark.zone("stages")
TODAY = timezone.localdate()


def take(case, by, may=Permission.APPLY, **facts):
    return memos.take_of_case(case.id, {**make.MEMO, **facts}, by=by, may=may)


def test_what_was_promised_until_today_is_on_the_list_until_it_is_kept(desk):
    with desk("wakaba") as by:
        case = make.draft(by)
        late = take(case, by, promised_on=TODAY - timedelta(days=2))
    with desk("aoba") as by:
        take(case, by, promised_on=TODAY)
        take(case, by, promised_on=TODAY + timedelta(days=1))
        take(case, by, promised_on=None)
        memos.take_of_talk(make.consultation(by).id, {**make.MEMO, "promised_on": TODAY}, by=by)

        found = promises_due(by, TODAY, is_counter=True)
        assert [(each.is_late, each.is_mine) for each in found] == [(True, False), (False, True), (False, True)]
        assert {each.url.split("/")[1:3][-1] == "talks" for each in found} == {True, False}
        memos.keep_of_case(case.id, late.id, by=by, may=Permission.APPLY)
        assert len(promises_due(by, TODAY, is_counter=True)) == 2
    with desk("kozue") as by:
        assert promises_due(by, TODAY, is_counter=True) == []


def test_the_office_has_the_promises_of_forwarded_cases(desk):
    forwarded = make.forwarded(desk)
    with desk("aoba") as by:
        take(make.draft(by), by, promised_on=TODAY)
    with desk("sakura") as by:
        take(forwarded, by, Permission.REVIEW, promised_on=TODAY)

        assert [each.url for each in promises_due(by, TODAY, is_counter=False)] == [f"/look/{forwarded.id}/"]
    with desk("ajisai") as by:
        assert promises_due(by, TODAY, is_counter=False) == []


def test_a_return_is_on_the_list_from_the_third_working_day_before(desk):
    application = make.returned(desk)
    friday, third = date(2026, 11, 20), date(2026, 11, 26)  # 11/23 is 勤労感謝の日

    def due_on(day):
        Return.objects.update(due_on=day)
        with desk("aoba") as by:
            return returns_due(by, friday)

    assert [each.url for each in due_on(third)] == [f"/look/{application.id}/"]
    assert due_on(third + timedelta(days=1)) == []
    assert [each.is_late for each in due_on(friday - timedelta(days=1))] == [True]


def test_a_case_that_was_withdrawn_is_late_no_more(desk):
    application = make.returned(desk)
    with desk("aoba") as by:
        assert len(returns_due(by, date(2099, 2, 1))) == 1
        applications.withdraw(application.id, by=by)

        assert returns_due(by, date(2099, 2, 1)) == []
    assert Return.objects.get().answered_at is not None
