"""登録し直しの確認 at the counter, whose login reads no roster: the chief of the person's own council."""

import uuid

import psycopg
import pytest

from tests.loans.pages.screens import text_of

pytestmark = pytest.mark.zone("counter")
PROPOSE = (
    "INSERT INTO councils_proposal (id, prefecture_id, act, staff_id, council_id, post_kind, setting, reason,"
    " proposed_by_id) SELECT %s, c.prefecture_id, 'factor', s.id, s.council_id, '', '', '機器を紛失', k.id"
    " FROM councils_staff s JOIN councils_council c ON c.code = s.council_id, councils_staff k"
    " WHERE s.username = %s AND k.username = 'kanri'"
)


@pytest.fixture
def propose(test_bed):
    """An administrator's proposal is the office's: written past the walls, and taken away again."""
    made = []
    with psycopg.connect(test_bed.admin, dbname="cases", autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")

        def run(username):
            made.append(str(uuid.uuid4()))
            assert admin.execute(PROPOSE, [made[-1], username]).rowcount == 1
            return made[-1]

        yield run
        admin.execute("DELETE FROM councils_proposal WHERE id = ANY(%s::uuid[])", [made])


def test_a_chief_reads_a_lost_factor_of_the_own_council_alone(propose, screen):
    own, siblings = propose("aoba"), propose("kozue")

    page = screen("wakaba").get("/staff/factors/")

    assert page.status_code == 200
    assert "青葉" in text_of(page)
    assert own in page.content.decode()
    assert siblings not in page.content.decode()
