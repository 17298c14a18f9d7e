"""A login administers and leads in its own posts alone, as it reads cases (0007): a post that its zone does not have,
however well it is signed, confirms nothing there. In the gate nobody leads a council."""

from django.conf import settings
from django.db import migrations

CHIEFS = "'subsection_chief', 'section_chief', 'secretary_general', 'president'"
FUNCTIONS = """
CREATE OR REPLACE FUNCTION walls.staff_prefecture_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT {administrator} $$;
CREATE OR REPLACE FUNCTION walls.chief_council_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT {chief} $$;
"""
ADMINISTRATOR = "CASE WHEN {login}walls.context(7) = 'administrator' THEN walls.context(6) END"
OF_EACH_LOGIN = {
    "cases": {
        "administrator": ADMINISTRATOR.format(login="session_user = 'office' AND "),
        "chief": f"""CASE session_user
    WHEN 'counter' THEN CASE WHEN walls.context(7) = 'counter_chief' THEN walls.context(5) END
    WHEN 'office' THEN CASE WHEN walls.context(7) IN ({CHIEFS}) THEN walls.context(5) END
  END""",
    },
    "vault": {
        "administrator": ADMINISTRATOR.format(login="session_user = 'gate' AND "),
        "chief": "NULL::text",
    },
}
OF_ALL = {
    "administrator": ADMINISTRATOR.format(login=""),
    "chief": f"CASE WHEN walls.context(7) IN ('counter_chief', {CHIEFS}) THEN walls.context(5) END",
}
CHIEF_ROWS = """CREATE POLICY chief_rows ON councils_proposal FOR SELECT TO gate
  USING (act = 'factor' AND council_id = (SELECT walls.chief_council_id()))"""


def build(apps, schema_editor):
    schema_editor.execute(FUNCTIONS.format(**OF_EACH_LOGIN[settings.HOME]), params=None)
    if settings.HOME == "vault":
        schema_editor.execute("DROP POLICY chief_rows ON councils_proposal", params=None)


def unbuild(apps, schema_editor):
    schema_editor.execute(FUNCTIONS.format(**OF_ALL), params=None)
    if settings.HOME == "vault":
        schema_editor.execute(CHIEF_ROWS, params=None)


class Migration(migrations.Migration):
    dependencies = [("councils", "0010_homes")]
    operations = [migrations.RunPython(build, unbuild)]
