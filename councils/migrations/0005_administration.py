"""職員の管理: the roster, what waits for a second hand, invitations; and who may do what with them (walls.md §4, §6)."""

import datetime
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models

# Whom an administrator, an auditor and a chief reach; NULL in any other post, so that each policy stays one comparison.
CONTEXT = """
CREATE FUNCTION walls.staff_prefecture_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN walls.context(7) = 'administrator' THEN walls.context(6) END $$;
CREATE FUNCTION walls.chief_council_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN walls.context(7) IN ('counter_chief', 'subsection_chief', 'section_chief', 'secretary_general',
    'president') THEN walls.context(5) END $$;
CREATE FUNCTION walls.today() RETURNS date LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$ SELECT (statement_timestamp() AT TIME ZONE 'Asia/Tokyo')::date $$;

-- What a post carries: object permissions on its council. A test compares this with councils/permissions.py.
CREATE FUNCTION walls.rights_of(post text) RETURNS text[] LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE post
    WHEN 'counsellor' THEN ARRAY['record_consultations', 'take_applications']
    WHEN 'counter_chief' THEN ARRAY['record_consultations', 'take_applications', 'forward_applications']
    WHEN 'reviewer' THEN ARRAY['receive_applications', 'order_inquiries', 'review_applications']
    WHEN 'subsection_chief' THEN ARRAY['sign_applications']
    WHEN 'section_chief' THEN ARRAY['sign_applications']
    WHEN 'secretary_general' THEN ARRAY['sign_applications']
    WHEN 'president' THEN ARRAY['sign_applications']
    WHEN 'administrator' THEN ARRAY['administer_staff']
    WHEN 'auditor' THEN ARRAY['audit_access']
    WHEN 'inquiry_officer' THEN ARRAY['make_inquiries']
    ELSE ARRAY[]::text[] END $$;

-- The object permissions of one person, made to be exactly what the posts held today or later carry.
CREATE FUNCTION walls.match_rights(of_staff bigint) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
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
"""

# Fixed conflicts, whoever writes. As before: a post at home only, an auditor alone. New: the post's prefecture is the
# council's, its kind fits the kind of council, and nobody holds one post twice at a time.
POSTS = """
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
UPDATE councils_post SET kind = kind;
ALTER TABLE councils_post ADD CONSTRAINT post_of_prefecture
  FOREIGN KEY (prefecture_id, council_id) REFERENCES councils_council (prefecture_id, code);
CREATE POLICY administered_rows ON councils_post FOR SELECT TO {desk}
  USING (prefecture_id = (SELECT walls.staff_prefecture_id()));
"""

ROSTER = """
ALTER TABLE councils_rosterentry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON councils_rosterentry TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY administered_rows ON councils_rosterentry FOR SELECT TO {desk}
  USING (prefecture_id = (SELECT walls.trail_prefecture_id()));
GRANT SELECT ON councils_rosterentry TO {desk};

CREATE FUNCTION walls.keep_roster() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.councils_rosterentry
      (staff_id, prefecture_id, council_id, username, name, is_active, has_password, last_login)
    SELECT NEW.id, council.prefecture_id, NEW.council_id, NEW.username, NEW.name, NEW.is_active,
      NEW.password ~ '^[^!]', NEW.last_login
    FROM public.councils_council council WHERE council.code = NEW.council_id
    ON CONFLICT (staff_id) DO UPDATE SET prefecture_id = excluded.prefecture_id, council_id = excluded.council_id,
      username = excluded.username, name = excluded.name, is_active = excluded.is_active,
      has_password = excluded.has_password, last_login = excluded.last_login;
  RETURN NULL;
END $$;
CREATE TRIGGER roster AFTER INSERT OR UPDATE ON councils_staff FOR EACH ROW EXECUTE FUNCTION walls.keep_roster();

CREATE FUNCTION walls.keep_factor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE whose bigint := coalesce(NEW.user_id, OLD.user_id);
BEGIN
  UPDATE public.councils_rosterentry SET factor_since = (SELECT min(created_at) FROM public.mfa_authenticator
    WHERE user_id = whose AND type <> 'recovery_codes') WHERE staff_id = whose;
  RETURN NULL;
END $$;
CREATE TRIGGER roster AFTER INSERT OR DELETE ON mfa_authenticator FOR EACH ROW EXECUTE FUNCTION walls.keep_factor();

INSERT INTO councils_rosterentry
    (staff_id, prefecture_id, council_id, username, name, is_active, has_password, last_login, factor_since)
  SELECT staff.id, council.prefecture_id, staff.council_id, staff.username, staff.name, staff.is_active,
    staff.password ~ '^[^!]', staff.last_login,
    (SELECT min(created_at) FROM mfa_authenticator WHERE user_id = staff.id AND type <> 'recovery_codes')
  FROM councils_staff staff JOIN councils_council council ON council.code = staff.council_id;
"""

