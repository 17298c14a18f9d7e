"""The programs as an operator runs them: seal, anchor, export, verify, and the check that the pages show."""

import json
import os
import subprocess
import sys

import pytest

from councils.trail.checking import check
from councils.trail.export import whole, write
from tests.bed import ROOT
from tests.councils.trail.conftest import write as write_row

pytestmark = pytest.mark.zone("walls")


def run(module: str, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"councils.trail.{module}", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **env})


@pytest.fixture
def exported(sealer, sealing, writer, tmp_path):
    """Three batches, anchored, in a file."""
    for _ in range(3):
        one = writer()
        write_row(one)
        write_row(one)
        one.commit()
        sealer.seal(sealing)
        sealer.anchor(sealing)
    done = run("export", "cases", str(tmp_path / "trail.jsonl"), DATABASE_URL=sealer.url)
    assert done.returncode == 0, done.stderr
    return tmp_path / "trail.jsonl"


def verify(exported, sealer, *more: str) -> subprocess.CompletedProcess[str]:
    return run("verify", str(exported), *map(str, sealer.folders), *more)


def test_what_nobody_changed_is_intact(exported, sealer):
    done = verify(exported, sealer)

    assert done.returncode == 0
    assert done.stdout.startswith("intact: 0 findings in 3 seals, 6 rows")


def test_a_changed_line_of_the_export_is_named(exported, sealer):
    text = exported.read_text()
    exported.write_text(text.replace('"viewed"', '"appeared"', 1))

    done = verify(exported, sealer)

    assert done.returncode == 1
    assert done.stdout.startswith("edited: the row is not what was sealed (prefecture 130001, seal 1, row ")


@pytest.mark.parametrize("lost", [0, 1, -1])
def test_a_lost_line_of_the_export_is_noticed(exported, sealer, lost):
    lines = exported.read_text().splitlines(keepends=True)
    del lines[lost]
    exported.write_text("".join(lines))

    assert verify(exported, sealer).returncode == 1


@pytest.mark.parametrize("text", ["", "not json\n", "[]\n", '{"kind": "trail", "home": "cases"}\n{"kind": "batch"}\n'])
def test_what_is_no_export_is_no_proof(sealer, tmp_path, text):
    (tmp_path / "other.jsonl").write_text(text)

    done = verify(tmp_path / "other.jsonl", sealer)

    assert (done.returncode, done.stderr) == (1, "")
    assert "unreadable" in done.stdout


def test_without_an_anchor_nothing_is_proved(exported):
    done = run("verify", str(exported))

    assert done.returncode == 1
    assert "no_anchor" in done.stdout


def test_one_anchor_that_was_changed_is_told_from_the_other(exported, sealer):
    [file] = sealer.folders[1].glob("cases-*.jsonl")
    file.write_text("".join(file.read_text().splitlines(keepends=True)[1:]))

    done = verify(exported, sealer)

    assert done.returncode == 1
    assert all("anchor two" in line for line in done.stdout.splitlines()[:-1])


def test_the_check_records_that_all_is_well_and_then_what_is_not(exported, sealer, sealing, admin):
    assert check(sealer.url, "cases", sealer.folders) == []
    with admin.transaction():
        admin.execute("SET LOCAL session_replication_role = replica")
        admin.execute("UPDATE councils_trailrow SET result = 'x' WHERE id = (SELECT max(id) FROM councils_trailrow)")

    check(sealer.url, "cases", sealer.folders)

    query = "SELECT upto, result, finding, seal_number FROM councils_sealcheck ORDER BY id"
    assert admin.execute(query).fetchall() == [(3, "intact", "", None), (3, "broken", "edited", 3)]


def test_a_house_in_which_nothing_has_happened_gives_no_alarm(sealer, sealing, writer):
    was_nothing_anchored = not sealer.anchor(sealing)
    at_first = check(sealer.url, "cases", sealer.folders)
    one = writer()
    write_row(one)
    one.commit()
    sealer.seal(sealing)

    is_anchored = sealer.anchor(sealing)

    assert was_nothing_anchored
    assert is_anchored
    assert (at_first, check(sealer.url, "cases", sealer.folders)) == ([], [])


def test_a_row_that_was_removed_before_it_was_sealed_is_missed(admin, sealer, sealing, writer, tmp_path):
    one = writer()
    write_row(one)
    one.commit()
    with admin.transaction():
        admin.execute("SET LOCAL session_replication_role = replica")
        admin.execute("DELETE FROM councils_trailrow")

    sealer.seal(sealing)
    with (tmp_path / "trail.jsonl").open("w") as out:
        write(whole(admin, "cases"), out)

    assert "deleted: a row that was written is not there" in verify(tmp_path / "trail.jsonl", sealer).stdout


def test_an_anchor_is_written_on_by_a_second_sealer(exported, sealer, sealing, writer):
    one = writer()
    write_row(one)
    one.commit()
    sealer.seal(sealing)
    sealer.anchor(sealing)
    sealer.anchor(sealing)

    [file] = sealer.folders[0].glob("cases-*.jsonl")

    assert [json.loads(line)["line"] for line in file.read_text().splitlines()] == [1, 2, 3, 4]


def test_a_sealer_that_stood_still_makes_no_false_alarm(exported, sealer, sealing, monkeypatch, admin, tmp_path):
    monkeypatch.setattr("councils.trail.sealing.AT_MOST", 2)
    with admin.transaction():
        admin.execute("SET LOCAL session_replication_role = replica")
        for hours in (9, 6, 3, 0):
            admin.execute(
                "WITH written AS (INSERT INTO councils_trailrow"
                " (at, post, prefecture_id, verb, fields, purpose, result)"
                " VALUES (clock_timestamp() - %s * interval '1 hour', '', '140007', '', '{}', '', '')"
                " RETURNING id) INSERT INTO walls.unsealed SELECT id FROM written",
                [hours],
            )

    sealer.seal(sealing)
    sealer.anchor(sealing)
    with (tmp_path / "later.jsonl").open("w") as out:
        write(whole(admin, "cases"), out)

    assert admin.execute("SELECT max(number) FROM councils_trailseal WHERE prefecture_id = '140007'").fetchone() == (2,)
    assert verify(tmp_path / "later.jsonl", sealer).returncode == 0


def test_what_was_anchored_after_the_export_is_no_cut_tail(exported, sealer, sealing, writer):
    one = writer()
    write_row(one)
    one.commit()
    sealer.seal(sealing)
    sealer.anchor(sealing)

    assert verify(exported, sealer).returncode == 0
