"""Who is not certain waits for a person at the gate, and the office is told so."""

from dataclasses import replace

import pytest

from config.walk.walk import case_page, prefectural_number, wait
from tests.journeys.demo import take

pytestmark = pytest.mark.zone("journeys")


def test_a_birth_date_that_is_not_known_goes_to_a_person(demo):
    walk = take(demo.walk(), until="相談を記録")
    first, second, *others = walk.household.members
    walk.household = replace(walk.household, members=(first, {**second, "born": "不詳"}, *others))

    take(walk, after="相談を記録", until="情報照会を依頼")
    officer, number = walk.screen("shirabe"), prefectural_number(walk)
    wait(lambda: number in officer.open("/links/"), "the person to be confirmed")

    assert second["name"] in officer.page
    assert "不詳" in walk.screen("sakura").open(case_page(walk))
    wait(lambda: "担当者が確認中" in walk.screen("sakura").open(case_page(walk)), "the office told")
