"""Eight products by HTTP, from the talk to 進達, everything running; 緊急小口資金 goes through the browser."""

import pytest

from config.walk.household import typed_in
from config.walk.walk import case_page
from tests.journeys.demo import take
from tests.loans.products.by_http import apply_for, to_the_prefecture
from tests.loans.products.facts import AMOUNTS, PRODUCTS

pytestmark = pytest.mark.zone("journeys")
BY_HTTP = [code for code in PRODUCTS if code != "KINKYU"]


@pytest.mark.parametrize("code", BY_HTTP)
def test_a_product_goes_from_the_talk_to_the_prefecture(demo, code):
    walk = take(demo.walk(), until="相談を記録")
    aoba, wakaba = walk.screen("aoba"), walk.screen("wakaba")
    holder = PRODUCTS[code].get("account_holder_kana", walk.household.applicant["kana"])

    walk.case_id = apply_for(aoba, walk.consultation_id, code, typed_in(walk.household), holder)
    to_the_prefecture(aoba, wakaba, walk.case_id)

    page = aoba.open(case_page(walk))
    assert "進達済" in page
    assert f"{AMOUNTS[code]:,}円" in page
