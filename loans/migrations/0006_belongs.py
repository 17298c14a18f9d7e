"""The guards look at a row's parent past all policies: they may do so for the own council's rows alone.

A trigger runs before the policy's WITH CHECK. So a row that named another council was refused in other words when its
parent was there than when it was not, and one that named a review of another prefecture told its amount by guessing.
`belongs` fires before `guard` (triggers fire by name).
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION walls.guard_tenant() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (session_user = 'counter' AND NEW.municipal_council_id IS DISTINCT FROM walls.case_council_id())
     OR (session_user = 'office' AND NEW.prefecture_id IS DISTINCT FROM walls.case_prefecture_id()) THEN
    RAISE EXCEPTION 'a row of another council' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_tenant() FROM PUBLIC;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['application', 'member', 'consent', 'document', 'opinion', 'return', 'review', 'decision',
      'recusal',       'historicalmember', 'historicalconsent', 'historicalopinion', 'historicalreturn'] LOOP
    EXECUTE format('CREATE TRIGGER belongs BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant()',
      'loans_' || name);
  END LOOP;
END $$;
"""

BACK = """
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
      WHERE tgname = 'belongs' AND relname LIKE 'loans_%' LOOP
    EXECUTE format('DROP TRIGGER belongs ON %I', name);
  END LOOP;
END $$;
DROP FUNCTION walls.guard_tenant();
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0005_uploads")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
