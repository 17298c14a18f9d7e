"""本人の同意: who leaves the household agrees to nothing more, who comes of age agrees alone, and a yes is renewed."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from inquiry.desk.models import Revocation
from loans.applications import actions, consents, rules
from loans.applications.missing import missing
from loans.applications.models import Consent, Member, Refusal
from loans.review import actions as review
from loans.review.actions.order import ConsentMissing
from tests import make

pytestmark = pytest.mark.zone("stages")

NO = {"reason": "own_papers", "note": ""}
LATER = timezone.now() + timedelta(days=30)


def member(application, relation):
    return application.members.get(relation=relation)


def without(application, relation, by):
    """Saves the form again without one of the household."""
    application.refresh_from_db()
    there = {each.relation: each.id for each in rules.household(application)}
    rows = [row | {"id": there[row["relation"]]} for row in make.household() if row["relation"] != relation]
    actions.save(application.id, make.request(application), rows, version=application.version, by=by)


def returned_while_asked(desk):
    application = make.received(desk)
    with desk("sakura") as by:
        review.order(application.id, is_nondisclosure=False, by=by)
        review.return_case(application.id, make.RETURN, by=by)
    with desk("aoba") as by:
        make.answer(application, by)
        return actions.reopen(application.id, by=by)


def come_of_age(application):
    """The child, past all walls: a test cannot wait."""
    Member.objects.filter(application=application, relation="child").update(born="2008-01-01")


def test_who_is_removed_agrees_no_more_and_the_gate_is_told(desk):
    application = returned_while_asked(desk)
    with desk("aoba") as by:
        without(application, "wife", by)

    wife = member(application, "wife")
    assert wife.removed_at is not None
    assert [each.withdrawal for each in wife.consents.all()] == ["left"]
    assert [each.member_id for each in Revocation.objects.all()] == [wife.id]


def test_the_no_of_whoever_is_removed_ends_too(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        actions.refuse_consent(application.id, member(application, "wife").id, NO, by=by)
        without(application, "wife", by)

    assert Refusal.objects.get().lifted_at is not None
    assert consents.declined(application) == set()


@pytest.mark.parametrize("of", ["member", "party"])
def test_the_database_removes_nobody_who_still_agrees(desk, of):
    with desk("aoba") as by:
        application = make.complete(by)
        person = member(application, "wife")
        if of == "party":
            person = actions.add_party(application.id, make.party_facts(), by=by)
            actions.give_consent(application.id, person.id, by=by)
        person.removed_at = timezone.now()

        with pytest.raises(DatabaseError, match="still agrees, or refuses"), transaction.atomic():
            person.save(update_fields=["removed_at"])


def test_the_word_of_the_representative_ends_when_one_comes_of_age(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        before = missing(application)
    come_of_age(application)
    child = member(application, "child")

    with desk("aoba") as by:
        [lacking] = missing(application)
        shown = consents.consent_of(child)
        own = actions.give_consent(application.id, child.id, by=by)
        after = missing(application)

    assert (before, shown, after) == ([], None, [])
    assert lacking.sentence == f"{child.name} 様：18歳になったため、ご本人の同意を確認する"
    assert own.representative_id is None


def test_the_office_orders_nothing_on_the_word_of_another(desk):
    application = make.received(desk)
    come_of_age(application)

    with desk("sakura") as by, pytest.raises(ConsentMissing, match="葵"):
        review.order(application.id, is_nondisclosure=False, by=by)


def test_the_database_takes_the_word_of_another_for_no_adult(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        wife = member(application, "wife")
        actions.withdraw_consent(application.id, wife.id, by=by)
        consent = wife.consents.get()
        consent.pk, consent.withdrawn_at, consent.withdrawal = uuid4(), None, ""
        consent.representative_id, consent.representative_name = member(application, "self").id, "𠮷田　健一"

        with pytest.raises(DatabaseError, match="an adult agrees alone"), transaction.atomic():
            consent.save(force_insert=True)


def test_a_consent_is_renewed_before_it_is_over_and_nothing_stops(desk):
    application = returned_while_asked(desk)
    wife = member(application, "wife")
    with desk("aoba") as by, time_machine.travel(LATER):
        newer = actions.give_consent(application.id, wife.id, by=by)
        again = actions.give_consent(application.id, wife.id, by=by)
        past_the_end_of_the_transaction()
    stopped = Revocation.objects.count()
    with desk("aoba") as by:
        actions.withdraw_consent(application.id, wife.id, by=by)

    first, last = wife.consents.order_by("created_at", "given_on")
    assert (newer, again) == (last, last)
    assert (first.withdrawal, last.given_on > first.given_on) == ("renewed", True)
    assert (stopped, [each.consent_id for each in Revocation.objects.all()]) == (0, [last.id])


def past_the_end_of_the_transaction():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@transaction.atomic
def ended_alone(consent):
    consent.save(update_fields=["withdrawn_at", "withdrawal"])
    past_the_end_of_the_transaction()


def test_what_is_not_renewed_does_not_say_so(desk):
    application = returned_while_asked(desk)
    with desk("aoba"):
        consent = Consent.objects.get(member=member(application, "wife"))
        consent.withdrawn_at, consent.withdrawal = timezone.now(), "renewed"

        with pytest.raises(DatabaseError, match="no newer consent"):
            ended_alone(consent)


def test_the_representative_agrees_until_the_very_day(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        child = member(application, "child")
        of_age = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
        child.born = of_age.replace(year=of_age.year - 18).isoformat()
        with time_machine.travel(of_age - timedelta(days=1)):
            before = consents.consent_of(child)
        with time_machine.travel(of_age):
            after = consents.consent_of(child)

    assert (before.representative_name, after) == ("𠮷田　健一", None)
