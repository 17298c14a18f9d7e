"""The walls of the case tables: row policies, grants by column, composite keys, and the guard of states (walls.md §2-4)."""

from django.db import migrations

# Rows of the own municipal council at the counter, rows of the own prefecture in the office: one comparison each.
TENANT = """
DO $$
DECLARE
  name text;
  hand text;
  writer text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^loans_' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;

  FOREACH name IN ARRAY ARRAY['consultation', 'application', 'member', 'consent', 'document', 'opinion', 'return',
      'decision', 'numberseries', 'historicalconsultation', 'historicalapplication', 'historicalmember',
      'historicalconsent', 'historicalopinion', 'historicalreturn', 'historicaldecision'] LOOP
    EXECUTE format('CREATE POLICY counter_rows ON %I TO counter
      USING (municipal_council_id = (SELECT walls.case_council_id()))
      WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()))', 'loans_' || name);
  END LOOP;

  -- What the office alone has.
  FOREACH name IN ARRAY ARRAY['waiver', 'review', 'signature', 'decision', 'legacypush', 'numberseries', 'historicalreview',
      'historicalsignature', 'historicaldecision', 'historicallegacypush'] LOOP
    EXECUTE format('CREATE POLICY office_rows ON %I TO office
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'loans_' || name);
  END LOOP;

  -- What the office sees once the case has been forwarded.
  FOREACH name IN ARRAY ARRAY['member', 'consent', 'document', 'opinion', 'return', 'historicalmember',
      'historicalconsent', 'historicalopinion', 'historicalreturn'] LOOP
    EXECUTE format('CREATE POLICY office_rows ON %I TO office
      USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded)
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'loans_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['application', 'historicalapplication'] LOOP
    EXECUTE format('CREATE POLICY office_rows ON %I TO office
      USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND forwarded_at IS NOT NULL)
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()) AND forwarded_at IS NOT NULL)', 'loans_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['consultation', 'historicalconsultation'] LOOP
    EXECUTE format('CREATE POLICY office_rows ON %I FOR SELECT TO office
      USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_shared)', 'loans_' || name);
  END LOOP;

  -- Nobody writes in another's name: who is recorded is who acts.
  FOR name, hand, writer IN VALUES ('consultation', 'counsellor_id', 'counter'), ('application', 'counsellor_id', 'counter'),
      ('consent', 'taken_by', 'counter'), ('document', 'added_by', 'counter'), ('opinion', 'written_by', 'counter'),
      ('return', 'returned_by', 'office'), ('waiver', 'written_by', 'office'), ('review', 'reviewer_id', 'office'), ('signature', 'signer_id', 'office'),
      ('decision', 'decided_by', 'office') LOOP
    EXECUTE format('CREATE POLICY own_hand ON %I AS RESTRICTIVE FOR INSERT TO %I
      WITH CHECK (%I = (SELECT walls.staff_id()))', 'loans_' || name, writer, hand);
  END LOOP;

  -- Reference: rules and texts are read by everybody and written by the owner.
  FOREACH name IN ARRAY ARRAY['fundterms', 'consenttext'] LOOP
    EXECUTE format('CREATE POLICY reference_rows ON %I FOR SELECT TO counter, office USING (true)', 'loans_' || name);
    EXECUTE format('GRANT SELECT ON %I TO counter, office', 'loans_' || name);
  END LOOP;
END $$;
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE (state, came_on, client_name, client_kana, client_phone, topics, gist, other_schemes,
  is_shared, version) ON loans_consultation TO counter;
GRANT SELECT ON loans_consultation TO office;

GRANT SELECT, INSERT, UPDATE (state, fund, terms_id, applicant_name, applicant_kana, applicant_phone, reason,
  reason_text, outlook, amount_yen, grace_months, repayment_months, bank_name, bank_branch, account_number,
  account_holder_kana, statements, is_nondisclosure, version, submitted_by, submitted_at, forwarded_by, forwarded_at)
  ON loans_application TO counter;
GRANT SELECT, UPDATE (state, prefectural_number, is_nondisclosure, received_by, received_at, version)
  ON loans_application TO office;

GRANT SELECT, INSERT, UPDATE (position, name, kana, born, sex, relation, postcode, address, occupation,
  monthly_income_yen, removed_at) ON loans_member TO counter;
GRANT SELECT, INSERT, UPDATE (withdrawn_at, withdrawal) ON loans_consent TO counter;
GRANT SELECT, INSERT, UPDATE (removed_at) ON loans_document TO counter;
GRANT SELECT, INSERT ON loans_opinion TO counter;
GRANT SELECT, UPDATE (answered_at) ON loans_return TO counter;
GRANT SELECT ON loans_decision TO counter;
GRANT SELECT ON loans_member, loans_consent, loans_document, loans_opinion TO office;
GRANT SELECT, INSERT ON loans_return TO office;

GRANT SELECT, INSERT, UPDATE (sent_back_at) ON loans_review TO office;
GRANT SELECT, INSERT ON loans_waiver, loans_signature, loans_decision TO office;
GRANT SELECT, INSERT, UPDATE (state, receipt_number, error_code, settled_at) ON loans_legacypush TO office;
GRANT SELECT, INSERT, UPDATE (last) ON loans_numberseries TO counter, office;

GRANT SELECT, INSERT ON loans_historicalconsultation, loans_historicalapplication, loans_historicalmember,
  loans_historicalconsent, loans_historicalopinion, loans_historicalreturn TO counter;
GRANT SELECT, INSERT ON loans_historicalapplication, loans_historicalreturn, loans_historicalreview,
  loans_historicalsignature, loans_historicaldecision, loans_historicallegacypush TO office;
GRANT SELECT ON loans_historicalconsultation, loans_historicalmember, loans_historicalconsent,
  loans_historicalopinion TO office;
GRANT SELECT ON loans_historicaldecision TO counter;
"""

