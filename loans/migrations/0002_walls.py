"""The walls of the case tables: row policies, grants by column, composite keys, and the guard of states (walls.md §2-4)."""

from django.db import migrations

# Rows of the own municipal council at the counter, rows of the own prefecture in the office: one comparison each.
TENANT = """
DO $$
DECLARE name text;
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
  FOREACH name IN ARRAY ARRAY['review', 'signature', 'decision', 'legacypush', 'numberseries', 'historicalreview',
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
  account_holder_kana, statements, version, submitted_by, submitted_at, forwarded_by, forwarded_at)
  ON loans_application TO counter;
GRANT SELECT, UPDATE (state, prefectural_number, received_by, received_at, version) ON loans_application TO office;

GRANT SELECT, INSERT, UPDATE (position, name, kana, born, sex, relation, postcode, address, occupation,
  monthly_income_yen, removed_at) ON loans_member TO counter;
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON loans_consent TO counter;
GRANT SELECT, INSERT, UPDATE (removed_at) ON loans_document TO counter;
GRANT SELECT, INSERT ON loans_opinion TO counter;
GRANT SELECT, UPDATE (answered_at) ON loans_return TO counter;
GRANT SELECT ON loans_decision TO counter;
GRANT SELECT ON loans_member, loans_consent, loans_document, loans_opinion TO office;
GRANT SELECT, INSERT ON loans_return TO office;

GRANT SELECT, INSERT, UPDATE (sent_back_at) ON loans_review TO office;
GRANT SELECT, INSERT ON loans_signature, loans_decision TO office;
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

# Keys between case tables carry both tenants: a plain key is checked without regard to row policies.
KEYS = """
ALTER TABLE loans_application ADD CONSTRAINT application_of_consultation
  FOREIGN KEY (prefecture_id, municipal_council_id, consultation_id)
  REFERENCES loans_consultation (prefecture_id, municipal_council_id, id);
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['member', 'consent', 'document', 'opinion', 'return', 'review', 'decision', 'legacypush'] LOOP
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
CREATE TABLE walls.transition (before text, after text, role name, PRIMARY KEY (before, after, role));
ALTER TABLE walls.transition ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON walls.transition TO CURRENT_USER USING (true) WITH CHECK (true);
INSERT INTO walls.transition (before, after, role) VALUES
  ('draft', 'submitted', 'counter'), ('submitted', 'draft', 'counter'), ('submitted', 'opinion_done', 'counter'),
  ('opinion_done', 'draft', 'counter'), ('opinion_done', 'forwarded', 'counter'), ('returned', 'draft', 'counter'),
  ('draft', 'withdrawn', 'counter'), ('submitted', 'withdrawn', 'counter'), ('opinion_done', 'withdrawn', 'counter'),
  ('returned', 'withdrawn', 'counter'),
  ('forwarded', 'received', 'office'), ('received', 'returned', 'office'), ('inquiry', 'returned', 'office'),
  ('review', 'returned', 'office'), ('received', 'inquiry', 'office'), ('received', 'review', 'office'),
  ('inquiry', 'review', 'office'), ('review', 'approval', 'office'), ('approval', 'review', 'office'),
  ('approval', 'approved', 'office'), ('approval', 'denied', 'office');

CREATE FUNCTION walls.guard_application() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF session_user = 'counter' AND NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'an application begins as a draft' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF session_user = 'counter' AND OLD.state NOT IN ('draft', 'submitted', 'opinion_done', 'returned') THEN
    RAISE EXCEPTION 'the application has left the counter' USING ERRCODE = '42501';
  END IF;
  IF NEW.state <> OLD.state AND session_user IN ('counter', 'office') AND NOT EXISTS (
      SELECT 1 FROM walls.transition WHERE before = OLD.state AND after = NEW.state AND role = session_user) THEN
    RAISE EXCEPTION 'no such step' USING ERRCODE = '42501';
  END IF;
  IF OLD.forwarded_at IS NOT NULL AND NEW.forwarded_at IS NULL THEN
    RAISE EXCEPTION 'what was forwarded stays seen' USING ERRCODE = '42501';
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
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.application_id;
  IF session_user = 'counter' AND TG_TABLE_NAME NOT LIKE '%historical%' AND TG_TABLE_NAME <> 'loans_return'
     AND whole.state NOT IN ('draft', 'submitted', 'opinion_done', 'returned')
     AND NOT (TG_TABLE_NAME = 'loans_consent' AND TG_OP = 'UPDATE') THEN
    RAISE EXCEPTION 'the application has left the counter' USING ERRCODE = '42501';
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
REVOKE EXECUTE ON FUNCTION walls.guard_application(), walls.guard_part() FROM PUBLIC;
"""

BACK = """
DO $$
DECLARE item record;
BEGIN
  FOR item IN SELECT tgname, relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
      WHERE tgname = 'guard' AND relname LIKE 'loans_%' LOOP
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
DROP FUNCTION walls.guard_application(), walls.guard_part();
DROP TABLE walls.transition;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0001_initial"), ("councils", "0002_walls")]
    operations = [migrations.RunSQL([TENANT, GRANTS, KEYS, STATES], [BACK])]
