"""支援措置: of a talk too, set at the counter in any state, one for a talk and all that came of it, lifted by few."""

from django.db import migrations, models

FORWARD = """
GRANT UPDATE (is_nondisclosure) ON loans_consultation TO counter;

CREATE OR REPLACE FUNCTION walls.guard_application() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF session_user = 'counter' AND (NEW.state <> 'draft'
        OR num_nonnulls(NEW.forwarded_at, NEW.received_at, NEW.prefectural_number) > 0) THEN
      RAISE EXCEPTION 'an application begins as a draft' USING ERRCODE = '42501';
    END IF;
    -- 支援措置 is a fact of the household: what was told in the talk stands from the beginning.
    NEW.is_nondisclosure := NEW.is_nondisclosure OR EXISTS (SELECT FROM public.loans_consultation
      WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id
        AND id = NEW.consultation_id AND is_nondisclosure);
    RETURN NEW;
  END IF;
  -- Whoever learns that a home must stay secret says so at any time, and nothing else with it.
  IF session_user = 'counter' AND OLD.state NOT IN ('draft', 'submitted', 'opinion_done', 'returned')
     AND NOT (NEW.is_nondisclosure AND to_jsonb(NEW) - 'is_nondisclosure' = to_jsonb(OLD) - 'is_nondisclosure') THEN
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

-- Setting is everybody's who works on the case. Lifting is the chief's at the counter, and the reviewer's in the office.
CREATE FUNCTION walls.guard_lifting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (session_user = 'counter' AND walls.post() IS DISTINCT FROM 'counter_chief')
     OR (session_user = 'office' AND walls.post() IS DISTINCT FROM 'reviewer') THEN
    RAISE EXCEPTION 'this post lifts no protection' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- The talk and all that came of it say the same, whichever of them was told; and the gate hears of it from a counter,
-- which cannot write to the slip.
CREATE FUNCTION walls.spread_protection() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kin uuid;
  verb text := CASE WHEN NEW.is_nondisclosure THEN 'protect_case' ELSE 'lift_nondisclosure' END;
BEGIN
  IF TG_TABLE_NAME = 'loans_consultation' THEN
    FOR kin IN UPDATE public.loans_application SET is_nondisclosure = NEW.is_nondisclosure
        WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id
          AND consultation_id = NEW.id AND is_nondisclosure <> NEW.is_nondisclosure RETURNING id LOOP
      PERFORM walls.trail(verb, kin, NULL, '{is_nondisclosure}', '', 'done');
    END LOOP;
    RETURN NULL;
  END IF;
  FOR kin IN UPDATE public.loans_consultation SET is_nondisclosure = NEW.is_nondisclosure
      WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id
        AND id = NEW.consultation_id AND is_nondisclosure <> NEW.is_nondisclosure RETURNING id LOOP
    PERFORM walls.trail(verb, kin, NULL, '{is_nondisclosure}', '', 'done');
  END LOOP;
  IF session_user = 'counter' AND NEW.is_nondisclosure AND EXISTS (SELECT FROM public.inquiry_desk_order
      WHERE prefecture_id = NEW.prefecture_id AND case_id = NEW.id) THEN
    INSERT INTO public.inquiry_desk_protection (id, prefecture_id, case_id)
      VALUES (gen_random_uuid(), NEW.prefecture_id, NEW.id);
  END IF;
  RETURN NULL;
END $$;

-- What a client said last time is taken over with what must be kept secret of it.
CREATE FUNCTION walls.carry_protection() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.loans_consultation WHERE prefecture_id = NEW.prefecture_id
      AND municipal_council_id = NEW.municipal_council_id AND id = NEW.earlier_id AND is_nondisclosure) THEN
    NEW.is_nondisclosure := true;
    PERFORM walls.trail('protect_case', NEW.id, NULL, '{is_nondisclosure}', '', 'done');
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_lifting(), walls.spread_protection(), walls.carry_protection() FROM PUBLIC;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['consultation', 'application'] LOOP
    EXECUTE format('CREATE TRIGGER guard_lifting BEFORE UPDATE OF is_nondisclosure ON %I FOR EACH ROW
      WHEN (OLD.is_nondisclosure AND NOT NEW.is_nondisclosure) EXECUTE FUNCTION walls.guard_lifting()',
      'loans_' || name);
    EXECUTE format('CREATE TRIGGER spread_protection AFTER UPDATE OF is_nondisclosure ON %I FOR EACH ROW
      WHEN (OLD.is_nondisclosure <> NEW.is_nondisclosure) EXECUTE FUNCTION walls.spread_protection()',
      'loans_' || name);
  END LOOP;
END $$;
CREATE TRIGGER carry_protection BEFORE UPDATE OF earlier_id ON loans_consultation FOR EACH ROW
  WHEN (NEW.earlier_id IS DISTINCT FROM OLD.earlier_id AND NOT NEW.is_nondisclosure)
  EXECUTE FUNCTION walls.carry_protection();
UPDATE loans_consultation talk SET is_nondisclosure = true FROM loans_application found
  WHERE found.prefecture_id = talk.prefecture_id AND found.consultation_id = talk.id AND found.is_nondisclosure;
"""

BACK = """
DROP TRIGGER carry_protection ON loans_consultation;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['consultation', 'application'] LOOP
    EXECUTE format('DROP TRIGGER spread_protection ON %I', 'loans_' || name);
    EXECUTE format('DROP TRIGGER guard_lifting ON %I', 'loans_' || name);
  END LOOP;
END $$;
DROP FUNCTION walls.guard_lifting(), walls.spread_protection(), walls.carry_protection();
CREATE OR REPLACE FUNCTION walls.guard_application() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
"""


class Migration(migrations.Migration):

    dependencies = [("loans", "0040_consent_scans")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="is_nondisclosure",
                field=models.BooleanField(db_default=False, default=False, verbose_name="支援措置の対象"),
            )
            for name in ("consultation", "historicalconsultation")
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
