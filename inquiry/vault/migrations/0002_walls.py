"""The walls of the vault: the pages reach a ciphertext by disclose() alone, after a committed intent (walls.md §5)."""

from django.db import migrations

FORWARD = """
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^inquiry_vault_' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY worker_rows ON %I TO gate_worker
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['takenorder', 'person', 'candidate', 'linkproposal', 'inquiry', 'reading', 'intent'] LOOP
    EXECUTE format('CREATE POLICY gate_rows ON %I TO gate
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'inquiry_vault_' || name);
  END LOOP;
END $$;

-- What an officer decides; the rest is the worker's.
GRANT SELECT ON inquiry_vault_takenorder, inquiry_vault_person, inquiry_vault_candidate, inquiry_vault_reading,
  inquiry_vault_intent TO gate;
GRANT UPDATE (link) ON inquiry_vault_person TO gate;
GRANT SELECT, INSERT, UPDATE (confirmed_by, confirmed_at, rejected_by, rejected_at) ON inquiry_vault_linkproposal TO gate;
GRANT SELECT, INSERT, UPDATE (settlement, settled_for, settled_by, settled_at) ON inquiry_vault_inquiry TO gate;

-- An officer writes in no other's name, and what was decided stays decided.
CREATE POLICY own_hand ON inquiry_vault_linkproposal AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (proposed_by = (SELECT walls.staff_id()) AND confirmed_by IS NULL AND rejected_by IS NULL);
CREATE POLICY own_decision ON inquiry_vault_linkproposal AS RESTRICTIVE FOR UPDATE TO gate
  USING (confirmed_by IS NULL AND rejected_by IS NULL)
  WITH CHECK (coalesce(confirmed_by, rejected_by) = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON inquiry_vault_inquiry AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (asked_by = (SELECT walls.staff_id()) AND state = 'waiting' AND result_class = '' AND receipt = ''
    AND settlement = '' AND attempts = 0 AND asked_at IS NULL AND answered_at IS NULL);
CREATE POLICY own_decision ON inquiry_vault_inquiry AS RESTRICTIVE FOR UPDATE TO gate
  USING (settlement = '') WITH CHECK (settled_by = (SELECT walls.staff_id()));

-- The pages ring for what an officer decided. What the slip is told is the worker's to say.
CREATE POLICY bells_of_pages ON councils_outboxrow AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (kind ~ '^(identify|link|read)$' AND key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    AND attempts = 0 AND settled_at IS NULL AND trouble = '');

GRANT SELECT, INSERT, UPDATE (progress, progress_done, progress_total, told_count, closed_at)
  ON inquiry_vault_takenorder TO gate_worker;
GRANT SELECT, INSERT, UPDATE (link, link_sentence, looked_up_at) ON inquiry_vault_person TO gate_worker;
GRANT SELECT, INSERT ON inquiry_vault_candidate, inquiry_vault_reading TO gate_worker;
GRANT SELECT ON inquiry_vault_linkproposal TO gate_worker;
GRANT SELECT, UPDATE (state, result_class, receipt, asked_at, answered_at, next_at, attempts) ON inquiry_vault_inquiry
  TO gate_worker;
GRANT SELECT, INSERT, DELETE ON inquiry_vault_casekey, inquiry_vault_sealed TO gate_worker;

ALTER TABLE inquiry_vault_person ADD CONSTRAINT person_of_order
  FOREIGN KEY (prefecture_id, order_id) REFERENCES inquiry_vault_takenorder (prefecture_id, id);
ALTER TABLE inquiry_vault_sealed ADD CONSTRAINT sealed_of_person
  FOREIGN KEY (prefecture_id, person_id) REFERENCES inquiry_vault_person (prefecture_id, id);
ALTER TABLE inquiry_vault_candidate ADD CONSTRAINT candidate_of_person
  FOREIGN KEY (prefecture_id, person_id) REFERENCES inquiry_vault_person (prefecture_id, id);
ALTER TABLE inquiry_vault_linkproposal ADD CONSTRAINT proposal_of_person
  FOREIGN KEY (prefecture_id, person_id) REFERENCES inquiry_vault_person (prefecture_id, id);
ALTER TABLE inquiry_vault_linkproposal ADD CONSTRAINT proposal_of_candidate
  FOREIGN KEY (prefecture_id, person_id, candidate_id) REFERENCES inquiry_vault_candidate (prefecture_id, person_id, id);
ALTER TABLE inquiry_vault_inquiry ADD CONSTRAINT inquiry_of_order
  FOREIGN KEY (prefecture_id, order_id) REFERENCES inquiry_vault_takenorder (prefecture_id, id);
ALTER TABLE inquiry_vault_inquiry ADD CONSTRAINT inquiry_of_person
  FOREIGN KEY (prefecture_id, order_id, person_id) REFERENCES inquiry_vault_person (prefecture_id, order_id, id);
ALTER TABLE inquiry_vault_reading ADD CONSTRAINT reading_of_order
  FOREIGN KEY (prefecture_id, order_id) REFERENCES inquiry_vault_takenorder (prefecture_id, id);
ALTER TABLE inquiry_vault_reading ADD CONSTRAINT reading_of_person
  FOREIGN KEY (prefecture_id, person_id) REFERENCES inquiry_vault_person (prefecture_id, id);
ALTER TABLE inquiry_vault_intent ADD CONSTRAINT intent_of_person
  FOREIGN KEY (prefecture_id, person_id) REFERENCES inquiry_vault_person (prefecture_id, id);

-- Says whether an order is open, and holds it so until the transaction ends: the pages themselves may not lock it.
CREATE FUNCTION walls.hold_order(of_order uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.inquiry_vault_takenorder
    WHERE id = of_order AND prefecture_id = walls.case_prefecture_id() AND closed_at IS NULL FOR KEY SHARE;
  RETURN FOUND;
END $$;
REVOKE EXECUTE ON FUNCTION walls.hold_order(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.hold_order(uuid) TO gate;

-- Nobody is asked about after the closing, before being linked, or for what was not ordered. A closing that runs at this
-- moment holds the order: this waits, and then finds it closed.
CREATE FUNCTION walls.guard_inquiry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.inquiry_vault_takenorder
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.order_id AND closed_at IS NULL FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the order is closed' USING ERRCODE = '42501';
  END IF;
  PERFORM FROM public.inquiry_vault_person
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.person_id AND link = 'linked' AND NEW.kind = ANY (kinds);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not to be asked about' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_inquiry() FROM PUBLIC;
CREATE TRIGGER guard BEFORE INSERT ON inquiry_vault_inquiry FOR EACH ROW EXECUTE FUNCTION walls.guard_inquiry();

-- The steps of a person that officers take. The number is the worker's to register; a confirmation is two people's.
CREATE FUNCTION walls.guard_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  is_open boolean;
  is_confirmed boolean;
BEGIN
  IF session_user <> 'gate' OR NEW.link = OLD.link THEN
    RETURN NEW;
  END IF;
  IF (OLD.link, NEW.link) NOT IN (('needs_person', 'proposed'), ('proposed', 'confirmed'), ('proposed', 'needs_person'),
      ('needs_person', 'left_out'), ('unknown', 'left_out'), ('unknown', 'waiting')) THEN
    RAISE EXCEPTION 'no such step of the pages' USING ERRCODE = '42501';
  END IF;
  SELECT coalesce(bool_or(confirmed_by IS NULL AND rejected_by IS NULL), false),
      coalesce(bool_or(confirmed_by <> proposed_by), false) INTO is_open, is_confirmed
    FROM public.inquiry_vault_linkproposal WHERE prefecture_id = NEW.prefecture_id AND person_id = NEW.id;
  IF is_open <> (NEW.link = 'proposed') OR is_confirmed <> (NEW.link = 'confirmed') THEN
    RAISE EXCEPTION 'not as the proposals say' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_link() FROM PUBLIC;
CREATE TRIGGER guard BEFORE UPDATE ON inquiry_vault_person FOR EACH ROW EXECUTE FUNCTION walls.guard_link();

-- An intent: who wants to see what of whom, and why. Its row and its trail row are one transaction.
CREATE FUNCTION walls.open_intent(of_person uuid, of_kinds varchar[], of_purpose text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who bigint := walls.staff_id();
  whose text := walls.case_prefecture_id();
  person public.inquiry_vault_person;
  new uuid := gen_random_uuid();
BEGIN
  IF who IS NULL OR whose IS NULL THEN
    RAISE EXCEPTION 'nobody acts' USING ERRCODE = '42501';
  END IF;
  -- A number is never shown to anybody: what is not in this list has no way to a page.
  IF cardinality(of_kinds) = 0 OR NOT of_kinds <@ ARRAY['CANDIDATE', 'TAX', 'HOUSEHOLD', 'ASSISTANCE']::varchar[] THEN
    RAISE EXCEPTION 'not to be shown' USING ERRCODE = '42501';
  END IF;
  SELECT * INTO person FROM public.inquiry_vault_person WHERE id = of_person AND prefecture_id = whose;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such person' USING ERRCODE = 'P0002';
  END IF;
  INSERT INTO public.inquiry_vault_intent (id, prefecture_id, person_id, staff_id, kinds, purpose, opened_at, opened_in)
    VALUES (new, whose, of_person, who, of_kinds, of_purpose, clock_timestamp(), pg_current_xact_id()::text);
  PERFORM walls.trail('disclose', person.case_id, person.member_id, of_kinds, of_purpose, 'intended');
  RETURN new;
END $$;

-- Shows what an intent names, to its officer, for 60 seconds, once the intent is committed and on disk.
CREATE FUNCTION walls.disclose(of_intent uuid)
RETURNS TABLE (sealed_id uuid, case_id uuid, what varchar, place smallint, ciphertext bytea, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  intent public.inquiry_vault_intent;
BEGIN
  SELECT * INTO intent FROM public.inquiry_vault_intent i
    WHERE i.id = of_intent AND i.staff_id = walls.staff_id() AND i.prefecture_id = walls.case_prefecture_id();
  IF NOT FOUND OR clock_timestamp() > intent.opened_at + interval '60 seconds' THEN
    RAISE EXCEPTION 'no such intent' USING ERRCODE = 'P0002';
  END IF;
  IF pg_xact_status(intent.opened_in::xid8) IS DISTINCT FROM 'committed' THEN
    RAISE EXCEPTION 'the intent is not committed' USING ERRCODE = '42501';
  END IF;
  -- A session may have committed without waiting for the disk; the record must outlive a crash before a value is seen.
  -- An empty message with flush = true puts everything before it on disk. (Waiting until the flush position reaches
  -- the insert position waited for ever on an idle server: a page that was never committed by anybody is not flushed.)
  PERFORM pg_logical_emit_message(false, 'disclose', '', true);
  RETURN QUERY SELECT s.id, s.case_id, s.what, s.position, s.ciphertext, k.wrapped
    FROM public.inquiry_vault_sealed s
    JOIN public.inquiry_vault_casekey k ON k.prefecture_id = s.prefecture_id AND k.case_id = s.case_id
    WHERE s.prefecture_id = intent.prefecture_id AND s.person_id = intent.person_id AND s.what = ANY (intent.kinds)
    ORDER BY s.what, s.position;
END $$;
REVOKE EXECUTE ON FUNCTION walls.open_intent(uuid, varchar[], text), walls.disclose(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.open_intent(uuid, varchar[], text), walls.disclose(uuid) TO gate;
"""

BACK = """
DROP TRIGGER guard ON inquiry_vault_person;
DROP TRIGGER guard ON inquiry_vault_inquiry;
DROP POLICY bells_of_pages ON councils_outboxrow;
DROP FUNCTION walls.disclose(uuid), walls.open_intent(uuid, varchar[], text), walls.hold_order(uuid),
  walls.guard_inquiry(), walls.guard_link();
DO $$
DECLARE item record;
BEGIN
  FOR item IN SELECT conname, conrelid::regclass::text AS relname FROM pg_constraint
      WHERE contype = 'f' AND cardinality(conkey) > 1 AND conrelid::regclass::text LIKE 'inquiry_vault_%' LOOP
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', item.relname, item.conname);
  END LOOP;
  FOR item IN SELECT policyname, tablename FROM pg_policies WHERE tablename LIKE 'inquiry_vault_%' LOOP
    EXECUTE format('DROP POLICY %I ON %I', item.policyname, item.tablename);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', item.tablename);
    EXECUTE format('REVOKE ALL ON %I FROM gate, gate_worker', item.tablename);
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_vault", "0001_initial"), ("councils", "0002_walls")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
