"""One call is one statement on the connection that pages use: a forgotten parameter cannot end the transaction."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

pytestmark = [pytest.mark.zone("counter"), pytest.mark.django_db]

STACKED = [
    "SELECT 1; SELECT 2",
    "SELECT 1; COMMIT; BEGIN",
    "SELECT set_config('walls.context', '', false); SELECT 1",
    "WITH one AS (SELECT 1) SELECT * FROM one; COMMIT; SELECT 1",
]


OF_NO_PAGE = [
    "EXPLAIN SELECT 1",
    " explain select 1",
    "/**/EXPLAIN SELECT 1",
    "PREPARE mine AS SELECT 1",
    "DEALLOCATE ALL",
    "DO $$BEGIN END$$",
    "SET row_security = off",
    "SET LOCAL walls.context = ''",
    "DECLARE mine CURSOR WITH HOLD FOR SELECT 1",
    "LISTEN slip",
    "COMMIT",
    "ROLLBACK",
    "COPY councils_council TO STDOUT",
    "SELECTED",
    "",
]


@pytest.fixture
def own(db):
    """A connection of this test alone."""
    made = connection.copy()
    made.connect()
    yield made
    made.close()


@pytest.mark.parametrize("statements", STACKED)
@pytest.mark.parametrize("values", [None, []])
def test_stacked_statements_are_refused(statements, values):
    with (
        pytest.raises(ProgrammingError, match="cannot insert multiple commands into a prepared statement"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statements, values)


@pytest.mark.parametrize("statement", OF_NO_PAGE)
def test_a_statement_of_a_kind_that_no_page_needs_is_refused(statement):
    with (
        pytest.raises(ProgrammingError, match="no statement of a page begins like this"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_union_and_a_constraint_check_are_statements_of_pages():
    with connection.cursor() as cursor:
        cursor.execute("(SELECT 1) UNION (SELECT 2) ORDER BY 1")
        found = cursor.fetchall()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert found == [(1,), (2,)]


@pytest.mark.parametrize("name", ["row_security", "walls.context", "mine.kept", "statement_timeout", "search_path"])
def test_what_was_set_for_the_session_is_put_back_before_the_next_request(own, name):
    with own.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        before = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config(%s, %s, false)", [name, "0"])

    is_usable = own.is_usable()

    with own.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), ''), current_setting('TimeZone')", [name])
        assert (is_usable, cursor.fetchone()) == (True, (before, "UTC"))


def test_a_connection_with_somebodys_prepared_statement_serves_no_other_request(own):
    with psycopg.Cursor(own.connection) as cursor:
        cursor.execute("PREPARE mine AS SELECT 1")

    assert not own.is_usable()


def test_a_connection_that_has_ended_is_not_usable(own):
    own.connection.close()

    assert not own.is_usable()


def test_stacked_statements_in_a_value_are_a_value():
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", ["1; SELECT 2"])

        assert cursor.fetchall() == [("1; SELECT 2",)]


def test_the_pages_act_as_their_own_login():
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user, current_user, current_setting('is_superuser')")

        assert cursor.fetchone() == ("counter", "counter", "off")
