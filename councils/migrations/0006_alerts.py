"""What is worth an auditor's look: rules, alerts and notes, with their walls, in both databases (walls.md §7)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RULES = """
INSERT INTO councils_alertrule (code, since, is_on, "limit", least, from_hour, until_hour, source) VALUES
  ('same_surname', '2026-04-01', true, 0, 1, 0, 0, '既定値'),
  ('many_looks', '2026-04-01', true, 5, 30, 0, 0, '既定値：ご自身の中央値の5倍を超え、1日30件以上'),
  ('at_night', '2026-04-01', true, 0, 1, 22, 6, '既定値：22時から6時まで'),
  ('after_decision', '2026-04-01', true, 90, 1, 0, 0, '既定値：決定から90日を過ぎた案件'),
  ('no_act', '2026-04-01', true, 1, 3, 0, 0, '既定値：1日に3回以上見て、前後1日に何も行っていない案件');
"""

# What reads the trail to find what is worth a look is the prefecture's own system, and what it may say of it is a rule
# and a row: everything else of an alert is taken from that row.
FUNCTIONS = """
CREATE FUNCTION walls.system_prefecture_id() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN walls.context(7) = 'system' THEN walls.context(6) END $$;

CREATE FUNCTION walls.trail_since(since timestamptz)
RETURNS TABLE (row_id bigint, at timestamptz, day date, staff_id bigint, verb varchar, case_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := walls.system_prefecture_id();
BEGIN
  RETURN QUERY SELECT t.id, t.at, (t.at AT TIME ZONE 'Asia/Tokyo')::date, t.staff_id, t.verb, t.case_id
    FROM public.councils_trailrow t WHERE t.prefecture_id = whose AND t.at >= since AND t.staff_id IS NOT NULL;
END $$;

CREATE FUNCTION walls.raise_alert(of_rule text, of_row bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.councils_alert (prefecture_id, rule, staff_id, case_id, row_id, at, day)
    SELECT t.prefecture_id, of_rule, t.staff_id, CASE WHEN of_rule <> 'many_looks' THEN t.case_id END, t.id, t.at,
      (t.at AT TIME ZONE 'Asia/Tokyo')::date
    FROM public.councils_trailrow t WHERE t.id = of_row AND t.staff_id IS NOT NULL
      AND t.prefecture_id = walls.system_prefecture_id()
    ON CONFLICT (prefecture_id, rule, staff_id, case_id, day) DO NOTHING;
  RETURN FOUND;
END $$;

-- Confirmed by an auditor, in the own name, now; and it is of the trail.
CREATE FUNCTION walls.confirm_alert(of_alert bigint, of_code text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  alert public.councils_alert;
BEGIN
  IF walls.post() IS DISTINCT FROM 'auditor' THEN
    RAISE EXCEPTION 'an auditor confirms' USING ERRCODE = '42501';
  END IF;
  SELECT * INTO alert FROM public.councils_alert
    WHERE id = of_alert AND prefecture_id = walls.trail_prefecture_id();
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO public.councils_alertnote (prefecture_id, alert_id, code, confirmed_by, confirmed_at)
    VALUES (alert.prefecture_id, alert.id, of_code, walls.staff_id(), clock_timestamp());
  PERFORM walls.trail('confirm_alert', alert.case_id, NULL, '{}', 'staff:' || alert.staff_id, of_code);
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION walls.system_prefecture_id(), walls.trail_since(timestamptz), walls.raise_alert(text, bigint),
  walls.confirm_alert(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.system_prefecture_id(), walls.trail_since(timestamptz), walls.raise_alert(text, bigint)
  TO WORKER;
GRANT EXECUTE ON FUNCTION walls.confirm_alert(bigint, text) TO READERS;
"""

WALLS = """
ALTER TABLE councils_alertnote ADD CONSTRAINT note_of_alert_key
  FOREIGN KEY (prefecture_id, alert_id) REFERENCES councils_alert (prefecture_id, id);
ALTER TABLE councils_alertnote ADD CONSTRAINT note_code CHECK (code IN ('duty', 'asked', 'reported', 'no_matter'));
ALTER TABLE councils_alert ADD CONSTRAINT alert_rule
  CHECK (rule IN ('same_surname', 'many_looks', 'at_night', 'after_decision', 'no_act'));
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['councils_alert', 'councils_alertnote', 'councils_alertrule'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['councils_alert', 'councils_alertnote'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT
      EXECUTE FUNCTION walls.append_only()', name);
    EXECUTE format('CREATE POLICY trail_rows ON %I FOR SELECT TO READERS
      USING (prefecture_id = (SELECT walls.trail_prefecture_id()))', name);
    EXECUTE format('GRANT SELECT ON %I TO READERS', name);
  END LOOP;
END $$;
CREATE POLICY reference_rows ON councils_alertrule FOR SELECT TO WORKER USING (true);
GRANT SELECT ON councils_alertrule TO WORKER;
"""

BACK = """
DROP FUNCTION walls.confirm_alert(bigint, text), walls.raise_alert(text, bigint), walls.trail_since(timestamptz),
  walls.system_prefecture_id();
"""

ROLES = {"cases": {"READERS": "office", "WORKER": "office"}, "vault": {"READERS": "gate", "WORKER": "gate_worker"}}


def build(apps, schema_editor):
    for part in (FUNCTIONS, WALLS, RULES):
        for word, role in ROLES[settings.HOME].items():
            part = part.replace(word, role)
        schema_editor.execute(part, params=None)


def unbuild(apps, schema_editor):
    schema_editor.execute(BACK, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0005_administration'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('rule', models.CharField(choices=[('same_surname', '職員と同じ氏の方がいる案件を見た'), ('many_looks', 'ふだんよりずっと多くの案件を見た'), ('at_night', '夜間に案件を見た'), ('after_decision', '決定からかなりたった案件を見た'), ('no_act', 'くり返し見たが、前後に何も行っていない')], max_length=20, verbose_name='規則')),
                ('staff_id', models.BigIntegerField(verbose_name='職員')),
                ('case_id', models.UUIDField(null=True, verbose_name='案件')),
                ('row_id', models.BigIntegerField(verbose_name='記録の番号')),
                ('at', models.DateTimeField(verbose_name='閲覧日時')),
                ('day', models.DateField(verbose_name='閲覧日')),
            ],
            options={
                'verbose_name': '気になる閲覧',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture_id', '-at', '-id'], name='alert_by_time')],
                'constraints': [models.UniqueConstraint(fields=('prefecture_id', 'rule', 'staff_id', 'case_id', 'day'), name='alert_once_a_day', nulls_distinct=False), models.UniqueConstraint(fields=('prefecture_id', 'id'), name='alert_of_tenant')],
            },
        ),
        migrations.CreateModel(
            name='AlertNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('code', models.CharField(choices=[('duty', '業務に必要な閲覧だった'), ('asked', '本人に事情を確認した'), ('reported', '所属長に報告した'), ('no_matter', '規則に当たっただけで問題はない')], max_length=12, verbose_name='確認の結果')),
                ('confirmed_by', models.BigIntegerField(verbose_name='確認者')),
                ('confirmed_at', models.DateTimeField(verbose_name='確認日時')),
                ('alert', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='councils.alert', verbose_name='気になる閲覧')),
            ],
            options={
                'verbose_name': '気になる閲覧の確認',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture_id', 'alert', 'id'], name='note_of_alert')],
            },
        ),
        migrations.CreateModel(
            name='AlertRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('same_surname', '職員と同じ氏の方がいる案件を見た'), ('many_looks', 'ふだんよりずっと多くの案件を見た'), ('at_night', '夜間に案件を見た'), ('after_decision', '決定からかなりたった案件を見た'), ('no_act', 'くり返し見たが、前後に何も行っていない')], max_length=20, verbose_name='規則')),
                ('since', models.DateField(verbose_name='適用開始日')),
                ('until', models.DateField(null=True, verbose_name='適用終了日')),
                ('is_on', models.BooleanField(default=True, verbose_name='使う')),
                ('limit', models.PositiveSmallIntegerField(default=0, verbose_name='限度')),
                ('least', models.PositiveSmallIntegerField(default=1, verbose_name='最低回数')),
                ('from_hour', models.PositiveSmallIntegerField(default=0, verbose_name='始めの時')),
                ('until_hour', models.PositiveSmallIntegerField(default=0, verbose_name='終わりの時')),
                ('source', models.CharField(max_length=120, verbose_name='根拠')),
                ('prefecture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '気になる閲覧の規則',
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('from_hour__lte', 23), ('least__gte', 1), ('until_hour__lte', 23)), name='alert_rule_hours')],
            },
        ),
        migrations.RunPython(build, unbuild),
    ]
