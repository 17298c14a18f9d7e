"""Signing in is in the trail of the council where the name works: its auditors see who came, and who was refused."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION walls.trail(verb text, case_id uuid, subject_id uuid, fields varchar[], purpose text, result text)
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  facts text[];
  council text;
  prefecture text;
  written bigint;
BEGIN
  -- The signature is checked once a row, not once a fact; and two inserts need no plan of their own each time (the
  -- database forces one for lists): both together made a row cost twice as much.
  IF walls.context(1) IS NOT NULL THEN
    facts := string_to_array(split_part(current_setting('walls.context'), '|', 1), ':');
  END IF;
  council := nullif(facts[5], '');
  prefecture := nullif(facts[6], '');
  IF prefecture IS NULL AND (facts[4] <> '' OR facts[8] <> '') THEN
    -- Somebody who signs in has no post yet: the row belongs to where that name works, so that its auditors see it.
    SELECT staff.council_id, home.prefecture_id INTO council, prefecture FROM public.councils_staff staff
      JOIN public.councils_council home ON home.code = staff.council_id
      WHERE CASE WHEN facts[4] <> '' THEN staff.id = facts[4]::bigint
        ELSE staff.username = convert_from(decode(facts[8], 'hex'), 'UTF8') END;
  END IF;
  INSERT INTO public.councils_trailrow
      (at, staff_id, post, council_id, prefecture_id, verb, case_id, subject_id, fields, purpose, result)
    VALUES (clock_timestamp(), nullif(facts[4], '')::bigint, coalesce(nullif(facts[7], ''), 'none'),
      council, prefecture, $1, $2, $3, $4, $5, $6)
    RETURNING id INTO written;
  INSERT INTO walls.unsealed (row_id) VALUES (written);
END $$;
"""

BACK = """
CREATE OR REPLACE FUNCTION walls.trail(verb text, case_id uuid, subject_id uuid, fields varchar[], purpose text, result text)
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  facts text[];
  written bigint;
BEGIN
  -- The signature is checked once a row, not once a fact; and two inserts need no plan of their own each time (the
  -- database forces one for lists): both together made a row cost twice as much.
  IF walls.context(1) IS NOT NULL THEN
    facts := string_to_array(split_part(current_setting('walls.context'), '|', 1), ':');
  END IF;
  INSERT INTO public.councils_trailrow
      (at, staff_id, post, council_id, prefecture_id, verb, case_id, subject_id, fields, purpose, result)
    VALUES (clock_timestamp(), nullif(facts[4], '')::bigint, coalesce(nullif(facts[7], ''), 'none'),
      nullif(facts[5], ''), nullif(facts[6], ''), $1, $2, $3, $4, $5, $6)
    RETURNING id INTO written;
  INSERT INTO walls.unsealed (row_id) VALUES (written);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0008_planned_once")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
