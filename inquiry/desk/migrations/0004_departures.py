"""異動・退職 on the slip: written with the act itself, whoever suspends or ends a person (walls.md §5)."""

from django.db import migrations

FORWARD = """
-- A member of the prefecture's own staff is switched off, or will leave: the gate may know that person, so it is told.
-- The day is the first on which nothing opens any more. Told again on one day it is new: somebody may have been let in
-- between the two.
CREATE FUNCTION walls.tell_departure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.council_id = NEW.prefecture_id AND NEW.suspended_at IS DISTINCT FROM OLD.suspended_at
      AND NEW.suspended_at IS NOT NULL THEN
    INSERT INTO public.inquiry_desk_departure (id, prefecture_id, username, left_on, written_at)
      VALUES (gen_random_uuid(), NEW.prefecture_id, NEW.username, walls.today(), statement_timestamp())
      ON CONFLICT (prefecture_id, username, left_on) DO UPDATE SET id = excluded.id, written_at = excluded.written_at;
  END IF;
  IF NEW.council_id = NEW.prefecture_id AND NEW.leaves_on IS DISTINCT FROM OLD.leaves_on
      AND NEW.leaves_on IS NOT NULL THEN
    INSERT INTO public.inquiry_desk_departure (id, prefecture_id, username, left_on, written_at)
      VALUES (gen_random_uuid(), NEW.prefecture_id, NEW.username, NEW.leaves_on + 1, statement_timestamp())
      ON CONFLICT (prefecture_id, username, left_on) DO UPDATE SET id = excluded.id, written_at = excluded.written_at;
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION walls.tell_departure() FROM PUBLIC;
CREATE TRIGGER departure AFTER UPDATE ON councils_rosterentry
  FOR EACH ROW EXECUTE FUNCTION walls.tell_departure();
CREATE TRIGGER ring AFTER INSERT OR UPDATE ON inquiry_desk_departure FOR EACH ROW EXECUTE FUNCTION walls.ring_slip();
"""

BACK = """
DROP TRIGGER ring ON inquiry_desk_departure;
DROP TRIGGER departure ON councils_rosterentry;
DROP FUNCTION walls.tell_departure();
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_desk", "0003_repeats"), ("councils", "0005_administration")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
