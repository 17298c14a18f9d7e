"""照会できる事項と照会計画 in the vault: no inquiry outside the catalogue, nor further back than planned."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

LINES = """
-- 003 図表3-16, the same rows as on the slip: each database holds its own wall.
INSERT INTO inquiry_vault_catalogueline
  (legal_basis, purpose, kind, provider_type, scene, papers, still_on_paper, valid_from, source)
  SELECT 'LIVELIHOOD_LOAN', 'REVIEW', line.kind, line.whom, line.scene, line.papers::varchar[], line.paper, '2024-05-27',
    '003 図表3-16（マイナンバー法別表第二。廃止後の表の項番は公開資料で未確認）'
  FROM (VALUES
    ('TAX', 'MUNICIPALITY', 'INCOME', '{所得証明書,課税証明書,源泉徴収票（一部）,確定申告書（一部）}',
      '今の月収は分かりません。給与明細などで確認します。'),
    ('HOUSEHOLD', 'MUNICIPALITY', 'HOUSEHOLD', '{住民票の写し（続柄）}',
      '住民票と違う暮らし方をしているときは、実態が分かる書類で確認します。'),
    ('CHILD_ALLOWANCE', 'MUNICIPALITY', 'BENEFIT', '{児童手当の通知}',
      ''),
    ('CARE_INSURANCE', 'MUNICIPALITY', 'CARE', '{介護認定の通知}',
      '介護にかかった費用は、領収書で確認します。'),
    ('ASSISTANCE', 'PREFECTURE', 'BENEFIT', '{保護決定通知書}',
      ''),
    ('CHILD_REARING', 'PREFECTURE', 'BENEFIT', '{児童扶養手当証書}',
      ''),
    ('LONE_PARENT_BENEFIT', 'PREFECTURE', 'BENEFIT', '{母子父子寡婦給付金の決定通知}',
      ''),
    ('LONE_PARENT_LOAN', 'PREFECTURE', 'LOAN', '{}',
      ''),
    ('PENSION', 'PENSION_SERVICE', 'INCOME', '{年金通知,年金証書}',
      '年金の額が項目にないときは、年金の振込通知などで確認します。'),
    ('PENSION', 'MUTUAL_AID', 'INCOME', '{年金通知,年金証書}',
      '年金の額が項目にないときは、年金の振込通知などで確認します。'),
    ('WORK_INJURY', 'MINISTER', 'BENEFIT', '{労災給付の決定通知}',
      ''),
    ('WAR_RELIEF', 'MINISTER', 'BENEFIT', '{援護の決定通知}',
      ''),
    ('UNEMPLOYMENT', 'MINISTER', 'BENEFIT', '{雇用保険受給資格者証}',
      'これから受ける手続きの途中かどうかは、本人に確認します。'),
    ('ASBESTOS', 'MINISTER', 'BENEFIT', '{石綿健康被害救済給付の決定通知}',
      ''),
    ('TRAINING_BENEFIT', 'MINISTER', 'BENEFIT', '{職業訓練受講給付金の決定通知}',
      ''),
    ('SPECIAL_CHILD', 'MINISTER', 'BENEFIT', '{特別児童扶養手当証書}',
      ''),
    ('SPECIAL_CHILD', 'PREFECTURE', 'BENEFIT', '{特別児童扶養手当証書}',
      ''),
    ('MEDICAL_INSURANCE', 'INSURER', 'CARE', '{医療費領収書（一部）}',
      '今月の医療費は、領収書で確認します。'),
    ('WELFARE_LOAN', 'COUNCIL', 'LOAN', '{}',
      ''),
    ('ACCOUNT', 'DIGITAL_AGENCY', 'PAYOUT', '{通帳またはキャッシュカードの写し}',
      '口座を登録していない方は、通帳などの写しで確認します。')
  ) AS line (kind, whom, scene, papers, paper);

INSERT INTO inquiry_vault_body (code, provider_type, name, source) VALUES
  ('NENKIN', 'PENSION_SERVICE', '日本年金機構', '003 図表3-16'),
  ('KYOSAI_NATIONAL', 'MUTUAL_AID', '国家公務員共済組合連合会', '003 図表3-16'),
  ('KYOSAI_LOCAL', 'MUTUAL_AID', '地方公務員共済組合', '003 図表3-16'),
  ('KYOSAI_SCHOOL', 'MUTUAL_AID', '日本私立学校振興・共済事業団', '003 図表3-16'),
  ('MHLW', 'MINISTER', '厚生労働大臣', '003 図表3-16'),
  ('KYOKAI', 'INSURER', '全国健康保険協会', '003 図表3-16'),
  ('DIGITAL', 'DIGITAL_AGENCY', 'デジタル庁（公金受取口座）', '003 図表3-16');
