"""What is asked of many rows is asked once a statement: a call for each row was most of what storing a batch cost.

The database plans every statement anew, and so every question of a trigger for every row. After the statement its rows
have passed the policies, so these guards need no `belongs` before them; what they look at is no older than it was.
Rows of 情報照会の記録 are put on the list of the unsealed too, like every other row of the trail.
"""

from django.db import migrations

FORWARD = """
-- 不開示コード and quarantine at the sending. What an inquiry carries is filled in as before, row by row.
CREATE OR REPLACE FUNCTION walls.guard_sending() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  is_hidden boolean;
BEGIN
  SELECT is_nondisclosure INTO is_hidden FROM public.inquiry_vault_takenorder
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.order_id;
  NEW.is_nondisclosure := coalesce(is_hidden, false);
  IF is_hidden AND session_user = 'gate' AND NOT EXISTS (SELECT 1 FROM public.inquiry_vault_stopseen
      WHERE prefecture_id = NEW.prefecture_id AND order_id = NEW.order_id AND confirmed_by = NEW.asked_by) THEN
    RAISE EXCEPTION 'the stop was not read' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap WHERE prefecture_id = NEW.prefecture_id
      AND person_id = NEW.person_id AND lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
-- Which rows waited is asked first and by itself: of a join of the two the planner expects one row, and takes each by each.
CREATE FUNCTION walls.guard_sent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  waited uuid[] := ARRAY(SELECT id FROM was WHERE state = 'waiting');
BEGIN
  IF EXISTS (SELECT FROM was JOIN became USING (id)
      WHERE became.is_nondisclosure IS DISTINCT FROM was.is_nondisclosure
        AND (was.is_nondisclosure OR was.state <> 'waiting')) THEN
    RAISE EXCEPTION 'what was sent was sent' USING ERRCODE = '42501';
  END IF;
  IF cardinality(waited) = 0 THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM (SELECT DISTINCT prefecture_id, order_id FROM became
        WHERE id = ANY (waited) AND state IN ('sent', 'asked') AND NOT is_nondisclosure) bare
      JOIN public.inquiry_vault_takenorder asked
        ON asked.prefecture_id = bare.prefecture_id AND asked.id = bare.order_id
      WHERE asked.is_nondisclosure) THEN
    RAISE EXCEPTION 'not without the nondisclosure code' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT FROM (SELECT DISTINCT prefecture_id, person_id FROM became
        WHERE id = ANY (waited) AND state IN ('sent', 'asked')) sent
      JOIN public.inquiry_vault_mishap mishap
        ON mishap.prefecture_id = sent.prefecture_id AND mishap.person_id = sent.person_id
      WHERE mishap.lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER sending ON inquiry_vault_inquiry;
CREATE TRIGGER sending BEFORE INSERT ON inquiry_vault_inquiry FOR EACH ROW EXECUTE FUNCTION walls.guard_sending();
CREATE TRIGGER sent AFTER UPDATE ON inquiry_vault_inquiry REFERENCING OLD TABLE AS was NEW TABLE AS became
  FOR EACH STATEMENT EXECUTE FUNCTION walls.guard_sent();

-- Whoever seals holds the open orders and the keys of the cases until the commit, in the order of their ids; each second
-- look is at what is there once they are held.
CREATE OR REPLACE FUNCTION walls.guard_sealing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM added JOIN public.inquiry_vault_mishap mishap
      ON mishap.prefecture_id = added.prefecture_id AND mishap.person_id = added.person_id
      WHERE mishap.lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
  PERFORM FROM public.inquiry_vault_takenorder
    WHERE (prefecture_id, id) IN (SELECT p.prefecture_id, p.order_id FROM added
      JOIN public.inquiry_vault_person p ON p.prefecture_id = added.prefecture_id AND p.id = added.person_id
      WHERE added.what IN ('NUMBER', 'CODE', 'CANDIDATE', 'CANDIDATE_NUMBER')) ORDER BY id FOR KEY SHARE;
  IF EXISTS (SELECT FROM added LEFT JOIN (public.inquiry_vault_person p JOIN public.inquiry_vault_takenorder o
        ON o.prefecture_id = p.prefecture_id AND o.id = p.order_id AND o.closed_at IS NULL)
      ON p.prefecture_id = added.prefecture_id AND p.id = added.person_id
      WHERE added.what IN ('NUMBER', 'CODE', 'CANDIDATE', 'CANDIDATE_NUMBER') AND o.id IS NULL) THEN
    RAISE EXCEPTION 'the order is closed' USING ERRCODE = '42501';
  END IF;
  PERFORM FROM public.inquiry_vault_casekey
    WHERE (prefecture_id, case_id) IN (SELECT added.prefecture_id, added.case_id FROM added) ORDER BY id FOR KEY SHARE;
  IF EXISTS (SELECT FROM added LEFT JOIN public.inquiry_vault_casekey held
      ON held.prefecture_id = added.prefecture_id AND held.case_id = added.case_id WHERE held.id IS NULL) THEN
    RAISE EXCEPTION 'no key' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER belongs ON inquiry_vault_sealed;
DROP TRIGGER quarantine ON inquiry_vault_sealed;
CREATE TRIGGER quarantine AFTER INSERT ON inquiry_vault_sealed REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION walls.guard_sealing();

-- Nothing is told of an order while a link of one officer waits for the second.
CREATE FUNCTION walls.guard_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT order_id FROM added) told WHERE walls.awaits_check(told.order_id)) THEN
    RAISE EXCEPTION 'a link waits for its second officer' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION walls.guard_finished() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.progress IN ('IDENTIFIED', 'DONE') AND NEW.progress <> OLD.progress AND walls.awaits_check(NEW.id) THEN
    RAISE EXCEPTION 'a link waits for its second officer' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER belongs ON inquiry_vault_reading;
DROP TRIGGER guard ON inquiry_vault_reading;
CREATE TRIGGER guard AFTER INSERT ON inquiry_vault_reading REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION walls.guard_told();

-- 記録 of the worker's acts, many of one verb at once: who acts is asked once for all of them.
CREATE FUNCTION walls.trail_acts(of_verb varchar, cases uuid[], subjects uuid[], named varchar[], purposes text[],
  results text[])
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose varchar := walls.prefecture_id();
  council varchar := walls.council_id();
BEGIN
  IF walls.post() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'the system alone' USING ERRCODE = '42501';
  END IF;
  WITH written AS (
    INSERT INTO public.councils_trailrow
        (at, staff_id, post, council_id, prefecture_id, verb, case_id, subject_id, fields, purpose, result)
      SELECT clock_timestamp(), NULL, 'system', council, whose, of_verb, one.case_id, one.subject_id, ARRAY[one.field],
        one.purpose, one.result
      FROM unnest(cases, subjects, named, purposes, results) one (case_id, subject_id, field, purpose, result)
      RETURNING id
  )
  INSERT INTO walls.unsealed (row_id) SELECT id FROM written;
END $$;
DROP FUNCTION walls.trail_inquiries(uuid[], uuid[], varchar[], varchar[], varchar[]);
-- What the worker wrote until today stood on no list, and so was never sealed.
INSERT INTO walls.unsealed (row_id)
  SELECT written.id FROM public.councils_trailrow written WHERE written.verb = 'inquire' AND written.post = 'system'
    AND NOT EXISTS (SELECT FROM walls.unsealed listed WHERE listed.row_id = written.id)
    AND NOT EXISTS (SELECT FROM public.councils_trailseal seal WHERE written.id = ANY (seal.row_ids));

REVOKE EXECUTE ON FUNCTION walls.guard_sent(), walls.guard_told(),
  walls.trail_acts(varchar, uuid[], uuid[], varchar[], text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.trail_acts(varchar, uuid[], uuid[], varchar[], text[], text[]) TO gate_worker;
"""

