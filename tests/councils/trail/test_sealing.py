"""Every row is sealed once, whatever the order of commits, and nobody changes what is sealed."""

import threading

import psycopg
import pytest

from councils.trail.sealing import seal_all
from tests.councils.trail.conftest import write
from tests.walls.contexts import COUNSELLOR

pytestmark = pytest.mark.zone("walls")
SEALED = "SELECT unnest(row_ids) FROM councils_trailseal"


def sealed(admin: psycopg.Connection) -> list[int]:
    return [row_id for (row_id,) in admin.execute(SEALED).fetchall()]


def written(admin: psycopg.Connection) -> list[int]:
    return [row_id for (row_id,) in admin.execute("SELECT id FROM councils_trailrow ORDER BY id").fetchall()]


def test_a_row_that_commits_after_a_later_one_was_sealed_is_sealed_next(admin, sealing, writer):
    slow, quick = writer(), writer()
    write(slow)
    write(quick)
    quick.commit()

    seal_all(sealing, "cases")
    before = sealed(admin)
    slow.commit()
    seal_all(sealing, "cases")

    assert len(before) == 1
    assert sealed(admin) == [before[0], before[0] - 1]
    assert sorted(sealed(admin)) == written(admin)


def test_a_row_that_is_rolled_back_holds_nothing_up(admin, sealing, writer):
    lost, kept = writer(), writer()
    write(lost)
    write(kept)
    lost.rollback()
    kept.commit()

    seal_all(sealing, "cases")

    assert sealed(admin) == written(admin)
    assert admin.execute("SELECT count(*) FROM walls.unsealed").fetchone() == (0,)


def test_a_prefecture_has_a_chain_and_so_have_rows_of_nobody(admin, sealing, writer, login):
    known, unknown = writer(), login("counter", "cases")
    write(known)
    known.commit()
    write(unknown, "sign_in")
    unknown.commit()

    seal_all(sealing, "cases")

    chains = admin.execute("SELECT prefecture_id, number FROM councils_trailseal ORDER BY 1").fetchall()
    assert chains == [("", 1), (COUNSELLOR.prefecture, 1)]


def test_two_sealers_at_once_make_one_chain(admin, sealer, writer):
    busy = writer()
    for _ in range(300):
        write(busy)
    busy.commit()
    stop = threading.Event()

    def seal() -> None:
        with psycopg.connect(sealer.url, autocommit=True) as connection:
            while not stop.is_set():
                seal_all(connection, "cases")

    threads = [threading.Thread(target=seal) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(40):
        late = writer()
        write(late)
        late.commit()
    while admin.execute("SELECT count(*) FROM walls.unsealed").fetchone() != (0,):
        pass
    stop.set()
    for thread in threads:
        thread.join()

    assert sorted(sealed(admin)) == written(admin)
    assert len(written(admin)) == 340


def test_the_sealer_waits_for_no_writer_and_no_writer_for_it(admin, sealing, writer):
    first = writer()
    write(first)
    first.commit()
    slow = writer()
    write(slow)

    with sealing.transaction():
        assert seal_all(sealing, "cases") == 1
        second = writer()
        second.execute("SET LOCAL lock_timeout = '100ms'")
        write(second)
        second.commit()

    assert len(sealed(admin)) == 1


@pytest.mark.parametrize("table", ["trailrow", "trailseal", "sealcheck", "anchoring"])
@pytest.mark.parametrize(
    "statement", ["UPDATE councils_{} SET id = id", "DELETE FROM councils_{}", "TRUNCATE councils_{}"]
)
@pytest.mark.parametrize("role", ["sealer", "cases_owner", "office", "counter"])
def test_nobody_changes_what_is_recorded(test_bed, login, role, statement, table):
    connection = psycopg.connect(test_bed.secrets.login_url(role, "cases", test_bed.servers))

    with connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.format(table))


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"number": "number + 2"}, "seal_follows"),
        ({"before": "repeat('1', 64)"}, "seal_follows"),
        ({"sealed_at": "sealed_at - interval '1 day'"}, "seal_is_of_now"),
    ],
)
def test_the_sealers_own_login_makes_no_other_chain(admin, sealing, writer, facts, name):
    one = writer()
    write(one)
    one.commit()
    seal_all(sealing, "cases")
    facts = {"number": "number + 1", "before": "digest", "sealed_at": "clock_timestamp()", **facts}

    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        sealing.execute(
            "INSERT INTO councils_trailseal (prefecture_id, number, sealed_at, row_ids, leaves, root, before, digest)"
            f" SELECT prefecture_id, {facts['number']}, {facts['sealed_at']}, row_ids, leaves, root,"
            f" {facts['before']}, digest FROM councils_trailseal"
        )

    assert refused.value.diag.constraint_name == name


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO councils_trailrow (at, post, verb, fields, purpose, result) VALUES (now(), '', '', '{}', '', '')",
        "INSERT INTO walls.unsealed VALUES (1)",
        "SELECT walls.trail('viewed', NULL, NULL, '{}', '', '')",
        "SELECT * FROM loans_application",
        "SELECT * FROM councils_staff",
    ],
)
def test_the_sealer_writes_no_rows_and_reads_nothing_else(sealing, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        sealing.execute(statement)
