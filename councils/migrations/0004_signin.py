"""県の設定: what each prefecture decides for itself, in both databases."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Everybody in a post reads what is in force in the own prefecture; who proposes and who confirms comes with the pages
# of administration.
WALLS = """
ALTER TABLE councils_setting ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON councils_setting TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY confirmed_rows ON councils_setting FOR SELECT TO {pages}
  USING (prefecture_id = (SELECT walls.prefecture_id()) AND confirmed_at IS NOT NULL);
GRANT SELECT ON councils_setting TO {pages};
ALTER TABLE councils_setting ADD CONSTRAINT setting_is_of_its_kind
  CHECK ((kind = 'flag' AND jsonb_typeof(value) = 'boolean') OR (kind = 'count' AND jsonb_typeof(value) = 'number'));
"""
BACK = "DROP POLICY confirmed_rows ON councils_setting; REVOKE ALL ON councils_setting FROM {pages};"
PAGES = {"cases": "counter, office", "vault": "gate"}


def build(apps, schema_editor):
    schema_editor.execute(WALLS.format(pages=PAGES[settings.HOME]), params=None)


def unbuild(apps, schema_editor):
    schema_editor.execute(BACK.format(pages=PAGES[settings.HOME]), params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0003_seals'),
    ]

    operations = [
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='項目')),
                ('kind', models.CharField(choices=[('flag', 'する・しない'), ('count', '数')], max_length=8, verbose_name='種類')),
                ('value', models.JSONField(verbose_name='値')),
                ('since', models.DateField(verbose_name='適用日')),
                ('reason', models.CharField(max_length=200, verbose_name='理由')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='確認日時')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確認者')),
                ('prefecture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起案者')),
            ],
            options={
                'verbose_name': '県の設定',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture', 'name', '-since', '-id'], name='setting_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='setting_confirmed_who_and_when'), models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='setting_confirmed_by_another'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='setting_has_a_reason')],
            },
        ),
        migrations.RunPython(build, unbuild),
    ]
