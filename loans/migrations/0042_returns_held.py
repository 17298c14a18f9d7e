"""返戻: a case goes up only with what was sent and every item met, and its return ends then, or with the withdrawal.

And one reading of 返戻の理由 and 補正の種類 in force, for the pages and for the guards.
"""

from django.db import migrations

RULES = """
-- Of each code the prefecture's own row, else the national one; of these the latest that has begun. One that has ended
-- hides the national one: that is how a prefecture gives up a code.
CREATE FUNCTION walls.return_reasons(of_prefecture text, of_day date) RETURNS SETOF public.loans_returnreason
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM (
    SELECT DISTINCT ON (code) * FROM public.loans_returnreason
    WHERE (prefecture_id = of_prefecture OR prefecture_id IS NULL) AND valid_from <= of_day
    ORDER BY code, prefecture_id NULLS LAST, valid_from DESC
  ) latest WHERE valid_until IS NULL OR valid_until >= of_day
$$;
CREATE FUNCTION walls.correction_kinds(of_prefecture text, of_day date) RETURNS SETOF public.loans_correctionkind
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM (
    SELECT DISTINCT ON (code) * FROM public.loans_correctionkind
    WHERE (prefecture_id = of_prefecture OR prefecture_id IS NULL) AND valid_from <= of_day
    ORDER BY code, prefecture_id NULLS LAST, valid_from DESC
  ) latest WHERE valid_until IS NULL OR valid_until >= of_day
$$;
REVOKE EXECUTE ON FUNCTION walls.return_reasons(text, date), walls.correction_kinds(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.return_reasons(text, date), walls.correction_kinds(text, date) TO counter, office;

CREATE OR REPLACE FUNCTION walls.guard_returnitem() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.loans_return WHERE prefecture_id = NEW.prefecture_id
      AND municipal_council_id = NEW.municipal_council_id AND id = NEW.returned_id
      AND application_id = NEW.application_id AND answered_at IS NULL) THEN
    RAISE EXCEPTION 'no open return of this case' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.answered_at IS NOT NULL THEN
      RAISE EXCEPTION 'nothing comes answered' USING ERRCODE = '42501';
    END IF;
    -- With its return, by whoever returns: what is asked later is asked of a counter that may have answered already.
    IF session_user = 'office' AND (walls.post() IS DISTINCT FROM 'reviewer' OR NOT EXISTS (
        SELECT 1 FROM public.loans_return WHERE prefecture_id = NEW.prefecture_id
          AND municipal_council_id = NEW.municipal_council_id AND id = NEW.returned_id
          AND returned_by = walls.staff_id() AND created_at >= transaction_timestamp())) THEN
      RAISE EXCEPTION 'items come with their return' USING ERRCODE = '42501';
    END IF;
    SELECT name INTO NEW.reason_name FROM walls.return_reasons(NEW.prefecture_id, walls.today())
      WHERE code = NEW.reason;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such reason' USING ERRCODE = '42501';
    END IF;
  ELSIF NEW.answer = '' THEN
    NEW.answered_by := NULL; NEW.answered_at := NULL; NEW.answered_name := '';
  ELSIF session_user = 'counter' THEN
    NEW.answered_by := walls.staff_id(); NEW.answered_at := clock_timestamp();
    SELECT name INTO STRICT NEW.answered_name FROM public.councils_staff WHERE id = NEW.answered_by;
  END IF;
  SELECT forwarded_at IS NOT NULL INTO STRICT NEW.is_forwarded FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.application_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION walls.guard_correction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE rule record;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' OR walls.post() IS DISTINCT FROM 'reviewer' OR NOT EXISTS (
        SELECT 1 FROM public.loans_application WHERE prefecture_id = NEW.prefecture_id
          AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id
          AND state IN ('received', 'inquiry', 'review')) THEN
      RAISE EXCEPTION 'nothing is asked now' USING ERRCODE = '42501';
    END IF;
    SELECT name, blocks_proposal, takes_papers INTO rule
      FROM walls.correction_kinds(NEW.prefecture_id, walls.today()) WHERE code = NEW.kind;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such kind' USING ERRCODE = '42501';
    END IF;
    NEW.kind_name := rule.name;
    NEW.blocks_proposal := rule.blocks_proposal;
    NEW.takes_papers := rule.takes_papers;
    NEW.is_forwarded := true;
    NEW.created_at := clock_timestamp();
    SELECT name INTO STRICT NEW.asked_name FROM public.councils_staff WHERE id = NEW.asked_by;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM walls.correction_step
      WHERE before = OLD.state AND after = NEW.state AND post = walls.post()) THEN
    RAISE EXCEPTION 'no such step' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'answered' THEN
    NEW.answered_at := clock_timestamp();
    SELECT name INTO STRICT NEW.answered_name FROM public.councils_staff WHERE id = NEW.answered_by;
  ELSE
    NEW.settled_at := clock_timestamp();
    SELECT name INTO STRICT NEW.settled_name FROM public.councils_staff WHERE id = NEW.settled_by;
  END IF;
  RETURN NEW;
END $$;
"""

