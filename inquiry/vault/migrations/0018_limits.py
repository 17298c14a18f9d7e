"""Lists of the gate: income limits that 責任者 enter, refused answers, paging, wrong persons by month; one officer alone
only where no other is on duty."""

import django.db.models.functions.datetime
from django.db import migrations, models


FUNDS = """
ALTER TABLE inquiry_vault_fund ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON inquiry_vault_fund TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reference_rows ON inquiry_vault_fund FOR SELECT TO gate, gate_worker USING (true);
GRANT SELECT ON inquiry_vault_fund TO gate, gate_worker;
INSERT INTO inquiry_vault_fund (code, name, source)
  SELECT code, name, '厚生労働省「生活福祉資金貸付条件等一覧」' FROM (VALUES
    ('SOGO_LIVING', '総合支援資金 生活支援費'),
    ('SOGO_HOUSING', '総合支援資金 住宅入居費'),
    ('SOGO_RESTART', '総合支援資金 一時生活再建費'),
    ('FUKUSHI', '福祉資金 福祉費'),
    ('KINKYU', '福祉資金 緊急小口資金'),
    ('EDU_SUPPORT', '教育支援資金 教育支援費'),
    ('EDU_ENTRY', '教育支援資金 就学支度費'),
    ('RE_GENERAL', '不動産担保型生活資金'),
    ('RE_PROTECTED', '要保護世帯向け不動産担保型生活資金')
  ) AS fund (code, name);
"""

# What is not public is entered by 責任者 in their own name, and never changed: a later row counts from its day. Nobody
# sets a day in the past, nor says when a row was entered: a limit that is moved to and fro would find out an income.
LIMITS = """
CREATE FUNCTION walls.is_fund(of_code text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT of_code = '' OR EXISTS (SELECT 1 FROM public.inquiry_vault_fund WHERE code = of_code)
$$;
REVOKE EXECUTE ON FUNCTION walls.is_fund(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.is_fund(text) TO gate;
DROP POLICY reference_rows ON inquiry_vault_incomelimit;
CREATE POLICY gate_rows ON inquiry_vault_incomelimit FOR SELECT TO gate
  USING (prefecture_id = '' OR prefecture_id = (SELECT walls.case_prefecture_id()));
CREATE POLICY worker_rows ON inquiry_vault_incomelimit FOR SELECT TO gate_worker
  USING (prefecture_id = '' OR prefecture_id = (SELECT walls.case_prefecture_id()));
CREATE POLICY administrator_rows ON inquiry_vault_incomelimit TO gate
  USING (prefecture_id = (SELECT walls.staff_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.staff_prefecture_id()));
CREATE POLICY own_hand ON inquiry_vault_incomelimit AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (entered_by = (SELECT walls.staff_id()) AND walls.is_fund(fund));
GRANT INSERT ON inquiry_vault_incomelimit TO gate;
CREATE FUNCTION walls.stamp_limit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user = 'gate' THEN
    NEW.created_at := statement_timestamp();
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.stamp_limit() FROM PUBLIC;
CREATE TRIGGER stamp BEFORE INSERT ON inquiry_vault_incomelimit
  FOR EACH ROW EXECUTE FUNCTION walls.stamp_limit();
ALTER TABLE inquiry_vault_incomelimit ADD CONSTRAINT income_limit_not_in_the_past
  CHECK (entered_by IS NULL OR valid_from >= (created_at AT TIME ZONE 'Asia/Tokyo')::date);
"""
LIMITS_BACK = """
ALTER TABLE inquiry_vault_incomelimit DROP CONSTRAINT income_limit_not_in_the_past;
DROP TRIGGER stamp ON inquiry_vault_incomelimit;
DROP FUNCTION walls.stamp_limit();
REVOKE INSERT ON inquiry_vault_incomelimit FROM gate;
DROP POLICY own_hand ON inquiry_vault_incomelimit;
DROP POLICY administrator_rows ON inquiry_vault_incomelimit;
DROP POLICY worker_rows ON inquiry_vault_incomelimit;
DROP POLICY gate_rows ON inquiry_vault_incomelimit;
CREATE POLICY reference_rows ON inquiry_vault_incomelimit FOR SELECT TO gate, gate_worker USING (true);
DROP FUNCTION walls.is_fund(text);
"""

