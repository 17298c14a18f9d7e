"""The walls of the slip: the office writes orders and closings, the gate's worker answers by code (walls.md §5)."""

from django.db import migrations

FORWARD = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['order', 'subject', 'progress', 'finding', 'closing', 'departure'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'inquiry_desk_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', 'inquiry_desk_' || name);
    EXECUTE format('CREATE POLICY slip_rows ON %I TO office, gate_worker
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'inquiry_desk_' || name);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON inquiry_desk_order, inquiry_desk_subject, inquiry_desk_closing TO office;
GRANT SELECT ON inquiry_desk_progress, inquiry_desk_finding TO office;
GRANT SELECT ON inquiry_desk_order, inquiry_desk_subject, inquiry_desk_closing, inquiry_desk_departure TO gate_worker;
GRANT SELECT, INSERT ON inquiry_desk_progress, inquiry_desk_finding TO gate_worker;

ALTER TABLE inquiry_desk_subject ADD CONSTRAINT subject_of_order
  FOREIGN KEY (prefecture_id, order_id) REFERENCES inquiry_desk_order (prefecture_id, id);
-- The gate names orders, cases and members that the office wrote, and nothing else that looks like one.
ALTER TABLE inquiry_desk_progress ADD CONSTRAINT progress_of_order
  FOREIGN KEY (prefecture_id, order_id, case_id) REFERENCES inquiry_desk_order (prefecture_id, id, case_id);
ALTER TABLE inquiry_desk_finding ADD CONSTRAINT finding_of_order
  FOREIGN KEY (prefecture_id, order_id, case_id) REFERENCES inquiry_desk_order (prefecture_id, id, case_id);
ALTER TABLE inquiry_desk_finding ADD CONSTRAINT finding_of_subject
  FOREIGN KEY (prefecture_id, order_id, member_id) REFERENCES inquiry_desk_subject (prefecture_id, order_id, member_id);

-- Id and time of what the gate tells are the database's: a writer who chose them could say something by them.
CREATE FUNCTION walls.stamp_slip() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.id := gen_random_uuid();
  NEW.written_at := statement_timestamp();
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.stamp_slip() FROM PUBLIC;
CREATE TRIGGER stamp BEFORE INSERT ON inquiry_desk_progress FOR EACH ROW EXECUTE FUNCTION walls.stamp_slip();
CREATE TRIGGER stamp BEFORE INSERT ON inquiry_desk_finding FOR EACH ROW EXECUTE FUNCTION walls.stamp_slip();

-- Tells the gate's worker to look; what it hears is only whose prefecture. Runs as the office, which may notify.
CREATE FUNCTION walls.ring_slip() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('slip', NEW.prefecture_id);
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION walls.ring_slip() FROM PUBLIC;
CREATE TRIGGER ring AFTER INSERT ON inquiry_desk_order FOR EACH ROW EXECUTE FUNCTION walls.ring_slip();
CREATE TRIGGER ring AFTER INSERT ON inquiry_desk_closing FOR EACH ROW EXECUTE FUNCTION walls.ring_slip();
"""

BACK = """
DROP TRIGGER ring ON inquiry_desk_order;
DROP TRIGGER ring ON inquiry_desk_closing;
DROP TRIGGER stamp ON inquiry_desk_progress;
DROP TRIGGER stamp ON inquiry_desk_finding;
DROP FUNCTION walls.ring_slip(), walls.stamp_slip();
ALTER TABLE inquiry_desk_finding DROP CONSTRAINT finding_of_subject, DROP CONSTRAINT finding_of_order;
ALTER TABLE inquiry_desk_progress DROP CONSTRAINT progress_of_order;
ALTER TABLE inquiry_desk_subject DROP CONSTRAINT subject_of_order;
DO $$
DECLARE item record;
BEGIN
  FOR item IN SELECT policyname, tablename FROM pg_policies WHERE tablename LIKE 'inquiry_desk_%' LOOP
    EXECUTE format('DROP POLICY %I ON %I', item.policyname, item.tablename);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', item.tablename);
    EXECUTE format('REVOKE ALL ON %I FROM office, gate_worker', item.tablename);
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_desk", "0001_initial"), ("councils", "0002_walls")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
