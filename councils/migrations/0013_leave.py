"""退職・職の終了: what has not begun by the last day never begins; held in one order, and before it is checked."""

import datetime

from django.conf import settings
from django.db import migrations, models

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
# One order for everybody: factor, entry of the roster, row of staff, invitation. Signing in wrote the row of staff and,
# by its trigger, the entry; who suspends held the entry first: of both at once PostgreSQL ended one.
ORDER = """
CREATE OR REPLACE FUNCTION walls.accept_invitation(code text, new_password text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who bigint := (SELECT staff_id FROM walls.invited(code));
BEGIN
  IF new_password !~ '^scrypt\\$' THEN
    RAISE EXCEPTION 'no digest of a password' USING ERRCODE = '42501';
  END IF;
  PERFORM 1 FROM public.councils_rosterentry WHERE staff_id = who FOR NO KEY UPDATE;
  UPDATE public.councils_invitation SET used_at = statement_timestamp()
    WHERE digest = walls.digest_of(code) AND staff_id = who AND used_at IS NULL AND revoked_at IS NULL;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE public.councils_staff SET password = new_password WHERE id = who;
  UPDATE public.councils_rosterentry SET invited_until = NULL WHERE staff_id = who;
  RETURN who;
END $$;
CREATE OR REPLACE FUNCTION walls.confirm(of_proposal uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  what public.councils_proposal;
  new bigint;
BEGIN
  SELECT * INTO what FROM public.councils_proposal WHERE id = of_proposal
    AND (prefecture_id = walls.staff_prefecture_id() OR (act = 'factor' AND council_id = walls.chief_council_id()))
    FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nothing to confirm' USING ERRCODE = '42501';
  END IF;
  IF what.confirmed_at IS NOT NULL OR what.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'settled' USING ERRCODE = '23514', CONSTRAINT = 'proposal_settled_once';
  END IF;
  UPDATE public.councils_proposal SET confirmed_by_id = walls.staff_id(), confirmed_at = statement_timestamp()
    WHERE id = what.id;
  -- A sign-in holds its factor before its entry: so does whoever takes the factor away.
  IF what.act = 'factor' THEN
    DELETE FROM public.mfa_authenticator WHERE user_id = what.staff_id;
  END IF;
  PERFORM 1 FROM public.councils_rosterentry WHERE staff_id = what.staff_id FOR NO KEY UPDATE;
  IF what.act IN ('post', 'move', 'designation') AND NOT EXISTS (SELECT 1 FROM public.councils_rosterentry
      WHERE staff_id = what.staff_id AND is_active AND leaves_on IS NULL) THEN
    RAISE EXCEPTION 'has left' USING ERRCODE = '23514', CONSTRAINT = 'proposal_for_the_active';
  END IF;
  CASE what.act
    WHEN 'post' THEN
      INSERT INTO public.councils_post (staff_id, council_id, kind, since, until)
        VALUES (what.staff_id, what.council_id, what.post_kind, what.since, what.until) RETURNING id INTO new;
      UPDATE public.councils_proposal SET made_post_id = new WHERE id = what.id;
      PERFORM walls.match_rights(what.staff_id);
    WHEN 'move' THEN
      PERFORM walls.begin_move(what);
    WHEN 'resume' THEN
      UPDATE public.councils_staff SET is_active = true WHERE id = what.staff_id;
      UPDATE public.councils_rosterentry SET suspended_by = NULL, suspended_at = NULL, leaves_on = NULL
        WHERE staff_id = what.staff_id;
    WHEN 'factor' THEN
      UPDATE public.councils_staff SET sessions_from = statement_timestamp() WHERE id = what.staff_id;
    WHEN 'designation' THEN
      INSERT INTO public.councils_designation (staff_id, since, until, trained_on, designated_by)
        SELECT what.staff_id, what.since, what.until, what.trained_on, name
        FROM public.councils_rosterentry WHERE staff_id = walls.staff_id();
    WHEN 'setting' THEN
      INSERT INTO public.councils_setting
          (prefecture_id, name, kind, value, since, reason, proposed_by_id, confirmed_by_id, confirmed_at)
        VALUES (what.prefecture_id, what.setting,
          CASE jsonb_typeof(what.value) WHEN 'boolean' THEN 'flag' ELSE 'count' END, what.value, what.since,
          what.reason, what.proposed_by_id, walls.staff_id(), statement_timestamp());
  END CASE;
END $$;
CREATE OR REPLACE FUNCTION walls.end_move(what public.councils_proposal) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM public.councils_rosterentry WHERE staff_id = what.staff_id FOR NO KEY UPDATE;
  UPDATE public.councils_staff staff SET council_id = council.code, council_kind = council.kind
    FROM public.councils_council council WHERE staff.id = what.staff_id AND council.code = what.council_id;
  UPDATE public.councils_nameplate SET council_id = what.council_id WHERE staff_id = what.staff_id;
  UPDATE public.councils_proposal SET moved_at = statement_timestamp() WHERE id = what.id;
END $$;
CREATE OR REPLACE FUNCTION walls.settle_staff() RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := CASE WHEN walls.post() = 'system' THEN walls.prefecture_id() END;
  move public.councils_proposal;
  entry public.councils_rosterentry;
  done integer := 0;
BEGIN
  IF whose IS NULL THEN
    RAISE EXCEPTION 'the system alone' USING ERRCODE = '42501';
  END IF;
  FOR move IN SELECT * FROM public.councils_proposal WHERE prefecture_id = whose AND act = 'move'
      AND confirmed_at IS NOT NULL AND moved_at IS NULL AND since <= walls.today()
      ORDER BY staff_id, since FOR UPDATE SKIP LOCKED LOOP
    PERFORM walls.end_move(move);
    done := done + 1;
  END LOOP;
  FOR entry IN SELECT * FROM public.councils_rosterentry WHERE prefecture_id = whose AND leaves_on < walls.today()
      AND is_active FOR UPDATE SKIP LOCKED LOOP
    PERFORM walls.switch_off(entry.staff_id, NULL);
    PERFORM walls.trail('leave_staff', NULL, entry.id, ARRAY['is_active'], '', 'done');
    done := done + 1;
  END LOOP;
  FOR entry IN SELECT DISTINCT roster.* FROM public.councils_rosterentry roster
      JOIN public.councils_post post ON post.prefecture_id = whose AND post.staff_id = roster.staff_id
        AND post.until < walls.today()
      JOIN public.guardian_userobjectpermission held ON held.user_id = roster.staff_id
        AND held.object_pk = post.council_id
      WHERE roster.prefecture_id = whose AND NOT EXISTS (SELECT 1 FROM public.councils_post other
        JOIN public.auth_permission carried ON carried.id = held.permission_id
        WHERE other.staff_id = roster.staff_id AND other.council_id = held.object_pk
          AND carried.codename = ANY (walls.rights_of(other.kind))
          AND (other.until IS NULL OR other.until >= greatest(other.since, walls.today()))) LOOP
    PERFORM walls.match_rights(entry.staff_id);
    PERFORM walls.trail('end_rights', NULL, entry.id, ARRAY['until'], '', 'done');
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;
-- A page changes its own row of staff alone; in the functions of administration the entry is held already.
CREATE FUNCTION walls.hold_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM public.councils_rosterentry WHERE staff_id = walls.staff_id() FOR NO KEY UPDATE;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION walls.hold_entry() FROM PUBLIC;
CREATE TRIGGER hold BEFORE UPDATE ON councils_staff FOR EACH STATEMENT WHEN (current_user = session_user)
  EXECUTE FUNCTION walls.hold_entry();
"""
ORDER_BEFORE = """
CREATE OR REPLACE FUNCTION walls.accept_invitation(code text, new_password text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who bigint := (SELECT staff_id FROM walls.invited(code));
BEGIN
  IF new_password !~ '^scrypt\\$' THEN
    RAISE EXCEPTION 'no digest of a password' USING ERRCODE = '42501';
  END IF;
  UPDATE public.councils_invitation SET used_at = statement_timestamp()
    WHERE digest = walls.digest_of(code) AND staff_id = who AND used_at IS NULL AND revoked_at IS NULL;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE public.councils_staff SET password = new_password WHERE id = who;
  UPDATE public.councils_rosterentry SET invited_until = NULL WHERE staff_id = who;
  RETURN who;
END $$;
CREATE OR REPLACE FUNCTION walls.confirm(of_proposal uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  what public.councils_proposal;
  new bigint;
BEGIN
  SELECT * INTO what FROM public.councils_proposal WHERE id = of_proposal
    AND (prefecture_id = walls.staff_prefecture_id() OR (act = 'factor' AND council_id = walls.chief_council_id()))
    FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nothing to confirm' USING ERRCODE = '42501';
  END IF;
  IF what.confirmed_at IS NOT NULL OR what.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'settled' USING ERRCODE = '23514', CONSTRAINT = 'proposal_settled_once';
  END IF;
  UPDATE public.councils_proposal SET confirmed_by_id = walls.staff_id(), confirmed_at = statement_timestamp()
    WHERE id = what.id;
  IF what.act IN ('post', 'move', 'designation') AND NOT EXISTS (SELECT 1 FROM public.councils_rosterentry
      WHERE staff_id = what.staff_id AND is_active AND leaves_on IS NULL) THEN
    RAISE EXCEPTION 'has left' USING ERRCODE = '23514', CONSTRAINT = 'proposal_for_the_active';
  END IF;
  CASE what.act
    WHEN 'post' THEN
      INSERT INTO public.councils_post (staff_id, council_id, kind, since, until)
        VALUES (what.staff_id, what.council_id, what.post_kind, what.since, what.until) RETURNING id INTO new;
      UPDATE public.councils_proposal SET made_post_id = new WHERE id = what.id;
      PERFORM walls.match_rights(what.staff_id);
    WHEN 'move' THEN
      PERFORM walls.begin_move(what);
    WHEN 'resume' THEN
      UPDATE public.councils_staff SET is_active = true WHERE id = what.staff_id;
      UPDATE public.councils_rosterentry SET suspended_by = NULL, suspended_at = NULL, leaves_on = NULL
        WHERE staff_id = what.staff_id;
    WHEN 'factor' THEN
      DELETE FROM public.mfa_authenticator WHERE user_id = what.staff_id;
      UPDATE public.councils_staff SET sessions_from = statement_timestamp() WHERE id = what.staff_id;
    WHEN 'designation' THEN
      INSERT INTO public.councils_designation (staff_id, since, until, trained_on, designated_by)
        SELECT what.staff_id, what.since, what.until, what.trained_on, name
        FROM public.councils_rosterentry WHERE staff_id = walls.staff_id();
    WHEN 'setting' THEN
      INSERT INTO public.councils_setting
          (prefecture_id, name, kind, value, since, reason, proposed_by_id, confirmed_by_id, confirmed_at)
        VALUES (what.prefecture_id, what.setting,
          CASE jsonb_typeof(what.value) WHEN 'boolean' THEN 'flag' ELSE 'count' END, what.value, what.since,
          what.reason, what.proposed_by_id, walls.staff_id(), statement_timestamp());
  END CASE;
END $$;
CREATE OR REPLACE FUNCTION walls.end_move(what public.councils_proposal) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.councils_staff staff SET council_id = council.code, council_kind = council.kind
    FROM public.councils_council council WHERE staff.id = what.staff_id AND council.code = what.council_id;
  UPDATE public.councils_nameplate SET council_id = what.council_id WHERE staff_id = what.staff_id;
  UPDATE public.councils_proposal SET moved_at = statement_timestamp() WHERE id = what.id;
END $$;
CREATE OR REPLACE FUNCTION walls.settle_staff() RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := CASE WHEN walls.post() = 'system' THEN walls.prefecture_id() END;
  move public.councils_proposal;
  entry public.councils_rosterentry;
  done integer := 0;
BEGIN
  IF whose IS NULL THEN
    RAISE EXCEPTION 'the system alone' USING ERRCODE = '42501';
  END IF;
  FOR move IN SELECT * FROM public.councils_proposal WHERE prefecture_id = whose AND act = 'move'
      AND confirmed_at IS NOT NULL AND moved_at IS NULL AND since <= walls.today() FOR UPDATE SKIP LOCKED LOOP
    PERFORM walls.end_move(move);
    done := done + 1;
  END LOOP;
  FOR entry IN SELECT * FROM public.councils_rosterentry WHERE prefecture_id = whose AND leaves_on < walls.today()
      AND is_active FOR UPDATE SKIP LOCKED LOOP
    PERFORM walls.switch_off(entry.staff_id, NULL);
    PERFORM walls.trail('leave_staff', NULL, entry.id, ARRAY['is_active'], '', 'done');
    done := done + 1;
  END LOOP;
  FOR entry IN SELECT DISTINCT roster.* FROM public.councils_rosterentry roster
      JOIN public.councils_post post ON post.prefecture_id = whose AND post.staff_id = roster.staff_id
        AND post.until < walls.today()
      JOIN public.guardian_userobjectpermission held ON held.user_id = roster.staff_id
        AND held.object_pk = post.council_id
      WHERE roster.prefecture_id = whose AND NOT EXISTS (SELECT 1 FROM public.councils_post other
        JOIN public.auth_permission carried ON carried.id = held.permission_id
        WHERE other.staff_id = roster.staff_id AND other.council_id = held.object_pk
          AND carried.codename = ANY (walls.rights_of(other.kind))
          AND (other.until IS NULL OR other.until >= walls.today())) LOOP
    PERFORM walls.match_rights(entry.staff_id);
    PERFORM walls.trail('end_rights', NULL, entry.id, ARRAY['until'], '', 'done');
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;
DROP TRIGGER hold ON councils_staff;
DROP FUNCTION walls.hold_entry();
"""
# A post that would begin after the last day ends on the day before it begins: it is never held, and no record is lost.
# It had one day, until the sweep switched the person off.
LEAVE = """
CREATE OR REPLACE FUNCTION walls.guard_post() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT prefecture_id INTO NEW.prefecture_id FROM public.councils_council WHERE code = NEW.council_id;
  IF NOT EXISTS (SELECT 1 FROM public.councils_staff staff
      JOIN public.councils_council home ON home.code = staff.council_id
      JOIN public.councils_council there ON there.code = NEW.council_id
      WHERE staff.id = NEW.staff_id AND home.prefecture_id = there.prefecture_id AND home.kind = there.kind) THEN
    RAISE EXCEPTION 'a post at home only' USING ERRCODE = '23514', CONSTRAINT = 'post_at_home';
  END IF;
  IF (NEW.kind IN ('counsellor', 'counter_chief')) = EXISTS (SELECT 1 FROM public.councils_council
      WHERE code = NEW.council_id AND kind = 'prefectural') THEN
    RAISE EXCEPTION 'no such post at this kind of council' USING ERRCODE = '23514', CONSTRAINT = 'post_of_its_council';
  END IF;
  IF EXISTS (SELECT 1 FROM public.councils_post other WHERE other.staff_id = NEW.staff_id AND other.id <> NEW.id
      AND (other.kind = 'auditor') <> (NEW.kind = 'auditor')
      AND daterange(other.since, other.until + 1) && daterange(NEW.since, NEW.until + 1)) THEN
    RAISE EXCEPTION 'an auditor audits only' USING ERRCODE = '23514', CONSTRAINT = 'post_auditor_alone';
  END IF;
  IF EXISTS (SELECT 1 FROM public.councils_post other WHERE other.staff_id = NEW.staff_id AND other.id <> NEW.id
      AND other.kind = NEW.kind AND other.council_id = NEW.council_id
      AND daterange(other.since, other.until + 1) && daterange(NEW.since, NEW.until + 1)) THEN
    RAISE EXCEPTION 'held already' USING ERRCODE = '23514', CONSTRAINT = 'post_held_once';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION walls.match_rights(of_staff bigint) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.guardian_userobjectpermission held WHERE held.user_id = of_staff AND NOT EXISTS (
    SELECT 1 FROM public.councils_post post JOIN public.auth_permission carried ON carried.id = held.permission_id
    WHERE post.staff_id = of_staff AND post.council_id = held.object_pk
      AND carried.codename = ANY (walls.rights_of(post.kind))
      AND (post.until IS NULL OR post.until >= greatest(post.since, walls.today())));
  INSERT INTO public.guardian_userobjectpermission (permission_id, content_type_id, object_pk, user_id)
    SELECT DISTINCT carried.id, carried.content_type_id, post.council_id, of_staff
    FROM public.councils_post post
    JOIN public.django_content_type type ON type.app_label = 'councils' AND type.model = 'council'
    JOIN public.auth_permission carried ON carried.content_type_id = type.id
      AND carried.codename = ANY (walls.rights_of(post.kind))
    WHERE post.staff_id = of_staff AND (post.until IS NULL OR post.until >= greatest(post.since, walls.today()))
    ON CONFLICT DO NOTHING;
END $$;
CREATE OR REPLACE FUNCTION walls.leave(of_staff bigint, last_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE entry public.councils_rosterentry := walls.administered(of_staff);
BEGIN
  IF of_staff = walls.staff_id() THEN
    RAISE EXCEPTION 'not oneself' USING ERRCODE = '23514', CONSTRAINT = 'administers_another';
  END IF;
  IF last_day < walls.today() OR last_day > entry.leaves_on THEN
    RAISE EXCEPTION 'over already' USING ERRCODE = '23514', CONSTRAINT = 'end_is_earlier';
  END IF;
  UPDATE public.councils_post SET until = greatest(last_day, since - 1)
    WHERE staff_id = of_staff AND (until IS NULL OR until > last_day);
  UPDATE public.councils_rosterentry SET leaves_on = last_day WHERE staff_id = of_staff;
  PERFORM walls.match_rights(of_staff);
  PERFORM walls.trail('leave_staff', NULL, entry.id, ARRAY['until', 'leaves_on'], '', 'done');
END $$;
CREATE OR REPLACE FUNCTION walls.begin_move(what public.councils_proposal) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  old text := (SELECT council_id FROM public.councils_staff WHERE id = what.staff_id);
  new bigint;
BEGIN
  IF EXISTS (SELECT 1 FROM public.councils_post
      WHERE staff_id = what.staff_id AND council_id = old AND since >= what.since
      AND (until IS NULL OR until >= since)) THEN
    RAISE EXCEPTION 'a later post' USING ERRCODE = '23514', CONSTRAINT = 'move_after_the_last_post';
  END IF;
  UPDATE public.councils_post SET until = what.since - 1
    WHERE staff_id = what.staff_id AND council_id = old AND since < what.since
      AND (until IS NULL OR until >= what.since);
  INSERT INTO public.councils_post (staff_id, council_id, kind, since, until)
    VALUES (what.staff_id, what.council_id, what.post_kind, what.since, what.until) RETURNING id INTO new;
  UPDATE public.councils_proposal SET made_post_id = new WHERE id = what.id;
  PERFORM walls.match_rights(what.staff_id);
  IF what.since <= walls.today() THEN
    PERFORM walls.end_move(what);
  END IF;
END $$;
"""
LEAVE_BEFORE = """
UPDATE councils_post SET until = since WHERE until < since;
CREATE OR REPLACE FUNCTION walls.guard_post() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT prefecture_id INTO NEW.prefecture_id FROM public.councils_council WHERE code = NEW.council_id;
  IF NOT EXISTS (SELECT 1 FROM public.councils_staff staff
      JOIN public.councils_council home ON home.code = staff.council_id
      JOIN public.councils_council there ON there.code = NEW.council_id
      WHERE staff.id = NEW.staff_id AND home.prefecture_id = there.prefecture_id AND home.kind = there.kind) THEN
    RAISE EXCEPTION 'a post at home only' USING ERRCODE = '23514', CONSTRAINT = 'post_at_home';
  END IF;
  IF (NEW.kind IN ('counsellor', 'counter_chief')) = EXISTS (SELECT 1 FROM public.councils_council
      WHERE code = NEW.council_id AND kind = 'prefectural') THEN
    RAISE EXCEPTION 'no such post at this kind of council' USING ERRCODE = '23514', CONSTRAINT = 'post_of_its_council';
  END IF;
  IF EXISTS (SELECT 1 FROM public.councils_post other WHERE other.staff_id = NEW.staff_id AND other.id <> NEW.id
      AND (other.kind = 'auditor') <> (NEW.kind = 'auditor')
      AND daterange(other.since, other.until, '[]') && daterange(NEW.since, NEW.until, '[]')) THEN
    RAISE EXCEPTION 'an auditor audits only' USING ERRCODE = '23514', CONSTRAINT = 'post_auditor_alone';
  END IF;
  IF EXISTS (SELECT 1 FROM public.councils_post other WHERE other.staff_id = NEW.staff_id AND other.id <> NEW.id
      AND other.kind = NEW.kind AND other.council_id = NEW.council_id
      AND daterange(other.since, other.until, '[]') && daterange(NEW.since, NEW.until, '[]')) THEN
    RAISE EXCEPTION 'held already' USING ERRCODE = '23514', CONSTRAINT = 'post_held_once';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION walls.match_rights(of_staff bigint) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.guardian_userobjectpermission held WHERE held.user_id = of_staff AND NOT EXISTS (
    SELECT 1 FROM public.councils_post post JOIN public.auth_permission carried ON carried.id = held.permission_id
    WHERE post.staff_id = of_staff AND post.council_id = held.object_pk
      AND carried.codename = ANY (walls.rights_of(post.kind))
      AND (post.until IS NULL OR post.until >= walls.today()));
  INSERT INTO public.guardian_userobjectpermission (permission_id, content_type_id, object_pk, user_id)
    SELECT DISTINCT carried.id, carried.content_type_id, post.council_id, of_staff
    FROM public.councils_post post
    JOIN public.django_content_type type ON type.app_label = 'councils' AND type.model = 'council'
    JOIN public.auth_permission carried ON carried.content_type_id = type.id
      AND carried.codename = ANY (walls.rights_of(post.kind))
    WHERE post.staff_id = of_staff AND (post.until IS NULL OR post.until >= walls.today())
    ON CONFLICT DO NOTHING;
END $$;
CREATE OR REPLACE FUNCTION walls.leave(of_staff bigint, last_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE entry public.councils_rosterentry := walls.administered(of_staff);
BEGIN
  IF of_staff = walls.staff_id() THEN
    RAISE EXCEPTION 'not oneself' USING ERRCODE = '23514', CONSTRAINT = 'administers_another';
  END IF;
  IF last_day < walls.today() THEN
    RAISE EXCEPTION 'over already' USING ERRCODE = '23514', CONSTRAINT = 'end_is_earlier';
  END IF;
  UPDATE public.councils_post SET until = greatest(last_day, since)
    WHERE staff_id = of_staff AND (until IS NULL OR until > last_day);
  UPDATE public.councils_rosterentry SET leaves_on = last_day WHERE staff_id = of_staff;
  PERFORM walls.match_rights(of_staff);
  PERFORM walls.trail('leave_staff', NULL, entry.id, ARRAY['until', 'leaves_on'], '', 'done');
END $$;
CREATE OR REPLACE FUNCTION walls.begin_move(what public.councils_proposal) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  old text := (SELECT council_id FROM public.councils_staff WHERE id = what.staff_id);
  new bigint;
BEGIN
  IF EXISTS (SELECT 1 FROM public.councils_post
      WHERE staff_id = what.staff_id AND council_id = old AND since >= what.since) THEN
    RAISE EXCEPTION 'a later post' USING ERRCODE = '23514', CONSTRAINT = 'move_after_the_last_post';
  END IF;
  UPDATE public.councils_post SET until = what.since - 1
    WHERE staff_id = what.staff_id AND council_id = old AND (until IS NULL OR until >= what.since);
  INSERT INTO public.councils_post (staff_id, council_id, kind, since, until)
    VALUES (what.staff_id, what.council_id, what.post_kind, what.since, what.until) RETURNING id INTO new;
  UPDATE public.councils_proposal SET made_post_id = new WHERE id = what.id;
  PERFORM walls.match_rights(what.staff_id);
  IF what.since <= walls.today() THEN
    PERFORM walls.end_move(what);
  END IF;
END $$;
"""
# Who has left meanwhile, or will: the same for them.
LEAVING = """
UPDATE councils_post post SET until = post.since - 1 FROM councils_rosterentry entry
  WHERE entry.staff_id = post.staff_id AND post.since > entry.leaves_on AND post.until = post.since;
"""

