"""One officer with SQL of their own choosing, as the real login of the pages: alone, nobody links or asks."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import links, looks
from inquiry.vault.actions.look import look
from inquiry.vault.models import Candidate, LinkProposal, Person
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI, MISAKI

pytestmark = pytest.mark.zone("gate")
ELSEWHERE = {"address": "東京都千代田区見本町1-2-3"}
PROPOSE = (
    "INSERT INTO inquiry_vault_linkproposal (id, prefecture_id, person_id, candidate_id, reason, evidence, proposed_by,"
    " confirmed_by, confirmed_at) VALUES (gen_random_uuid(), '130001', %(person)s, %(candidate)s, 'MOVED',"
    " 'RESIDENT_RECORD', %(by)s, %(confirmed)s, CASE WHEN %(confirmed)s::bigint IS NOT NULL THEN now() END)"
)
CONFIRM = (
    "UPDATE inquiry_vault_linkproposal SET confirmed_by = %(by)s, confirmed_at = now() WHERE person_id = %(person)s"
)
LINK = "UPDATE inquiry_vault_person SET link = %(link)s WHERE id = %(person)s"
ASK = (
    "INSERT INTO inquiry_vault_inquiry (id, prefecture_id, order_id, person_id, kind, provider, state, result_class,"
    " receipt, asked_by, attempts, settlement, settled_for, provider_type, scope, from_on, route)"
    " SELECT gen_random_uuid(), prefecture_id, order_id, id, %(kind)s, %(provider)s, %(state)s, '', '', %(by)s, 0, '',"
    " '', %(type)s, %(scope)s, %(since)s::date, 'network' FROM inquiry_vault_person WHERE id = %(person)s"
)
SETTLE = (
    "UPDATE inquiry_vault_inquiry SET settlement = 'left', settled_for = 'PAPER', settled_by = %(by)s,"
    " settled_at = now() WHERE order_id = %(order)s"
)


def _right(person, officer):
    """What the pages may write of this person."""
    who = {"person": person.pk, "by": officer.staff_id, "state": "waiting"}
    return who | {"kind": "TAX", "type": "MUNICIPALITY", "provider": "131016", "scope": "NEWEST", "since": None}


@pytest.fixture
def persons(slip):
    """Two who could not be identified, each with a candidate."""
    order_id = slip.order([KENICHI | ELSEWHERE, MISAKI | ELSEWHERE])
    look(TOKYO)
    with transaction_for(system_of(TOKYO)):
        return list(Person.objects.filter(order_id=order_id).order_by("position"))


@pytest.fixture
def sql(logins, officer):
    """A statement as the officer's session runs it; how many rows it changed. What is refused is rolled back."""

    def run(statement, **facts):
        with logins.pages(), transaction_for(officer), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, facts)
            return cursor.rowcount

    return run


@pytest.fixture
def acting(logins):
    def act(function, *args, by):
        with logins.pages(), transaction_for(by):
            return function(*args, by=by)

    return act


@pytest.fixture
def proposed(persons, acting, officer):
    acting(looks.open_candidates, persons[0].pk, by=officer)
    grounds = links.Grounds(candidate_of(persons[0]), LinkProposal.Reason.MOVED, LinkProposal.Evidence.RESIDENT_RECORD)
    acting(links.propose, persons[0].pk, grounds, by=officer)
    return persons[0]


def candidate_of(person):
    with transaction_for(system_of(TOKYO)):
        return Candidate.objects.filter(person=person).first().pk


def test_nobody_proposes_in_anothers_name(sql, persons, officer, colleague):
    facts = {"person": persons[0].pk, "candidate": candidate_of(persons[0]), "confirmed": None}

    with pytest.raises(DatabaseError, match="own_hand"):
        sql(PROPOSE, **facts, by=colleague.staff_id)

    assert sql(PROPOSE, **facts, by=officer.staff_id) == 1


def test_nobody_proposes_what_is_confirmed_already(sql, persons, officer, colleague):
    facts = {"person": persons[0].pk, "candidate": candidate_of(persons[0])}

    with pytest.raises(DatabaseError, match="own_hand"):
        sql(PROPOSE, **facts, by=officer.staff_id, confirmed=colleague.staff_id)


def test_nobody_proposes_the_candidate_of_somebody_else(sql, persons, officer):
    facts = {"person": persons[0].pk, "candidate": candidate_of(persons[1]), "confirmed": None}

    with pytest.raises(IntegrityError, match="proposal_of_candidate"):
        sql(PROPOSE, **facts, by=officer.staff_id)


def test_nobody_confirms_in_anothers_name(sql, proposed, colleague):
    with pytest.raises(DatabaseError, match="own_decision"):
        sql(CONFIRM, person=proposed.pk, by=colleague.staff_id)


def test_what_a_colleague_has_rejected_stays_rejected(sql, proposed, acting, officer, colleague):
    acting(links.reject, proposed.pk, by=colleague)

    assert sql(CONFIRM, person=proposed.pk, by=officer.staff_id) == 0


@pytest.mark.parametrize("link", ["linked", "waiting", "confirmed", "proposed"])
def test_the_pages_take_no_step_that_is_the_workers_or_two_peoples(sql, persons, link):
    with pytest.raises(DatabaseError, match=r"no such step|not as the proposals say"):
        sql(LINK, person=persons[0].pk, link=link)


@pytest.mark.parametrize("link", ["linked", "confirmed", "needs_person", "left_out"])
def test_a_proposed_person_is_confirmed_by_a_second_officer_alone(sql, proposed, link):
    with pytest.raises(DatabaseError, match=r"no such step|not as the proposals say"):
        sql(LINK, person=proposed.pk, link=link)


def test_nobody_asks_about_whom_nobody_has_linked(sql, persons, officer):
    with pytest.raises(DatabaseError, match="not to be asked about"):
        sql(ASK, **_right(persons[0], officer))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"kind": "HOUSEHOLD"}, "not to be asked about"),
        ({"state": "answered"}, "own_hand"),
        ({"by": 0}, "own_hand"),
        ({"type": "PENSION_SERVICE", "provider": "NENKIN"}, "outside the catalogue"),
        ({"type": "PREFECTURE"}, "outside the catalogue"),
        ({"provider": "999999"}, "outside the catalogue"),
        ({"provider": "130001"}, "outside the catalogue"),
        ({"provider": "NENKIN"}, "outside the catalogue"),
        ({"scope": "POINT", "since": "2020-01-01"}, "not as planned"),
    ],
    ids=str,
)
def test_nobody_asks_outside_the_order_the_catalogue_the_plan_or_in_anothers_name(sql, slip, officer, wrong, why):
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    look(TOKYO)
    with transaction_for(system_of(TOKYO)):
        person = Person.objects.get(order_id=order_id)
    right = _right(person, officer)

    with pytest.raises(DatabaseError, match=why):
        sql(ASK, **(right | wrong))

    assert sql(ASK, **right) == 1


def test_nobody_decides_in_anothers_name_or_twice(sql, slip, logins, officer, colleague, network):
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    network.settle(stopped_providers=["131016"])
    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)

    with pytest.raises(DatabaseError, match="own_decision"):
        sql(SETTLE, order=order_id, by=colleague.staff_id)

    assert sql(SETTLE, order=order_id, by=officer.staff_id) == 1
    assert sql(SETTLE, order=order_id, by=officer.staff_id) == 0


def test_nobody_works_for_another_prefecture(logins, persons, stranger):
    with logins.pages(), transaction_for(stranger), connection.cursor() as cursor:
        cursor.execute("SELECT walls.hold_order(%s)", [persons[0].order_id])
        assert cursor.fetchone() == (False,)