# 後確認 is for the day on which nobody else could confirm: designated, in the post and not suspended today.
ON_DUTY = """
CREATE FUNCTION walls.another_on_duty() RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM public.councils_post post
    JOIN public.councils_staff staff ON staff.id = post.staff_id AND staff.is_active
    JOIN public.councils_designation designation ON designation.staff_id = post.staff_id
    WHERE post.prefecture_id = walls.case_prefecture_id() AND post.kind = 'inquiry_officer'
      AND post.staff_id <> walls.staff_id()
      AND post.since <= walls.today() AND coalesce(post.until >= walls.today(), true)
      AND designation.since <= walls.today() AND coalesce(designation.until >= walls.today(), true))
$$;
REVOKE EXECUTE ON FUNCTION walls.another_on_duty() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.another_on_duty() TO gate;
"""
GUARD = """
CREATE OR REPLACE FUNCTION walls.guard_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user <> 'gate' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.undone_at IS NOT NULL THEN
      RAISE EXCEPTION 'undone by the worker alone' USING ERRCODE = '42501';
    END IF;
    IF NEW.alone_at IS NOT NULL THEN
      IF NOT walls.one_officer_links(NEW.prefecture_id) THEN
        RAISE EXCEPTION 'two officers link here' USING ERRCODE = '42501';
      END IF;
{more}      NEW.alone_at := clock_timestamp();
    END IF;
    PERFORM FROM public.inquiry_vault_candidate c WHERE c.prefecture_id = NEW.prefecture_id
      AND c.id = NEW.candidate_id AND (c.outcome = 'NO_MATCH' OR c.fits_member_id IS NOT NULL);
    IF FOUND THEN
      RAISE EXCEPTION 'the candidate is somebody else' USING ERRCODE = '42501';
    END IF;
  ELSIF NEW.rejected_by IS NOT NULL AND OLD.alone_at IS NOT NULL THEN
    RAISE EXCEPTION 'a link is undone, not rejected' USING ERRCODE = '42501';
  END IF;
  IF NEW.rejected_by IS NULL THEN
    PERFORM FROM walls.same_number(NEW.person_id) s WHERE s.candidate_id = NEW.candidate_id AND s.is_forbidden;
    IF FOUND THEN
      RAISE EXCEPTION 'the number is another person''s' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$;
"""
ASKED_AGAIN = """      IF walls.another_on_duty() THEN
        RAISE EXCEPTION 'another officer is on duty' USING ERRCODE = '42501';
      END IF;
"""

