from datetime import date
from uuid import uuid4

import pytest
import time_machine

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from loans.applications import actions
from loans.applications.models import Application
from loans.applications.refusals import AlreadyApplied
from loans.consultations import actions as consultations
from loans.consultations.models import Consultation
from loans.states import ConsultationState, State
from loans.terms.refusals import UnknownFund
from tests import make

pytestmark = pytest.mark.zone("stages")


def test_an_application_is_born_from_the_talk(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        application = actions.start(consultation.id, "KINKYU", by=by)

    stored = Application.objects.get(pk=application.pk)
    assert (stored.state, stored.applicant_name) == (State.DRAFT, "𠮷田　健一")
    assert (stored.applicant_phone, stored.counsellor_name) == ("090-0000-1234", by.name)
    assert Consultation.objects.get(pk=consultation.pk).state == ConsultationState.APPLYING


def test_one_talk_makes_one_application(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        actions.start(consultation.id, "KINKYU", by=by)

        with pytest.raises(StepNotAllowed):
            actions.start(consultation.id, "KINKYU", by=by)

    assert Application.objects.count() == 1


TOLD = {
    "client_born": "1986-05-14",
    "client_sex": "M",
    "client_postcode": "100-0000",
    "client_address": make.ADDRESS,
    "occupation": "架空運送",
    "monthly_income_yen": 120_000,
    "reason_text": "初回の給与が支給されるまで。",
    "outlook": "来月から月18万円。",
    "needed_by": date(2027, 1, 20),
    "members": [{"name": "𠮷田　葵", "kana": "ヨシダ　アオイ", "relation": "child", "born": "", "sex": "F"}],
}


def started(by, fund, **told):
    consultation = make.consultation(by)
    Consultation.objects.filter(pk=consultation.pk).update(**{**TOLD, **told})
    return actions.start(consultation.pk, fund, by=by)


def test_what_the_talk_told_is_typed_nowhere_again(desk):
    with desk("aoba") as by:
        application = started(by, "KINKYU", amount_yen=80_000)
        first, second = application.members.order_by("position")

    assert (application.reason_text, application.outlook) == (TOLD["reason_text"], TOLD["outlook"])
    assert application.amount_yen == 80_000
    assert (first.relation, first.born, first.address) == ("self", "1986-05-14", make.ADDRESS)
    assert (first.occupation, first.monthly_income_yen) == ("架空運送", 120_000)
    assert (second.name, second.relation, second.born) == ("𠮷田　葵", "child", "0000-00-00")


@pytest.mark.parametrize(("fund", "holder"), [("KINKYU", "ヨシダ　ケンイチ"), ("SOGO_HOUSING", "")])
def test_the_account_is_the_applicants_where_no_landlord_is_paid(desk, fund, holder):
    with desk("aoba") as by:
        assert started(by, fund).account_holder_kana == holder


@pytest.mark.parametrize("kana", ["ア" * 60, "ア" * 61])
def test_a_reading_longer_than_a_bank_writes_is_asked_for(desk, kana):
    with desk("aoba") as by:
        assert started(by, "KINKYU", client_kana=kana).account_holder_kana == (kana if len(kana) <= 60 else "")


@pytest.mark.parametrize(
    ("fund", "result", "answer"),
    [
        ("SOGO_LIVING", "using", "using"),
        ("SOGO_LIVING", "refer", ""),
        ("KINKYU", "using", "using"),
        ("FUKUSHI", "using", ""),
    ],
)
def test_whoever_uses_the_support_centre_is_not_asked_again(desk, fund, result, answer):
    with desk("aoba") as by:
        application = started(by, fund, schemes={"SUPPORT_CENTER": {"result": result, "note": ""}})

    assert application.support_centre == answer


@pytest.mark.parametrize(("said", "work"), [("regular", "regular"), ("self_employed", "own_business"), ("", "")])
def test_the_work_is_taken_over(desk, said, work):
    with desk("aoba") as by:
        assert started(by, "KINKYU", work=said).members.get(relation="self").work == work


@pytest.mark.parametrize("said", ["temporary", "unemployed"])
def test_work_that_the_application_tells_apart_is_asked_for(desk, said):
    with desk("aoba") as by:
        assert started(by, "KINKYU", work=said).members.get(relation="self").work == ""


@pytest.mark.parametrize(("said", "kept"), [("", None), (0, 0), (30_000, 30_000)])
def test_nothing_said_of_an_income_is_no_income_of_nothing(desk, said, kept):
    beside = [{**TOLD["members"][0], "monthly_income_yen": said}]

    with desk("aoba") as by:
        second = started(by, "KINKYU", members=beside).members.get(relation="child")

    assert second.monthly_income_yen == kept


@pytest.mark.parametrize("amount", [100_001, 80_500])
def test_an_amount_that_the_fund_would_refuse_is_asked_again(desk, amount):
    with desk("aoba") as by:
        assert started(by, "KINKYU", amount_yen=amount).amount_yen is None


def test_the_day_of_need_is_the_first_month_of_a_loan_by_the_month(desk):
    with desk("aoba") as by:
        application = started(by, "SOGO_LIVING", amount_yen=400_000)

    assert (application.lending_from, application.amount_yen) == (date(2027, 1, 1), None)


def test_a_household_is_known_again_by_kana_and_birth(desk):
    with desk("aoba") as by:
        first = started(by, "KINKYU")
        with pytest.raises(AlreadyApplied, match=first.receipt_number):
            started(by, "KINKYU", client_phone="090-9999-0000")
        started(by, "KINKYU", client_phone="090-9999-0000", client_born="1990-01-01")


def test_a_closed_talk_makes_none(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        consultations.advise(consultation.id, by=by)

        with pytest.raises(StepNotAllowed):
            actions.start(consultation.id, "KINKYU", by=by)


def test_a_fund_without_terms_is_refused_and_no_number_is_given(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)

        with pytest.raises(UnknownFund):
            actions.start(consultation.id, "NO_SUCH_FUND", by=by)

    assert not Application.objects.exists()


def test_a_day_before_all_terms_has_no_fund(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)

        with time_machine.travel(date(1990, 4, 1)), pytest.raises(UnknownFund):
            actions.start(consultation.id, "KINKYU", by=by)


def test_the_office_starts_nothing(desk):
    with desk("sakura") as by, pytest.raises(NotPermitted):
        actions.start(uuid4(), "KINKYU", by=by)


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
def test_another_council_starts_nothing_from_our_talk(desk, stranger):
    with desk("aoba") as by:
        consultation = make.consultation(by)

    with desk(stranger) as by, pytest.raises(NotFound):
        actions.start(consultation.id, "KINKYU", by=by)
