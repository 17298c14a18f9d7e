"""職・指定の終了: what is held first is what is checked."""

from django.conf import settings
from django.db import migrations

# The end is compared with the one that stands: read after the lock, or of two ends the later might win.
ENDS = """
CREATE OR REPLACE FUNCTION walls.end_post(of_post bigint, last_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  post public.councils_post;
  entry public.councils_rosterentry;
BEGIN
  -- Whose it is never changes; until when is read once nobody else can shorten it.
  entry := walls.administered((SELECT staff_id FROM public.councils_post
    WHERE id = of_post AND prefecture_id = walls.staff_prefecture_id()));
  SELECT * INTO post FROM public.councils_post WHERE id = of_post FOR NO KEY UPDATE;
  IF post.staff_id = walls.staff_id() THEN
    RAISE EXCEPTION 'not oneself' USING ERRCODE = '23514', CONSTRAINT = 'administers_another';
  END IF;
  IF last_day < walls.today() - 1 OR last_day >= post.until OR last_day < post.since THEN
    RAISE EXCEPTION 'no earlier end' USING ERRCODE = '23514', CONSTRAINT = 'end_is_earlier';
  END IF;
  UPDATE public.councils_post SET until = last_day WHERE id = of_post;
  PERFORM walls.match_rights(post.staff_id);
  PERFORM walls.trail('end_post', NULL, entry.id, ARRAY['until'], '', 'done');
END $$;
"""
ENDS_BEFORE = """
CREATE OR REPLACE FUNCTION walls.end_post(of_post bigint, last_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  post public.councils_post;
  entry public.councils_rosterentry;
BEGIN
  SELECT * INTO post FROM public.councils_post WHERE id = of_post AND prefecture_id = walls.staff_prefecture_id();
  entry := walls.administered(post.staff_id);
  IF post.staff_id = walls.staff_id() THEN
    RAISE EXCEPTION 'not oneself' USING ERRCODE = '23514', CONSTRAINT = 'administers_another';
  END IF;
  IF last_day < walls.today() - 1 OR last_day >= post.until OR last_day < post.since THEN
    RAISE EXCEPTION 'no earlier end' USING ERRCODE = '23514', CONSTRAINT = 'end_is_earlier';
  END IF;
  UPDATE public.councils_post SET until = last_day WHERE id = of_post;
  PERFORM walls.match_rights(post.staff_id);
  PERFORM walls.trail('end_post', NULL, entry.id, ARRAY['until'], '', 'done');
END $$;
"""
ENDS_OF_VAULT = """
CREATE OR REPLACE FUNCTION walls.end_designation(of_designation bigint, last_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  designation public.councils_designation;
  entry public.councils_rosterentry;
BEGIN
  entry := walls.administered((SELECT staff_id FROM public.councils_designation WHERE id = of_designation));
  SELECT * INTO designation FROM public.councils_designation WHERE id = of_designation FOR NO KEY UPDATE;
  IF designation.staff_id = walls.staff_id() THEN
    RAISE EXCEPTION 'not oneself' USING ERRCODE = '23514', CONSTRAINT = 'administers_another';
  END IF;
  IF last_day < walls.today() - 1 OR last_day >= designation.until OR last_day < designation.since THEN
    RAISE EXCEPTION 'no earlier end' USING ERRCODE = '23514', CONSTRAINT = 'end_is_earlier';
  END IF;
  UPDATE public.councils_designation SET until = last_day WHERE id = of_designation;
  PERFORM walls.trail('end_designation', NULL, entry.id, ARRAY['until'], '', 'done');
END $$;
"""
ENDS_OF_VAULT_BEFORE = """
CREATE OR REPLACE FUNCTION walls.end_designation(of_designation bigint, last_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  designation public.councils_designation;
  entry public.councils_rosterentry;
BEGIN
  SELECT * INTO designation FROM public.councils_designation WHERE id = of_designation;
  entry := walls.administered(designation.staff_id);
  IF designation.staff_id = walls.staff_id() THEN
    RAISE EXCEPTION 'not oneself' USING ERRCODE = '23514', CONSTRAINT = 'administers_another';
  END IF;
  IF last_day < walls.today() - 1 OR last_day >= designation.until OR last_day < designation.since THEN
    RAISE EXCEPTION 'no earlier end' USING ERRCODE = '23514', CONSTRAINT = 'end_is_earlier';
  END IF;
  UPDATE public.councils_designation SET until = last_day WHERE id = of_designation;
  PERFORM walls.trail('end_designation', NULL, entry.id, ARRAY['until'], '', 'done');
END $$;
"""

def _of_home(parts, of_vault):
    return (*parts, of_vault) if settings.HOME == "vault" else parts


def build(apps, schema_editor):
    for part in _of_home((ENDS,), ENDS_OF_VAULT):
        schema_editor.execute(part, params=None)


def unbuild(apps, schema_editor):
    for part in _of_home((ENDS_BEFORE,), ENDS_OF_VAULT_BEFORE):
        schema_editor.execute(part, params=None)


class Migration(migrations.Migration):
    dependencies = [("councils", "0012_invitation_by_two_hands")]
    operations = [migrations.RunPython(build, unbuild)]
