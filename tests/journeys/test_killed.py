"""Killed in the middle: nothing is lost, nothing is done twice."""

import time

import pytest

from config.walk import office
from config.walk.walk import case_page, order_page, wait
from tests.config.living import eventually
from tests.journeys.demo import take

pytestmark = pytest.mark.zone("journeys")
ZONES = ("counter", "office", "gate")


def test_with_every_redis_killed_after_the_proposal_the_case_still_arrives_once(demo):
    walk = take(demo.walk(), until="審査・起案")
    killed = {f"redis-{zone}": demo.kill(f"redis-{zone}") for zone in ZONES}

    assert all(demo.runs_again(name, pid) for name, pid in killed.items())
    assert eventually(demo.answers, 20)
    signed_out = walk.screen("sakura").client.get(case_page(walk), follow_redirects=False)
    take(walk, after="審査・起案")

    assert (signed_out.status_code, signed_out.headers["Location"]) == (302, "/signin/")
    [row] = demo.rows_of(walk)
    assert (row["number"], row["body"]["amount_yen"]) == (walk.legacy_number, walk.amount_yen)


def test_a_worker_killed_while_it_pushes_pushes_once(demo):
    walk = take(demo.walk(), until="決裁（係長）")
    demo.settle("legacy", latency_ms=4_000)
    office.sign_last(walk)
    assert eventually(lambda: _is_claimed(walk))
    time.sleep(0.5)  # the decision is on the wire, the answer is not back
    killed = demo.kill("office-worker")
    demo.settle("legacy", latency_ms=0)

    assert demo.runs_again("office-worker", killed)
    office.arrive(walk)

    [row] = demo.rows_of(walk)
    assert (row["number"], row["body"]["amount_yen"]) == (walk.legacy_number, walk.amount_yen)


def test_with_the_pages_of_every_zone_killed_the_case_goes_on(demo):
    walk = take(demo.walk(), until="県社協が受付")
    killed = {f"{zone}-config.wsgi": demo.kill(f"{zone}-config.wsgi") for zone in ZONES}

    assert all(demo.runs_again(name, pid) for name, pid in killed.items())
    assert eventually(demo.answers, 20)
    take(walk, after="県社協が受付", until="本人特定")

    assert walk.order_id


def test_what_was_lost_ends_as_unknown_and_waits_for_a_person(demo, cut_off):
    walk, _ = cut_off
    screen = walk.screen("shirabe")

    wait(lambda: "結果不明" in screen.open(order_page(walk)), "the inquiries given up")
    wait(lambda: "結果不明" in walk.screen("sakura").open(case_page(walk)), "the office told")

    assert demo.ledger()["duplicate_count"] == 0
    assert "判断する" in screen.open(order_page(walk))


def _is_claimed(walk) -> bool:
    """The push is written down before it is sent."""
    return "送信待ち" in walk.screen("sakura").open(case_page(walk))