PROPOSALS = """
ALTER TABLE councils_proposal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON councils_proposal TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY administered_rows ON councils_proposal FOR SELECT TO {desk}
  USING (prefecture_id = (SELECT walls.trail_prefecture_id()));
CREATE POLICY chief_rows ON councils_proposal FOR SELECT TO {pages}
  USING (act = 'factor' AND council_id = (SELECT walls.chief_council_id()));
CREATE POLICY proposed_rows ON councils_proposal FOR INSERT TO {desk}
  WITH CHECK (prefecture_id = (SELECT walls.staff_prefecture_id()) AND proposed_by_id = (SELECT walls.staff_id())
    AND confirmed_by_id IS NULL AND confirmed_at IS NULL AND withdrawn_by_id IS NULL AND withdrawn_at IS NULL
    AND made_post_id IS NULL AND moved_at IS NULL);
CREATE POLICY withdrawn_rows ON councils_proposal FOR UPDATE TO {desk}
  USING (prefecture_id = (SELECT walls.staff_prefecture_id()) AND confirmed_at IS NULL AND withdrawn_at IS NULL)
  WITH CHECK (withdrawn_by_id = (SELECT walls.staff_id()));
GRANT SELECT ON councils_proposal TO {pages};
GRANT INSERT, UPDATE (withdrawn_by_id, withdrawn_at) ON councils_proposal TO {desk};

-- Foreign keys do not look at policies: these carry the tenant.
ALTER TABLE councils_proposal ADD CONSTRAINT proposal_of_roster
  FOREIGN KEY (prefecture_id, staff_id) REFERENCES councils_rosterentry (prefecture_id, staff_id);
ALTER TABLE councils_proposal ADD CONSTRAINT proposal_of_council
  FOREIGN KEY (prefecture_id, council_id) REFERENCES councils_council (prefecture_id, code);

-- The time is the database's. Whose chief may confirm follows from the person, not from who proposes.
CREATE FUNCTION walls.stamp_proposal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.proposed_at := statement_timestamp();
  IF NEW.act IN ('resume', 'factor') THEN
    SELECT council_id INTO NEW.council_id FROM public.councils_staff WHERE id = NEW.staff_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stamp BEFORE INSERT ON councils_proposal FOR EACH ROW EXECUTE FUNCTION walls.stamp_proposal();

-- Its trail row is written with it, whoever writes it: who proposed what kind of thing for whom, and who took it back.
CREATE FUNCTION walls.tell_proposal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE done text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    done := 'propose_' || NEW.act;
  ELSIF NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL THEN
    done := 'withdraw_' || NEW.act;
  ELSIF NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL THEN
    done := 'confirm_' || NEW.act;
  ELSE
    RETURN NULL;
  END IF;
  PERFORM walls.trail(done, NULL, (SELECT id FROM public.councils_rosterentry WHERE staff_id = NEW.staff_id),
    CASE NEW.act WHEN 'post' THEN ARRAY['post', 'since', 'until'] WHEN 'move' THEN ARRAY['council', 'post', 'since']
      WHEN 'resume' THEN ARRAY['is_active'] WHEN 'factor' THEN ARRAY['factor']
      WHEN 'designation' THEN ARRAY['designation', 'trained_on'] ELSE ARRAY['value', 'since'] END::varchar[],
    NEW.setting, 'done');
  RETURN NULL;
END $$;
CREATE TRIGGER trail AFTER INSERT OR UPDATE ON councils_proposal FOR EACH ROW EXECUTE FUNCTION walls.tell_proposal();
"""

