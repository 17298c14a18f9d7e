"""検索の見出し: exact keys of every case and talk under the same walls, kept by triggers of the tables themselves.

LIKE, trigrams and arrays are not leakproof, so a policy keeps their indexes out of use (speed.md); ranges and equality
in COLLATE "C" are. Each ending of a name is a key of its own: any part of a name is the beginning of one of its endings,
and so one range of one index, exact for every length, in half the rows that 2- and 3-grams take.
"""

import django.db.models.deletion
from django.db import migrations, models

# How a text is compared; what is stored stays as it was typed. Spaces, dots and hyphens of every kind go, letters are
# of one width and height, ひらがな is カタカナ, small kana are large, and a character that one family writes in several
# ways is one. One function for what is written and for what is asked: two could drift apart.
TEXT = r"""
CREATE FUNCTION walls.search_text(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT translate(
    regexp_replace(upper(normalize(given, NFKC)),
      '[\s.,''・･·:=\-‐‑‒–—―−ー─\uFE00-\uFE0F\U000E0100-\U000E01EF]', '', 'g'),
    'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん'
      || 'がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔぁぃぅぇぉっゃゅょゎゕゖ'
      || 'ァィゥェォッャュョヮヵヶヂヅ'
      || '髙﨑嵜碕𠮷德濵濱邊邉齋齊斎澤廣國櫻嶋嶌龍瀧眞惠榮壽淺條靜渕淵峯冨桒舘槇彌萬寬增曾圓將實藏豐鐵關禮樂燈舩栁桺',
    'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン'
      || 'ガギグゲゴザジズゼゾダジズデドバビブベボパピプペポヴアイウエオツヤユヨワカケ'
      || 'アイウエオツヤユヨワカケジズ'
      || '高崎崎崎吉徳浜浜辺辺斉斉斉沢広国桜島島竜滝真恵栄寿浅条静渕渕峰富桑館槙弥万寛増曽円将実蔵豊鉄関礼楽灯船柳柳')
$$;

CREATE FUNCTION walls.search_keys(name text, kana text, phone text, VARIADIC numbers text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT key), '{}') FROM (
    SELECT 'n' || substr(plain, place, 40) AS key FROM walls.search_text(name) plain
      CROSS JOIN generate_series(1, greatest(length(plain) - 1, 1)) place WHERE plain <> ''
    -- the whole, and each part after a space: who calls may say the given name alone
    UNION ALL SELECT 'k' || walls.search_text(part) FROM regexp_split_to_table(kana, '[\s　]+') WITH ORDINALITY cut(part, n)
      WHERE n > 1 AND walls.search_text(part) <> ''
    UNION ALL SELECT 'k' || walls.search_text(kana) WHERE walls.search_text(kana) <> ''
    UNION ALL SELECT unnest(ARRAY['t' || digits, 'e' || right(digits, 4)])
      FROM regexp_replace(phone, '\D', '', 'g') digits WHERE length(digits) >= 10
    UNION ALL SELECT 'r' || walls.search_text(number) FROM unnest(numbers) number WHERE number <> ''
  ) every
$$;
REVOKE EXECUTE ON FUNCTION walls.search_text(text), walls.search_keys(text, text, text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.search_text(text) TO counter, office;
"""

WALLS = """
ALTER TABLE loans_searchkey ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_searchkey TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY counter_rows ON loans_searchkey FOR SELECT TO counter
  USING (municipal_council_id = (SELECT walls.case_council_id()));
CREATE POLICY office_rows ON loans_searchkey FOR SELECT TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded);
GRANT SELECT ON loans_searchkey TO counter, office;
ALTER TABLE loans_searchkey ADD CONSTRAINT searchkey_council_of_prefecture
  FOREIGN KEY (prefecture_id, municipal_council_id) REFERENCES councils_council (prefecture_id, code);
"""

