"""The signed context, and the walls of the ground floor, in both databases (walls.md §2-4, §7)."""

from django.conf import settings
from django.db import migrations

CONTEXT = """
CREATE SCHEMA walls;
REVOKE ALL ON SCHEMA walls FROM PUBLIC;
GRANT USAGE ON SCHEMA walls TO {roles};

CREATE TABLE walls.key (role name PRIMARY KEY, inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
ALTER TABLE walls.key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON walls.key TO CURRENT_USER USING (true) WITH CHECK (true);

CREATE FUNCTION walls.context(field int) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whole text := current_setting('walls.context', true);
  body text := split_part(whole, '|', 1);
  parts text[];
  key walls.key;
BEGIN
  -- An unset setting reads '' after the first transaction of a session.
  IF whole IS NULL OR whole = '' THEN
    RETURN NULL;
  END IF;
  SELECT * INTO key FROM walls.key WHERE role = session_user;
  -- Digests of both sides are compared, so that the time taken tells nothing of the signature.
  IF key IS NULL OR sha256(convert_to(split_part(whole, '|', 2), 'UTF8')) IS DISTINCT FROM sha256(convert_to(encode(
       sha256(key.outer_pad || sha256(key.inner_pad || convert_to(body, 'UTF8'))), 'hex'), 'UTF8')) THEN
    RAISE EXCEPTION 'forged context' USING ERRCODE = '42501';
  END IF;
  parts := string_to_array(body, ':');
  IF parts[1] <> 'v1' OR parts[2]::int <> pg_backend_pid()
     OR parts[3]::bigint <> (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint THEN
    RAISE EXCEPTION 'context of another transaction' USING ERRCODE = '42501';
  END IF;
  RETURN nullif(parts[field], '');
END $$;

CREATE FUNCTION walls.staff_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS 'SELECT walls.context(4)::bigint';
CREATE FUNCTION walls.council_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS 'SELECT walls.context(5)';
CREATE FUNCTION walls.prefecture_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS 'SELECT walls.context(6)';
CREATE FUNCTION walls.post() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS 'SELECT walls.context(7)';
CREATE FUNCTION walls.signing_in() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS $$SELECT convert_from(decode(walls.context(8), 'hex'), 'UTF8')$$;

-- NULL unless the post reads cases: so each policy stays one comparison, whatever the post.
CREATE FUNCTION walls.case_council_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN walls.context(7) IN ('counsellor', 'counter_chief') THEN walls.context(5) END $$;
CREATE FUNCTION walls.case_prefecture_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN walls.context(7) IN ('reviewer', 'subsection_chief', 'section_chief', 'secretary_general',
    'president', 'inquiry_officer', 'system') THEN walls.context(6) END $$;
CREATE FUNCTION walls.trail_prefecture_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN walls.context(7) IN ('auditor', 'administrator') THEN walls.context(6) END $$;

CREATE FUNCTION walls.trail(verb text, case_id uuid, subject_id uuid, fields varchar[], purpose text, result text)
RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.councils_trailrow
    (at, staff_id, post, council_id, prefecture_id, verb, case_id, subject_id, fields, purpose, result)
  VALUES (clock_timestamp(), walls.staff_id(), coalesce(walls.post(), 'none'), walls.council_id(), walls.prefecture_id(),
    $1, $2, $3, $4, $5, $6) $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA walls FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA walls TO {roles};
"""

# Every table of this database is behind a wall; what a role may do is added below, table by table.
EVERY_TABLE = """
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~
    '^(councils_|auth_|guardian_|mfa_|account_|django_)' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
"""

# Reference: everybody reads, the owner writes. Door: the own row, in the stages of signing in.
GROUND = """
CREATE POLICY reference_rows ON councils_council FOR SELECT TO {roles} USING (true);
CREATE POLICY reference_rows ON django_content_type FOR SELECT TO {roles} USING (true);
CREATE POLICY reference_rows ON auth_permission FOR SELECT TO {roles} USING (true);
CREATE POLICY reference_rows ON councils_letterhead FOR SELECT TO {pages} USING (true);
GRANT SELECT ON councils_council, django_content_type, auth_permission TO {roles};
GRANT SELECT ON councils_letterhead TO {pages};

CREATE POLICY plate_rows ON councils_nameplate FOR SELECT TO {pages}
  USING (prefecture_id = (SELECT walls.prefecture_id()));
GRANT SELECT ON councils_nameplate TO {pages};

CREATE POLICY own_rows ON councils_post FOR SELECT TO {pages} USING (staff_id = (SELECT walls.staff_id()));
CREATE POLICY own_rows ON councils_staff_groups FOR SELECT TO {pages} USING (staff_id = (SELECT walls.staff_id()));
CREATE POLICY own_rows ON guardian_userobjectpermission FOR SELECT TO {pages}
  USING (user_id = (SELECT walls.staff_id()));
CREATE POLICY own_rows ON mfa_authenticator TO {pages}
  USING (user_id = (SELECT walls.staff_id())) WITH CHECK (user_id = (SELECT walls.staff_id()));
GRANT SELECT ON councils_post, councils_staff_groups, guardian_userobjectpermission TO {pages};
GRANT SELECT, INSERT, DELETE, UPDATE (data, last_used_at) ON mfa_authenticator TO {pages};

-- Groups are not used: no rows for anybody; the libraries ask all the same.
GRANT SELECT ON auth_group, auth_group_permissions, guardian_groupobjectpermission TO {pages};

CREATE POLICY trail_rows ON councils_trailrow FOR SELECT TO {readers}
  USING (prefecture_id = (SELECT walls.trail_prefecture_id()));
GRANT SELECT ON councils_trailrow TO {readers};
"""

