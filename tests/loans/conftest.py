"""What tests of the work share: people who are not in the demo, and the prefecture's own system."""

from contextlib import contextmanager
from datetime import date

import pytest

from councils import access
from councils.models import Council, Post, Staff
from councils.permissions import PostKind
from councils.tenancy import Actor, system_of
from tests.acting import seated

TOKYO, KANAGAWA = "130001", "140007"


@pytest.fixture
def appointed(db):
    """Appoints somebody new for this test, past all walls: appointed("section_chief", KANAGAWA)."""

    def appoint(kind: str, council_id: str) -> Actor:
        council = Council.objects.get(pk=council_id)
        name = f"{kind}-{council_id}"
        who = {"name": "架空 新", "council": council, "council_kind": council.kind}
        staff, is_new = Staff.objects.get_or_create(username=name, defaults=who)
        if is_new:
            access.grant_post(Post.objects.create(staff=staff, council=council, kind=kind, since=date(2026, 4, 1)))
        return Actor(staff.pk, staff.name, PostKind(kind), council_id, council.prefecture_id)

    return appoint


@pytest.fixture
def seat(test_bed):
    """Sits down an actor who is not in the demo: `with seat(actor):`."""

    @contextmanager
    def sit(actor: Actor):
        with seated(test_bed, actor):
            yield actor

    return sit


@pytest.fixture
def system(seat):
    """The prefecture's own system, as the office's worker runs it: `with system():`."""
    return lambda prefecture_id=TOKYO: seat(system_of(prefecture_id))
