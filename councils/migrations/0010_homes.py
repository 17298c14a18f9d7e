"""住所の要約: whether a member of staff lives where a client lives, and the rule of the trail that asks."""

import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


BOTH = """
ALTER TABLE councils_homedigest ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON councils_homedigest TO CURRENT_USER USING (true) WITH CHECK (true);
ALTER TABLE councils_homedigest ADD CONSTRAINT home_of_roster
  FOREIGN KEY (prefecture_id, staff_id) REFERENCES councils_rosterentry (prefecture_id, staff_id);
ALTER TABLE councils_alert DROP CONSTRAINT alert_rule;
ALTER TABLE councils_alert ADD CONSTRAINT alert_rule
  CHECK (rule IN ('same_surname', 'same_address', 'many_looks', 'at_night', 'after_decision', 'no_act'));
INSERT INTO councils_alertrule (code, since, is_on, "limit", least, from_hour, until_hour, source) VALUES
  ('same_address', '2026-04-01', true, 0, 1, 0, 0, '既定値');
"""

# An administrator writes and nobody reads but the prefecture's own system. The gate has no cases to compare with.
IN_CASES = """
CREATE POLICY written_rows ON councils_homedigest FOR INSERT TO office
  WITH CHECK (prefecture_id = (SELECT walls.staff_prefecture_id()) AND written_by = (SELECT walls.staff_id()));
CREATE POLICY system_rows ON councils_homedigest FOR SELECT TO office
  USING (prefecture_id = (SELECT walls.system_prefecture_id()));
GRANT SELECT, INSERT ON councils_homedigest TO office;
"""
BACK = """
DELETE FROM councils_alertrule WHERE code = 'same_address';
ALTER TABLE councils_alert DROP CONSTRAINT alert_rule;
ALTER TABLE councils_alert ADD CONSTRAINT alert_rule
  CHECK (rule IN ('same_surname', 'many_looks', 'at_night', 'after_decision', 'no_act'));
"""


def build(apps, schema_editor):
    schema_editor.execute(BOTH, params=None)
    if settings.HOME == "cases":
        schema_editor.execute(IN_CASES, params=None)


def unbuild(apps, schema_editor):
    schema_editor.execute(BACK, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0009_signs_in_at_home'),
    ]

    operations = [
        migrations.AlterField(
            model_name='alert',
            name='rule',
            field=models.CharField(choices=[('same_surname', '職員と同じ氏の方がいる案件を見た'), ('same_address', '職員と同じ住所の方がいる案件を見た'), ('many_looks', 'ふだんよりずっと多くの案件を見た'), ('at_night', '夜間に案件を見た'), ('after_decision', '決定からかなりたった案件を見た'), ('no_act', 'くり返し見たが、前後に何も行っていない')], max_length=20, verbose_name='規則'),
        ),
        migrations.AlterField(
            model_name='alertrule',
            name='code',
            field=models.CharField(choices=[('same_surname', '職員と同じ氏の方がいる案件を見た'), ('same_address', '職員と同じ住所の方がいる案件を見た'), ('many_looks', 'ふだんよりずっと多くの案件を見た'), ('at_night', '夜間に案件を見た'), ('after_decision', '決定からかなりたった案件を見た'), ('no_act', 'くり返し見たが、前後に何も行っていない')], max_length=20, verbose_name='規則'),
        ),
        migrations.CreateModel(
            name='HomeDigest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('staff_id', models.BigIntegerField(verbose_name='職員')),
                ('digest', models.CharField(max_length=64, verbose_name='要約')),
                ('written_by', models.BigIntegerField(verbose_name='登録者')),
                ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='登録日時')),
            ],
            options={
                'verbose_name': '職員の住所の要約',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture_id', 'staff_id', '-written_at'], name='home_of_staff')],
                'constraints': [models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='home_is_a_digest')],
            },
        ),
        migrations.RunPython(build, unbuild),
    ]
