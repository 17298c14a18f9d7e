"""紐付け: proposed by one officer, confirmed by another, both having seen the records."""

import psycopg
import pytest

from councils.tenancy import system_of, transaction_for
from inquiry.officer.actions import links, looks
from inquiry.officer.refusals import NotSeen, NotUnderConfirmation, OwnProposal
from inquiry.vault.actions.look import look
from inquiry.vault.models import Candidate, LinkProposal, Person, Sealed
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def person(slip) -> Person:
    """Somebody whose house number differs, with one candidate."""
    order_id = slip.order([KENICHI | {"address": "東京都千代田区見本町1-2-3"}])
    look(TOKYO)
    return reread(Person.objects.filter(order_id=order_id))


def reread(rows) -> Person:
    with transaction_for(system_of(TOKYO)):
        return rows.get()


@pytest.fixture
def grounds(person):
    with transaction_for(system_of(TOKYO)):
        candidate = Candidate.objects.get(person=person)
    return links.Grounds(candidate.pk, LinkProposal.Reason.MOVED, LinkProposal.Evidence.RESIDENT_RECORD)


@pytest.fixture
def acting(logins):
    """An act as one officer, on the pages' connection, committed."""

    def act(function, *args, by):
        with logins.pages(), transaction_for(by):
            return function(*args, by=by)

    return act


@pytest.fixture
def proposed(person, grounds, acting, officer):
    acting(looks.open_candidates, person.pk, by=officer)
    acting(links.propose, person.pk, grounds, by=officer)
    return person


def link_of(person) -> str:
    return reread(Person.objects.filter(pk=person.pk)).link


def test_two_officers_link_a_person_and_the_worker_registers_the_number(proposed, acting, colleague, slip):
    acting(looks.open_candidates, proposed.pk, by=colleague)
    acting(links.confirm, proposed.pk, by=colleague)
    confirmed = link_of(proposed)

    look(TOKYO)

    with transaction_for(system_of(TOKYO)):
        kept = Sealed.objects.filter(person=proposed, what=Sealed.What.NUMBER).count()
    assert (confirmed, link_of(proposed), kept) == ("confirmed", "linked", 1)
    assert slip.progress(proposed.order_id)[-1] == "IDENTIFIED 1/1"


def test_nobody_confirms_their_own_proposal(proposed, acting, officer):
    with pytest.raises(OwnProposal):
        acting(links.confirm, proposed.pk, by=officer)

    assert link_of(proposed) == "proposed"


def test_the_database_holds_the_two_officers_apart(proposed, logins, officer):
    with psycopg.connect(logins.administrator("vault")) as attempt, pytest.raises(psycopg.errors.CheckViolation):
        attempt.execute(
            "UPDATE inquiry_vault_linkproposal SET confirmed_by = %s, confirmed_at = now() WHERE person_id = %s",
            [officer.staff_id, proposed.pk],
        )


def test_who_has_not_seen_the_records_neither_proposes_nor_confirms(person, grounds, proposed, acting, colleague):
    with pytest.raises(NotSeen):
        acting(links.confirm, proposed.pk, by=colleague)

    assert link_of(proposed) == "proposed"


def test_a_proposal_without_a_look_is_refused(person, grounds, acting, officer):
    with pytest.raises(NotSeen):
        acting(links.propose, person.pk, grounds, by=officer)


def test_a_rejected_proposal_stays_on_record_and_another_may_be_made(proposed, grounds, acting, officer, colleague):
    acting(links.reject, proposed.pk, by=colleague)
    acting(links.propose, proposed.pk, grounds, by=officer)

    with transaction_for(system_of(TOKYO)):
        assert LinkProposal.objects.filter(person=proposed).count() == 2
    assert link_of(proposed) == "proposed"


def test_a_person_proposed_already_is_not_proposed_again(proposed, grounds, acting, officer):
    with pytest.raises(NotUnderConfirmation):
        acting(links.propose, proposed.pk, grounds, by=officer)


def test_a_person_who_is_left_out_is_told_to_the_office_as_needing_papers(person, acting, officer, slip):
    acting(links.leave_out, person.pk, by=officer)

    look(TOKYO)

    assert {verdict for told in slip.findings(person.order_id).values() for verdict in told} == {"NEEDS_CHECK"}
    assert slip.progress(person.order_id)[-1] == "DONE 3/3"


def test_a_look_at_candidates_shows_items_and_never_the_number(proposed, signed_in, colleague, logins):
    page = signed_in(colleague)

    opened = page.post(f"/persons/{proposed.pk}/candidates/")
    shown = page.get(opened["Location"]).content.decode()

    assert "東京都千代田区見本町三丁目12番5号架空ハイツ203号" in shown.replace("<mark>", "").replace("</mark>", "")
    assert "<mark>三</mark>丁目<mark>12</mark>番<mark>5</mark>号" in shown
    assert "ADDRESS_NUMBERS" in shown
    assert "90000000001" not in shown


def test_the_page_of_the_proposer_says_why_there_is_no_button(proposed, signed_in, officer, colleague):
    own = signed_in(officer).get(f"/persons/{proposed.pk}/").content.decode()
    others = signed_in(colleague).get(f"/persons/{proposed.pk}/").content.decode()

    assert "ご自身が提案した紐付けは、ご自身では確定できません" in own
    assert "紐付けを確定する" not in own
    assert "紐付けを確定する" in others
