"""What the database refuses to a login that writes SQL by itself, in a valid post."""

import uuid

import psycopg.errors
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from inquiry.desk.models import Closing
from loans.applications import actions as applications
from loans.applications.models import Application
from loans.decision.models import Decision
from loans.review import actions as review
from loans.review.models import Review
from tests import make

pytestmark = pytest.mark.zone("stages")


def _refuses(statement, *values, words=""):
    """The statement fails by a wall, not by a slip in the statement."""
    with pytest.raises(DatabaseError, match=words) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))
    assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)


def _decision(application, by, **facts):
    found = Review.objects.get(application=application)
    usual = {
        "prefecture_id": application.prefecture_id,
        "municipal_council_id": application.municipal_council_id,
        "application_id": application.id,
        "review_id": found.id,
        "outcome": "approved",
        "number": uuid.uuid4().hex,
        "decided_on": "2026-11-21",
        "decided_by": by.staff_id,
        "decided_name": by.name,
        "amount_yen": 80_000,
        "grace_months": 2,
        "repayment_months": 12,
        "terms_id": application.terms_id,
    }
    Decision(**{**usual, **facts}).save(force_insert=True)


def test_a_reviewer_cannot_approve_without_a_decision(desk):
    application = make.proposed(desk)

    with desk("sakura"):
        _refuses("UPDATE loans_application SET state = 'approved' WHERE id = %s", application.id, words="no such step")


def test_a_rank_cannot_approve_without_a_decision(desk):
    application = make.signed_once(desk)

    with desk("kaede"):
        _refuses("UPDATE loans_application SET state = 'approved' WHERE id = %s", application.id, words="not decided")


def test_a_reviewer_cannot_decide_alone(desk):
    application = make.proposed(desk)

    with desk("sakura") as by, pytest.raises(DatabaseError, match="not signed by every rank"), transaction.atomic():
        _decision(application, by)


def test_a_decision_says_what_was_signed(desk):
    application = make.signed_once(desk)
    with desk("kaede") as by:
        found = Review.objects.get(application=application)
        _seal(found, by, step=2, post="section_chief")
        with pytest.raises(DatabaseError, match="not what was signed"), transaction.atomic():
            _decision(application, by, amount_yen=9_999_999)


def _seal(found, by, *, step, post, name=None):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO loans_signature (id, prefecture_id, municipal_council_id, review_id, reviewer_id, step, post,"
            " signer_id, signer_name, result, comment)"
            " VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s, %s, 'signed', '')",
            [
                found.prefecture_id,
                found.municipal_council_id,
                found.id,
                found.reviewer_id,
                step,
                post,
                by.staff_id,
                name or by.name,
            ],
        )


@pytest.mark.parametrize(("step", "post"), [(2, "section_chief"), (2, "subsection_chief"), (1, "section_chief")])
def test_a_subsection_chief_cannot_set_the_seal_of_another_rank(desk, step, post):
    application = make.proposed(desk)

    with desk("momiji") as by:
        found = Review.objects.get(application=application)
        with pytest.raises(DatabaseError, match="not the seal that is due"), transaction.atomic():
            _seal(found, by, step=step, post=post)


def test_a_seal_carries_its_signers_own_name(desk):
    application = make.proposed(desk)

    with desk("momiji") as by:
        found = Review.objects.get(application=application)
        with pytest.raises(DatabaseError, match="in the name of another"), transaction.atomic():
            _seal(found, by, step=1, post="subsection_chief", name="会長")


def test_a_reviewer_cannot_shorten_the_chain(desk):
    application = make.in_review(desk)

    with desk("sakura") as by:
        Review(
            prefecture_id=application.prefecture_id,
            municipal_council_id=application.municipal_council_id,
            application=application,
            proposal="approve",
            amount_yen=80_000,
            repayment_months=12,
            comment="x",
            chain=[],
            reviewer_id=by.staff_id,
            reviewer_name="x",
        ).save(force_insert=True)

        stored = Review.objects.get(application=application)
        assert [step["post"] for step in stored.chain] == ["reviewer", "subsection_chief", "section_chief"]
        assert stored.reviewer_name == by.name


def test_a_counsellor_cannot_forward_in_the_chiefs_name(desk, staff):
    with desk("aoba") as by:
        application = make.with_opinion(by)
        forward = (
            "UPDATE loans_application SET state = 'forwarded', forwarded_by = %s, forwarded_at = now() WHERE id = %s"
        )

        _refuses(forward, staff("wakaba").staff_id, application.id, words="no such step")


def test_nobody_is_recorded_in_the_name_of_another(desk, staff):
    with desk("aoba") as by:
        application = make.complete(by)
        submit = (
            "UPDATE loans_application SET state = 'submitted', submitted_by = %s, submitted_at = now() WHERE id = %s"
        )

        _refuses(submit, staff("wakaba").staff_id, application.id, words="in the name of another")


def test_history_cannot_be_written_in_the_name_of_another(desk, staff):
    with desk("aoba") as by:
        application = make.draft(by)
        row = application.history.first()
        row.pk, row.history_user_id = None, staff("wakaba").staff_id

        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)


def test_the_counter_reads_no_finding_of_the_decision(desk):
    application = make.decided(desk)

    with desk("aoba"):
        found = Decision.objects.get(application=application)
        assert set(found.facts) == {
            "requested_yen",
            "household_size",
            "lending_from",
            "graduates_on",
            "has_guarantor",
        }


def test_a_case_withdrawn_after_an_inquiry_is_closed_at_the_gate(desk):
    application = make.received(desk)
    with desk("sakura") as by:
        review.order(application.id, is_nondisclosure=False, by=by)
        review.return_case(application.id, make.RETURN, by=by)

    with desk("aoba") as by:
        applications.withdraw(application.id, by=by)

    with desk("sakura"):
        assert Application.objects.get(pk=application.pk).state == "withdrawn"
        assert Closing.objects.get(case_id=application.id).reason == "WITHDRAWN"