# For officers and 責任者: when, from whom, which kind and why. 責任者 see no order, so no order is named to them.
LISTS = """
CREATE FUNCTION walls.refused_answers(before timestamptz, before_id uuid, of_order uuid, most integer)
RETURNS TABLE (id uuid, came_at timestamptz, reason text, size integer, digest text, inquiry_id uuid, reference text,
  kind text, provider text, result_class text, state text, settlement text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT refused.id, refused.created_at, refused.reason, refused.size, refused.digest, inquiry.id,
    CASE WHEN walls.case_prefecture_id() IS NOT NULL THEN taken.reference END,
    inquiry.kind, inquiry.provider, inquiry.result_class, inquiry.state, inquiry.settlement
  FROM public.inquiry_vault_refusedanswer refused
  JOIN public.inquiry_vault_inquiry inquiry
    ON inquiry.prefecture_id = refused.prefecture_id AND inquiry.id = refused.inquiry_id
  JOIN public.inquiry_vault_takenorder taken
    ON taken.prefecture_id = refused.prefecture_id AND taken.id = inquiry.order_id
  WHERE refused.prefecture_id = (SELECT coalesce(walls.case_prefecture_id(), walls.staff_prefecture_id()))
    AND refused.created_at <= coalesce(before, 'infinity')
    AND (before IS NULL OR refused.created_at < before OR refused.id > before_id)
    AND (of_order IS NULL OR inquiry.order_id = of_order)
  ORDER BY refused.created_at DESC, refused.id LIMIT least(most, 51)
$$;
-- Those that were not lifted, by the month in which they were proposed; a count and nothing else.
CREATE FUNCTION walls.wrong_person_figures(of_month date) RETURNS bigint
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FROM public.inquiry_vault_mishap
  WHERE prefecture_id = (SELECT coalesce(walls.case_prefecture_id(), walls.staff_prefecture_id()))
    AND what = 'WRONG_PERSON' AND lifted_by IS NULL
    AND created_at >= date_trunc('month', of_month::timestamp) AT TIME ZONE 'Asia/Tokyo'
    AND created_at < (date_trunc('month', of_month::timestamp) + interval '1 month') AT TIME ZONE 'Asia/Tokyo'
$$;
REVOKE EXECUTE ON FUNCTION walls.refused_answers(timestamptz, uuid, uuid, integer), walls.wrong_person_figures(date)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.refused_answers(timestamptz, uuid, uuid, integer), walls.wrong_person_figures(date)
  TO gate;
GRANT UPDATE (compared_at, returned_count, returned_at) ON inquiry_vault_keptcount TO gate_worker;
"""
LISTS_BACK = """
REVOKE UPDATE (compared_at, returned_count, returned_at) ON inquiry_vault_keptcount FROM gate_worker;
DROP FUNCTION walls.wrong_person_figures(date), walls.refused_answers(timestamptz, uuid, uuid, integer);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_vault', '0017_roads'),
    ]

    operations = [
        migrations.CreateModel(
            name='Fund',
            fields=[
                ('code', models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name='資金コード')),
                ('name', models.CharField(max_length=60, verbose_name='資金の名称')),
                ('source', models.CharField(max_length=300, verbose_name='根拠')),
            ],
            options={
                'verbose_name': '資金の種類',
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='incomelimit',
            name='income_limit_from_a_day',
        ),
        migrations.AddField(
            model_name='incomelimit',
            name='created_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='登録日時'),
        ),
        migrations.AddField(
            model_name='incomelimit',
            name='entered_by',
            field=models.BigIntegerField(null=True, verbose_name='登録者'),
        ),
        migrations.AddField(
            model_name='incomelimit',
            name='fund',
            field=models.CharField(blank=True, db_default='', max_length=20, verbose_name='資金の種類（空欄はすべて）'),
        ),
        migrations.AddField(
            model_name='keptcount',
            name='compared_at',
            field=models.DateTimeField(null=True, verbose_name='廃棄の控えと突き合わせた日時'),
        ),
        migrations.AddField(
            model_name='keptcount',
            name='returned_at',
            field=models.DateTimeField(null=True, verbose_name='戻っていた日時'),
        ),
        migrations.AddField(
            model_name='keptcount',
            name='returned_count',
            field=models.PositiveIntegerField(db_default=0, verbose_name='戻っていた廃棄済みの情報'),
        ),
        migrations.AddField(
            model_name='reading',
            name='reason',
            field=models.CharField(blank=True, choices=[('NO_LIMIT', '基準額が登録されていません')], db_default='', max_length=10, verbose_name='要確認の理由'),
        ),
        migrations.AddField(
            model_name='takenorder',
            name='fund',
            field=models.CharField(blank=True, db_default='', max_length=20, verbose_name='資金の種類'),
        ),
        migrations.AddIndex(
            model_name='emergency',
            index=models.Index(condition=models.Q(('allowed_at__isnull', True), ('refused_at__isnull', True)), fields=['prefecture_id', '-created_at', 'id'], name='emergency_waiting'),
        ),
        migrations.AddIndex(
            model_name='emergency',
            index=models.Index(condition=models.Q(('allowed_at__isnull', False), ('reviewed_at__isnull', True)), fields=['prefecture_id', '-created_at', 'id'], name='emergency_unreviewed'),
        ),
        migrations.AddIndex(
            model_name='incomelimit',
            index=models.Index(fields=['prefecture_id', 'household_size', 'fund', '-valid_from', '-created_at'], name='income_limit_newest'),
        ),
        migrations.AddIndex(
            model_name='mishap',
            index=models.Index(condition=models.Q(('ended_at__isnull', True), ('lifted_at__isnull', True)), fields=['prefecture_id', '-created_at', 'id'], name='mishap_open_by_time'),
        ),
        migrations.AddIndex(
            model_name='refusedanswer',
            index=models.Index(fields=['prefecture_id', '-created_at', 'id'], name='refused_answer_by_time'),
        ),
        migrations.RunSQL(FUNDS, migrations.RunSQL.noop),
        migrations.RunSQL(LIMITS, LIMITS_BACK),
        migrations.RunSQL(ON_DUTY, "DROP FUNCTION walls.another_on_duty();"),
        migrations.RunSQL(GUARD.format(more=ASKED_AGAIN), GUARD.format(more="")),
        migrations.RunSQL(LISTS, LISTS_BACK),
    ]
