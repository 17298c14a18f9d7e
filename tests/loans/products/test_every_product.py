"""九つの資金: each can be started, filled in, taken in, forwarded, proposed and decided, with its sums."""

from datetime import date
from decimal import Decimal

import pytest

from councils.models import Setting, Staff
from loans.applications.missing import missing
from loans.applications.models import Application
from loans.applications.preview import preview_of
from loans.decision import actions as decision
from loans.decision.models import Decision
from loans.decision.print import decision_notice, grace_from, is_lump_sum, repayment_plan
from loans.legacy.payload import payload_of
from loans.review import actions as review
from loans.review.actions.propose import Lacking
from loans.review.rates import LONG_PRIME_RATE
from loans.states import State
from loans.terms.in_force import facts_of
from loans.terms.refusals import NoRate
from tests import make
from tests.loans.products.asking import draft, filled, forwarded, with_all
from tests.loans.products.facts import AMOUNTS, PRODUCTS

pytestmark = pytest.mark.zone("stages")
RANKS, TOKYO = ("momiji", "kaede"), "130001"


@pytest.fixture
def prime_rate(db):
    """長期プライムレート 1.85 %, decided by two people, past the walls."""
    [first, second] = Staff.objects.filter(council_kind="prefectural").order_by("pk")[:2]
    Setting.objects.create(
        prefecture_id="130001",
        name=LONG_PRIME_RATE.name,
        kind="count",
        value=185,
        since=date(2026, 4, 1),
        reason="県の決定",
        proposed_by=first,
        confirmed_by=second,
        confirmed_at="2026-04-01T00:00:00+09:00",
    )


@pytest.mark.parametrize("code", PRODUCTS)
def test_from_the_talk_to_the_prefecture(desk, code):
    application = forwarded(code, desk)

    stored = Application.objects.get(pk=application.pk)
    assert (stored.state, stored.fund, stored.amount_yen) == (State.FORWARDED, code, AMOUNTS[code])


@pytest.mark.parametrize("code", PRODUCTS)
def test_a_draft_says_what_it_lacks_and_a_full_one_lacks_nothing(desk, code):
    with desk("aoba") as by:
        assert len(missing(draft(code, by))) > 8
        assert missing(with_all(filled(code, by), by)) == []


def proposed(desk, code, *, guarantor=False, **facts):
    application = forwarded(code, desk, guarantor=guarantor)
    usual = {
        "proposal": "approve",
        "amount_yen": application.amount_yen,
        "monthly_yen": application.monthly_yen,
        "lending_months": application.lending_months,
        "grace_months": application.grace_months,
        "repayment_months": application.repayment_months,
        "comment": "償還の見込みあり。",
        "committee_on": date(2026, 11, 20),
        "committee_opinion": "貸付けは適当。",
        "denial_reason": "",
    }
    with desk("sakura") as by:
        review.receive(application.id, by=by)
        review.take_up(application.id, reason="提出書類で確かめられるため。", by=by)
        return review.propose(application.id, {**usual, **facts}, by=by)


@pytest.fixture
def decided(desk, appointed, seat):
    """決定. Signed by every rank that the fund's chain names; the demo has two of the four."""

    def decide(code, **facts):
        sheet = proposed(desk, code, **facts)
        make.signed_by(desk, sheet.application, *RANKS)
        for step in sheet.chain[1 + len(RANKS) :]:
            with seat(appointed(step["post"], TOKYO)) as by:
                decision.sign(sheet.application_id, "", by=by)
        return Decision.objects.get(application=sheet.application)

    return decide


@pytest.mark.parametrize("code", PRODUCTS)
def test_every_product_is_decided_with_its_sums(decided, code, prime_rate):
    found = decided(code)

    assert (found.amount_yen, found.monthly_yen) == (AMOUNTS[code], PRODUCTS[code].get("monthly_yen"))
    assert payload_of(found.application, found)["lending_months"] == PRODUCTS[code].get("lending_months")
    assert decision_notice(found).startswith(b"%PDF")
    assert is_lump_sum(found) or repayment_plan(found).startswith(b"%PDF")


def test_a_loan_by_the_month_counts_its_grace_from_the_last_payment(decided):
    found = decided("SOGO_LIVING")

    assert grace_from(found, facts_of(found.terms)) == date(2027, 3, 1)


def test_a_loan_for_a_school_counts_its_grace_from_graduation(decided):
    found = decided("EDU_SUPPORT")

    assert grace_from(found, facts_of(found.terms)) == date(2031, 3, 31)


def test_fewer_months_are_a_reduced_loan(decided):
    found = decided("SOGO_LIVING", proposal="reduce", lending_months=2)

    assert (found.amount_yen, found.lending_months) == (400_000, 2)


def test_a_guarantor_makes_the_loan_free_of_interest(decided, desk):
    alone = decided("FUKUSHI")
    guaranteed = decided("FUKUSHI", guarantor=True)

    assert (alone.interest_rate, alone.facts["has_guarantor"]) == (Decimal("0.015"), False)
    assert (guaranteed.interest_rate, guaranteed.facts["has_guarantor"]) == (0, True)


def test_what_goes_to_the_committee_is_not_proposed_without_its_opinion(desk):
    with pytest.raises(Lacking, match="運営委員会"):
        proposed(desk, "FUKUSHI", committee_opinion="")


def test_without_the_prime_rate_a_property_loan_is_not_proposed(desk):
    with pytest.raises(NoRate, match="長期プライムレート"):
        proposed(desk, "RE_GENERAL")


def test_the_case_shows_what_it_would_come_to(desk):
    with desk("aoba") as by:
        found = preview_of(filled("SOGO_LIVING", by))

    assert found.sums[0] == "借入希望額：200,000円 × 3か月 ＝ 600,000円"
    assert [(row.instalment, row.last, row.interest) for row in found.rows] == [
        ("5,000円", "5,000円", "0円"),
        ("5,750円", "5,006円", "45,330円"),
    ]
    assert found.rows[0].due == "令和9年10月31日から令和19年9月30日まで120回"