ACTS = """
-- The entry of somebody whom this administrator may administer; others there are none. Held until the transaction ends.
CREATE FUNCTION walls.administered(of_staff bigint) RETURNS public.councils_rosterentry
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE entry public.councils_rosterentry;
BEGIN
  SELECT * INTO entry FROM public.councils_rosterentry
    WHERE staff_id = of_staff AND prefecture_id = walls.staff_prefecture_id() FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nobody to administer' USING ERRCODE = '42501';
  END IF;
  RETURN entry;
END $$;

-- A new member of staff: nobody's password, no post, no right.
CREATE FUNCTION walls.invite(of_username text, of_name text, of_council text, of_office_username text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  home public.councils_council;
  new bigint;
  entry uuid;
BEGIN
  SELECT * INTO home FROM public.councils_council
    WHERE code = of_council AND prefecture_id = walls.staff_prefecture_id() AND kind IN ({kinds});
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no council to administer' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.councils_staff (password, is_superuser, username, name, council_id, council_kind, is_active)
    VALUES ('!' || gen_random_uuid(), false, of_username, of_name, home.code, home.kind, true) RETURNING id INTO new;
  INSERT INTO public.councils_nameplate (staff_id, name, council_id, prefecture_id)
    VALUES (new, of_name, home.code, home.prefecture_id);
  UPDATE public.councils_rosterentry SET office_username = of_office_username WHERE staff_id = new RETURNING id INTO entry;
  PERFORM walls.trail('invite_staff', NULL, entry, ARRAY['username', 'name', 'council'], '', 'done');
  RETURN entry;
END $$;

-- The key of the digests: made here, read by the functions below alone.
CREATE TABLE walls.invitation_key (is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one), inner_pad bytea NOT NULL,
  outer_pad bytea NOT NULL);
ALTER TABLE walls.invitation_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON walls.invitation_key TO CURRENT_USER USING (true) WITH CHECK (true);
INSERT INTO walls.invitation_key (inner_pad, outer_pad)
  SELECT string_agg(uuid_send(gen_random_uuid()), ''), string_agg(uuid_send(gen_random_uuid()), '')
  FROM generate_series(1, 4);
CREATE FUNCTION walls.digest_of(code text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(outer_pad || sha256(inner_pad || convert_to(code, 'UTF8'))), 'hex') FROM walls.invitation_key $$;

-- 24 hexadecimal digits, 96 bits of them random; the slip of paper holds it, the database its digest.
CREATE FUNCTION walls.write_invitation(of_staff bigint, issuer bigint) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  code text := upper(left(replace(gen_random_uuid()::text, '-', ''), 12)
    || left(replace(gen_random_uuid()::text, '-', ''), 12));
BEGIN
  UPDATE public.councils_invitation SET revoked_at = statement_timestamp()
    WHERE staff_id = of_staff AND used_at IS NULL AND revoked_at IS NULL;
  INSERT INTO public.councils_invitation (prefecture_id, staff_id, digest, issued_by_id, issued_at, expires_at)
    SELECT prefecture_id, staff_id, walls.digest_of(code), issuer, statement_timestamp(),
      statement_timestamp() + interval '7 days'
    FROM public.councils_rosterentry WHERE staff_id = of_staff;
  UPDATE public.councils_rosterentry SET invited_until = statement_timestamp() + interval '7 days'
    WHERE staff_id = of_staff;
  RETURN code;
END $$;

CREATE FUNCTION walls.issue_invitation(of_staff bigint) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE entry public.councils_rosterentry := walls.administered(of_staff);
BEGIN
  IF of_staff = walls.staff_id() THEN
    RAISE EXCEPTION 'not to oneself' USING ERRCODE = '23514', CONSTRAINT = 'administers_another';
  END IF;
  IF NOT entry.is_active THEN
    RAISE EXCEPTION 'suspended' USING ERRCODE = '23514', CONSTRAINT = 'invitation_of_the_active';
  END IF;
  PERFORM walls.trail('issue_invitation', NULL, entry.id, ARRAY['password'], '', 'done');
  RETURN walls.write_invitation(of_staff, walls.staff_id());
END $$;

-- Whose a code is, at the zone where that person will sign in; nothing where it is not good.
CREATE FUNCTION walls.invited(code text) RETURNS TABLE (staff_id bigint, username text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT staff.id, staff.username::text, staff.name::text
  FROM public.councils_invitation invitation JOIN public.councils_staff staff ON staff.id = invitation.staff_id
  WHERE invitation.digest = walls.digest_of(code) AND invitation.used_at IS NULL AND invitation.revoked_at IS NULL
    AND invitation.expires_at > statement_timestamp() AND staff.is_active
    AND staff.council_kind = CASE session_user WHEN 'counter' THEN 'municipal' ELSE 'prefectural' END $$;

-- The invited person's own password, once. NULL where the code is not good (any more).
CREATE FUNCTION walls.accept_invitation(code text, new_password text) RETURNS bigint
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

-- At once, by one alone: less right than before. The open invitation ends with it.
CREATE FUNCTION walls.suspend(of_staff bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE entry public.councils_rosterentry := walls.administered(of_staff);
BEGIN
  IF of_staff = walls.staff_id() THEN
    RAISE EXCEPTION 'not oneself' USING ERRCODE = '23514', CONSTRAINT = 'administers_another';
  END IF;
  IF entry.suspended_at IS NOT NULL THEN
    RAISE EXCEPTION 'suspended' USING ERRCODE = '23514', CONSTRAINT = 'suspended_once';
  END IF;
  PERFORM walls.switch_off(of_staff, walls.staff_id());
  PERFORM walls.trail('suspend_staff', NULL, entry.id, ARRAY['is_active'], '', 'done');
END $$;
CREATE FUNCTION walls.switch_off(of_staff bigint, who bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.councils_staff SET is_active = false, sessions_from = statement_timestamp() WHERE id = of_staff;
  UPDATE public.councils_rosterentry SET suspended_by = who, suspended_at = statement_timestamp(), invited_until = NULL
    WHERE staff_id = of_staff;
  UPDATE public.councils_invitation SET revoked_at = statement_timestamp()
    WHERE staff_id = of_staff AND used_at IS NULL AND revoked_at IS NULL;
END $$;

-- A post's last day: only ever an earlier one than before, and not before yesterday.
CREATE FUNCTION walls.end_post(of_post bigint, last_day date) RETURNS void
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

-- A person leaves: every post ends with the last day, and on the day after nothing opens any more.
CREATE FUNCTION walls.leave(of_staff bigint, last_day date) RETURNS void
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
"""

