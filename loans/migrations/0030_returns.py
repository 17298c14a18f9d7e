"""返戻の項目 and 進達: what is asked, where, and what was sent up; the reasons are dated data."""

import uuid

import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

REASONS = """
INSERT INTO loans_returnreason (code, position, name, valid_from, source)
  SELECT code, position, name, '2026-04-01', source FROM (VALUES
    ('PAPER_MISSING', 10, '書類の不足', 'workflow-and-forms.md §2：使途の書類がない'),
    ('AMOUNT_MISMATCH', 20, '金額・期間の不一致', 'workflow-and-forms.md §2：総額が月額×月数と合わない'),
    ('ADDRESS_MISMATCH', 30, '住所と住民票の相違', 'workflow-and-forms.md §2：住所が住民票と違う'),
    ('ACCOUNT_MISMATCH', 40, '口座名義の相違', 'workflow-and-forms.md §2：口座名義が申込者でない'),
    ('SIGNATURE_MISSING', 50, '署名・押印・同意の不足', 'workflow-and-forms.md §2：署名・押印がない'),
    ('PERSON_UNCLEAR', 60, '本人確認ができない', 'workflow-and-forms.md §2：人違いのおそれ'),
    ('OVER_INCOME', 70, '収入が基準を超えている', '003：収入の超過が後から分かる'),
    ('OTHER', 90, 'その他', '既定値（都道府県が変更できます）')
  ) AS reason (code, position, name, source);
"""

# What a return asked before there were items: one for each of its reasons, for the case as a whole.
ITEMS = """
INSERT INTO loans_returnitem (id, prefecture_id, municipal_council_id, is_forwarded, application_id, returned_id, position,
    reason, reason_name, place, place_name, asked, answer, answered_name)
  SELECT gen_random_uuid(), sent.prefecture_id, sent.municipal_council_id, sent.is_forwarded, sent.application_id, sent.id,
    asked.number - 1, asked.reason, COALESCE(named.name, asked.reason), '', '', COALESCE(NULLIF(sent.note, ''), '補正してください。'), '', ''
  FROM loans_return sent
  CROSS JOIN LATERAL unnest(sent.reasons) WITH ORDINALITY AS asked (reason, number)
  LEFT JOIN loans_returnreason named ON named.code = asked.reason AND named.prefecture_id IS NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""

WALLS = """
ALTER TABLE loans_returnreason ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_returnreason TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reference_rows ON loans_returnreason FOR SELECT TO counter, office USING (true);
GRANT SELECT ON loans_returnreason TO counter, office;

ALTER TABLE loans_returnitem ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_returnitem TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY counter_rows ON loans_returnitem TO counter
  USING (municipal_council_id = (SELECT walls.case_council_id()))
  WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()));
CREATE POLICY office_rows ON loans_returnitem TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded)
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT, UPDATE (answer, answered_by, answered_name, answered_at) ON loans_returnitem TO counter;
GRANT SELECT, INSERT ON loans_returnitem TO office;

ALTER TABLE loans_forwarding ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_forwarding TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY counter_rows ON loans_forwarding TO counter
  USING (municipal_council_id = (SELECT walls.case_council_id()))
  WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()));
CREATE POLICY office_rows ON loans_forwarding FOR SELECT TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded);
CREATE POLICY own_hand ON loans_forwarding AS RESTRICTIVE FOR INSERT TO counter
  WITH CHECK (forwarded_by = (SELECT walls.staff_id()));
GRANT SELECT, INSERT ON loans_forwarding TO counter;
GRANT SELECT ON loans_forwarding TO office;

ALTER TABLE loans_returnitem ADD CONSTRAINT returnitem_council_of_prefecture
  FOREIGN KEY (prefecture_id, municipal_council_id) REFERENCES councils_council (prefecture_id, code);
ALTER TABLE loans_returnitem ADD CONSTRAINT returnitem_of_application_key
  FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
  REFERENCES loans_application (prefecture_id, municipal_council_id, id);
ALTER TABLE loans_returnitem ADD CONSTRAINT returnitem_of_returned
  FOREIGN KEY (prefecture_id, municipal_council_id, returned_id)
  REFERENCES loans_return (prefecture_id, municipal_council_id, id);
ALTER TABLE loans_forwarding ADD CONSTRAINT forwarding_council_of_prefecture
  FOREIGN KEY (prefecture_id, municipal_council_id) REFERENCES councils_council (prefecture_id, code);
ALTER TABLE loans_forwarding ADD CONSTRAINT forwarding_of_application_key
  FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
  REFERENCES loans_application (prefecture_id, municipal_council_id, id);

-- A reason in force, of the return's own case, named as it is today; answered by the counter while the return is open.
CREATE FUNCTION walls.guard_returnitem() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.loans_return WHERE prefecture_id = NEW.prefecture_id
      AND municipal_council_id = NEW.municipal_council_id AND id = NEW.returned_id
      AND application_id = NEW.application_id AND answered_at IS NULL) THEN
    RAISE EXCEPTION 'no open return of this case' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.answered_at IS NOT NULL THEN
      RAISE EXCEPTION 'nothing comes answered' USING ERRCODE = '42501';
    END IF;
    SELECT name INTO NEW.reason_name FROM public.loans_returnreason
      WHERE code = NEW.reason AND (prefecture_id = NEW.prefecture_id OR prefecture_id IS NULL)
        AND valid_from <= walls.today() AND (valid_until IS NULL OR valid_until >= walls.today())
      ORDER BY prefecture_id NULLS LAST, valid_from DESC LIMIT 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such reason' USING ERRCODE = '42501';
    END IF;
  ELSIF NEW.answer = '' THEN
    NEW.answered_by := NULL; NEW.answered_at := NULL; NEW.answered_name := '';
  ELSIF session_user = 'counter' THEN
    NEW.answered_by := walls.staff_id(); NEW.answered_at := clock_timestamp();
    SELECT name INTO STRICT NEW.answered_name FROM public.councils_staff WHERE id = NEW.answered_by;
  END IF;
  SELECT forwarded_at IS NOT NULL INTO STRICT NEW.is_forwarded FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.application_id;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_returnitem FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_returnitem();

