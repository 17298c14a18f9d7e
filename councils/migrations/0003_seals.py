"""Seals over the trail, and the login that makes them, in both databases (walls.md §7)."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

# Every row is put on the list of the unsealed in its own transaction: a row that commits late, out of the order of its
# id, comes onto the list when it commits, and no sealer has to guess which gaps are still to be filled.
UNSEALED = """
CREATE TABLE walls.unsealed (row_id bigint NOT NULL);
ALTER TABLE walls.unsealed ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON walls.unsealed TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY sealer_rows ON walls.unsealed TO sealer USING (true);
GRANT USAGE ON SCHEMA walls TO sealer;
GRANT SELECT, DELETE ON walls.unsealed TO sealer;
INSERT INTO walls.unsealed (row_id) SELECT id FROM public.councils_trailrow;

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

ONCE_WRITTEN = """
-- Of the owner too, whom policies and grants do not stop.
CREATE FUNCTION walls.append_only() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what is recorded stays' USING ERRCODE = '42501';
END $$;

-- A seal follows the one before it, at the time it says: not even the sealer's login makes a second chain.
CREATE FUNCTION walls.guard_seal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last public.councils_trailseal;
BEGIN
  SELECT * INTO last FROM public.councils_trailseal WHERE prefecture_id = NEW.prefecture_id ORDER BY number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number, 0) + 1 OR NEW.before <> coalesce(last.digest, repeat('0', 64)) THEN
    RAISE EXCEPTION 'not the next seal' USING ERRCODE = '23514', CONSTRAINT = 'seal_follows';
  END IF;
  IF abs(extract(epoch FROM clock_timestamp() - NEW.sealed_at)) > 60 THEN
    RAISE EXCEPTION 'not the time of sealing' USING ERRCODE = '23514', CONSTRAINT = 'seal_is_of_now';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.append_only(), walls.guard_seal() FROM PUBLIC;
CREATE TRIGGER guard BEFORE INSERT ON councils_trailseal FOR EACH ROW EXECUTE FUNCTION walls.guard_seal();
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['councils_trailrow', 'councils_trailseal', 'councils_sealcheck', 'councils_anchoring'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT
      EXECUTE FUNCTION walls.append_only()', name);
  END LOOP;
END $$;
"""