"""

WALLS = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['catalogueline', 'body', 'planline', 'networkcode'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'inquiry_vault_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)',
      'inquiry_vault_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['catalogueline', 'body'] LOOP
    EXECUTE format('CREATE POLICY reference_rows ON %I FOR SELECT TO gate, gate_worker USING (true)',
      'inquiry_vault_' || name);
    EXECUTE format('GRANT SELECT ON %I TO gate, gate_worker', 'inquiry_vault_' || name);
  END LOOP;
END $$;
CREATE POLICY gate_rows ON inquiry_vault_planline TO gate
  USING (prefecture_id = (SELECT walls.case_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
CREATE POLICY worker_rows ON inquiry_vault_planline TO gate_worker
  USING (prefecture_id = (SELECT walls.case_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT ON inquiry_vault_planline TO gate;
GRANT SELECT, INSERT ON inquiry_vault_planline TO gate_worker;
ALTER TABLE inquiry_vault_planline ADD CONSTRAINT plan_line_of_person
  FOREIGN KEY (prefecture_id, order_id, person_id) REFERENCES inquiry_vault_person (prefecture_id, order_id, id);

-- What is not public is entered by 責任者 in their own name, and never changed: a later row counts from its day.
CREATE POLICY gate_rows ON inquiry_vault_networkcode FOR SELECT TO gate
  USING (prefecture_id = (SELECT walls.case_prefecture_id()));
CREATE POLICY administrator_rows ON inquiry_vault_networkcode TO gate
  USING (prefecture_id = (SELECT walls.staff_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.staff_prefecture_id()));
CREATE POLICY own_hand ON inquiry_vault_networkcode AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (entered_by = (SELECT walls.staff_id()));
CREATE POLICY worker_rows ON inquiry_vault_networkcode FOR SELECT TO gate_worker
  USING (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT, INSERT ON inquiry_vault_networkcode TO gate;
GRANT SELECT ON inquiry_vault_networkcode TO gate_worker;

-- Says whether this body may be asked as one of this type: councils stand for their municipality or prefecture.
CREATE FUNCTION walls.is_provider(of_type text, of_code text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM public.inquiry_vault_body WHERE code = of_code AND provider_type = of_type)
    OR of_type IN ('MUNICIPALITY', 'PREFECTURE', 'INSURER', 'COUNCIL')
      AND EXISTS (SELECT 1 FROM public.councils_council WHERE code = of_code
        AND (of_type <> 'COUNCIL' OR kind = 'prefectural') AND (of_type <> 'MUNICIPALITY' OR kind <> 'prefectural'))
$$;
REVOKE EXECUTE ON FUNCTION walls.is_provider(text, text) FROM PUBLIC;
"""

GUARD = """
CREATE OR REPLACE FUNCTION walls.guard_inquiry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.inquiry_vault_takenorder
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.order_id AND closed_at IS NULL FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the order is closed' USING ERRCODE = '42501';
  END IF;
  PERFORM FROM public.inquiry_vault_person
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.person_id AND link = 'linked' AND NEW.kind = ANY (kinds);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not to be asked about' USING ERRCODE = '42501';
  END IF;
  {more}RETURN NEW;
END $$;
"""
MORE = """-- On this basis, in this procedure, of this type of provider, for a scene of the catalogue, on this day.
  PERFORM FROM public.inquiry_vault_takenorder asked
    JOIN public.inquiry_vault_catalogueline line ON line.legal_basis = asked.legal_basis AND line.purpose = asked.purpose
      AND line.kind = NEW.kind AND line.provider_type = NEW.provider_type
      AND line.valid_from <= walls.today() AND coalesce(line.valid_until >= walls.today(), true)
    WHERE asked.prefecture_id = NEW.prefecture_id AND asked.id = NEW.order_id;
  IF NOT FOUND OR NOT walls.is_provider(NEW.provider_type, NEW.provider) THEN
    RAISE EXCEPTION 'outside the catalogue' USING ERRCODE = '42501';
  END IF;
  -- As far back as the plan says, and no further.
  PERFORM FROM public.inquiry_vault_planline line
    WHERE line.prefecture_id = NEW.prefecture_id AND line.person_id = NEW.person_id AND line.kind = NEW.kind
      AND (line.scope, line.from_on, line.until_on) IS NOT DISTINCT FROM (NEW.scope, NEW.from_on, NEW.until_on);
  IF NOT FOUND AND (NEW.scope <> 'NEWEST' OR EXISTS (SELECT 1 FROM public.inquiry_vault_planline line
      WHERE line.prefecture_id = NEW.prefecture_id AND line.person_id = NEW.person_id AND line.kind = NEW.kind)) THEN
    RAISE EXCEPTION 'not as planned' USING ERRCODE = '42501';
  END IF;
  """

