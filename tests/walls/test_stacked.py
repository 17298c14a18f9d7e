"""One call is one statement on the connection that pages use: a forgotten parameter cannot end the transaction."""

import pytest
from django.db import ProgrammingError, connection, transaction

pytestmark = [pytest.mark.zone("counter"), pytest.mark.django_db]

STACKED = [
    "SELECT 1; SELECT 2",
    "SELECT 1; COMMIT; BEGIN",
    "SELECT set_config('walls.context', '', false); SELECT 1",
    "COMMIT; SELECT 1",
]


@pytest.mark.parametrize("statements", STACKED)
@pytest.mark.parametrize("values", [None, []])
def test_stacked_statements_are_refused(statements, values):
    with (
        pytest.raises(ProgrammingError, match="cannot insert multiple commands into a prepared statement"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statements, values)


def test_stacked_statements_in_a_value_are_a_value():
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", ["1; SELECT 2"])

        assert cursor.fetchall() == [("1; SELECT 2",)]


def test_the_pages_act_as_their_own_login():
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user, current_user, current_setting('is_superuser')")

        assert cursor.fetchone() == ("counter", "counter", "off")