# Keys between case tables carry both tenants: a plain key is checked without regard to row policies. And the two tenants
# of a row belong together: each policy compares one of them, so a row that named a foreign one would be seen elsewhere.
KEYS = """
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'
      AND table_name LIKE 'loans\\_%' AND column_name = 'municipal_council_id' LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (prefecture_id, municipal_council_id)
      REFERENCES councils_council (prefecture_id, code)', name, substr(name, 7) || '_council_of_prefecture');
  END LOOP;
END $$;
ALTER TABLE loans_application ADD CONSTRAINT application_of_consultation
  FOREIGN KEY (prefecture_id, municipal_council_id, consultation_id)
  REFERENCES loans_consultation (prefecture_id, municipal_council_id, id);
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['member', 'consent', 'document', 'opinion', 'return', 'waiver', 'review', 'decision',
      'legacypush'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I
      FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
      REFERENCES loans_application (prefecture_id, municipal_council_id, id)',
      'loans_' || name, name || '_of_application_key');
  END LOOP;
END $$;
ALTER TABLE loans_consent ADD CONSTRAINT consent_of_member
  FOREIGN KEY (prefecture_id, municipal_council_id, member_id)
  REFERENCES loans_member (prefecture_id, municipal_council_id, id);
ALTER TABLE loans_decision ADD CONSTRAINT decision_of_review
  FOREIGN KEY (prefecture_id, municipal_council_id, review_id)
  REFERENCES loans_review (prefecture_id, municipal_council_id, id);
ALTER TABLE loans_legacypush ADD CONSTRAINT legacypush_of_decision
  FOREIGN KEY (prefecture_id, municipal_council_id, decision_id)
  REFERENCES loans_decision (prefecture_id, municipal_council_id, id);
-- The signature names the reviewer whom the review names, so that "not of own work" compares what is true.
ALTER TABLE loans_signature ADD CONSTRAINT signature_of_review
  FOREIGN KEY (prefecture_id, municipal_council_id, review_id)
  REFERENCES loans_review (prefecture_id, municipal_council_id, id);
ALTER TABLE loans_signature ADD CONSTRAINT signature_names_the_reviewer
  FOREIGN KEY (prefecture_id, review_id, reviewer_id) REFERENCES loans_review (prefecture_id, id, reviewer_id);
"""