BACK = "DROP FUNCTION walls.is_provider(text, text);"


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_vault', '0007_kinds'),
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('code', models.CharField(max_length=16, primary_key=True, serialize=False, verbose_name='記号')),
                ('provider_type', models.CharField(choices=[('MUNICIPALITY', '市区町村'), ('PENSION_SERVICE', '日本年金機構'), ('MUTUAL_AID', '共済組合等'), ('PREFECTURE', '都道府県知事・福祉事務所'), ('MINISTER', '厚生労働大臣'), ('INSURER', '医療保険者・広域連合'), ('COUNCIL', '社会福祉協議会（他の都道府県）'), ('DIGITAL_AGENCY', 'デジタル庁（口座登録簿）')], max_length=20, verbose_name='情報提供者')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('source', models.CharField(max_length=200, verbose_name='根拠資料')),
            ],
            options={
                'verbose_name': '情報提供者',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CatalogueLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('legal_basis', models.CharField(choices=[('LIVELIHOOD_LOAN', '社会福祉法による生計困難者への資金貸付け')], max_length=20, verbose_name='根拠')),
                ('purpose', models.CharField(choices=[('REVIEW', '生活福祉資金の貸付審査')], max_length=20, verbose_name='手続')),
                ('kind', models.CharField(choices=[('TAX', '地方税関係情報'), ('HOUSEHOLD', '住民票関係情報'), ('CHILD_ALLOWANCE', '児童手当関係情報'), ('CARE_INSURANCE', '介護保険給付等関係情報'), ('ASSISTANCE', '生活保護関係情報'), ('CHILD_REARING', '児童扶養手当関係情報'), ('LONE_PARENT_BENEFIT', '母子父子寡婦給付金関係情報'), ('LONE_PARENT_LOAN', '母子父子寡婦福祉資金貸付関係情報'), ('PENSION', '年金給付関係情報'), ('WORK_INJURY', '労働者災害補償関係情報'), ('WAR_RELIEF', '援護関係情報'), ('UNEMPLOYMENT', '失業等給付関係情報'), ('ASBESTOS', '石綿健康被害救済給付関係情報'), ('TRAINING_BENEFIT', '職業訓練受講給付金関係情報'), ('SPECIAL_CHILD', '特別児童扶養手当関係情報'), ('MEDICAL_INSURANCE', '医療保険給付関係情報'), ('WELFARE_LOAN', '生活福祉資金貸付関係情報'), ('ACCOUNT', '公的給付支給等口座登録簿関係情報')], max_length=20, verbose_name='照会する情報')),
                ('provider_type', models.CharField(choices=[('MUNICIPALITY', '市区町村'), ('PENSION_SERVICE', '日本年金機構'), ('MUTUAL_AID', '共済組合等'), ('PREFECTURE', '都道府県知事・福祉事務所'), ('MINISTER', '厚生労働大臣'), ('INSURER', '医療保険者・広域連合'), ('COUNCIL', '社会福祉協議会（他の都道府県）'), ('DIGITAL_AGENCY', 'デジタル庁（口座登録簿）')], max_length=20, verbose_name='情報提供者')),
                ('scene', models.CharField(choices=[('HOUSEHOLD', '世帯構成の確認'), ('INCOME', '収入・課税の確認'), ('BENEFIT', '他の制度の利用の確認'), ('LOAN', '重複する貸付けの確認'), ('CARE', '療養・介護の確認'), ('PAYOUT', '振込先の確認')], max_length=20, verbose_name='場面')),
                ('papers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='省略できる書類')),
                ('still_on_paper', models.CharField(blank=True, max_length=200, verbose_name='書類で確認が必要なこと')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('valid_until', models.DateField(null=True, verbose_name='適用終了日')),
                ('source', models.CharField(max_length=200, verbose_name='根拠資料')),
            ],
            options={
                'verbose_name': '照会できる事項',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NetworkCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('what', models.CharField(choices=[('AFFAIR', '事務コード（JM）'), ('PROCEDURE', '事務手続コード（JT）'), ('PROCEDURE_NUMBER', '事務手続管理番号'), ('ORGANISATION', '照会者機関コード'), ('DEPARTMENT', '照会者部署コード'), ('INFORMATION', '特定個人情報名コード（TM）'), ('PROVIDER', '提供者機関コード')], max_length=20, verbose_name='番号の種類')),
                ('of', models.CharField(blank=True, max_length=20, verbose_name='対象')),
                ('value', models.CharField(max_length=20, verbose_name='番号')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('entered_by', models.BigIntegerField(verbose_name='登録者')),
            ],
            options={
                'verbose_name': '照会に使う番号',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PlanLine',
            fields=[
                ('kind', models.CharField(choices=[('TAX', '地方税関係情報'), ('HOUSEHOLD', '住民票関係情報'), ('CHILD_ALLOWANCE', '児童手当関係情報'), ('CARE_INSURANCE', '介護保険給付等関係情報'), ('ASSISTANCE', '生活保護関係情報'), ('CHILD_REARING', '児童扶養手当関係情報'), ('LONE_PARENT_BENEFIT', '母子父子寡婦給付金関係情報'), ('LONE_PARENT_LOAN', '母子父子寡婦福祉資金貸付関係情報'), ('PENSION', '年金給付関係情報'), ('WORK_INJURY', '労働者災害補償関係情報'), ('WAR_RELIEF', '援護関係情報'), ('UNEMPLOYMENT', '失業等給付関係情報'), ('ASBESTOS', '石綿健康被害救済給付関係情報'), ('TRAINING_BENEFIT', '職業訓練受講給付金関係情報'), ('SPECIAL_CHILD', '特別児童扶養手当関係情報'), ('MEDICAL_INSURANCE', '医療保険給付関係情報'), ('WELFARE_LOAN', '生活福祉資金貸付関係情報'), ('ACCOUNT', '公的給付支給等口座登録簿関係情報')], max_length=20, verbose_name='照会する情報')),
                ('scene', models.CharField(choices=[('HOUSEHOLD', '世帯構成の確認'), ('INCOME', '収入・課税の確認'), ('BENEFIT', '他の制度の利用の確認'), ('LOAN', '重複する貸付けの確認'), ('CARE', '療養・介護の確認'), ('PAYOUT', '振込先の確認')], max_length=20, verbose_name='場面')),
                ('why', models.CharField(max_length=200, verbose_name='照会する理由')),
                ('scope', models.CharField(choices=[('NEWEST', '最新'), ('POINT', '時点'), ('RANGE', '期間')], default='NEWEST', max_length=10, verbose_name='照会条件')),
                ('from_on', models.DateField(null=True, verbose_name='照会開始日')),
                ('until_on', models.DateField(null=True, verbose_name='照会終了日')),
                ('left_out', models.CharField(blank=True, choices=[('NOT_IN_PLAN', 'この資金の計画では照会しない'), ('PAPER_AT_HAND', '書類で確認済み'), ('NOT_NEEDED', 'この案件の判断に使わない'), ('DECLINED', '本人が書類での確認を希望'), ('PROTECTED', '支援措置のため')], max_length=20, verbose_name='照会しない理由')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
            ],
            options={
                'verbose_name': '照会計画の行',
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='inquiry',
            name='inquiry_settled_where_open',
        ),
        migrations.AddField(
            model_name='inquiry',
            name='from_on',
            field=models.DateField(null=True, verbose_name='照会開始日'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='provider_type',
            field=models.CharField(choices=[('MUNICIPALITY', '市区町村'), ('PENSION_SERVICE', '日本年金機構'), ('MUTUAL_AID', '共済組合等'), ('PREFECTURE', '都道府県知事・福祉事務所'), ('MINISTER', '厚生労働大臣'), ('INSURER', '医療保険者・広域連合'), ('COUNCIL', '社会福祉協議会（他の都道府県）'), ('DIGITAL_AGENCY', 'デジタル庁（口座登録簿）')], default='MUNICIPALITY', max_length=20, verbose_name='提供元の種類'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='route',
            field=models.CharField(choices=[('network', 'オンライン'), ('file', 'ファイル')], default='network', max_length=8, verbose_name='経路'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='scope',
            field=models.CharField(choices=[('NEWEST', '最新'), ('POINT', '時点'), ('RANGE', '期間')], default='NEWEST', max_length=10, verbose_name='照会条件'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='until_on',
            field=models.DateField(null=True, verbose_name='照会終了日'),
        ),
        migrations.AddField(
            model_name='person',
            name='former_addresses',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list, size=None, verbose_name='前住所'),
        ),
        migrations.AddField(
            model_name='person',
            name='mutual_aids',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('KYOSAI_NATIONAL', '国家公務員共済組合連合会'), ('KYOSAI_LOCAL', '地方公務員共済組合'), ('KYOSAI_SCHOOL', '日本私立学校振興・共済事業団')], max_length=16), default=list, size=None, verbose_name='加入していた共済'),
        ),
        migrations.AddField(
            model_name='takenorder',
            name='is_urgent',
            field=models.BooleanField(default=False, verbose_name='至急'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('settlement', ''), ('state__in', ['unknown', 'stopped', 'failed']), models.Q(('settlement', 'left'), ('state__in', ['no_record', 'answered'])), _connector='OR'), name='inquiry_settled_where_open'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_on__isnull', True), ('scope', 'NEWEST'), ('until_on__isnull', True)), models.Q(('from_on__isnull', False), ('scope', 'POINT'), ('until_on__isnull', True)), models.Q(('from_on__isnull', False), ('scope', 'RANGE'), ('until_on__gte', models.F('from_on')), ('until_on__isnull', False)), _connector='OR'), name='inquiry_scope_has_its_days'),
        ),
        migrations.AddConstraint(
            model_name='catalogueline',
            constraint=models.UniqueConstraint(fields=('legal_basis', 'purpose', 'kind', 'provider_type', 'scene', 'valid_from'), name='inquiry_vault_catalogue_from_a_day'),
        ),
        migrations.AddIndex(
            model_name='networkcode',
            index=models.Index(fields=['prefecture_id', 'what', 'of', '-valid_from'], name='network_code_newest'),
        ),
        migrations.AddConstraint(
            model_name='networkcode',
            constraint=models.CheckConstraint(condition=models.Q(('value__regex', '^[0-9A-Z-]{1,20}$')), name='network_code_is_a_code'),
        ),
        migrations.AddField(
            model_name='planline',
            name='order',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='inquiry_vault.takenorder'),
        ),
        migrations.AddField(
            model_name='planline',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='inquiry_vault.person'),
        ),
        migrations.AddIndex(
            model_name='planline',
            index=models.Index(fields=['prefecture_id', 'order'], name='vault_plan_line_of_order'),
        ),
        migrations.AddConstraint(
            model_name='planline',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'person', 'kind'), name='vault_plan_line_once_per_person'),
        ),
        migrations.AddConstraint(
            model_name='planline',
            constraint=models.CheckConstraint(condition=models.Q(('left_out__in', ['', 'NOT_IN_PLAN', 'PAPER_AT_HAND', 'NOT_NEEDED', 'DECLINED', 'PROTECTED'])), name='vault_plan_line_left_out_by_code'),
        ),
        migrations.AddConstraint(
            model_name='planline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_on__isnull', True), ('scope', 'NEWEST'), ('until_on__isnull', True)), models.Q(('from_on__isnull', False), ('scope', 'POINT'), ('until_on__isnull', True)), models.Q(('from_on__isnull', False), ('scope', 'RANGE'), ('until_on__gte', models.F('from_on')), ('until_on__isnull', False)), _connector='OR'), name='vault_plan_line_scope_has_its_days'),
        ),
        migrations.RunSQL(WALLS, BACK),
        migrations.RunSQL(GUARD.format(more=MORE), GUARD.format(more="")),
        migrations.RunSQL(LINES, migrations.RunSQL.noop),
    ]