CONFIRM = """
-- The second hand. Constraints of the table refuse the proposer and the one whom it is about; what is confirmed is done
-- here and nowhere else, so that no login gives a right by itself.
CREATE FUNCTION walls.confirm(of_proposal uuid) RETURNS void
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
      WHERE staff_id = what.staff_id AND is_active AND (leaves_on IS NULL OR leaves_on >= coalesce(what.until, what.since)))
  THEN
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

-- The posts change hands from the day on, whenever that is; the person's own council on the day.
CREATE FUNCTION walls.begin_move(what public.councils_proposal) RETURNS void
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
CREATE FUNCTION walls.end_move(what public.councils_proposal) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.councils_staff staff SET council_id = council.code, council_kind = council.kind
    FROM public.councils_council council WHERE staff.id = what.staff_id AND council.code = what.council_id;
  UPDATE public.councils_nameplate SET council_id = what.council_id WHERE staff_id = what.staff_id;
  UPDATE public.councils_proposal SET moved_at = statement_timestamp() WHERE id = what.id;
END $$;

-- What a new day brings, for one prefecture: moves that are due, people who have left, rights of posts that are over.
CREATE FUNCTION walls.settle_staff() RETURNS integer
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

ALTER TABLE councils_invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON councils_invitation TO CURRENT_USER USING (true) WITH CHECK (true);
"""

