"""忌避: nobody on a relative's case, in words beforehand and in the database behind them."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.trail.models import TrailRow
from loans.applications import actions as applications
from loans.approval import actions as approval
from loans.cases.day import promises_due, returns_due
from loans.cases.next_acts import next_act
from loans.consultations import actions as consultations
from loans.consultations.models import Consultation
from loans.memos import actions as memos
from loans.recusals import actions
from loans.recusals.models import Recusal
from loans.recusals.refusals import OwnRecusal, Recused
from loans.recusals.shown import recusal_panel
from loans.review import actions as review
from loans.talk.notices import new_notices, notice_lines, unread_count
from tests import make

pytestmark = pytest.mark.zone("stages")
LATE = date(2099, 1, 30)


def recused(desk, application, username="kaede", may=Permission.SIGN, reason="RELATIVE"):
    with desk(username) as by:
        actions.recuse(application.id, reason, by=by, may=may)
        return Recusal.objects.get(application=application, staff_id=by.person_id)


def refuses(statement, *values, words="keeps off this case"):
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_whoever_keeps_off_a_case_does_not_sign_it(desk):
    application = make.signed_once(desk)
    recused(desk, application)

    with desk("kaede") as by, pytest.raises(Recused):
        approval.sign(application.id, "", by=by)


def test_whoever_keeps_off_a_case_does_not_review_it(desk):
    application = make.received(desk)
    recused(desk, application, "sakura", Permission.REVIEW)

    with desk("sakura") as by, pytest.raises(Recused):
        review.take_up(application.id, reason="急ぎ", by=by)


def test_whoever_keeps_off_a_case_does_not_change_it_at_the_counter(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        actions.recuse(application.id, "FAMILY", by=by, may=Permission.APPLY)

        with pytest.raises(Recused):
            applications.submit(application.id, by=by)


def test_whoever_keeps_off_a_case_opens_no_talk_that_it_came_from(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        talk, other = application.consultation_id, make.consultation(by)
        actions.recuse(application.id, "FAMILY", by=by, may=Permission.APPLY)

        for act in (
            lambda: access.look(Consultation, talk, by=by, may=Permission.CONSULT, seen=["consultation"]),
            lambda: memos.take_of_talk(talk, make.MEMO, by=by),
            lambda: consultations.carry(other.id, talk, by=by),
        ):
            with pytest.raises(Recused):
                act()
        refuses("UPDATE loans_consultation SET gist = 'x' WHERE id = %s", talk)
        refuses("UPDATE loans_visit SET memo = 'x' WHERE consultation_id = %s", talk)
    with desk("wakaba") as by:
        assert access.look(Consultation, talk, by=by, may=Permission.CONSULT, seen=["consultation"]).pk == talk


def test_the_day_and_the_notices_say_nothing_of_a_case_that_one_keeps_off(desk):
    application = make.returned(desk)
    today = timezone.localdate()
    with desk("aoba") as by:
        talk = Consultation.objects.get(pk=application.consultation_id)
        due = make.MEMO | {"promised_on": today}
        memos.take_of_case(application.id, due, by=by, may=Permission.APPLY)
        memos.take_of_talk(talk.pk, due, by=by)
        seen = [len(promises_due(by, today, is_counter=True)), len(returns_due(by, LATE)), len(new_notices(by))]
        actions.recuse(application.id, "FAMILY", by=by, may=Permission.APPLY)
        left = [promises_due(by, today, is_counter=True), returns_due(by, LATE), new_notices(by), notice_lines(by)]
        count = unread_count(by)

    assert (seen, left, count) == ([2, 1, 1], [[], [], [], []], 0)


def test_a_colleague_goes_on(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        actions.recuse(application.id, "FAMILY", by=by, may=Permission.APPLY)

    with desk("wakaba") as by:
        applications.submit(application.id, by=by)

        application.refresh_from_db()
        assert next_act(application, by=by).address == "loans:opine"


def test_the_database_refuses_what_the_page_would_not_offer(desk):
    application = make.signed_once(desk)
    recused(desk, application)

    with desk("kaede"):
        refuses("UPDATE loans_application SET version = version + 1 WHERE id = %s", application.id)


def test_nobody_says_so_of_another(desk):
    application = make.received(desk)

    with desk("sakura") as by:
        refuses(
            "INSERT INTO loans_recusal (id, prefecture_id, municipal_council_id, is_forwarded, application_id, reason,"
            " staff_id, staff_name) SELECT gen_random_uuid(), prefecture_id, municipal_council_id, true, id, 'SELF',"
            " %s, 'x' FROM loans_application WHERE id = %s",
            by.staff_id + 1,
            application.id,
            words="row-level security",
        )


def test_one_does_not_take_it_back_by_oneself(desk):
    application = make.received(desk)
    recusal = recused(desk, application, "sakura", Permission.REVIEW)

    with desk("sakura") as by:
        with pytest.raises((OwnRecusal, Recused)):
            actions.lift(application.id, recusal.id, by=by, may=Permission.REVIEW)
        with pytest.raises(IntegrityError, match="recusal_is_lifted_by_another"), transaction.atomic():
            Recusal.objects.filter(pk=recusal.pk).update(lifted_by=by.staff_id, lifted_at="2026-11-01T00:00+09:00")


def test_another_takes_it_back(desk):
    application = make.received(desk)
    recusal = recused(desk, application, "sakura", Permission.REVIEW)

    with desk("momiji") as by:
        actions.lift(application.id, recusal.id, by=by, may=Permission.SIGN)
    with desk("sakura") as by:
        review.take_up(application.id, reason="急ぎ", by=by)

    assert Recusal.objects.get().lifted_at is not None


def test_what_was_taken_back_stays_so(desk):
    application = make.received(desk)
    recusal = recused(desk, application, "sakura", Permission.REVIEW)

    with desk("momiji") as by:
        actions.lift(application.id, recusal.id, by=by, may=Permission.SIGN)
        with pytest.raises(NotFound):
            actions.lift(application.id, recusal.id, by=by, may=Permission.SIGN)


def test_the_office_hears_of_it_once_the_case_is_forwarded(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        actions.recuse(application.id, "FAMILY", by=by, may=Permission.APPLY)
    with desk("sakura"):
        assert not Recusal.objects.exists()

    with desk("wakaba") as by:
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "適当と考えます。"}, by=by)
        applications.forward(application.id, by=by)

    with desk("sakura") as by:
        application.refresh_from_db()
        assert [line.who for line in recusal_panel(application, by).lines] == ["青葉 みどり"]


def test_the_page_asks_a_namesake(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        application.applicant_name = "青葉　花子"

        assert recusal_panel(application, by).is_namesake
        application.applicant_name = "若葉　花子"
        assert not recusal_panel(application, by).is_namesake


def test_it_leaves_its_row_in_the_trail(desk):
    application = make.received(desk)
    recused(desk, application, "sakura", Permission.REVIEW)

    row = TrailRow.objects.get(verb="recuse")
    assert (row.case_id, row.purpose) == (application.id, "RELATIVE")
