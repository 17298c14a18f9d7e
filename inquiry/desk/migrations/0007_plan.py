"""照会できる事項と照会計画 on the slip: what may be ordered is held by the database (inquiry.md §3)."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

LINES = """
-- 003 図表3-16: what may be asked of whom. The day is that on which 別表第二 was replaced (inquiry.md §2). A change of the
-- list is new rows, and the day on which the old ones end.
INSERT INTO inquiry_desk_catalogueline
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
"""

WALLS = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['inquiry_desk_catalogueline', 'inquiry_desk_planline'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
CREATE POLICY reference_rows ON inquiry_desk_catalogueline FOR SELECT TO counter, office, gate_worker USING (true);
GRANT SELECT ON inquiry_desk_catalogueline TO counter, office, gate_worker;
CREATE POLICY slip_rows ON inquiry_desk_planline TO office, gate_worker
  USING (prefecture_id = (SELECT walls.case_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT, INSERT ON inquiry_desk_planline TO office;
GRANT SELECT ON inquiry_desk_planline TO gate_worker;
ALTER TABLE inquiry_desk_planline ADD CONSTRAINT plan_line_of_subject
  FOREIGN KEY (prefecture_id, order_id, member_id) REFERENCES inquiry_desk_subject (prefecture_id, order_id, member_id);

-- Nothing is ordered that the catalogue does not name today, for the order's basis and procedure.
CREATE FUNCTION walls.guard_kinds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM fresh JOIN public.inquiry_desk_order asked ON asked.prefecture_id = fresh.prefecture_id
        AND asked.id = fresh.order_id
      CROSS JOIN LATERAL unnest(fresh.kinds) AS each(kind)
    WHERE NOT EXISTS (SELECT 1 FROM public.inquiry_desk_catalogueline line
      WHERE line.legal_basis = asked.legal_basis AND line.purpose = asked.purpose AND line.kind = each.kind
        AND line.valid_from <= walls.today() AND coalesce(line.valid_until >= walls.today(), true))) THEN
    RAISE EXCEPTION 'outside the catalogue' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER catalogue AFTER INSERT ON inquiry_desk_subject REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION walls.guard_kinds();

-- A line of the plan says the same as its subject: asked about, for a scene of the catalogue, or left out and not asked.
CREATE FUNCTION walls.guard_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM fresh JOIN public.inquiry_desk_order asked ON asked.prefecture_id = fresh.prefecture_id
        AND asked.id = fresh.order_id
      JOIN public.inquiry_desk_subject subject ON subject.prefecture_id = fresh.prefecture_id
        AND subject.order_id = fresh.order_id AND subject.member_id = fresh.member_id
    WHERE (fresh.left_out = '') <> (fresh.kind = ANY (subject.kinds))
      OR NOT EXISTS (SELECT 1 FROM public.inquiry_desk_catalogueline line
        WHERE line.legal_basis = asked.legal_basis AND line.purpose = asked.purpose AND line.kind = fresh.kind
          AND line.scene = fresh.scene
          AND line.valid_from <= walls.today() AND coalesce(line.valid_until >= walls.today(), true))) THEN
    RAISE EXCEPTION 'not as the catalogue and the subject say' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER catalogue AFTER INSERT ON inquiry_desk_planline REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION walls.guard_plan();
REVOKE EXECUTE ON FUNCTION walls.guard_kinds(), walls.guard_plan() FROM PUBLIC;
"""

BACK = """
DROP TRIGGER catalogue ON inquiry_desk_planline;
DROP TRIGGER catalogue ON inquiry_desk_subject;
DROP FUNCTION walls.guard_plan(), walls.guard_kinds();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_desk', '0005_kinds'),
        ('inquiry_desk', '0006_repeat_term'),
    ]

    operations = [
        migrations.AddField(
            model_name='order',
            name='is_urgent',
            field=models.BooleanField(default=False, verbose_name='至急'),
        ),
        migrations.AddField(
            model_name='subject',
            name='former_addresses',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list, size=None, verbose_name='前住所'),
        ),
        migrations.AddField(
            model_name='subject',
            name='mutual_aids',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('KYOSAI_NATIONAL', '国家公務員共済組合連合会'), ('KYOSAI_LOCAL', '地方公務員共済組合'), ('KYOSAI_SCHOOL', '日本私立学校振興・共済事業団')], max_length=16), default=list, size=None, verbose_name='加入していた共済'),
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
                'constraints': [models.UniqueConstraint(fields=('legal_basis', 'purpose', 'kind', 'provider_type', 'scene', 'valid_from'), name='inquiry_desk_catalogue_from_a_day')],
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
                ('member_id', models.UUIDField(verbose_name='世帯員')),
                ('order', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='inquiry_desk.order')),
            ],
            options={
                'verbose_name': '照会計画の行',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('prefecture_id', 'order', 'member_id', 'kind'), name='plan_line_once_per_member'), models.CheckConstraint(condition=models.Q(('left_out__in', ['', 'NOT_IN_PLAN', 'PAPER_AT_HAND', 'NOT_NEEDED', 'DECLINED', 'PROTECTED'])), name='plan_line_left_out_by_code'), models.CheckConstraint(condition=models.Q(models.Q(('from_on__isnull', True), ('scope', 'NEWEST'), ('until_on__isnull', True)), models.Q(('from_on__isnull', False), ('scope', 'POINT'), ('until_on__isnull', True)), models.Q(('from_on__isnull', False), ('scope', 'RANGE'), ('until_on__gte', models.F('from_on')), ('until_on__isnull', False)), _connector='OR'), name='plan_line_scope_has_its_days')],
            },
        ),
        migrations.RunSQL(WALLS, BACK),
        migrations.RunSQL(LINES, migrations.RunSQL.noop),
    ]