# Nobody calls a function but those named here; the rest are called by these.
CALLERS = """
REVOKE EXECUTE ON FUNCTION walls.staff_prefecture_id(), walls.chief_council_id(), walls.today(), walls.rights_of(text),
  walls.match_rights(bigint), walls.guard_post(), walls.keep_roster(), walls.keep_factor(), walls.stamp_proposal(),
  walls.tell_proposal(), walls.administered(bigint), walls.invite(text, text, text, text), walls.digest_of(text),
  walls.write_invitation(bigint, bigint), walls.issue_invitation(bigint), walls.invited(text),
  walls.accept_invitation(text, text), walls.suspend(bigint), walls.switch_off(bigint, bigint),
  walls.end_post(bigint, date), walls.leave(bigint, date), walls.confirm(uuid),
  walls.begin_move(public.councils_proposal), walls.end_move(public.councils_proposal), walls.settle_staff() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.staff_prefecture_id(), walls.chief_council_id(), walls.invited(text),
  walls.accept_invitation(text, text), walls.confirm(uuid) TO {pages};
GRANT EXECUTE ON FUNCTION walls.invite(text, text, text, text), walls.issue_invitation(bigint), walls.suspend(bigint),
  walls.end_post(bigint, date), walls.leave(bigint, date) TO {desk};
GRANT EXECUTE ON FUNCTION walls.settle_staff() TO {worker};
"""

# The cases know no inquiry officers; the vault no councils of the municipalities.
CASES = """
ALTER TABLE councils_proposal ADD CONSTRAINT proposal_of_these_zones
  CHECK (act <> 'designation' AND post_kind <> 'inquiry_officer');
"""
VAULT = """
ALTER TABLE councils_proposal ADD CONSTRAINT proposal_of_these_zones
  CHECK (act <> 'move' AND post_kind IN ('', 'inquiry_officer', 'administrator', 'auditor'));
CREATE POLICY administered_rows ON councils_designation FOR SELECT TO gate
  USING (EXISTS (SELECT 1 FROM councils_rosterentry entry WHERE entry.staff_id = councils_designation.staff_id
    AND entry.prefecture_id = (SELECT walls.staff_prefecture_id())));

CREATE FUNCTION walls.end_designation(of_designation bigint, last_day date) RETURNS void
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
REVOKE EXECUTE ON FUNCTION walls.end_designation(bigint, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.end_designation(bigint, date) TO gate;
"""

BACK = """
DROP TRIGGER trail ON councils_proposal;
DROP TRIGGER stamp ON councils_proposal;
DROP TRIGGER roster ON mfa_authenticator;
DROP TRIGGER roster ON councils_staff;
DROP POLICY administered_rows ON councils_post;
DROP POLICY IF EXISTS administered_rows ON councils_designation;
DROP POLICY administered_rows ON councils_rosterentry;
DROP POLICY administered_rows ON councils_proposal;
DROP POLICY chief_rows ON councils_proposal;
DROP POLICY proposed_rows ON councils_proposal;
DROP POLICY withdrawn_rows ON councils_proposal;
ALTER TABLE councils_post DROP CONSTRAINT post_of_prefecture;
ALTER TABLE councils_proposal DROP CONSTRAINT proposal_of_roster, DROP CONSTRAINT proposal_of_council,
  DROP CONSTRAINT proposal_of_these_zones;
DROP TABLE walls.invitation_key CASCADE;
DROP FUNCTION IF EXISTS walls.end_designation(bigint, date);
DROP FUNCTION walls.settle_staff(), walls.confirm(uuid), walls.begin_move(public.councils_proposal),
  walls.end_move(public.councils_proposal), walls.leave(bigint, date), walls.end_post(bigint, date),
  walls.suspend(bigint), walls.switch_off(bigint, bigint), walls.accept_invitation(text, text), walls.invited(text),
  walls.issue_invitation(bigint), walls.write_invitation(bigint, bigint), walls.digest_of(text),
  walls.invite(text, text, text, text), walls.administered(bigint), walls.tell_proposal(), walls.stamp_proposal(),
  walls.keep_factor(), walls.keep_roster(), walls.match_rights(bigint), walls.rights_of(text), walls.today(),
  walls.chief_council_id(), walls.staff_prefecture_id();
CREATE OR REPLACE FUNCTION walls.guard_post() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.councils_staff staff
      JOIN public.councils_council home ON home.code = staff.council_id
      JOIN public.councils_council there ON there.code = NEW.council_id
      WHERE staff.id = NEW.staff_id AND home.prefecture_id = there.prefecture_id AND home.kind = there.kind) THEN
    RAISE EXCEPTION 'a post at home only' USING ERRCODE = '23514', CONSTRAINT = 'post_at_home';
  END IF;
  IF EXISTS (SELECT 1 FROM public.councils_post other WHERE other.staff_id = NEW.staff_id AND other.id <> NEW.id
      AND (other.kind = 'auditor') <> (NEW.kind = 'auditor')
      AND daterange(other.since, other.until, '[]') && daterange(NEW.since, NEW.until, '[]')) THEN
    RAISE EXCEPTION 'an auditor audits only' USING ERRCODE = '23514', CONSTRAINT = 'post_auditor_alone';
  END IF;
  RETURN NEW;
END $$;
"""

