"""約束の期日: who promised something on the telephone hears of it, once, from that day on."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from councils.permissions import Permission
from loans.memos import actions as memos
from loans.memos.models import Memo
from loans.talk import notices
from loans.talk.models import Notice
from loans.talk.promises import remind
from tests import make

pytestmark = pytest.mark.zone("stages")

TOKYO = "130001"


def promised(desk, application, day):
    with desk("aoba") as by:
        return memos.take_of_case(application.id, make.MEMO | {"promised_on": day}, by=by, may=Permission.APPLY)


def test_who_promised_something_hears_of_it_on_that_day_once(desk, system):
    application = make.received(desk)
    promised(desk, application, timezone.localdate())
    promised(desk, application, timezone.localdate() + timedelta(days=3))

    with system():
        assert (remind(TOKYO), remind(TOKYO)) == (1, 0)
    with desk("aoba") as by:
        assert [line.what for line in notices.notice_lines(by)] == ["約束の期日です"]


def test_a_promise_that_was_kept_is_not_called_to_mind(desk, system):
    application = make.received(desk)
    memo = promised(desk, application, timezone.localdate())
    with desk("aoba") as by:
        memos.keep_of_case(application.id, memo.id, by=by, may=Permission.APPLY)

    with system():
        assert remind(TOKYO) == 0


@pytest.mark.parametrize(("days", "told"), [(1, 1), (30, 1), (31, 0)])
def test_a_day_on_which_nobody_looked_is_made_up_for(desk, system, days, told):
    application = make.received(desk)
    memo = promised(desk, application, timezone.localdate())
    Memo.objects.filter(pk=memo.pk).update(promised_on=timezone.localdate() - timedelta(days=days))

    with system():
        assert (remind(TOKYO), remind(TOKYO)) == (told, 0)


def test_two_promises_of_one_case_are_two(desk, system):
    application = make.received(desk)
    for _ in range(2):
        promised(desk, application, timezone.localdate())

    with system():
        assert (remind(TOKYO), remind(TOKYO)) == (2, 0)


def test_two_workers_who_look_together_tell_it_once(desk, system):
    application = make.received(desk)
    memo = promised(desk, application, timezone.localdate())

    with system():
        assert (notices.tell_promise(memo), notices.tell_promise(memo)) == (True, False)
    assert Notice.objects.filter(kind="promise", memo=memo).count() == 1


def test_nobody_is_reminded_of_what_they_did_not_promise(desk):
    application = make.received(desk)
    memo = promised(desk, application, timezone.localdate() + timedelta(days=3))

    with (
        desk("wakaba"),
        pytest.raises(DatabaseError, match="nothing is promised until today"),
        transaction.atomic(),
    ):
        notices.tell_promise(memo)
