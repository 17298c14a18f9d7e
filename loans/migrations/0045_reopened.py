"""終了した相談: it goes back to 聞き取り on the day on which it ended, later by the chief alone, and nowhere else."""

from django.db import migrations

WALLS = """
CREATE FUNCTION walls.guard_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user <> 'counter' OR OLD.state = 'open' THEN
    RETURN NEW;
  END IF;
  IF NEW.state = OLD.state THEN
    -- the day of the end is the day of the last save: whoever moved it could take back what ended long ago
    IF NEW.saved_at IS DISTINCT FROM OLD.saved_at THEN
      RAISE EXCEPTION 'an ended talk keeps the day of its end' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state NOT IN ('advised_closed', 'referred') OR NEW.state <> 'open' THEN
    RAISE EXCEPTION 'an ended talk goes back to its interview alone' USING ERRCODE = '42501';
  END IF;
  IF walls.post() IS DISTINCT FROM 'counter_chief'
      AND (OLD.saved_at AT TIME ZONE 'Asia/Tokyo')::date IS DISTINCT FROM walls.today() THEN
    RAISE EXCEPTION 'after its day the chief alone reopens a talk' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON loans_consultation FOR EACH ROW EXECUTE FUNCTION walls.guard_ended();
REVOKE EXECUTE ON FUNCTION walls.guard_ended() FROM PUBLIC;
"""
BACK = """
DROP TRIGGER guard ON loans_consultation;
DROP FUNCTION walls.guard_ended();
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0044_account_kind_and_opinion")]

    operations = [migrations.RunSQL(WALLS, BACK)]
