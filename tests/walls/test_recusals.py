"""忌避 by SQL: of the cases that a login sees, and of no other."""

import pytest
from psycopg.errors import InsufficientPrivilege, UniqueViolation

from config.demo import CHIYODA
from tests.walls.contexts import COUNSELLOR, REVIEWER

pytestmark = pytest.mark.zone("walls")

RECUSE = (
    "INSERT INTO loans_recusal (id, created_at, prefecture_id, municipal_council_id, is_forwarded, application_id,"
    " reason, staff_id, staff_name) VALUES (gen_random_uuid(), now(), %s, %s, %s, %s, 'CLOSE', %s, 'x')"
)


def recuse(connection, application, who, *, is_forwarded=True):
    facts = [application.prefecture_id, application.municipal_council_id, is_forwarded, application.id, who.staff]
    return connection.execute(RECUSE, facts).rowcount


@pytest.mark.parametrize("is_forwarded", [True, False])
def test_an_office_keeps_nobody_off_a_case_that_is_still_at_a_counter(cases, desk_of, is_forwarded):
    with (
        desk_of("office").acting(REVIEWER) as run,
        pytest.raises(InsufficientPrivilege, match="violates row-level security policy"),
    ):
        recuse(run, cases[CHIYODA].draft, REVIEWER, is_forwarded=is_forwarded)


def test_an_office_says_so_of_a_case_that_it_sees(cases, desk_of):
    with desk_of("office").acting(REVIEWER) as run:
        assert recuse(run, cases[CHIYODA].forwarded, REVIEWER, is_forwarded=False) == 1


def test_a_counter_says_so_of_a_draft_of_its_own_and_once(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as run:
        assert recuse(run, cases[CHIYODA].draft, COUNSELLOR) == 1
        with pytest.raises(UniqueViolation, match="recusal_once"):
            recuse(run, cases[CHIYODA].draft, COUNSELLOR)
