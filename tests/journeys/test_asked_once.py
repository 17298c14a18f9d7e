"""First of all journeys: a minute passes until what was lost here is given up (test_killed.py looks at it last)."""

import time

import pytest

from tests.config.living import eventually

pytestmark = pytest.mark.zone("journeys")


def test_a_worker_killed_while_it_asks_asks_nothing_twice(demo, cut_off):
    _, before = cut_off

    assert eventually(lambda: len(demo.ledger()["requests"]) > len(before))
    time.sleep(3)  # two sweeps of the worker that was started again

    ledger = demo.ledger()
    assert ledger["duplicate_count"] == 0
    assert set(ledger["requests"].values()) == {1}