-- What is sent is written by the chief who forwards, just before the case leaves; the office sees it from then on.
CREATE FUNCTION walls.guard_forwarding() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user = 'counter' AND (walls.post() IS DISTINCT FROM 'counter_chief' OR NOT EXISTS (
      SELECT 1 FROM public.loans_application WHERE prefecture_id = NEW.prefecture_id
        AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id AND state = 'opinion_done')) THEN
    RAISE EXCEPTION 'nothing is sent now' USING ERRCODE = '42501';
  END IF;
  NEW.created_at := clock_timestamp();
  NEW.is_forwarded := false;
  SELECT name INTO STRICT NEW.forwarded_name FROM public.councils_staff WHERE id = NEW.forwarded_by;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON loans_forwarding FOR EACH ROW EXECUTE FUNCTION walls.guard_forwarding();

CREATE FUNCTION walls.forward_sent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_forwarding SET is_forwarded = true
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id AND NOT is_forwarded;
  RETURN NULL;
END $$;
CREATE TRIGGER forward_sent AFTER UPDATE ON loans_application FOR EACH ROW
  WHEN (OLD.state <> 'forwarded' AND NEW.state = 'forwarded') EXECUTE FUNCTION walls.forward_sent();
REVOKE EXECUTE ON FUNCTION walls.guard_returnitem(), walls.guard_forwarding(), walls.forward_sent() FROM PUBLIC;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['returnitem', 'forwarding'] LOOP
    EXECUTE format('CREATE TRIGGER belongs BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant()',
      'loans_' || name);
    EXECUTE format('CREATE TRIGGER recused AFTER INSERT OR UPDATE ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_recused()', 'loans_' || name);
  END LOOP;
END $$;
"""

BACK = """
DROP TRIGGER forward_sent ON loans_application;
DROP TRIGGER guard ON loans_returnitem;
DROP TRIGGER guard ON loans_forwarding;
DROP FUNCTION walls.guard_returnitem(), walls.guard_forwarding(), walls.forward_sent();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('loans', '0029_lists'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalreturn',
            name='note',
            field=models.TextField(blank=True, verbose_name='全体へのことば'),
        ),
        migrations.AlterField(
            model_name='historicalreturn',
            name='reasons',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='返戻の理由'),
        ),
        migrations.AlterField(
            model_name='return',
            name='note',
            field=models.TextField(blank=True, verbose_name='全体へのことば'),
        ),
        migrations.AlterField(
            model_name='return',
            name='reasons',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='返戻の理由'),
        ),
        migrations.CreateModel(
            name='ReturnReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='コード')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='順')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('valid_until', models.DateField(null=True, verbose_name='適用終了日')),
                ('source', models.CharField(max_length=200, verbose_name='根拠')),
                ('prefecture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県（空欄は全国）')),
            ],
            options={
                'verbose_name': '返戻の理由',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('code', 'prefecture', 'valid_from'), name='return_reason_from_a_day', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='ReturnItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('position', models.PositiveSmallIntegerField(verbose_name='順')),
                ('reason', models.CharField(max_length=20, verbose_name='理由')),
                ('reason_name', models.CharField(editable=False, max_length=40, verbose_name='理由の名称')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='箇所')),
                ('place_name', models.CharField(blank=True, max_length=100, verbose_name='箇所の名称')),
                ('asked', models.TextField(verbose_name='補正していただきたいこと')),
                ('answer', models.TextField(blank=True, verbose_name='回答')),
                ('answered_by', models.BigIntegerField(null=True, verbose_name='回答者')),
                ('answered_name', models.CharField(blank=True, max_length=60, verbose_name='回答者名')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='回答日時')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='return_items', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
                ('returned', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='loans.return', verbose_name='返戻')),
            ],
            options={
                'verbose_name': '返戻の項目',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture', 'application'], name='return_item_of_application')],
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='returnitem_of_tenant'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='returnitem_answered_by_and_at'), models.UniqueConstraint(fields=('prefecture', 'returned', 'position'), name='return_item_in_order'), models.CheckConstraint(condition=models.Q(('asked', ''), _negated=True), name='return_item_asks'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='return_item_answer_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Forwarding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('number', models.PositiveSmallIntegerField(verbose_name='回')),
                ('sent', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='送った内容')),
                ('chief_opinion', models.TextField(blank=True, verbose_name='責任者意見')),
                ('forwarded_by', models.BigIntegerField(verbose_name='進達者')),
                ('forwarded_name', models.CharField(max_length=60, verbose_name='進達者名')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='forwardings', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '進達',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='forwarding_of_tenant'), models.UniqueConstraint(fields=('prefecture', 'application', 'number'), name='forwarding_in_order')],
            },
        ),
        migrations.RunSQL(REASONS, migrations.RunSQL.noop),
        migrations.RunSQL(ITEMS, migrations.RunSQL.noop),
        migrations.RunSQL(WALLS, BACK),
    ]
