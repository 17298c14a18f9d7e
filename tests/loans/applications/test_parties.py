"""連帯借受人・連帯保証人・法定代理人: asked for by the terms and by the ages, with a consent of their own."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine

from councils.refusals import NotFound, NotPermitted, Stale, StepNotAllowed
from councils.trail.models import TrailRow
from loans.applications import actions, parties, rules
from loans.applications.consents import consent_of
from loans.applications.missing import missing
from loans.applications.refusals import MinorAsParty
from loans.terms.facts import GuarantorRule
from loans.terms.in_force import facts_of
from tests import make

pytestmark = pytest.mark.zone("stages")


def drafted(by):
    application = make.draft(by)
    actions.save(application.id, make.request(application), make.household(), version=1, by=by)
    return application


def mark(party):
    party.refresh_from_db()
    return {"version": parties.party_mark(party)}


def roles(application, members=None, **terms):
    members = rules.household(application) if members is None else members
    asked = replace(facts_of(application.terms), **terms)
    there = parties.parties_of(application)
    return [(each.role.value, each.is_needed) for each in parties.needed(asked, members, there)]


def test_the_terms_say_who_is_asked_for(desk):
    with desk("aoba") as by:
        application = drafted(by)

        assert roles(application) == []
        assert roles(application, co_borrower_required=True) == [("co_borrower", True)]
        assert roles(application, guarantor=GuarantorRule.OPTIONAL) == [("guarantor", False)]
        assert roles(application, guarantor=GuarantorRule.FROM_HEIRS) == [("guarantor", True)]


def test_a_minor_who_borrows_needs_a_representative(desk):
    with desk("aoba") as by:
        application = drafted(by)
        [applicant, *_] = members = rules.household(application)
        applicant.born = "2008-11-21"
        with time_machine.travel(date(2026, 11, 20)):
            before = roles(application, members)
        with time_machine.travel(date(2026, 11, 21)):
            after = roles(application, members)

    assert (before, after) == ([("representative", True)], [])


def test_who_is_asked_for_and_not_there_is_lacking(desk):
    with desk("aoba") as by:
        application = drafted(by)
        terms = replace(facts_of(application.terms), co_borrower_required=True)
        before = [each.sentence for each in parties.lacking(application, terms, rules.household(application))]
        party = actions.add_party(application.id, make.party_facts(role="co_borrower"), by=by)
        without = [each.sentence for each in parties.lacking(application, terms, rules.household(application))]
        actions.give_consent(application.id, party.id, by=by)
        after = list(parties.lacking(application, terms, rules.household(application)))

    assert before == ["連帯借受人を登録する"]
    assert without == ["架空　次郎 様（連帯借受人）の同意を確認する"]
    assert after == []


def test_a_party_that_has_not_agreed_stops_the_receipt(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        party = actions.add_party(application.id, make.party_facts(), by=by)

        [lacking] = missing(application)

    assert lacking.consent_of == party.id


def test_the_consent_of_a_party_is_in_its_own_words_and_does_not_end_by_itself(desk):
    with desk("aoba") as by:
        application = drafted(by)
        party = actions.add_party(application.id, make.party_facts(), by=by)
        consent = actions.give_consent(application.id, party.id, by=by)

    assert (consent.text.code, consent.party, consent.member, consent.valid_until) == (
        "GUARANTOR_CONSENT",
        party,
        None,
        None,
    )
    assert TrailRow.objects.get(verb="give_consent").subject_id == party.id


def test_another_name_is_another_person(desk):
    with desk("aoba") as by:
        application = drafted(by)
        party = actions.add_party(application.id, make.party_facts(), by=by)
        actions.give_consent(application.id, party.id, by=by)
        actions.change_party(application.id, party.id, make.party_facts(phone="03-0000-0000"), **mark(party), by=by)
        still = consent_of(party)
        actions.change_party(application.id, party.id, make.party_facts(name="架空　三郎"), **mark(party), by=by)

    assert still is not None
    assert consent_of(party) is None
    assert party.consents.get().withdrawal == "person_changed"


def test_a_change_over_a_colleagues_is_stale(desk):
    with desk("aoba") as by:
        party = actions.add_party(drafted(by).id, make.party_facts(), by=by)
        opened = mark(party)
    with desk("wakaba") as by:
        facts = make.party_facts(phone="03-0000-0000")
        actions.change_party(party.application_id, party.id, facts, **opened, by=by)
    with desk("aoba") as by, pytest.raises(Stale):
        actions.change_party(party.application_id, party.id, make.party_facts(relation="弟"), **opened, by=by)

    party.refresh_from_db()
    assert (party.phone, party.relation) == ("03-0000-0000", "兄")


def test_who_was_removed_stands_there_no_more(desk):
    with desk("aoba") as by:
        application = drafted(by)
        party = actions.add_party(application.id, make.party_facts(), by=by)
        actions.give_consent(application.id, party.id, by=by)
        actions.remove_party(application.id, party.id, by=by)

        assert parties.parties_of(application) == []
        assert party.consents.get().withdrawal == "left"
        with pytest.raises(NotFound):
            actions.give_consent(application.id, party.id, by=by)


@pytest.mark.parametrize(
    ("role", "is_refused"), [("guarantor", True), ("representative", True), ("co_borrower", False)]
)
def test_nobody_answers_for_others_before_coming_of_age(desk, role, is_refused):
    with desk("aoba") as by:
        application = drafted(by)
        facts = make.party_facts(role=role, born="2012-01-01")

        if is_refused:
            with pytest.raises(MinorAsParty):
                actions.add_party(application.id, facts, by=by)
        else:
            actions.add_party(application.id, facts, by=by)

    assert len(parties.parties_of(application)) == (not is_refused)


@pytest.mark.parametrize(("stranger", "refusal"), [("kozue", NotFound), ("minato", NotFound), ("sakura", NotPermitted)])
def test_nobody_else_adds_a_party_to_our_cases(desk, stranger, refusal):
    with desk("aoba") as by:
        application = drafted(by)

    with desk(stranger) as by, pytest.raises(refusal):
        actions.add_party(application.id, make.party_facts(), by=by)


def test_after_the_case_has_left_nobody_is_added_or_changed(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        party = actions.add_party(application.id, make.party_facts(), by=by)
        actions.give_consent(application.id, party.id, by=by)
        actions.submit(application.id, by=by)
        actions.opine(application.id, {"verdict": "fit", "text": "適当と考えます。"}, by=by)
    with desk("wakaba") as by:
        actions.forward(application.id, by=by)

    with desk("aoba") as by:
        for act in (
            lambda: actions.add_party(application.id, make.party_facts(), by=by),
            lambda: actions.change_party(application.id, party.id, make.party_facts(), version=0, by=by),
            lambda: actions.remove_party(application.id, party.id, by=by),
        ):
            with pytest.raises(StepNotAllowed):
                act()
    with desk("sakura"):
        assert [each.name for each in parties.parties_of(application)] == ["架空　次郎"]
