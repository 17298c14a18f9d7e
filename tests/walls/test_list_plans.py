"""Every list is read from an index that begins with its own tenant; without one the check turns red."""

import os
import subprocess
import sys

import pytest

from tests import bed

pytestmark = pytest.mark.zone("walls")
CASES = "4000"
OF_COUNTER = ("application_of_counter", "application_by_state", "application_by_counsellor", "application_by_fund")


def planned(made, *without: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "tests.bench.planned", *without]
    environment = {**bed.environment_of(made, "office"), "BENCH_CASES": CASES, "PATH": os.environ["PATH"]}
    return subprocess.run(words, cwd=bed.ROOT, env=environment, check=False, capture_output=True, text=True)


def test_every_list_has_an_index_that_begins_with_the_tenant(test_bed, fresh):
    asked = planned(test_bed)

    assert asked.returncode == 0, asked.stderr


def test_a_list_without_an_index_of_its_own_is_found_out(test_bed, fresh):
    asked = planned(test_bed, *OF_COUNTER)

    assert asked.returncode == 1
    assert "desk, " in asked.stderr
