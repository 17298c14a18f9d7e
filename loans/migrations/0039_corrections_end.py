"""補正の依頼: answered with papers that can be opened, and over when the case is."""

from django.db import migrations

# Those of cases that have ended already are given up in the name of whoever asked.
OVER = """
DROP TRIGGER guard ON loans_correction;
UPDATE loans_correction correction
  SET state = 'cancelled', settled_by = asked_by, settled_name = asked_name, settled_at = clock_timestamp()
  FROM loans_application application
  WHERE application.id = correction.application_id AND application.prefecture_id = correction.prefecture_id
    AND application.state IN ('approved', 'denied', 'withdrawn') AND correction.state IN ('open', 'answered');
"""

WALLS = """
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_correction FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_correction();

-- The office is told of no paper that nobody can open.
CREATE FUNCTION walls.guard_answer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.loans_document WHERE prefecture_id = NEW.prefecture_id
      AND application_id = NEW.application_id AND created_at > NEW.created_at AND removed_at IS NULL
      AND state <> 'checked') THEN
    RAISE EXCEPTION 'a paper of this answer cannot be opened' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_answer BEFORE UPDATE ON loans_correction FOR EACH ROW
  WHEN (NEW.takes_papers AND OLD.state = 'open' AND NEW.state = 'answered') EXECUTE FUNCTION walls.guard_answer();

-- Who ends the case gives up what was still asked of it: nobody waits for it, and no paper comes by it.
CREATE FUNCTION walls.end_corrections() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who bigint := walls.staff_id();
  called text;
BEGIN
  SELECT name INTO called FROM public.councils_staff WHERE id = who;
  UPDATE public.loans_correction
    SET state = 'cancelled', settled_by = CASE WHEN called IS NULL THEN asked_by ELSE who END,
      settled_name = coalesce(called, asked_name), settled_at = clock_timestamp()
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id AND state IN ('open', 'answered');
  RETURN NULL;
END $$;
CREATE TRIGGER end_corrections AFTER UPDATE OF state ON loans_application FOR EACH ROW
  WHEN (NEW.state IN ('approved', 'denied', 'withdrawn') AND OLD.state <> NEW.state)
  EXECUTE FUNCTION walls.end_corrections();
REVOKE EXECUTE ON FUNCTION walls.guard_answer(), walls.end_corrections() FROM PUBLIC;
"""

BACK = """
DROP TRIGGER end_corrections ON loans_application;
DROP TRIGGER guard_answer ON loans_correction;
DROP FUNCTION walls.end_corrections(), walls.guard_answer();
DROP TRIGGER guard ON loans_correction;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_correction FOR EACH ROW EXECUTE FUNCTION walls.guard_correction();
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0038_paper_guards")]

    operations = [
        migrations.RunSQL(OVER, migrations.RunSQL.noop),
        migrations.RunSQL(WALLS, BACK),
    ]
