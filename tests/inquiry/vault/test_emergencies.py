"""緊急閲覧: what is kept after the end of a case opens for one officer, by another's word, for thirty minutes."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import DatabaseError

from councils.permissions import PostKind
from councils.tenancy import transaction_for
from inquiry.codes import Kind, Purpose
from inquiry.officer.actions import emergencies, looks
from inquiry.officer.refusals import CaseEnded, NotEnded, NothingToAllow, OwnEmergency
from inquiry.vault.actions.look import look
from inquiry.vault.disclosure import open_intent
from inquiry.vault.models import Emergency, Intent, Person
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def order_id(slip, logins, officer):
    """Answered, and the case has ended."""
    case_id = uuid4()
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)
    slip.close(case_id)
    look(TOKYO)
    return order_id


def asked(logins, officer, order_id) -> Emergency:
    with logins.pages(), transaction_for(officer):
        return emergencies.ask(order_id, Emergency.Purpose.COMPLAINT, by=officer)


def allowed(logins, officer, colleague, order_id) -> Emergency:
    emergency = asked(logins, officer, order_id)
    with logins.pages(), transaction_for(colleague):
        return emergencies.allow(emergency.pk, by=colleague)


def opened(logins, who, order_id):
    with logins.pages(), transaction_for(who):
        return looks.open_answers(Person.objects.get(order_id=order_id).pk, by=who)


def test_after_the_end_of_a_case_its_answers_are_shut(order_id, logins, officer):
    with pytest.raises(CaseEnded):
        opened(logins, officer, order_id)
    with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="the case has ended"):
        open_intent(Person.objects.get(order_id=order_id), ["TAX"], Purpose.REVIEW)


def test_one_who_asked_and_was_allowed_looks_and_the_purpose_is_recorded(order_id, logins, officer, colleague):
    allowed(logins, officer, colleague, order_id)

    intent_id = opened(logins, officer, order_id)

    with logins.pages(), transaction_for(officer):
        assert Intent.objects.get(pk=intent_id).purpose == "COMPLAINT"
    with pytest.raises(CaseEnded):
        opened(logins, colleague, order_id)


def test_it_is_of_one_order(order_id, slip, logins, officer, colleague):
    allowed(logins, officer, colleague, order_id)
    case_id = uuid4()
    other = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    steps.identified_and_clicked(logins, officer, other)
    look(TOKYO)
    slip.close(case_id)
    look(TOKYO)

    with pytest.raises(CaseEnded):
        opened(logins, officer, other)


def test_it_ends_after_thirty_minutes(order_id, logins, officer, colleague):
    allowed(logins, officer, colleague, order_id)
    steps.past_the_walls(logins, "UPDATE inquiry_vault_emergency SET allowed_at = allowed_at - interval '31 minutes'")

    with pytest.raises(CaseEnded):
        opened(logins, officer, order_id)


def test_who_asked_does_not_allow(order_id, logins, officer, colleague):
    emergency = asked(logins, officer, order_id)

    with logins.pages(), transaction_for(officer), pytest.raises(OwnEmergency):
        emergencies.allow(emergency.pk, by=officer)
    with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="emergency_two_persons"):
        Emergency.objects.filter(pk=emergency.pk).update(allowed_by=officer.staff_id)
    with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="not to be allowed"):
        Emergency.objects.filter(pk=emergency.pk).update(allowed_by=colleague.staff_id)


def test_nobody_dates_a_permission(order_id, logins, officer, colleague):
    emergency = asked(logins, officer, order_id)

    with logins.pages(), transaction_for(colleague):
        rows = Emergency.objects.filter(pk=emergency.pk)
        rows.update(allowed_by=colleague.staff_id, allowed_at="2126-01-01T00:00:00Z")
        stored = rows.get()

    assert stored.allowed_at.year < 2126


def test_a_refused_one_opens_nothing(order_id, logins, officer, colleague):
    emergency = asked(logins, officer, order_id)

    with logins.pages(), transaction_for(colleague):
        emergencies.refuse(emergency.pk, by=colleague)
        with pytest.raises(NothingToAllow):
            emergencies.allow(emergency.pk, by=colleague)
    with pytest.raises(CaseEnded):
        opened(logins, officer, order_id)


def test_an_open_case_has_no_emergency(slip, logins, officer):
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    look(TOKYO)

    with logins.pages(), transaction_for(officer), pytest.raises(NotEnded):
        emergencies.ask(order_id, Emergency.Purpose.LIFE, by=officer)


def test_an_officer_does_not_review_and_an_auditor_does_once(order_id, logins, officer, colleague):
    emergency = allowed(logins, officer, colleague, order_id)
    auditor = replace(colleague, staff_id=9_999_999, post=PostKind.AUDITOR)

    with logins.pages(), transaction_for(colleague), pytest.raises(DatabaseError, match="not to be reviewed"):
        Emergency.objects.filter(pk=emergency.pk).update(review="PROPER", reviewed_by=colleague.staff_id)
    with logins.pages(), transaction_for(auditor), pytest.raises(DatabaseError, match="still open"):
        Emergency.objects.filter(pk=emergency.pk).update(review="PROPER", reviewed_by=auditor.staff_id)
    steps.past_the_walls(logins, "UPDATE inquiry_vault_emergency SET allowed_at = allowed_at - interval '31 minutes'")
    with logins.pages(), transaction_for(auditor):
        rows = Emergency.objects.filter(pk=emergency.pk)
        first = rows.update(review="PROPER", reviewed_by=auditor.staff_id)
    with logins.pages(), transaction_for(auditor), pytest.raises(DatabaseError, match="not to be reviewed"):
        Emergency.objects.filter(pk=emergency.pk).update(review="IMPROPER", reviewed_by=auditor.staff_id)

    assert first == 1


def test_an_auditor_allows_nothing(order_id, logins, officer, colleague):
    emergency = asked(logins, officer, order_id)
    auditor = replace(colleague, staff_id=9_999_999, post=PostKind.AUDITOR)

    with logins.pages(), transaction_for(auditor), pytest.raises(DatabaseError, match="not to be allowed"):
        Emergency.objects.filter(pk=emergency.pk).update(allowed_by=auditor.staff_id)
