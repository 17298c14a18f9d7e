"""The guard of an inquiry looks at order and person past all policies: for the own prefecture alone (see loans/0006)."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION walls.guard_tenant() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user IN ('gate', 'gate_worker') AND NEW.prefecture_id IS DISTINCT FROM walls.case_prefecture_id() THEN
    RAISE EXCEPTION 'a row of another council' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_tenant() FROM PUBLIC;
CREATE TRIGGER belongs BEFORE INSERT ON inquiry_vault_inquiry FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant();
"""

BACK = """
DROP TRIGGER belongs ON inquiry_vault_inquiry;
DROP FUNCTION walls.guard_tenant();
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_vault", "0005_departures")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