GRANTS = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['councils_trailseal', 'councils_sealcheck', 'councils_anchoring'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY sealer_rows ON %I TO sealer USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO sealer', name);
  END LOOP;
END $$;
CREATE POLICY sealer_rows ON councils_trailrow FOR SELECT TO sealer USING (true);
GRANT SELECT ON councils_trailrow TO sealer;

CREATE POLICY trail_rows ON councils_trailseal FOR SELECT TO READERS
  USING (prefecture_id = (SELECT walls.trail_prefecture_id()));
CREATE POLICY trail_rows ON councils_sealcheck FOR SELECT TO READERS
  USING (prefecture_id = (SELECT walls.trail_prefecture_id()));
GRANT SELECT ON councils_trailseal, councils_sealcheck TO READERS;
"""

BACK = """
DO $$
DECLARE item record;
BEGIN
  FOR item IN SELECT policyname, tablename FROM pg_policies
      WHERE tablename IN ('councils_trailseal', 'councils_sealcheck', 'councils_anchoring')
      OR (tablename = 'councils_trailrow' AND policyname = 'sealer_rows') LOOP
    EXECUTE format('DROP POLICY %I ON %I', item.policyname, item.tablename);
  END LOOP;
END $$;
REVOKE ALL ON councils_trailrow, councils_trailseal, councils_sealcheck, councils_anchoring FROM sealer;
REVOKE ALL ON councils_trailseal, councils_sealcheck FROM READERS;
DROP TRIGGER append_only ON councils_trailrow;
DROP TRIGGER append_only ON councils_trailseal;
DROP TRIGGER append_only ON councils_sealcheck;
DROP TRIGGER append_only ON councils_anchoring;
DROP TRIGGER guard ON councils_trailseal;
DROP FUNCTION walls.append_only(), walls.guard_seal();
CREATE OR REPLACE FUNCTION walls.trail(verb text, case_id uuid, subject_id uuid, fields varchar[], purpose text, result text)
RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.councils_trailrow
    (at, staff_id, post, council_id, prefecture_id, verb, case_id, subject_id, fields, purpose, result)
  VALUES (clock_timestamp(), walls.staff_id(), coalesce(walls.post(), 'none'), walls.council_id(), walls.prefecture_id(),
    $1, $2, $3, $4, $5, $6) $$;
DROP TABLE walls.unsealed;
REVOKE USAGE ON SCHEMA walls FROM sealer;
"""

READERS = {"cases": "office", "vault": "gate"}


def build(apps, schema_editor):
    for part in (UNSEALED, ONCE_WRITTEN, GRANTS):
        schema_editor.execute(part.replace("READERS", READERS[settings.HOME]), params=None)


def unbuild(apps, schema_editor):
    schema_editor.execute(BACK.replace("READERS", READERS[settings.HOME]), params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='Anchoring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='日時')),
                ('anchor', models.CharField(max_length=60, verbose_name='係留先')),
                ('lines', models.BigIntegerField(verbose_name='行数')),
                ('digest', models.CharField(max_length=64, verbose_name='最後の行の値')),
            ],
            options={
                'verbose_name': '係留',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SealCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefecture_id', models.CharField(blank=True, max_length=6, verbose_name='都道府県')),
                ('at', models.DateTimeField(verbose_name='日時')),
                ('upto', models.BigIntegerField(verbose_name='確認した最後の封印')),
                ('result', models.CharField(choices=[('intact', '異常なし'), ('broken', '異常あり')], max_length=10, verbose_name='結果')),
                ('finding', models.CharField(blank=True, max_length=20, verbose_name='異常の種類')),
                ('seal_number', models.BigIntegerField(null=True, verbose_name='異常のある封印')),
                ('row_id', models.BigIntegerField(null=True, verbose_name='異常のある記録')),
            ],
            options={
                'verbose_name': '封印の確認',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TrailSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefecture_id', models.CharField(blank=True, max_length=6, verbose_name='都道府県')),
                ('number', models.BigIntegerField(verbose_name='番号')),
                ('sealed_at', models.DateTimeField(verbose_name='封印日時')),
                ('row_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None, verbose_name='記録の番号')),
                ('leaves', models.TextField(verbose_name='記録ごとの要約値')),
                ('root', models.CharField(max_length=64, verbose_name='根')),
                ('before', models.CharField(max_length=64, verbose_name='前の封印')),
                ('digest', models.CharField(max_length=64, verbose_name='封印の値')),
            ],
            options={
                'verbose_name': '封印',
                'default_permissions': (),
            },
        ),
        migrations.RemoveIndex(
            model_name='trailrow',
            name='trail_by_time',
        ),
        migrations.RemoveIndex(
            model_name='trailrow',
            name='trail_by_case',
        ),
        migrations.AddIndex(
            model_name='trailrow',
            index=models.Index(fields=['prefecture_id', '-at', '-id'], name='trail_by_time'),
        ),
        migrations.AddIndex(
            model_name='trailrow',
            index=models.Index(condition=models.Q(('case_id__isnull', False)), fields=['prefecture_id', 'case_id', '-at', '-id'], name='trail_by_case'),
        ),
        migrations.AddIndex(
            model_name='trailrow',
            index=models.Index(fields=['prefecture_id', 'staff_id', '-at', '-id'], name='trail_by_staff'),
        ),
        migrations.AddIndex(
            model_name='trailrow',
            index=models.Index(condition=models.Q(('subject_id__isnull', False)), fields=['prefecture_id', 'subject_id', '-at', '-id'], name='trail_by_subject'),
        ),
        migrations.AddIndex(
            model_name='anchoring',
            index=models.Index(fields=['anchor', '-lines'], name='anchoring_newest'),
        ),
        migrations.AddIndex(
            model_name='sealcheck',
            index=models.Index(fields=['prefecture_id', '-at'], name='check_by_time'),
        ),
        migrations.AddConstraint(
            model_name='sealcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finding', ''), ('result', 'intact')), models.Q(('result', 'broken'), models.Q(('finding', ''), _negated=True)), _connector='OR'), name='check_names_what_it_found'),
        ),
        migrations.AddIndex(
            model_name='trailseal',
            index=models.Index(fields=['prefecture_id', 'sealed_at'], name='seal_by_time'),
        ),
        migrations.AddConstraint(
            model_name='trailseal',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'number'), name='seal_number'),
        ),
        migrations.AddConstraint(
            model_name='trailseal',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='seal_counts_from_one'),
        ),
        migrations.RunPython(build, unbuild),
    ]
