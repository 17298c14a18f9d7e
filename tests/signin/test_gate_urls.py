"""No address of the zone ends in a fault, and none opens before its time."""

import pytest

from tests.signin.walk import faults, shown_too_early

pytestmark = pytest.mark.zone("gate")

NOT_YET = [("shirabe", "out"), ("shirabe", "password"), ("shirabe", "half_way")]


@pytest.mark.parametrize(("username", "stage"), [*NOT_YET, ("shirabe", "in"), ("mimamori", "in"), ("mamoru", "in")])
def test_no_address_ends_in_a_fault(browsers, username, stage):
    assert faults(browsers(username, stage)) == {}


@pytest.mark.parametrize(("username", "stage"), NOT_YET)
def test_no_address_opens_before_its_time(browsers, username, stage):
    assert shown_too_early(browsers(username, stage)) == []
