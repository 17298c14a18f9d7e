import re
import subprocess
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction

from councils.outbox.models import OutboxRow
from councils.trail.models import TrailRow
from inquiry.desk.models import Closing, Finding, Order
from loans.applications.models import Application
from loans.decision.models import Decision
from loans.decision.print import applied_on, decision_notice, papers_due_on, planned_on, repayment_plan
from loans.decision.shown import decided_plan
from loans.review import actions as review
from loans.review.models import Review
from loans.states import State
from loans.terms.models import FundTerms
from tests import make
from tests.acting import past_the_pages

pytestmark = pytest.mark.zone("stages")
DENIAL = {"proposal": "deny", "amount_yen": None, "repayment_months": None, "denial_reason": "要件に当たらない。"}


def test_a_decision_says_what_was_lent_and_by_whom(desk):
    application = make.decided(desk, proposal="reduce", amount_yen=50_000)

    decision = Decision.objects.get(application=application)
    assert (decision.amount_yen, decision.repayment_months, decision.grace_months) == (50_000, 12, 2)
    assert (decision.decided_name, decision.interest_rate) == ("楓 実", Decimal(0))
    assert decision.number.startswith("13社協貸決R")


def test_the_page_tells_the_plan_of_the_letters_and_of_a_denial_none(desk):
    lent = Decision.objects.get(application=make.decided(desk))
    with desk("aoba"):
        plan = {row.label: row.value for row in decided_plan(lent)}
    denied = Decision.objects.get(application=make.decided(desk, **DENIAL))

    assert plan["償還方法"].endswith("全12回")
    assert "最終償還期限" in plan["償還期日"]
    assert (decided_plan(denied), decided_plan(None)) == ((), ())


def test_a_decision_remembers_the_rules_and_facts_it_was_made_by(desk):
    application = make.decided(desk)
    FundTerms.objects.create(
        code="KINKYU",
        valid_from=date(2026, 4, 2),
        terms=application.terms.terms,
        source="改正",
        confidence="A",
    )

    decision = Decision.objects.get(application=application)
    assert decision.terms_id == application.terms_id
    assert decision.facts["requested_yen"] == 80_000
    assert decision.facts["household_size"] == 3


def test_a_proposal_keeps_the_findings_and_their_rule_versions_where_the_counter_cannot_read(desk):
    application = make.received(desk)
    with desk("sakura") as by:
        review.order(application.id, is_nondisclosure=False, by=by)
    _told(application)
    with desk("sakura") as by:
        review.take_up(application.id, reason="急ぎのため。", by=by)
        review.propose(application.id, make.PROPOSAL, by=by)

    make.signed_by(desk, application, "momiji", "kaede")

    assert "findings" not in Decision.objects.get(application=application).facts
    assert Review.objects.get(application=application).findings == ["HOUSEHOLD_COMPOSITION=CONSISTENT@HOUSEHOLD-1"]


def test_decision_push_and_closing_are_written_together(desk):
    application = make.decided(desk)

    decision = Decision.objects.get(application=application)
    assert OutboxRow.objects.get(kind="push_decision").subject_id == decision.id
    assert Closing.objects.get(case_id=application.id).reason == "DECIDED"
    assert TrailRow.objects.get(verb="decide").result == "approved"


def test_a_denial_lends_nothing_and_is_told_alike(desk):
    application = make.decided(desk, **DENIAL)

    decision = Decision.objects.get(application=application)
    assert (decision.outcome, decision.amount_yen, decision.denial_reason) == ("denied", 0, "要件に当たらない。")
    assert Application.objects.get(pk=application.pk).state == State.DENIED
    assert Closing.objects.get(case_id=application.id).reason == "DENIED"


def test_the_letters_are_printed_with_every_character_of_the_name(desk):
    application = make.decided(desk)

    with desk("aoba"):
        decision = Decision.objects.get(application=application)
        assert decision_notice(decision).startswith(b"%PDF-")
        assert repayment_plan(decision).startswith(b"%PDF-")


@pytest.mark.parametrize("letter", [decision_notice, repayment_plan])
@pytest.mark.parametrize("is_protected", [False, True])
def test_no_letter_to_a_protected_household_prints_where_it_lives(desk, tmp_path, letter, is_protected):
    application = make.decided(desk)
    past_the_pages("UPDATE loans_application SET is_nondisclosure = %s WHERE id = %s", is_protected, application.id)

    with desk("sakura"):
        applicant = application.members.get(relation="self")
        paper = tmp_path / "letter.pdf"
        paper.write_bytes(letter(Decision.objects.get(application=application)))
    words = subprocess.run(["pdftotext", "-raw", paper, "-"], capture_output=True, check=True).stdout.decode()

    printed = re.sub(r"\s", "", words)
    assert f"{application.applicant_name}様".replace("　", "") in printed
    for place in (applicant.address[-8:], applicant.postcode):
        assert (place in printed) is not is_protected


def test_the_same_letter_twice_is_the_same_file(desk):
    application = make.decided(desk)

    with desk("sakura"):
        decision = Decision.objects.get(application=application)
        assert decision_notice(decision) == decision_notice(decision)


def test_the_database_itself_decides_a_case_once(desk):
    application = make.decided(desk)

    with desk("kaede"):
        decision = Decision.objects.get(application=application)
        decision.pk, decision.number = application.pk, "13社協貸決R8-99999"
        with pytest.raises(IntegrityError, match="decision_once"), transaction.atomic():
            decision.save(force_insert=True)


def test_the_database_itself_lets_nobody_change_a_decision(desk):
    make.decided(desk)

    for who in ("kaede", "sakura", "aoba"):
        with (
            desk(who),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            Decision.objects.update(amount_yen=100_000)


def test_the_counter_makes_no_decision_in_sql(desk):
    application = make.decided(desk)
    decision = Decision.objects.get(application=application)

    with desk("aoba"), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        decision.save(force_insert=True)


def _told(application):
    """As the gate's worker tells it."""
    order = Order.objects.get(case_id=application.id)
    Finding.objects.create(
        prefecture_id=order.prefecture_id,
        case_id=application.id,
        order_id=order.id,
        code="HOUSEHOLD_COMPOSITION",
        verdict="CONSISTENT",
        rule_version="HOUSEHOLD-1",
    )


def test_the_letters_name_the_day_of_the_first_request(desk):
    with time_machine.travel("2026-11-02T10:00+09:00"):
        application = make.received(desk)
    with desk("sakura") as by:
        review.return_case(application.id, make.RETURN, by=by)
    make.mended(desk, application)
    with desk("sakura") as by:
        review.receive(application.id, by=by)
        review.take_up(application.id, reason="書類で足りる。", by=by)
        review.propose(application.id, make.PROPOSAL, by=by)
    make.signed_by(desk, application, "momiji", "kaede")

    for who in ("aoba", "sakura"):
        with desk(who):
            assert applied_on(Decision.objects.get(application=application)) == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("decided", "papers", "payment"),
    [
        ("2026-11-20", "2026-12-04", "2026-12-11"),
        ("2026-12-16", "2027-01-04", "2027-01-12"),
    ],
)
def test_nothing_is_paid_before_the_papers_are_due(desk, decided, papers, payment):
    application = make.decided(desk)

    with desk("aoba"):
        decision = Decision.objects.get(application=application)
        decision.decided_on = date.fromisoformat(decided)
        assert (papers_due_on(decision).isoformat(), planned_on(decision).isoformat()) == (papers, payment)
