"""紐付けの取消し: what was told through the link is withdrawn at once; no late or repeated message brings it back."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from councils.outbox import box
from councils.tenancy import system_of, transaction_for
from inquiry import gateway
from inquiry.codes import Kind, WithdrawalReason
from inquiry.desk.models import Finding, Withdrawal
from inquiry.officer.actions import links, mishaps
from inquiry.vault.actions import look as worker
from inquiry.vault.actions.deliver import deliver
from inquiry.vault.actions.look import look
from inquiry.vault.models import Inquiry, Link, Mishap, Person, Reading
from tests.inquiry.officer.test_linking import acting, link_by_two, persons
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI, MISAKI

__all__ = ["acting"]
pytestmark = pytest.mark.zone("gate")
KINDS = (Kind.TAX, Kind.HOUSEHOLD)
UNLINKED, REDO = WithdrawalReason.UNLINKED, WithdrawalReason.REDO
LATER = "UPDATE councils_outboxrow SET next_at = now() + interval '1 hour' WHERE settled_at IS NULL AND kind LIKE %s"
AGAIN = "UPDATE councils_outboxrow SET settled_at = NULL, next_at = now() WHERE starts_with(kind, 'tell_')"


@pytest.fixture
def case(slip, logins, officer):
    """Two persons, asked about and answered; the id of their case and order."""
    case_id = uuid4()
    order_id = slip.order([KENICHI, MISAKI], kinds=KINDS, case_id=case_id)
    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)
    return case_id, order_id


@pytest.fixture
def seen(slip, logins):
    """What the office reads: by code and place of the member, None for the household."""

    def read(case_id, order_id):
        places = {person.member_id: person.position for person in persons(order_id)}
        with logins.office(), transaction_for(slip.by, using="cases"):
            found = gateway.findings(case_id)
        return {(each.code.value, places.get(each.member_id)): each.withdrawn or each.verdict.value for each in found}

    return read


def undo(acting, order_id, officer, position=0):
    acting(links.undo, persons(order_id)[position].pk, Link.UndoneFor.OTHER_PERSON, by=officer)


def of(found, *places):
    return {found[place] for place in found if place[1] in places}


def test_an_undone_link_withdraws_what_was_told_of_the_person_and_the_household(case, seen, acting, officer, logins):
    before = seen(*case)

    undo(acting, case[1], officer)
    look(TOKYO)

    after = seen(*case)
    assert (of(before, 0, 1, None) & {UNLINKED}, before.keys()) == (set(), after.keys())
    assert of(after, 0, None) == {UNLINKED}
    assert of(after, 1) == of(before, 1)
    with transaction_for(system_of(TOKYO)):
        assert Reading.objects.filter(order_id=case[1]).count() == len(before)


def test_it_does_not_wait_for_what_is_on_its_way(case, seen, acting, officer):
    steps.change(case[1], state="sent")

    undo(acting, case[1], officer)
    look(TOKYO)

    assert persons(case[1])[0].link == "unlinking"
    assert of(seen(*case), 0, None) == {UNLINKED}
    steps.change(case[1], state="answered")


@pytest.mark.parametrize("late", ["tell_finding", "tell_withdrawal"])
def test_whichever_message_comes_late_the_finding_is_withdrawn(slip, logins, officer, acting, seen, late, monkeypatch):
    monkeypatch.setattr(worker, "deliver", lambda _: 0)
    case_id = uuid4()
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)
    undo(acting, order_id, officer)
    look(TOKYO)

    steps.past_the_walls(logins, LATER, late)
    deliver(TOKYO)
    steps.past_the_walls(logins, "UPDATE councils_outboxrow SET next_at = now() WHERE settled_at IS NULL")
    deliver(TOKYO)

    assert set(seen(case_id, order_id).values()) == {UNLINKED}


def test_told_twice_is_told_once(case, seen, slip, acting, officer, logins):
    undo(acting, case[1], officer)
    look(TOKYO)
    before = seen(*case), slip.withdrawals(case[1]), slip.findings(case[1])

    steps.past_the_walls(logins, AGAIN)
    deliver(TOKYO)
    look(TOKYO)

    assert (seen(*case), slip.withdrawals(case[1]), slip.findings(case[1])) == before
    assert slip.withdrawals(case[1]) == [(1, "UNLINKED")]


def relinked_and_asked(case, acting, officer, colleague, logins):
    acting(links.look_up_again, persons(case[1])[0].pk, by=officer)
    look(TOKYO)
    link_by_two(acting, persons(case[1])[0], officer, colleague)
    steps.click(logins, officer, case[1])
    look(TOKYO)


def test_what_is_found_through_the_new_link_is_told_anew_and_the_old_does_not_come_back(
    case, seen, slip, acting, officer, colleague, logins
):
    before = seen(*case)
    undo(acting, case[1], officer)
    look(TOKYO)

    relinked_and_asked(case, acting, officer, colleague, logins)
    anew = seen(*case)
    steps.past_the_walls(logins, AGAIN)
    deliver(TOKYO)

    assert (anew, seen(*case)) == (before, before)
    with logins.office(), transaction_for(slip.by, using="cases"):
        told = set(Finding.objects.filter(case_id=case[0]).values_list("withdrawn_before", flat=True))
    assert told == {0, 1}


def test_of_what_was_answered_through_the_undone_link_nothing_is_told(case, seen, acting, officer, colleague, logins):
    """The new answer is missing here: the old one must not stand in for it."""
    undo(acting, case[1], officer)
    look(TOKYO)
    acting(links.look_up_again, persons(case[1])[0].pk, by=officer)
    look(TOKYO)
    link_by_two(acting, persons(case[1])[0], officer, colleague)
    steps.click(logins, officer, case[1])
    with transaction_for(system_of(TOKYO)):
        Inquiry.objects.filter(order_id=case[1], state="waiting").update(state="answered", result_class="provided")
        box.put("read", case[1], key="as if answered")

    look(TOKYO)

    assert seen(*case)["RESIDENT_TAX_EXEMPT", 0] == "NEEDS_CHECK"


def test_a_second_undoing_withdraws_what_was_told_anew(case, seen, slip, acting, officer, colleague, logins):
    undo(acting, case[1], officer)
    look(TOKYO)
    relinked_and_asked(case, acting, officer, colleague, logins)

    undo(acting, case[1], officer)
    look(TOKYO)

    assert of(seen(*case), 0, None) == {UNLINKED}
    assert slip.withdrawals(case[1]) == [(1, "UNLINKED"), (2, "UNLINKED")]


def test_a_mishap_of_the_same_person_has_numbers_of_its_own(case, seen, slip, acting, officer, colleague):
    undo(acting, case[1], officer)
    look(TOKYO)

    person = persons(case[1])[0]
    mishap = acting(mishaps.propose, person.pk, Mishap.Cause.WRONG_LINK, date(2026, 11, 2), by=officer)
    look(TOKYO)
    during = of(seen(*case), 0, None)
    acting(mishaps.lift, mishap.pk, by=colleague)
    look(TOKYO)

    assert (during, of(seen(*case), 0, None)) == ({REDO}, {UNLINKED})


def test_the_database_takes_no_other_reason_and_no_change_of_what_was_told(case, slip, logins):
    with transaction_for(system_of(TOKYO)):
        member_id = Person.objects.get(order_id=case[1], position=0).member_id
    facts = {"prefecture_id": TOKYO, "case_id": case[0], "order_id": case[1], "member_id": member_id}

    with transaction_for(system_of(TOKYO), using="cases"):
        for number, reason, why in (
            (1, "WORDS", "withdrawal_by_code"),
            (100, "UNLINKED", "withdrawal_number_is_small"),
        ):
            with pytest.raises(DatabaseError, match=why), transaction.atomic(using="cases"):
                Withdrawal.objects.create(**facts, number=number, reason=reason)
        for change in ({"withdrawn_before": 9}, {"verdict": "APPLIES"}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(using="cases"):
                Finding.objects.filter(order_id=case[1]).update(**change)


def test_the_pages_number_no_undoing(case, logins, officer):
    with (
        logins.pages(),
        transaction_for(officer),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE inquiry_vault_link SET withdrawal = 1")
