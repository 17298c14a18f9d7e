"""A login reads cases in its own posts alone: a post that its zone does not have opens nothing, however well it is signed."""

from django.conf import settings
from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION walls.case_prefecture_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT {answer} $$;
"""
OF_EACH_LOGIN = {
    "cases": """CASE session_user
    WHEN 'office' THEN CASE WHEN walls.context(7) IN ('reviewer', 'subsection_chief', 'section_chief',
      'secretary_general', 'president', 'system') THEN walls.context(6) END
    WHEN 'gate_worker' THEN CASE WHEN walls.context(7) = 'system' THEN walls.context(6) END
  END""",
    "vault": """CASE session_user
    WHEN 'gate' THEN CASE WHEN walls.context(7) = 'inquiry_officer' THEN walls.context(6) END
    WHEN 'gate_worker' THEN CASE WHEN walls.context(7) = 'system' THEN walls.context(6) END
  END""",
}
OF_ALL = """CASE WHEN walls.context(7) IN ('reviewer', 'subsection_chief', 'section_chief', 'secretary_general',
    'president', 'inquiry_officer', 'system') THEN walls.context(6) END"""


def build(apps, schema_editor):
    schema_editor.execute(FUNCTION.format(answer=OF_EACH_LOGIN[settings.HOME]), params=None)


def unbuild(apps, schema_editor):
    schema_editor.execute(FUNCTION.format(answer=OF_ALL), params=None)


class Migration(migrations.Migration):
    dependencies = [("councils", "0006_alerts")]
    operations = [migrations.RunPython(build, unbuild)]