RETURNS = """
-- 返戻: by the reviewer, of a case that lies returned; dated when it is written.
CREATE FUNCTION walls.guard_return() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user = 'office' AND (walls.post() IS DISTINCT FROM 'reviewer' OR NOT EXISTS (
      SELECT 1 FROM public.loans_application WHERE prefecture_id = NEW.prefecture_id
        AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id AND state = 'returned')) THEN
    RAISE EXCEPTION 'nothing is returned now' USING ERRCODE = '42501';
  END IF;
  NEW.created_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER guard_return BEFORE INSERT ON loans_return FOR EACH ROW EXECUTE FUNCTION walls.guard_return();

-- Whether what stands at the place of an item (loans/applications/places.py) is sent otherwise than before.
CREATE FUNCTION walls.is_changed(place text, before jsonb, now jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT before IS NOT NULL AND CASE split_part(place, ':', 1)
    WHEN 'field' THEN before #> ARRAY['request', split_part(place, ':', 2)]
      IS DISTINCT FROM now #> ARRAY['request', split_part(place, ':', 2)]
    WHEN 'member' THEN
      (SELECT person FROM jsonb_array_elements(before -> 'members') person
        WHERE person ->> 'id' = split_part(place, ':', 2))
      IS DISTINCT FROM
      (SELECT person FROM jsonb_array_elements(now -> 'members') person
        WHERE person ->> 'id' = split_part(place, ':', 2))
    WHEN 'paper' THEN
      (SELECT array_agg(paper ->> 'id' ORDER BY paper ->> 'id') FROM jsonb_array_elements(before -> 'papers') paper
        WHERE paper ->> 'kind' = split_part(place, ':', 2))
      IS DISTINCT FROM
      (SELECT array_agg(paper ->> 'id' ORDER BY paper ->> 'id') FROM jsonb_array_elements(now -> 'papers') paper
        WHERE paper ->> 'kind' = split_part(place, ':', 2))
    ELSE false END
$$;

-- 進達: with what is sent, kept by whoever forwards, and with every item of the last return met; 進達 and 取下げ end the
-- return that is open, and nothing else does.
CREATE FUNCTION walls.guard_leaving() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  sent_now jsonb;
  sent_before jsonb;
BEGIN
  IF NEW.state = 'forwarded' THEN
    SELECT sent INTO sent_now FROM public.loans_forwarding WHERE prefecture_id = NEW.prefecture_id
      AND application_id = NEW.id AND NOT is_forwarded AND forwarded_by = NEW.forwarded_by
      ORDER BY number DESC LIMIT 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'what is sent was not kept' USING ERRCODE = '42501';
    END IF;
    SELECT sent INTO sent_before FROM public.loans_forwarding WHERE prefecture_id = NEW.prefecture_id
      AND application_id = NEW.id AND is_forwarded ORDER BY number DESC LIMIT 1;
    IF EXISTS (SELECT 1 FROM public.loans_returnitem item WHERE item.prefecture_id = NEW.prefecture_id
        AND item.application_id = NEW.id AND item.answer = ''
        AND item.returned_id = (SELECT id FROM public.loans_return WHERE prefecture_id = NEW.prefecture_id
          AND application_id = NEW.id ORDER BY created_at DESC LIMIT 1)
        AND NOT walls.is_changed(item.place, sent_before, sent_now)) THEN
      RAISE EXCEPTION 'an item of the return is not answered' USING ERRCODE = '42501';
    END IF;
  END IF;
  UPDATE public.loans_return SET answered_at = clock_timestamp()
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id AND answered_at IS NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_leaving BEFORE UPDATE OF state ON loans_application FOR EACH ROW
  WHEN (NEW.state IN ('forwarded', 'withdrawn') AND OLD.state <> NEW.state) EXECUTE FUNCTION walls.guard_leaving();
REVOKE EXECUTE ON FUNCTION walls.guard_return(), walls.guard_leaving(), walls.is_changed(text, jsonb, jsonb)
  FROM PUBLIC;
REVOKE UPDATE (answered_at) ON loans_return FROM counter;
REVOKE INSERT ON loans_historicalreturn FROM counter;

UPDATE loans_return back SET answered_at = clock_timestamp() FROM loans_application ended
  WHERE ended.prefecture_id = back.prefecture_id AND ended.id = back.application_id AND ended.state = 'withdrawn'
    AND back.answered_at IS NULL;
"""