BACK = """
CREATE FUNCTION walls.trail_inquiries(cases uuid[], subjects uuid[], kinds varchar[], purposes varchar[], results varchar[])
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose varchar := walls.prefecture_id();
  council varchar := walls.council_id();
BEGIN
  IF walls.post() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'the system alone' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.councils_trailrow
    (at, staff_id, post, council_id, prefecture_id, verb, case_id, subject_id, fields, purpose, result)
  SELECT clock_timestamp(), NULL, 'system', council, whose, 'inquire', one.case_id, one.subject_id, ARRAY[one.kind],
    one.purpose, one.result
  FROM unnest(cases, subjects, kinds, purposes, results) one (case_id, subject_id, kind, purpose, result);
END $$;
REVOKE EXECUTE ON FUNCTION walls.trail_inquiries(uuid[], uuid[], varchar[], varchar[], varchar[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.trail_inquiries(uuid[], uuid[], varchar[], varchar[], varchar[]) TO gate_worker;
DROP FUNCTION walls.trail_acts(varchar, uuid[], uuid[], varchar[], text[], text[]);

DROP TRIGGER guard ON inquiry_vault_reading;
DROP FUNCTION walls.guard_told();
CREATE OR REPLACE FUNCTION walls.guard_finished() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'inquiry_vault_reading' THEN
    IF walls.awaits_check(NEW.order_id) THEN
      RAISE EXCEPTION 'a link waits for its second officer' USING ERRCODE = '42501';
    END IF;
  ELSIF NEW.progress IN ('IDENTIFIED', 'DONE') AND NEW.progress <> OLD.progress AND walls.awaits_check(NEW.id) THEN
    RAISE EXCEPTION 'a link waits for its second officer' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER belongs BEFORE INSERT ON inquiry_vault_reading FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant();
CREATE TRIGGER guard BEFORE INSERT ON inquiry_vault_reading FOR EACH ROW EXECUTE FUNCTION walls.guard_finished();

DROP TRIGGER quarantine ON inquiry_vault_sealed;
CREATE OR REPLACE FUNCTION walls.guard_sealing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap WHERE prefecture_id = NEW.prefecture_id
      AND person_id = NEW.person_id AND lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
  IF NEW.what IN ('NUMBER', 'CODE', 'CANDIDATE', 'CANDIDATE_NUMBER') THEN
    PERFORM FROM public.inquiry_vault_takenorder o JOIN public.inquiry_vault_person p
        ON p.prefecture_id = o.prefecture_id AND p.order_id = o.id
      WHERE p.prefecture_id = NEW.prefecture_id AND p.id = NEW.person_id AND o.closed_at IS NULL FOR KEY SHARE OF o;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the order is closed' USING ERRCODE = '42501';
    END IF;
  END IF;
  PERFORM FROM public.inquiry_vault_casekey
    WHERE prefecture_id = NEW.prefecture_id AND case_id = NEW.case_id FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no key' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quarantine BEFORE INSERT ON inquiry_vault_sealed FOR EACH ROW EXECUTE FUNCTION walls.guard_sealing();
CREATE TRIGGER belongs BEFORE INSERT ON inquiry_vault_sealed FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant();

DROP TRIGGER sent ON inquiry_vault_inquiry;
DROP TRIGGER sending ON inquiry_vault_inquiry;
DROP FUNCTION walls.guard_sent();
CREATE OR REPLACE FUNCTION walls.guard_sending() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  is_hidden boolean;
BEGIN
  SELECT is_nondisclosure INTO is_hidden FROM public.inquiry_vault_takenorder
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.order_id;
  IF TG_OP = 'INSERT' THEN
    NEW.is_nondisclosure := coalesce(is_hidden, false);
    IF is_hidden AND session_user = 'gate' AND NOT EXISTS (SELECT 1 FROM public.inquiry_vault_stopseen
        WHERE prefecture_id = NEW.prefecture_id AND order_id = NEW.order_id AND confirmed_by = NEW.asked_by) THEN
      RAISE EXCEPTION 'the stop was not read' USING ERRCODE = '42501';
    END IF;
  ELSIF NEW.is_nondisclosure IS DISTINCT FROM OLD.is_nondisclosure AND (OLD.is_nondisclosure OR OLD.state <> 'waiting') THEN
    RAISE EXCEPTION 'what was sent was sent' USING ERRCODE = '42501';
  ELSIF NOT (OLD.state = 'waiting' AND NEW.state IN ('sent', 'asked')) THEN
    RETURN NEW;
  ELSIF is_hidden AND NOT NEW.is_nondisclosure THEN
    RAISE EXCEPTION 'not without the nondisclosure code' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap WHERE prefecture_id = NEW.prefecture_id
      AND person_id = NEW.person_id AND lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sending BEFORE INSERT OR UPDATE OF state, is_nondisclosure ON inquiry_vault_inquiry
  FOR EACH ROW EXECUTE FUNCTION walls.guard_sending();
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_vault", "0019_stamps")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