# desk: where administrators sit; pages: all that sign in; worker: the login of the system's tasks.
NAMES = {
    "cases": {"desk": "office", "pages": "counter, office", "worker": "office", "kinds": "'prefectural', 'municipal'"},
    "vault": {"desk": "gate", "pages": "gate", "worker": "gate_worker", "kinds": "'prefectural'"},
}


def build(apps, schema_editor):
    names = NAMES[settings.HOME]
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for part in (CONTEXT, POSTS, ROSTER, PROPOSALS, ACTS, CONFIRM, CALLERS):
        schema_editor.execute(part.format(**names), params=None)
    schema_editor.execute(VAULT if settings.HOME == "vault" else CASES, params=None)


def unbuild(apps, schema_editor):
    schema_editor.execute(BACK, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0004_signin'),
    ]

    operations = [
        migrations.AddField(
            model_name='staff',
            name='sessions_from',
            field=models.DateTimeField(null=True, verbose_name='有効なサインインの始まり'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='符号の要約')),
                ('issued_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='発行日時')),
                ('expires_at', models.DateTimeField(verbose_name='期限')),
                ('used_at', models.DateTimeField(null=True, verbose_name='使用日時')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='失効日時')),
            ],
            options={
                'verbose_name': '招待',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('act', models.CharField(choices=[('post', '職の付与'), ('move', '異動'), ('resume', '停止の解除'), ('factor', '確認アプリの登録し直し'), ('designation', '取扱担当者の指定'), ('setting', '県の設定')], max_length=12, verbose_name='内容')),
                ('post_kind', models.CharField(blank=True, choices=[('counsellor', '相談員'), ('counter_chief', '責任者'), ('reviewer', '審査担当'), ('subsection_chief', '係長'), ('section_chief', '課長'), ('secretary_general', '事務局長'), ('president', '会長'), ('administrator', '管理者'), ('auditor', '監査担当'), ('inquiry_officer', '情報照会担当'), ('system', 'システム')], default='', max_length=20, verbose_name='職')),
                ('since', models.DateField(null=True, verbose_name='開始日')),
                ('until', models.DateField(null=True, verbose_name='終了日')),
                ('trained_on', models.DateField(null=True, verbose_name='研修受講日')),
                ('setting', models.CharField(blank=True, default='', max_length=60, verbose_name='項目')),
                ('value', models.JSONField(null=True, verbose_name='値')),
                ('reason', models.CharField(blank=True, default='', max_length=200, verbose_name='理由')),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='提案日時')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='確認日時')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='取下げ日時')),
                ('moved_at', models.DateTimeField(null=True, verbose_name='異動処理日時')),
            ],
            options={
                'verbose_name': '確認待ち',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RosterEntry',
            fields=[
                ('id', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=60, verbose_name='利用者名')),
                ('name', models.CharField(max_length=60, verbose_name='氏名')),
                ('is_active', models.BooleanField(verbose_name='在職')),
                ('has_password', models.BooleanField(verbose_name='パスワード設定済み')),
                ('last_login', models.DateTimeField(null=True, verbose_name='最終サインイン')),
                ('factor_since', models.DateTimeField(null=True, verbose_name='確認アプリの登録日時')),
                ('invited_until', models.DateTimeField(null=True, verbose_name='招待の期限')),
                ('suspended_by', models.BigIntegerField(null=True, verbose_name='停止した職員')),
                ('suspended_at', models.DateTimeField(null=True, verbose_name='停止日時')),
                ('leaves_on', models.DateField(null=True, verbose_name='最終勤務日')),
                ('office_username', models.CharField(db_default='', max_length=60, verbose_name='事務局での利用者名')),
            ],
            options={
                'verbose_name': '職員名簿',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='post',
            name='prefecture_id',
            field=models.CharField(db_default='', editable=False, max_length=6, verbose_name='都道府県'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['prefecture_id', 'kind', 'staff'], name='post_by_kind'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['prefecture_id', 'until'], name='post_by_end'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='issued_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='発行者'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='prefecture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='staff',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='職員'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確認者'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='council',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='社協'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='made_post',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.post', verbose_name='付与した職'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='prefecture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提案者'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='staff',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='対象の職員'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='取下げた職員'),
        ),
        migrations.AddField(
            model_name='rosterentry',
            name='council',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='所属'),
        ),
        migrations.AddField(
            model_name='rosterentry',
            name='prefecture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddField(
            model_name='rosterentry',
            name='staff',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entry', to=settings.AUTH_USER_MODEL, verbose_name='職員'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('issued_at')), ('expires_at__lte', django.db.models.expressions.CombinedExpression(models.F('issued_at'), '+', models.Value(datetime.timedelta(days=7))))), name='invitation_is_short'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('used_at', None), ('revoked_at', None), _connector='OR'), name='invitation_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None), ('used_at', None)), fields=('prefecture', 'staff'), name='invitation_open_once'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(condition=models.Q(('confirmed_at', None), ('withdrawn_at', None)), fields=['prefecture', 'proposed_at', 'id'], name='proposal_waiting'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['prefecture', 'staff', '-proposed_at'], name='proposal_of_staff'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(condition=models.Q(('act', 'factor'), ('confirmed_at', None), ('withdrawn_at', None)), fields=['council'], name='proposal_of_chief'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='proposal_confirmed_by_another'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), ('staff', None), models.Q(('confirmed_by', models.F('staff')), _negated=True), _connector='OR'), name='proposal_confirmed_by_no_subject'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__gt', 0)), _connector='OR'), name='proposal_confirmed_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__gt', 0)), _connector='OR'), name='proposal_withdrawn_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_at', None), ('withdrawn_at', None), _connector='OR'), name='proposal_settled_once'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='proposal_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'setting'), ('since__isnull', False), ('staff', None), ('value__isnull', False), models.Q(('setting', ''), _negated=True), models.Q(('reason', ''), _negated=True)), models.Q(('act__in', ['post', 'move']), ('council__isnull', False), ('since__isnull', False), ('staff__isnull', False), models.Q(('post_kind', ''), _negated=True)), models.Q(('act', 'designation'), ('staff__isnull', False), ('trained_on__isnull', False), ('trained_on__lte', models.F('since'))), models.Q(('act__in', ['resume', 'factor']), ('council__isnull', False), ('staff__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='proposal_says_what_its_act_needs'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('confirmed_at', None), ('withdrawn_at', None)), fields=('prefecture', 'staff', 'act', 'post_kind', 'setting'), name='proposal_waits_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='rosterentry',
            index=models.Index(fields=['prefecture', 'council', 'username'], name='roster_by_council'),
        ),
        migrations.AddIndex(
            model_name='rosterentry',
            index=models.Index(fields=['prefecture', 'username'], name='roster_by_name'),
        ),
        migrations.AddConstraint(
            model_name='rosterentry',
            constraint=models.UniqueConstraint(fields=('prefecture', 'staff'), name='roster_of_prefecture'),
        ),
        migrations.RunPython(build, unbuild),
    ]