# The life of an application, as loans/states.py has it: whoever writes SQL cannot leave it either.
STATES = """
CREATE TABLE walls.transition (before text, after text, post text, PRIMARY KEY (before, after, post));
ALTER TABLE walls.transition ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON walls.transition TO CURRENT_USER USING (true) WITH CHECK (true);
INSERT INTO walls.transition (before, after, post)
  SELECT before, after, unnest(posts) FROM (VALUES
    ('draft', 'submitted', '{counsellor,counter_chief}'::text[]),
    ('submitted', 'draft', '{counsellor,counter_chief}'), ('submitted', 'opinion_done', '{counsellor,counter_chief}'),
    ('opinion_done', 'draft', '{counsellor,counter_chief}'), ('opinion_done', 'forwarded', '{counter_chief}'),
    ('returned', 'draft', '{counsellor,counter_chief}'), ('draft', 'withdrawn', '{counsellor,counter_chief}'),
    ('submitted', 'withdrawn', '{counsellor,counter_chief}'), ('opinion_done', 'withdrawn', '{counsellor,counter_chief}'),
    ('returned', 'withdrawn', '{counsellor,counter_chief}'),
    ('forwarded', 'received', '{reviewer}'), ('received', 'returned', '{reviewer}'), ('inquiry', 'returned', '{reviewer}'),
    ('review', 'returned', '{reviewer}'), ('received', 'inquiry', '{reviewer}'), ('received', 'review', '{reviewer}'),
    ('inquiry', 'review', '{reviewer}'), ('review', 'approval', '{reviewer}'),
    ('approval', 'review', '{subsection_chief,section_chief,secretary_general,president}'),
    ('approval', 'approved', '{subsection_chief,section_chief,secretary_general,president}'),
    ('approval', 'denied', '{subsection_chief,section_chief,secretary_general,president}')
  ) AS step (before, after, posts);

CREATE FUNCTION walls.guard_application() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF session_user = 'counter' AND (NEW.state <> 'draft'
        OR num_nonnulls(NEW.forwarded_at, NEW.received_at, NEW.prefectural_number) > 0) THEN
      RAISE EXCEPTION 'an application begins as a draft' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF session_user = 'counter' AND OLD.state NOT IN ('draft', 'submitted', 'opinion_done', 'returned') THEN
    RAISE EXCEPTION 'the application has left the counter' USING ERRCODE = '42501';
  END IF;
  IF NEW.state <> OLD.state AND session_user IN ('counter', 'office') AND NOT EXISTS (
      SELECT 1 FROM walls.transition WHERE before = OLD.state AND after = NEW.state AND post = walls.post()) THEN
    RAISE EXCEPTION 'no such step' USING ERRCODE = '42501';
  END IF;
  IF OLD.forwarded_at IS NOT NULL AND NEW.forwarded_at IS NULL THEN
    RAISE EXCEPTION 'what was forwarded stays seen' USING ERRCODE = '42501';
  END IF;
  IF session_user = 'counter' AND NEW.forwarded_at IS DISTINCT FROM OLD.forwarded_at AND NEW.state <> 'forwarded' THEN
    RAISE EXCEPTION 'seen by forwarding alone' USING ERRCODE = '42501';
  END IF;
  IF session_user IN ('counter', 'office') AND (
      (NEW.submitted_by IS DISTINCT FROM OLD.submitted_by AND NEW.submitted_by IS DISTINCT FROM walls.staff_id())
      OR (NEW.forwarded_by IS DISTINCT FROM OLD.forwarded_by AND NEW.forwarded_by IS DISTINCT FROM walls.staff_id())
      OR (NEW.received_by IS DISTINCT FROM OLD.received_by AND NEW.received_by IS DISTINCT FROM walls.staff_id())) THEN
    RAISE EXCEPTION 'nobody acts in the name of another' USING ERRCODE = '42501';
  END IF;
  IF NEW.state IN ('approved', 'denied') AND NEW.state <> OLD.state AND NOT EXISTS (
      SELECT 1 FROM public.loans_decision WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id
      AND outcome = NEW.state) THEN
    RAISE EXCEPTION 'not decided' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' AND OLD.forwarded_at IS NOT NULL THEN
    -- The counter cannot write to the slip; but numbers that were asked for must not outlive the case.
    INSERT INTO public.inquiry_desk_closing (id, prefecture_id, case_id, reason)
      VALUES (gen_random_uuid(), NEW.prefecture_id, NEW.id, 'WITHDRAWN') ON CONFLICT DO NOTHING;
  END IF;
  IF OLD.forwarded_at IS NULL AND NEW.forwarded_at IS NOT NULL THEN
    UPDATE public.loans_member SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
    UPDATE public.loans_consent SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
    UPDATE public.loans_document SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
    UPDATE public.loans_opinion SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
    UPDATE public.loans_consultation SET is_shared = true
      WHERE prefecture_id = NEW.prefecture_id AND id = NEW.consultation_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_application
  FOR EACH ROW EXECUTE FUNCTION walls.guard_application();

-- A part of an application: seen by the office as the whole is, and standing still once the case has left the counter.
CREATE FUNCTION walls.guard_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE whole record;
BEGIN
  SELECT state, forwarded_at INTO whole FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id;
  IF session_user = 'counter' AND TG_TABLE_NAME NOT LIKE '%historical%' AND TG_TABLE_NAME <> 'loans_return'
     AND whole.state NOT IN ('draft', 'submitted', 'opinion_done', 'returned')
     AND NOT (TG_TABLE_NAME = 'loans_consent' AND TG_OP = 'UPDATE') THEN
    RAISE EXCEPTION 'the application has left the counter' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' AND session_user = 'counter' AND (
      (TG_TABLE_NAME = 'loans_consent' AND (to_jsonb(OLD) ->> 'withdrawn_at') IS NOT NULL
        AND (to_jsonb(NEW) ->> 'withdrawn_at') IS NULL)
      OR (TG_TABLE_NAME = 'loans_document' AND (to_jsonb(OLD) ->> 'removed_at') IS NOT NULL
        AND (to_jsonb(NEW) ->> 'removed_at') IS NULL)) THEN
    RAISE EXCEPTION 'what was withdrawn stays withdrawn' USING ERRCODE = '42501';
  END IF;
  NEW.is_forwarded := whole.forwarded_at IS NOT NULL;
  RETURN NEW;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['member', 'consent', 'document', 'opinion', 'return'] LOOP
    EXECUTE format('CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON %I FOR EACH ROW
      WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_part()', 'loans_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['historicalmember', 'historicalconsent', 'historicalopinion', 'historicalreturn'] LOOP
    EXECUTE format('CREATE TRIGGER guard BEFORE INSERT ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_part()', 'loans_' || name);
  END LOOP;
END $$;

-- 起案: the chain is that of the terms that the case is judged by, whatever the writer says.
CREATE FUNCTION walls.guard_review() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT terms.terms -> 'chain' INTO STRICT NEW.chain FROM public.loans_application application
    JOIN public.loans_fundterms terms ON terms.id = application.terms_id
    WHERE application.prefecture_id = NEW.prefecture_id AND application.id = NEW.application_id;
  SELECT name INTO STRICT NEW.reviewer_name FROM public.councils_staff WHERE id = NEW.reviewer_id;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON loans_review FOR EACH ROW EXECUTE FUNCTION walls.guard_review();

-- 捺印: in the order of the chain, by the post that the chain names and that acts, under the signer's own name.
CREATE FUNCTION walls.guard_signature() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  due text;
  signed bigint;
BEGIN
  SELECT chain -> NEW.step::int ->> 'post' INTO due FROM public.loans_review
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.review_id AND sent_back_at IS NULL;
  SELECT count(*) INTO signed FROM public.loans_signature
    WHERE prefecture_id = NEW.prefecture_id AND review_id = NEW.review_id AND id <> NEW.id;
  IF session_user = 'office' AND (NEW.post IS DISTINCT FROM walls.post() OR NEW.post IS DISTINCT FROM due
      OR NEW.step <> signed + 1) THEN
    RAISE EXCEPTION 'not the seal that is due' USING ERRCODE = '42501';
  END IF;
  IF NEW.signer_name IS DISTINCT FROM (SELECT name FROM public.councils_staff WHERE id = NEW.signer_id) THEN
    RAISE EXCEPTION 'nobody signs in the name of another' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
-- After the constraints, so that "not of own work" is what a reviewer hears.
CREATE TRIGGER guard AFTER INSERT ON loans_signature FOR EACH ROW EXECUTE FUNCTION walls.guard_signature();

-- 決定: all seals of a proposal that is in force, its last signer, and what it proposed. Nothing else is a decision.
CREATE FUNCTION walls.guard_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  review public.loans_review;
  last int;
BEGIN
  SELECT * INTO STRICT review FROM public.loans_review WHERE prefecture_id = NEW.prefecture_id AND id = NEW.review_id;
  last := jsonb_array_length(review.chain) - 1;
  IF review.application_id <> NEW.application_id OR review.sent_back_at IS NOT NULL OR last < 1
     OR (SELECT count(*) FROM public.loans_signature WHERE prefecture_id = NEW.prefecture_id
         AND review_id = NEW.review_id AND result = 'signed') <> last
     OR NOT EXISTS (SELECT 1 FROM public.loans_signature WHERE prefecture_id = NEW.prefecture_id
         AND review_id = NEW.review_id AND step = last AND signer_id = NEW.decided_by) THEN
    RAISE EXCEPTION 'not signed by every rank' USING ERRCODE = '42501';
  END IF;
  IF (NEW.outcome = 'denied') <> (review.proposal = 'deny') OR (NEW.outcome = 'approved' AND
      (NEW.amount_yen, NEW.grace_months, NEW.repayment_months)
      IS DISTINCT FROM (review.amount_yen, review.grace_months, review.repayment_months)) THEN
    RAISE EXCEPTION 'not what was signed' USING ERRCODE = '42501';
  END IF;
  SELECT name INTO STRICT NEW.decided_name FROM public.councils_staff WHERE id = NEW.decided_by;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON loans_decision FOR EACH ROW EXECUTE FUNCTION walls.guard_decision();

-- History is written by who acts, at the time of the act.
CREATE FUNCTION walls.guard_history() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.history_date := clock_timestamp();
  RETURN NEW;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'loans\\_historical%' LOOP
    EXECUTE format('CREATE TRIGGER guard_history BEFORE INSERT ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_history()', name);
    EXECUTE format('CREATE POLICY own_hand ON %I AS RESTRICTIVE FOR INSERT TO counter, office
      WITH CHECK (history_user_id IS NOT DISTINCT FROM (SELECT walls.staff_id()))', name);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_application(), walls.guard_part(), walls.guard_review(), walls.guard_signature(),
  walls.guard_decision(), walls.guard_history() FROM PUBLIC;
"""

