from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from loans.applications import actions, rules
from loans.applications.missing import missing
from loans.applications.models import Consent, ConsentText, Member
from tests import make

pytestmark = pytest.mark.zone("stages")


def with_household(by):
    application = make.draft(by)
    actions.save(application.id, make.request(application), make.household(), version=1, by=by)
    return application, rules.household(application)


def test_an_adult_consents_in_the_words_of_today(desk):
    with desk("aoba") as by:
        application, [applicant, *_] = with_household(by)
        actions.give_consent(application.id, applicant.id, by=by)

    consent = Consent.objects.get(member=applicant)
    assert (consent.text.code, consent.taken_by) == ("INQUIRY_CONSENT", by.staff_id)
    assert TrailRow.objects.get(verb="give_consent").subject_id == applicant.id


def test_a_second_press_is_the_same_consent(desk):
    with desk("aoba") as by:
        application, [applicant, *_] = with_household(by)

        first = actions.give_consent(application.id, applicant.id, by=by)
        second = actions.give_consent(application.id, applicant.id, by=by)

    assert first == second
    assert TrailRow.objects.filter(verb="give_consent").count() == 1


def test_new_words_ask_for_a_new_consent(desk):
    with desk("aoba") as by:
        application, [applicant, *_] = with_household(by)
        old = actions.give_consent(application.id, applicant.id, by=by)
    newer = ConsentText.objects.create(
        code=rules.INQUIRY_CONSENT, version=99, text="新しい文面", scope="x", valid_from=date(2026, 4, 1), source="x"
    )

    with desk("aoba") as by:
        new = actions.give_consent(application.id, applicant.id, by=by)

    assert (new.text, old.text == newer) == (newer, False)


def test_words_that_are_not_in_force_yet_are_not_agreed_to(desk):
    ConsentText.objects.create(
        code=rules.INQUIRY_CONSENT, version=99, text="来年の文面", scope="x", valid_from=date(2099, 1, 1), source="x"
    )

    with desk("aoba") as by:
        application, [applicant, *_] = with_household(by)
        consent = actions.give_consent(application.id, applicant.id, by=by)

    assert consent.text.version != 99


@pytest.mark.parametrize(
    ("born", "day", "must"),
    [
        ("2008-11-21", date(2026, 11, 20), False),
        ("2008-11-21", date(2026, 11, 21), True),
        ("2008-00-00", date(2026, 11, 21), True),
        ("0000-00-00", date(2026, 11, 21), True),
    ],
)
def test_whose_age_is_not_certain_is_asked_as_an_adult(desk, born, day, must):
    with desk("aoba") as by:
        _, [*_, child] = with_household(by)
    child.born = born

    with time_machine.travel(day):
        assert rules.must_consent(child) is must


def test_after_the_case_has_left_no_consent_is_taken(desk):
    application = make.forwarded(desk)

    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        actions.give_consent(application.id, rules.household(application)[0].id, by=by)


def test_whoever_left_the_household_is_not_asked(desk):
    with desk("aoba") as by:
        application, [*_, child] = with_household(by)
        actions.save(application.id, make.request(application), make.household()[:1], version=2, by=by)

        with pytest.raises(NotFound):
            actions.give_consent(application.id, child.id, by=by)


def test_a_member_of_another_case_is_not_found(desk):
    with desk("aoba") as by:
        _, [applicant, *_] = with_household(by)
        other = make.draft(by)

        with pytest.raises(NotFound):
            actions.give_consent(other.id, applicant.id, by=by)


@pytest.mark.parametrize(("stranger", "refusal"), [("kozue", NotFound), ("minato", NotFound), ("sakura", NotPermitted)])
def test_nobody_else_takes_our_clients_consent(desk, stranger, refusal):
    with desk("aoba") as by:
        application, [applicant, *_] = with_household(by)

    with desk(stranger) as by, pytest.raises(refusal):
        actions.give_consent(application.id, applicant.id, by=by)


def test_the_database_itself_keeps_one_consent_per_text(desk):
    with desk("aoba") as by:
        application, [applicant, *_] = with_household(by)
        consent = actions.give_consent(application.id, applicant.id, by=by)
        consent.pk = None

        with pytest.raises(IntegrityError, match="consent_once_per_text"), transaction.atomic():
            consent.save(force_insert=True)


def changed(application, by, **facts):
    """Saves the form again, with the wife's row as given."""
    application.refresh_from_db()
    rows = [{**row, "id": each.id} for row, each in zip(make.household(), rules.household(application), strict=True)]
    rows[1] |= facts
    actions.save(application.id, make.request(application), rows, version=application.version, by=by)


@pytest.mark.parametrize("facts", [{"name": "別姓　美咲"}, {"kana": "ベッセイ　ミサキ"}, {"born": "1990-01-01"}])
def test_whose_name_or_birth_date_changes_is_asked_again(desk, facts):
    with desk("aoba") as by:
        application = make.complete(by)
        changed(application, by, **facts)

        [lacking] = missing(application)

    assert "氏名または生年月日が変わったため、同意の確認をやり直してください。" in lacking.sentence
    consent = Consent.objects.get(member=lacking.consent_of)
    assert (consent.withdrawn_at is not None, consent.withdrawal) == (True, "person_changed")
    assert TrailRow.objects.get(verb="withdraw_consent").subject_id == lacking.consent_of


def test_another_change_leaves_the_consent(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        changed(application, by, address="東京都千代田区架空町1番1号")

        assert missing(application) == []


def test_whoever_takes_the_consent_back_is_asked_as_at_first(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        wife = Member.objects.get(application=application, relation="wife")
        actions.withdraw_consent(application.id, wife.id, by=by)

        [lacking] = missing(application)
        with pytest.raises(StepNotAllowed):
            actions.withdraw_consent(application.id, wife.id, by=by)

    assert "情報照会の同意を確認する" in lacking.sentence
    assert TrailRow.objects.filter(verb="withdraw_consent").count() == 1


def test_a_consent_is_taken_back_at_any_time(desk):
    application = make.forwarded(desk)

    with desk("aoba") as by:
        applicant = rules.household(application)[0]
        actions.withdraw_consent(application.id, applicant.id, by=by)

    assert Consent.objects.get(member=applicant).withdrawal == "taken_back"


@pytest.mark.parametrize(("stranger", "refusal"), [("kozue", NotFound), ("minato", NotFound), ("sakura", NotPermitted)])
def test_nobody_else_takes_our_clients_consent_back(desk, stranger, refusal):
    with desk("aoba") as by:
        application, [applicant, *_] = with_household(by)

    with desk(stranger) as by, pytest.raises(refusal):
        actions.withdraw_consent(application.id, applicant.id, by=by)
