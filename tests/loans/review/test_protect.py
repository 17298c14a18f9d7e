"""支援措置 that the office learns of after its order, and findings that the gate took back."""

import pytest

from councils.refusals import NotPermitted
from councils.trail.models import TrailRow
from inquiry.codes import WithdrawalReason
from inquiry.desk.models import Finding, Order, Protection, Subject, Withdrawal
from loans.applications import actions as applications
from loans.applications import rules
from loans.applications.models import Application
from loans.protection import ProtectedAlready
from loans.review import actions
from loans.review.inquiries import findings
from loans.review.shown import finding_lines
from tests import make

pytestmark = pytest.mark.zone("stages")


def ordered(desk):
    application = make.received(desk)
    with desk("sakura") as by:
        actions.order(application.id, is_nondisclosure=False, by=by)
    return application


def told(application, *verdicts):
    """By the gate, whose login is not here: past the walls."""
    order = Order.objects.get(case_id=application.id)
    members = list(Subject.objects.filter(order=order).order_by("position").values_list("member_id", flat=True))
    facts = {"prefecture_id": order.prefecture_id, "case_id": order.case_id, "order_id": order.pk}
    tax = "RESIDENT_TAX_EXEMPT"
    for member_id, code in ((members[1], tax), (members[0], tax), (None, "HOUSEHOLD_COMPOSITION")):
        Finding.objects.create(**facts, member_id=member_id, code=code, verdict="APPLIES", rule_version="TAX_EXEMPT-1")
    for number, reason in enumerate(verdicts, start=1):
        Withdrawal.objects.create(**facts, member_id=members[0], number=number, reason=reason)


def test_a_flag_after_the_order_is_told_to_the_gate(desk):
    application = ordered(desk)

    with desk("sakura") as by:
        applications.protect_in_office(application.id, by=by)

    assert Application.objects.get(pk=application.pk).is_nondisclosure
    assert Protection.objects.filter(case_id=application.id).count() == 1
    assert TrailRow.objects.filter(verb="protect_case", case_id=application.id).count() == 1


def test_a_flag_before_any_order_needs_no_word_to_the_gate(desk):
    application = make.received(desk)

    with desk("sakura") as by:
        applications.protect_in_office(application.id, by=by)

    assert not Protection.objects.exists()


def test_a_case_is_protected_once(desk):
    application = ordered(desk)

    with desk("sakura") as by:
        applications.protect_in_office(application.id, by=by)
        with pytest.raises(ProtectedAlready):
            applications.protect_in_office(application.id, by=by)


def test_who_does_not_order_does_not_protect(desk):
    application = ordered(desk)

    with desk("momiji") as by, pytest.raises(NotPermitted):
        applications.protect_in_office(application.id, by=by)


@pytest.mark.parametrize(
    ("words", "withdrawn"),
    [(("REDO",), [True, True, False]), (("REDO", "STANDS"), [False, False, False]), ((), [False, False, False])],
)
def test_what_was_withdrawn_is_the_members_and_the_households(desk, words, withdrawn):
    application = ordered(desk)
    told(application, *words)

    with desk("sakura"):
        found = findings(application)
        lines = finding_lines(application)
        places = ["世帯", *(member.name for member in rules.household(application))]

    by_place = sorted(found, key=lambda each: (each.member_id is not None, not each.is_withdrawn))
    assert [each.is_withdrawn for each in by_place] == withdrawn
    assert [line.who for line in lines] == sorted((line.who for line in lines), key=places.index)
    assert sum(line.verdict == WithdrawalReason.REDO.label for line in lines) == sum(withdrawn)