CASES = """
CREATE POLICY own_rows ON councils_staff FOR SELECT TO counter USING (council_kind = 'municipal'
  AND (id = (SELECT walls.staff_id()) OR username = (SELECT walls.signing_in())));
CREATE POLICY own_rows_of_office ON councils_staff FOR SELECT TO office USING (council_kind = 'prefectural'
  AND (id = (SELECT walls.staff_id()) OR username = (SELECT walls.signing_in())));
-- A typed name reads, so that its password can be compared; it changes nothing.
CREATE POLICY own_changes ON councils_staff FOR UPDATE TO counter, office USING (id = (SELECT walls.staff_id()));
GRANT SELECT, UPDATE (last_login, password) ON councils_staff TO counter, office;

CREATE POLICY office_rows ON councils_outboxrow TO office USING (prefecture_id = (SELECT walls.case_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT, INSERT, UPDATE (next_at, attempts, settled_at, trouble) ON councils_outboxrow TO office;

ALTER TABLE councils_post ADD CONSTRAINT post_of_these_zones CHECK (kind <> 'inquiry_officer');
"""

VAULT = """
CREATE POLICY own_rows ON councils_staff FOR SELECT TO gate USING (council_kind = 'prefectural'
  AND (id = (SELECT walls.staff_id()) OR username = (SELECT walls.signing_in())));
CREATE POLICY own_changes ON councils_staff FOR UPDATE TO gate USING (id = (SELECT walls.staff_id()));
GRANT SELECT, UPDATE (last_login, password) ON councils_staff TO gate;

CREATE POLICY own_rows ON councils_designation FOR SELECT TO gate USING (staff_id = (SELECT walls.staff_id()));
GRANT SELECT ON councils_designation TO gate;

CREATE POLICY gate_rows ON councils_outboxrow TO gate, gate_worker
  USING (prefecture_id = (SELECT walls.case_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT, INSERT ON councils_outboxrow TO gate, gate_worker;
GRANT UPDATE (next_at, attempts, settled_at, trouble) ON councils_outboxrow TO gate_worker;

ALTER TABLE councils_post ADD CONSTRAINT post_of_these_zones
  CHECK (kind IN ('inquiry_officer', 'administrator', 'auditor'));
"""

# The kind that a member of staff carries is the council's own.
KEYS = """
ALTER TABLE councils_staff ADD CONSTRAINT staff_of_a_council_of_this_kind
  FOREIGN KEY (council_id, council_kind) REFERENCES councils_council (code, kind);

-- Fixed conflicts, whoever writes: a post of another prefecture; an auditor who also works on cases.
CREATE FUNCTION walls.guard_post() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
REVOKE EXECUTE ON FUNCTION walls.guard_post() FROM PUBLIC;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON councils_post FOR EACH ROW EXECUTE FUNCTION walls.guard_post();
"""

BACK = """
DROP TRIGGER guard ON councils_post;
ALTER TABLE councils_staff DROP CONSTRAINT staff_of_a_council_of_this_kind;
ALTER TABLE councils_post DROP CONSTRAINT post_of_these_zones;
DO $$
DECLARE policy record;
BEGIN
  FOR policy IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' AND tablename ~
    '^(councils_|auth_|guardian_|mfa_|account_|django_)' LOOP
    EXECUTE format('DROP POLICY %I ON %I', policy.policyname, policy.tablename);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', policy.tablename);
    EXECUTE format('REVOKE ALL ON %I FROM {roles}', policy.tablename);
  END LOOP;
END $$;
DROP SCHEMA walls CASCADE;
"""

ROLES = {
    "cases": {"roles": "counter, office, gate_worker", "pages": "counter, office", "readers": "office"},
    "vault": {"roles": "gate, gate_worker", "pages": "gate", "readers": "gate"},
}


def build(apps, schema_editor):
    names = ROLES[settings.HOME]
    home = VAULT if settings.HOME == "vault" else CASES
    for part in (CONTEXT, EVERY_TABLE, GROUND, home, KEYS):
        schema_editor.execute(part.format(**names) if part in (CONTEXT, GROUND) else part, params=None)


def unbuild(apps, schema_editor):
    schema_editor.execute(BACK.format(**ROLES[settings.HOME]), params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(build, unbuild)]
