"""The signed context: what is forged, borrowed or left over is an error, never somebody's rows."""

import psycopg
import pytest
from psycopg.errors import Error, InsufficientPrivilege

from tests.walls.contexts import COUNSELLOR, SET, signed

pytestmark = pytest.mark.zone("walls")

ROWS = "SELECT count(*) FROM loans_application"
UNSIGNED = "v1:1:1:1:131016:130001:counsellor:"
FORGED = "forged context"
OF_ANOTHER = "context of another transaction"


def read_with(connection, context, *, is_local=True):
    with connection.transaction(force_rollback=True):
        connection.execute(SET, [context, is_local])
        return connection.execute(ROWS).fetchone()[0]


def test_a_valid_context_shows_rows(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as run:
        assert run.execute(ROWS).fetchone()[0] > 0


def test_a_forged_signature_is_an_error(cases, desk_of):
    desk = desk_of("counter")

    with desk.connection.transaction(force_rollback=True), pytest.raises(InsufficientPrivilege, match=FORGED):
        read_with(desk.connection, signed(desk.connection, COUNSELLOR, b"guessed" * 5))


@pytest.mark.parametrize("council", ["131121", "131016 ", ""])
def test_changing_one_fact_under_a_good_signature_is_an_error(cases, desk_of, council):
    desk = desk_of("counter")

    with desk.connection.transaction(force_rollback=True):
        context = signed(desk.connection, COUNSELLOR, desk.key)
        with pytest.raises(InsufficientPrivilege, match=FORGED):
            read_with(desk.connection, context.replace(":131016:", f":{council}:"))


@pytest.mark.parametrize("context", ["v1", "|", "v1|", "nonsense|nonsense", ":::::::|", f"{UNSIGNED}|"])
def test_nonsense_is_an_error(cases, desk_of, context):
    with pytest.raises(InsufficientPrivilege, match=FORGED):
        read_with(desk_of("counter").connection, context)


def test_a_key_of_another_role_is_an_error(cases, desk_of, secrets):
    desk = desk_of("counter")
    offices = bytes.fromhex(secrets.context_keys["office@cases"])

    with desk.connection.transaction(force_rollback=True), pytest.raises(InsufficientPrivilege, match=FORGED):
        read_with(desk.connection, signed(desk.connection, COUNSELLOR, offices))


def test_a_key_of_the_same_role_in_the_other_database_is_an_error(desk_of, secrets):
    desk = desk_of("gate_worker", "vault")
    for_cases = bytes.fromhex(secrets.context_keys["gate_worker@cases"])

    with desk.connection.transaction(force_rollback=True):
        desk.connection.execute(SET, [signed(desk.connection, COUNSELLOR, for_cases), True])
        with pytest.raises(InsufficientPrivilege, match=FORGED):
            desk.connection.execute("SELECT count(*) FROM inquiry_vault_person")


def test_a_context_of_another_backend_is_an_error(cases, desk_of):
    mine, theirs = desk_of("counter"), desk_of("counter")

    with theirs.connection.transaction(force_rollback=True):
        borrowed = signed(theirs.connection, COUNSELLOR, theirs.key)
        with pytest.raises(InsufficientPrivilege, match=OF_ANOTHER):
            read_with(mine.connection, borrowed)


def test_a_context_of_an_earlier_transaction_of_the_same_connection_is_an_error(cases, desk_of):
    desk = desk_of("counter")
    with desk.connection.transaction():
        earlier = signed(desk.connection, COUNSELLOR, desk.key)
        assert read_with(desk.connection, earlier) > 0

    with pytest.raises(InsufficientPrivilege, match=OF_ANOTHER):
        read_with(desk.connection, earlier)


def test_what_was_set_for_the_session_does_not_serve_the_next_transaction(cases, desk_of):
    desk = desk_of("counter")
    with desk.connection.transaction():
        desk.connection.execute(SET, [signed(desk.connection, COUNSELLOR, desk.key), False])
        assert desk.connection.execute(ROWS).fetchone()[0] > 0

    with pytest.raises(InsufficientPrivilege, match=OF_ANOTHER):
        desk.connection.execute(ROWS)


def test_a_local_context_ends_with_its_transaction(cases, desk_of):
    desk = desk_of("counter")
    with desk.connection.transaction():
        desk.connection.execute(SET, [signed(desk.connection, COUNSELLOR, desk.key), True])

    assert desk.connection.execute(ROWS).fetchone()[0] == 0


def test_a_forged_context_opens_no_function_either(cases, login):
    connection = login("counter", "cases")

    with connection.transaction(force_rollback=True):
        connection.execute(SET, [f"{UNSIGNED}|00", True])
        with pytest.raises(InsufficientPrivilege, match=FORGED):
            connection.execute("SELECT walls.trail('viewed', NULL, NULL, '{}', '', '')")


@pytest.mark.parametrize("table", ["walls.key", "walls.transition"])
@pytest.mark.parametrize(("role", "home"), [("counter", "cases"), ("office", "cases"), ("gate_worker", "cases")])
def test_nobody_reads_the_keys_that_sign(login, role, home, table):
    with pytest.raises(InsufficientPrivilege, match="permission denied"):
        login(role, home).execute(f"SELECT * FROM {table}")


def test_the_error_names_neither_key_nor_council(cases, desk_of):
    desk = desk_of("counter")

    with pytest.raises(Error) as refused:
        read_with(desk.connection, f"{UNSIGNED}|00")

    assert isinstance(refused.value, psycopg.Error)
    assert "131016" not in str(refused.value)