BACK = """
DO $$
DECLARE item record;
BEGIN
  FOR item IN SELECT tgname, relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
      WHERE tgname IN ('guard', 'guard_history') AND relname LIKE 'loans_%' LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', item.tgname, item.relname);
  END LOOP;
  FOR item IN SELECT conname, conrelid::regclass::text AS relname FROM pg_constraint
      WHERE contype = 'f' AND cardinality(conkey) > 1 AND conrelid::regclass::text LIKE 'loans_%' LOOP
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', item.relname, item.conname);
  END LOOP;
  FOR item IN SELECT policyname, tablename FROM pg_policies WHERE tablename LIKE 'loans_%' LOOP
    EXECUTE format('DROP POLICY %I ON %I', item.policyname, item.tablename);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', item.tablename);
    EXECUTE format('REVOKE ALL ON %I FROM counter, office', item.tablename);
  END LOOP;
END $$;
DROP FUNCTION walls.guard_application(), walls.guard_part(), walls.guard_review(), walls.guard_signature(),
  walls.guard_decision(), walls.guard_history();
DROP TABLE walls.transition;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0001_initial"), ("councils", "0002_walls"), ("inquiry_desk", "0002_walls")]
    operations = [migrations.RunSQL([TENANT, GRANTS, KEYS, STATES], [BACK])]