RETURNS_BACK = """
GRANT INSERT ON loans_historicalreturn TO counter;
GRANT UPDATE (answered_at) ON loans_return TO counter;
DROP TRIGGER guard_leaving ON loans_application;
DROP TRIGGER guard_return ON loans_return;
DROP FUNCTION walls.guard_return(), walls.guard_leaving(), walls.is_changed(text, jsonb, jsonb);
"""

RULES_BACK = """
CREATE OR REPLACE FUNCTION walls.guard_returnitem() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.loans_return WHERE prefecture_id = NEW.prefecture_id
      AND municipal_council_id = NEW.municipal_council_id AND id = NEW.returned_id
      AND application_id = NEW.application_id AND answered_at IS NULL) THEN
    RAISE EXCEPTION 'no open return of this case' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.answered_at IS NOT NULL THEN
      RAISE EXCEPTION 'nothing comes answered' USING ERRCODE = '42501';
    END IF;
    SELECT name INTO NEW.reason_name FROM public.loans_returnreason
      WHERE code = NEW.reason AND (prefecture_id = NEW.prefecture_id OR prefecture_id IS NULL)
        AND valid_from <= walls.today() AND (valid_until IS NULL OR valid_until >= walls.today())
      ORDER BY prefecture_id NULLS LAST, valid_from DESC LIMIT 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such reason' USING ERRCODE = '42501';
    END IF;
  ELSIF NEW.answer = '' THEN
    NEW.answered_by := NULL; NEW.answered_at := NULL; NEW.answered_name := '';
  ELSIF session_user = 'counter' THEN
    NEW.answered_by := walls.staff_id(); NEW.answered_at := clock_timestamp();
    SELECT name INTO STRICT NEW.answered_name FROM public.councils_staff WHERE id = NEW.answered_by;
  END IF;
  SELECT forwarded_at IS NOT NULL INTO STRICT NEW.is_forwarded FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.application_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION walls.guard_correction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE rule record;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' OR walls.post() IS DISTINCT FROM 'reviewer' OR NOT EXISTS (
        SELECT 1 FROM public.loans_application WHERE prefecture_id = NEW.prefecture_id
          AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id
          AND state IN ('received', 'inquiry', 'review')) THEN
      RAISE EXCEPTION 'nothing is asked now' USING ERRCODE = '42501';
    END IF;
    SELECT name, blocks_proposal, takes_papers INTO rule FROM public.loans_correctionkind
      WHERE code = NEW.kind AND (prefecture_id = NEW.prefecture_id OR prefecture_id IS NULL)
        AND valid_from <= walls.today() AND (valid_until IS NULL OR valid_until >= walls.today())
      ORDER BY prefecture_id NULLS LAST, valid_from DESC LIMIT 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such kind' USING ERRCODE = '42501';
    END IF;
    NEW.kind_name := rule.name;
    NEW.blocks_proposal := rule.blocks_proposal;
    NEW.takes_papers := rule.takes_papers;
    NEW.is_forwarded := true;
    NEW.created_at := clock_timestamp();
    SELECT name INTO STRICT NEW.asked_name FROM public.councils_staff WHERE id = NEW.asked_by;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM walls.correction_step
      WHERE before = OLD.state AND after = NEW.state AND post = walls.post()) THEN
    RAISE EXCEPTION 'no such step' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'answered' THEN
    NEW.answered_at := clock_timestamp();
    SELECT name INTO STRICT NEW.answered_name FROM public.councils_staff WHERE id = NEW.answered_by;
  ELSE
    NEW.settled_at := clock_timestamp();
    SELECT name INTO STRICT NEW.settled_name FROM public.councils_staff WHERE id = NEW.settled_by;
  END IF;
  RETURN NEW;
END $$;
DROP FUNCTION walls.return_reasons(text, date), walls.correction_kinds(text, date);
"""


class Migration(migrations.Migration):

    dependencies = [("loans", "0041_protection")]

    operations = [migrations.RunSQL(RULES, RULES_BACK), migrations.RunSQL(RETURNS, RETURNS_BACK)]
