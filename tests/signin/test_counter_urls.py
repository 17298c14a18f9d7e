"""No address of the zone ends in a fault, and none opens before its time."""

import pytest

from tests.signin.walk import answers, faults, shown_too_early

pytestmark = pytest.mark.zone("counter")


@pytest.mark.parametrize("username", ["aoba", "wakaba"])
def test_to_who_is_in_no_address_ends_in_a_fault(browsers, username):
    assert faults(answers(browsers(username, "in"))) == {}


@pytest.mark.parametrize(("username", "stage"), [("aoba", "out")])
def test_no_address_opens_before_its_time_nor_ends_in_a_fault(browsers, username, stage):
    given = list(answers(browsers(username, stage)))

    assert (faults(given), shown_too_early(given)) == ({}, [])