# A talk that has become an application is found as that; its own keys go.
TRIGGERS = """
CREATE FUNCTION walls.put_keys(of_prefecture text, of_council text, source uuid, application uuid, consultation uuid,
  is_seen boolean, keys text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.loans_searchkey
    (prefecture_id, municipal_council_id, key, source_id, application_id, consultation_id, is_forwarded)
    SELECT of_prefecture, of_council, key, source, application, consultation, is_seen FROM unnest(keys) key
$$;
CREATE FUNCTION walls.drop_keys(of_council text, source uuid, keys text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.loans_searchkey WHERE municipal_council_id = of_council AND source_id = source AND key = ANY (keys)
$$;

CREATE FUNCTION walls.keys_of(row_of public.loans_application) RETURNS text[] LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT walls.search_keys(row_of.applicant_name, row_of.applicant_kana, row_of.applicant_phone, row_of.receipt_number,
    row_of.prefectural_number)
$$;
CREATE FUNCTION walls.keys_of(row_of public.loans_member) RETURNS text[] LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $$
  -- the applicant is found by the application itself
  SELECT CASE WHEN row_of.removed_at IS NULL AND row_of.relation <> 'self'
    THEN walls.search_keys(row_of.name, row_of.kana, '', NULL) ELSE '{}' END
$$;
CREATE FUNCTION walls.keys_of(row_of public.loans_consultation) RETURNS text[] LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN row_of.state <> 'applying'
    THEN walls.search_keys(row_of.client_name, row_of.client_kana, row_of.client_phone, NULL) ELSE '{}' END
$$;

CREATE FUNCTION walls.index_application() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF walls.keys_of(OLD) = walls.keys_of(NEW) AND (OLD.forwarded_at IS NULL) = (NEW.forwarded_at IS NULL) THEN
      RETURN NULL;
    END IF;
    PERFORM walls.drop_keys(OLD.municipal_council_id, OLD.id, walls.keys_of(OLD));
  END IF;
  PERFORM walls.put_keys(NEW.prefecture_id, NEW.municipal_council_id, NEW.id, NEW.id, NULL,
    NEW.forwarded_at IS NOT NULL, walls.keys_of(NEW));
  RETURN NULL;
END $$;
CREATE TRIGGER index_keys AFTER INSERT OR UPDATE OF applicant_name, applicant_kana, applicant_phone, receipt_number,
  prefectural_number, forwarded_at ON loans_application FOR EACH ROW EXECUTE FUNCTION walls.index_application();

CREATE FUNCTION walls.index_member() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
CREATE TRIGGER index_keys AFTER INSERT OR UPDATE OF name, kana, relation, removed_at, is_forwarded ON loans_member
  FOR EACH ROW EXECUTE FUNCTION walls.index_member();

-- Never seen by the office: it reads a talk through the case that the talk became.
CREATE FUNCTION walls.index_consultation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF walls.keys_of(OLD) = walls.keys_of(NEW) THEN
      RETURN NULL;
    END IF;
    PERFORM walls.drop_keys(OLD.municipal_council_id, OLD.id, walls.keys_of(OLD));
  END IF;
  PERFORM walls.put_keys(NEW.prefecture_id, NEW.municipal_council_id, NEW.id, NULL, NEW.id, false, walls.keys_of(NEW));
  RETURN NULL;
END $$;
CREATE TRIGGER index_keys AFTER INSERT OR UPDATE OF client_name, client_kana, client_phone, state ON loans_consultation
  FOR EACH ROW EXECUTE FUNCTION walls.index_consultation();

-- 移行と一括登録: one council at a time, for rows that came past the triggers.
CREATE FUNCTION walls.fill_keys(of_council text) RETURNS void LANGUAGE sql SECURITY DEFINER
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
REVOKE EXECUTE ON FUNCTION walls.put_keys(text, text, uuid, uuid, uuid, boolean, text[]),
  walls.drop_keys(text, uuid, text[]), walls.keys_of(public.loans_application), walls.keys_of(public.loans_member),
  walls.keys_of(public.loans_consultation), walls.index_application(), walls.index_member(),
  walls.index_consultation(), walls.fill_keys(text) FROM PUBLIC;
DO $$
DECLARE council text;
BEGIN
  FOR council IN SELECT code FROM councils_council WHERE kind = 'municipal' LOOP
    PERFORM walls.fill_keys(council);
  END LOOP;
END $$;
SET CONSTRAINTS ALL IMMEDIATE;
"""

BACK = """
DROP TRIGGER index_keys ON loans_consultation;
DROP TRIGGER index_keys ON loans_member;
DROP TRIGGER index_keys ON loans_application;
DROP FUNCTION walls.fill_keys(text), walls.index_consultation(), walls.index_member(), walls.index_application(),
  walls.keys_of(public.loans_consultation), walls.keys_of(public.loans_member), walls.keys_of(public.loans_application),
  walls.drop_keys(text, uuid, text[]), walls.put_keys(text, text, uuid, uuid, uuid, boolean, text[]),
  walls.search_keys(text, text, text, text[]), walls.search_text(text);
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0026_budgets_and_duplicates"), ("councils", "0013_leave")]
    operations = [
        migrations.CreateModel(
            name="SearchKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "municipal_council_id",
                        "key",
                        "source_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.CharField(db_collation="C", max_length=90, verbose_name="見出し")),
                ("source_id", models.UUIDField(verbose_name="行")),
                ("application_id", models.UUIDField(null=True, verbose_name="案件")),
                ("consultation_id", models.UUIDField(null=True, verbose_name="相談")),
                ("is_forwarded", models.BooleanField(default=False, verbose_name="進達済")),
                (
                    "municipal_council",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="councils.council",
                    ),
                ),
                (
                    "prefecture",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="councils.council",
                    ),
                ),
            ],
            options={
                "verbose_name": "検索の見出し",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_forwarded", True)),
                        fields=["prefecture", "key", "source_id"],
                        include=("application_id",),
                        name="search_key_of_office",
                    )
                ],
            },
        ),
        migrations.RunSQL([TEXT, WALLS, TRIGGERS], [BACK]),
    ]
