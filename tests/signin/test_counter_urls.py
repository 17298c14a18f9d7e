"""No address of the zone ends in a fault, and none opens before its time."""

import pytest

from tests.signin.walk import faults, shown_too_early

pytestmark = pytest.mark.zone("counter")


@pytest.mark.parametrize(("username", "stage"), [("aoba", "out"), ("aoba", "in"), ("wakaba", "in")])
def test_no_address_ends_in_a_fault(browsers, username, stage):
    assert faults(browsers(username, stage)) == {}


@pytest.mark.parametrize(("username", "stage"), [("aoba", "out")])
def test_no_address_opens_before_its_time(browsers, username, stage):
    assert shown_too_early(browsers(username, stage)) == []
