"""県独自項目: questions that a prefecture puts on its forms, proposed by one and confirmed by another."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

WALLS = """
ALTER TABLE loans_extrafield ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_extrafield TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY confirmed_rows ON loans_extrafield FOR SELECT TO counter, office
  USING (prefecture_id = (SELECT walls.prefecture_id()) AND confirmed_at IS NOT NULL);
CREATE POLICY administered_rows ON loans_extrafield TO office
  USING (prefecture_id = (SELECT walls.staff_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.staff_prefecture_id()));
CREATE POLICY own_hand ON loans_extrafield AS RESTRICTIVE FOR INSERT TO office
  WITH CHECK (proposed_by = (SELECT walls.staff_id()) AND confirmed_by IS NULL AND ended_by IS NULL);
GRANT SELECT ON loans_extrafield TO counter;
GRANT SELECT, INSERT, UPDATE (confirmed_by, confirmed_at, until, ended_by) ON loans_extrafield TO office;

-- Under the own name and at the time of the act; what was confirmed or ended stays so.
CREATE FUNCTION walls.guard_extra() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user <> 'office' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.prefecture_id IS DISTINCT FROM walls.staff_prefecture_id() THEN
      RAISE EXCEPTION 'a row of another council' USING ERRCODE = '42501';
    END IF;
    SELECT name INTO NEW.proposed_name FROM public.councils_staff WHERE id = walls.staff_id();
    RETURN NEW;
  END IF;
  IF NEW.confirmed_by IS DISTINCT FROM OLD.confirmed_by THEN
    IF OLD.confirmed_by IS NOT NULL OR NEW.confirmed_by IS DISTINCT FROM walls.staff_id() OR OLD.until IS NOT NULL THEN
      RAISE EXCEPTION 'nobody confirms in the name of another' USING ERRCODE = '42501';
    END IF;
    NEW.confirmed_at := clock_timestamp();
  ELSE
    NEW.confirmed_at := OLD.confirmed_at;
  END IF;
  IF NEW.ended_by IS DISTINCT FROM OLD.ended_by OR NEW.until IS DISTINCT FROM OLD.until THEN
    IF OLD.until IS NOT NULL OR NEW.ended_by IS DISTINCT FROM walls.staff_id() THEN
      RAISE EXCEPTION 'what was ended stays ended' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_extra() FROM PUBLIC;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_extrafield FOR EACH ROW EXECUTE FUNCTION walls.guard_extra();
"""
BACK = """
DROP TRIGGER guard ON loans_extrafield;
DROP FUNCTION walls.guard_extra();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0013_leave'),
        ('loans', '0020_products'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExtraField',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=60, verbose_name='項目名')),
                ('kind', models.CharField(choices=[('text', '文章'), ('number', '数'), ('date', '日付'), ('choice', '選択'), ('yes_no', 'はい・いいえ')], max_length=10, verbose_name='種類')),
                ('choices', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='選択肢')),
                ('is_required', models.BooleanField(default=False, verbose_name='必須')),
                ('help', models.CharField(blank=True, max_length=200, verbose_name='説明')),
                ('fund', models.CharField(blank=True, max_length=20, verbose_name='資金コード')),
                ('since', models.DateField(verbose_name='開始日')),
                ('until', models.DateField(null=True, verbose_name='終了日')),
                ('proposed_by', models.BigIntegerField(verbose_name='提案者')),
                ('proposed_name', models.CharField(max_length=60, verbose_name='提案者名')),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='提案日時')),
                ('confirmed_by', models.BigIntegerField(null=True, verbose_name='確認者')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='確認日時')),
                ('ended_by', models.BigIntegerField(null=True, verbose_name='終了した職員')),
                ('prefecture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '県独自項目',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture', 'since', 'id'], name='extra_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='extra_confirmed_by_and_at'), models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='extra_confirmed_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('ended_by__isnull', True), ('until__isnull', True)), models.Q(('ended_by__isnull', False), ('until__isnull', False)), _connector='OR'), name='extra_ended_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('choices__len__gte', 2), ('kind', 'choice')), models.Q(models.Q(('kind', 'choice'), _negated=True), ('choices', [])), _connector='OR'), name='extra_choice_has_choices'), models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='extra_has_a_label')],
            },
        ),
        migrations.RunSQL(WALLS, BACK),
    ]
