"""`manage.py doctor`: where the tombstones lie, and what is said of each place that will not do."""

from pathlib import Path

import pytest

from config.doctor import tombstones
from config.timetable import COMPARE_SECONDS, schedule


@pytest.fixture
def said(settings, monkeypatch, tmp_path):
    """What is found about a folder outside the demo; of the database's disk as the test says."""

    def of(folder: str | None, disk: int | None = None) -> list[str]:
        settings.TOMBSTONES_DIR, settings.IS_DEMO = str(tmp_path / folder) if folder else "", False
        monkeypatch.setattr(tombstones, "_disk_of_database", lambda: disk)
        monkeypatch.setattr(tombstones, "_of_opening", lambda: tombstones.Finding("opened"))
        return [each.what for each in tombstones.findings() if each.is_wrong]

    return of


def test_a_folder_that_is_not_given_or_not_there_is_named(said):
    assert said(None) == ["TOMBSTONES_DIR is not set: nothing is destroyed."]
    assert "is no folder" in said("absent")[0]


def test_a_folder_that_is_no_folder_or_not_to_be_written_to_is_named(said, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    (tmp_path / "there").mkdir()

    assert "is no folder" in said("file")[0]

    def refused(**_):
        raise PermissionError

    monkeypatch.setattr(tombstones.tempfile, "TemporaryFile", refused)
    assert "may not write" in said("there")[0]


def test_a_folder_on_the_disk_of_the_database_is_named_and_another_disk_will_do(said, tmp_path):
    (tmp_path / "there").mkdir()
    here = tmp_path.stat().st_dev

    assert "on the disk of the database" in said("there", disk=here)[0]
    assert said("there", disk=here + 1) == []
    assert said("there", disk=None) == []


def test_a_folder_within_the_program_is_named(said, settings, tmp_path):
    (tmp_path / "there").mkdir()
    settings.BASE_DIR = Path(tmp_path)

    assert "program's folder" in said("there")[0]


def test_the_tombstones_are_compared_by_the_gates_timetable_alone():
    of = {zone: schedule(zone, sweep_seconds=5, alert_seconds=60) for zone in ("office", "gate")}

    assert of["gate"]["compare the tombstones"]["schedule"] == COMPARE_SECONDS
    assert "compare the tombstones" not in of["office"]
