"""研修の記録, and the figures of a month: counts alone, of the own prefecture, for officers and 責任者."""

import uuid

import django.db.models.functions.datetime
from django.db import migrations, models

WALLS = """
ALTER TABLE inquiry_vault_training ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON inquiry_vault_training TO CURRENT_USER USING (true) WITH CHECK (true);

-- Says whether this person's name plate hangs in the prefecture that one administers.
CREATE FUNCTION walls.works_here(of_staff bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM public.councils_nameplate
    WHERE staff_id = of_staff AND prefecture_id = walls.staff_prefecture_id())
$$;
REVOKE EXECUTE ON FUNCTION walls.works_here(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.works_here(bigint) TO gate;

CREATE POLICY own_rows ON inquiry_vault_training FOR SELECT TO gate
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND staff_id = (SELECT walls.staff_id()));
CREATE POLICY administrator_rows ON inquiry_vault_training TO gate
  USING (prefecture_id = (SELECT walls.staff_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.staff_prefecture_id()));
CREATE POLICY own_hand ON inquiry_vault_training AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (recorded_by = (SELECT walls.staff_id()) AND walls.works_here(staff_id));
GRANT SELECT, INSERT ON inquiry_vault_training TO gate;

-- What councils/settings/values.py reads, for the guard below.
CREATE FUNCTION walls.training_required(of_prefecture text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT value = 'true'::jsonb FROM public.councils_setting
    WHERE prefecture_id = of_prefecture AND name = 'inquiry.training_required' AND confirmed_at IS NOT NULL
      AND since <= walls.today() ORDER BY since DESC, id DESC LIMIT 1), false)
$$;
-- Of one course the row that was recorded last counts; one course in force suffices.
CREATE FUNCTION walls.is_trained(of_prefecture text, of_staff bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM (
      SELECT DISTINCT ON (course) passed_on, valid_until FROM public.inquiry_vault_training
      WHERE prefecture_id = of_prefecture AND staff_id = of_staff ORDER BY course, created_at DESC, id) newest
    WHERE walls.today() BETWEEN newest.passed_on AND newest.valid_until)
$$;
CREATE FUNCTION walls.guard_trained() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF walls.training_required(NEW.prefecture_id) AND NOT walls.is_trained(NEW.prefecture_id, NEW.asked_by) THEN
    RAISE EXCEPTION 'no training in force' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER trained BEFORE INSERT ON inquiry_vault_inquiry FOR EACH ROW EXECUTE FUNCTION walls.guard_trained();
REVOKE EXECUTE ON FUNCTION walls.training_required(text), walls.is_trained(text, bigint), walls.guard_trained() FROM PUBLIC;

-- Counts of one month and nothing else, so that 責任者, who see no order, may read them too.
CREATE FUNCTION walls.order_figures(of_month date)
RETURNS TABLE (purpose text, legal_basis text, orders bigint, asked bigint)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT taken.purpose, taken.legal_basis, count(*), count(*) FILTER (WHERE EXISTS (
      SELECT 1 FROM public.inquiry_vault_inquiry inquiry
      WHERE inquiry.prefecture_id = taken.prefecture_id AND inquiry.order_id = taken.id))
  FROM public.inquiry_vault_takenorder taken
  WHERE taken.prefecture_id = (SELECT coalesce(walls.case_prefecture_id(), walls.staff_prefecture_id()))
    AND taken.ordered_at >= date_trunc('month', of_month::timestamp) AT TIME ZONE 'Asia/Tokyo'
    AND taken.ordered_at < (date_trunc('month', of_month::timestamp) + interval '1 month') AT TIME ZONE 'Asia/Tokyo'
  GROUP BY taken.purpose, taken.legal_basis
$$;
-- By kind, and (kind NULL) all together. Minutes run from the order to the answer, a record or none.
CREATE FUNCTION walls.inquiry_figures(of_month date)
RETURNS TABLE (kind text, inquiries bigint, answered bigint, minutes double precision)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT inquiry.kind, count(*), count(*) FILTER (WHERE inquiry.state IN ('answered', 'no_record')),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM inquiry.answered_at - taken.ordered_at) / 60)
      FILTER (WHERE inquiry.state IN ('answered', 'no_record'))
  FROM public.inquiry_vault_takenorder taken JOIN public.inquiry_vault_inquiry inquiry
    ON inquiry.prefecture_id = taken.prefecture_id AND inquiry.order_id = taken.id AND inquiry.settlement <> 'asked_anew'
  WHERE taken.prefecture_id = (SELECT coalesce(walls.case_prefecture_id(), walls.staff_prefecture_id()))
    AND taken.ordered_at >= date_trunc('month', of_month::timestamp) AT TIME ZONE 'Asia/Tokyo'
    AND taken.ordered_at < (date_trunc('month', of_month::timestamp) + interval '1 month') AT TIME ZONE 'Asia/Tokyo'
  GROUP BY GROUPING SETS ((inquiry.kind), ())
$$;
REVOKE EXECUTE ON FUNCTION walls.order_figures(date), walls.inquiry_figures(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.order_figures(date), walls.inquiry_figures(date) TO gate;
"""
BACK = """
DROP TRIGGER trained ON inquiry_vault_inquiry;
DROP FUNCTION walls.inquiry_figures(date), walls.order_figures(date), walls.guard_trained(),
  walls.is_trained(text, bigint), walls.training_required(text);
DROP POLICY own_hand ON inquiry_vault_training;
DROP FUNCTION walls.works_here(bigint);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_vault', '0015_findings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('staff_id', models.BigIntegerField(verbose_name='研修を受けた者')),
                ('course', models.CharField(max_length=20, verbose_name='研修の記号')),
                ('passed_on', models.DateField(verbose_name='修了日')),
                ('valid_until', models.DateField(verbose_name='有効期限')),
                ('recorded_by', models.BigIntegerField(verbose_name='記録者')),
            ],
            options={
                'verbose_name': '研修の記録',
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(fields=['prefecture_id', 'order'], include=('kind', 'state', 'settlement', 'answered_at'), name='inquiry_figures'),
        ),
        migrations.AddIndex(
            model_name='takenorder',
            index=models.Index(fields=['prefecture_id', 'ordered_at'], include=('id', 'purpose', 'legal_basis'), name='taken_order_figures'),
        ),
        migrations.AddIndex(
            model_name='training',
            index=models.Index(fields=['prefecture_id', 'staff_id', 'course', '-created_at', 'id'], name='training_newest'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('course__regex', '^[0-9A-Z-]{1,20}$')), name='training_course_is_a_code'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('passed_on'))), name='training_holds_from_its_day'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_by', models.F('staff_id')), _negated=True), name='training_recorded_by_another'),
        ),
        migrations.RunSQL(WALLS, BACK),
    ]
