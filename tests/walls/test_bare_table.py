"""A table that somebody adds without a wall, by a migration as it would be written: `make walls` is red."""

import os
import subprocess
import sys

import pytest

from tests import bed
from tests.walls.proofs import matrix

pytestmark = pytest.mark.zone("walls")

SETTINGS = 'from config.settings import *\n\nINSTALLED_APPS = [*INSTALLED_APPS, "bare"]\n'
MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel(
            "Note", [("id", models.BigAutoField(primary_key=True)), ("text", models.TextField())]
        )
    ]
"""


@pytest.fixture
def throw_away(tmp_path):
    """An app of one migration, which adds one table and nothing around it."""
    (tmp_path / "bare" / "migrations").mkdir(parents=True)
    (tmp_path / "bare" / "__init__.py").touch()
    (tmp_path / "bare" / "migrations" / "__init__.py").touch()
    (tmp_path / "bare" / "migrations" / "0001_initial.py").write_text(MIGRATION)
    (tmp_path / "bare_settings.py").write_text(SETTINGS)
    return tmp_path


@pytest.mark.parametrize("home", ["cases", "vault"])
def test_a_migration_that_adds_a_bare_table_turns_the_proof_red(fresh, test_bed, throw_away, home):
    environment = {
        **test_bed.environment("office" if home == "cases" else "gate"),
        **test_bed.secrets.for_migrate(home, test_bed.servers),
        "PYTHONPATH": os.pathsep.join([str(throw_away), str(bed.ROOT)]),
        "DJANGO_SETTINGS_MODULE": "bare_settings",
    }
    before = matrix.at_the_gate(test_bed)

    subprocess.run([sys.executable, "manage.py", "migrate", "bare", "-v0"], cwd=bed.ROOT, env=environment, check=True)
    after = matrix.at_the_gate(test_bed)

    assert before == []
    assert f"{home}: bare_note (kind r) is in no matrix" in after
    assert f"{home}: bare_note is without forced row security" in after
