"""Two acts of administration at the same moment: what the first has changed is what the second is checked against."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from psycopg.errors import CheckViolation

from config.demo import TOKYO
from tests.walls.at_once import started
from tests.walls.contexts import Who

pytestmark = [pytest.mark.zone("walls"), pytest.mark.usefixtures("fresh")]

SOON, LATER = (date.today() + timedelta(days) for days in (5, 10))
STAFF = "SELECT username, id FROM councils_staff"
ENDS = {
    "a post": ("office", "cases", "kanri", "nodoka", "sakura", "post"),
    "a designation": ("gate", "vault", "mamoru", "subaru", "shirabe", "designation"),
}


@pytest.fixture
def watching(admin):
    return lambda home: admin(home, autocommit=True)


@pytest.fixture
def ids(watching):
    return lambda home: dict(watching(home).execute(STAFF).fetchall())


@pytest.fixture
def pool():
    with ThreadPoolExecutor(4) as threads:
        yield threads


@pytest.mark.parametrize("what", ENDS)
def test_of_two_ends_at_once_the_later_day_never_wins(desk_of, watching, ids, pool, what):
    role, home, first, second, whose, thing = ENDS[what]
    known, past = ids(home), watching(home)
    find = f"SELECT id, until FROM councils_{thing} WHERE staff_id = %s"
    row_id, _ = past.execute(find, [known[whose]]).fetchone()
    end = f"SELECT walls.end_{thing}(%s, %s)"
    one, other = desk_of(role, home), desk_of(role, home)

    with one.connection.transaction():
        one.enter(Who(TOKYO, TOKYO, "administrator", known[first]))
        one.connection.execute(end, [row_id, SOON])
        administrator = Who(TOKYO, TOKYO, "administrator", known[second])
        late = started(pool, (other, administrator, end, [row_id, LATER]), past)
        assert not late.done()

    with pytest.raises(CheckViolation, match="no earlier end"):
        late.result()
    assert past.execute(find, [known[whose]]).fetchone() == (row_id, SOON)
