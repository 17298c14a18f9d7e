"""検索の見出し of 連帯借受人・連帯保証人・法定代理人: who telephones about a loan is often who stands beside it."""

from django.db import migrations

TRIGGERS = """
CREATE FUNCTION walls.keys_of(row_of public.loans_party) RETURNS text[] LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN row_of.removed_at IS NULL
    THEN walls.search_keys(row_of.name, row_of.kana, row_of.phone, NULL) ELSE '{}' END
$$;

CREATE FUNCTION walls.index_party() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF walls.keys_of(OLD) = walls.keys_of(NEW) AND OLD.is_forwarded = NEW.is_forwarded THEN
      RETURN NULL;
    END IF;
    PERFORM walls.drop_keys(OLD.municipal_council_id, OLD.id, walls.keys_of(OLD));
  END IF;
  PERFORM walls.put_keys(NEW.prefecture_id, NEW.municipal_council_id, NEW.id, NEW.application_id, NULL,
    NEW.is_forwarded, walls.keys_of(NEW));
  RETURN NULL;
END $$;
CREATE TRIGGER index_keys AFTER INSERT OR UPDATE OF name, kana, phone, removed_at, is_forwarded ON loans_party
  FOR EACH ROW EXECUTE FUNCTION walls.index_party();

CREATE OR REPLACE FUNCTION walls.fill_keys(of_council text) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.loans_searchkey
    (prefecture_id, municipal_council_id, key, source_id, application_id, consultation_id, is_forwarded)
  SELECT prefecture_id, municipal_council_id, unnest(walls.keys_of(a)), id, id, NULL::uuid, forwarded_at IS NOT NULL
    FROM public.loans_application a WHERE municipal_council_id = of_council
  UNION ALL SELECT prefecture_id, municipal_council_id, unnest(walls.keys_of(m)), id, application_id, NULL, is_forwarded
    FROM public.loans_member m WHERE municipal_council_id = of_council
  UNION ALL SELECT prefecture_id, municipal_council_id, unnest(walls.keys_of(p)), id, application_id, NULL, is_forwarded
    FROM public.loans_party p WHERE municipal_council_id = of_council
  UNION ALL SELECT prefecture_id, municipal_council_id, unnest(walls.keys_of(c)), id, NULL, id, false
    FROM public.loans_consultation c WHERE municipal_council_id = of_council
  ON CONFLICT DO NOTHING
$$;
REVOKE EXECUTE ON FUNCTION walls.keys_of(public.loans_party), walls.index_party() FROM PUBLIC;

INSERT INTO loans_searchkey
  (prefecture_id, municipal_council_id, key, source_id, application_id, consultation_id, is_forwarded)
  SELECT prefecture_id, municipal_council_id, unnest(walls.keys_of(p)), id, application_id, NULL, is_forwarded
  FROM loans_party p;
SET CONSTRAINTS ALL IMMEDIATE;
"""

BACK = """
DROP TRIGGER index_keys ON loans_party;
DELETE FROM loans_searchkey WHERE source_id IN (SELECT id FROM loans_party);
DROP FUNCTION walls.index_party();
CREATE OR REPLACE FUNCTION walls.fill_keys(of_council text) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.loans_searchkey
    (prefecture_id, municipal_council_id, key, source_id, application_id, consultation_id, is_forwarded)
  SELECT prefecture_id, municipal_council_id, unnest(walls.keys_of(a)), id, id, NULL::uuid, forwarded_at IS NOT NULL
    FROM public.loans_application a WHERE municipal_council_id = of_council
  UNION ALL SELECT prefecture_id, municipal_council_id, unnest(walls.keys_of(m)), id, application_id, NULL, is_forwarded
    FROM public.loans_member m WHERE municipal_council_id = of_council
  UNION ALL SELECT prefecture_id, municipal_council_id, unnest(walls.keys_of(c)), id, NULL, id, false
    FROM public.loans_consultation c WHERE municipal_council_id = of_council
  ON CONFLICT DO NOTHING
$$;
DROP FUNCTION walls.keys_of(public.loans_party);
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0033_papers")]
    operations = [migrations.RunSQL(TRIGGERS, BACK)]
