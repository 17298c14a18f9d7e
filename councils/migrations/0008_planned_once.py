"""A row of the trail is planned once, not each time: with the rest of walls.trail(), half of what it cost."""

from django.db import migrations

FORWARD = """
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

BACK = """
CREATE OR REPLACE FUNCTION walls.trail(verb text, case_id uuid, subject_id uuid, fields varchar[], purpose text, result text)
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  facts text[];
BEGIN
  -- The signature is checked once a row, not once a fact: it is most of what a row costs.
  IF walls.context(1) IS NOT NULL THEN
    facts := string_to_array(split_part(current_setting('walls.context'), '|', 1), ':');
  END IF;
  WITH written AS (
    INSERT INTO public.councils_trailrow
      (at, staff_id, post, council_id, prefecture_id, verb, case_id, subject_id, fields, purpose, result)
    VALUES (clock_timestamp(), nullif(facts[4], '')::bigint, coalesce(nullif(facts[7], ''), 'none'),
      nullif(facts[5], ''), nullif(facts[6], ''), $1, $2, $3, $4, $5, $6)
    RETURNING id)
  INSERT INTO walls.unsealed (row_id) SELECT written.id FROM written;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0007_posts_of_each_login")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