def _of_home(parts, of_vault):
    return (*parts, of_vault) if settings.HOME == "vault" else parts


def build(apps, schema_editor):
    for part in _of_home((ENDS, ORDER, LEAVE), ENDS_OF_VAULT):
        schema_editor.execute(part, params=None)
    schema_editor.execute(LEAVING, params=None)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def unbuild(apps, schema_editor):
    for part in _of_home((ENDS_BEFORE, ORDER_BEFORE, LEAVE_BEFORE), ENDS_OF_VAULT_BEFORE):
        schema_editor.execute(part, params=None)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("councils", "0012_invitation_by_two_hands")]
    operations = [
        migrations.RemoveConstraint(model_name="post", name="post_held_once_from_a_day"),
        migrations.RemoveConstraint(model_name="post", name="post_ends_after_it_begins"),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                name="post_held_once_from_a_day",
                fields=["staff", "council", "kind", "since"],
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since") - datetime.timedelta(days=1)),
            ),
        ),
        migrations.RunPython(build, unbuild),
        # Words alone: a passkey counts as much as an app.
        migrations.AlterField(
            model_name="proposal",
            name="act",
            field=models.CharField(
                choices=[
                    ("post", "職の付与"),
                    ("move", "異動"),
                    ("resume", "停止の解除"),
                    ("factor", "サインインのやり直し"),
                    ("designation", "取扱担当者の指定"),
                    ("setting", "県の設定"),
                ],
                max_length=12,
                verbose_name="内容",
            ),
        ),
        migrations.AlterField(
            model_name="rosterentry",
            name="factor_since",
            field=models.DateTimeField(null=True, verbose_name="二つめの確認の登録日時"),
        ),
    ]
