"""読み解きの規則と所得基準: dated data with a source, read by the gate and written by the owner alone."""

from django.db import migrations, models


WALLS = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['findingrule', 'incomelimit'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'inquiry_vault_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)',
      'inquiry_vault_' || name);
    EXECUTE format('CREATE POLICY reference_rows ON %I FOR SELECT TO gate, gate_worker USING (true)',
      'inquiry_vault_' || name);
    EXECUTE format('GRANT SELECT ON %I TO gate, gate_worker', 'inquiry_vault_' || name);
  END LOOP;
END $$;
"""

# No table of income by household size is published for any prefecture, so none is put in: 世帯の所得 is 要確認 until then.
RULES = """
INSERT INTO inquiry_vault_findingrule (code, version, valid_from, source) VALUES
  ('HOUSEHOLD_COMPOSITION', 'HOUSEHOLD-1', '2026-04-01', '住民票の世帯番号・人数・続柄と申告の比較（続柄コードは自治体の公開プログラム）'),
  ('RESIDENT_TAX_EXEMPT', 'TAX_EXEMPT-1', '2026-04-01', '均等割と所得割の組合せによる課税区分（自治体の公開プログラム）。低所得世帯の目安は市町村民税非課税程度'),
  ('INCOME_LIMIT', 'INCOME_LIMIT-1', '2026-04-01', '世帯の合計所得金額と県の基準の比較。基準額は県が定める（公表された表は未確認）'),
  ('PUBLIC_ASSISTANCE', 'ASSISTANCE-1', '2026-04-01', '003 図表3-16'),
  ('PENSION_RECEIVED', 'PENSION-1', '2026-04-01', '000 図表3-30（失権年月日と支給停止の見方）'),
  ('UNEMPLOYMENT_RECEIVED', 'UNEMPLOYMENT-1', '2026-04-01', '003 図表3-16。失業等給付を受けられないことが貸付けの条件'),
  ('TRAINING_RECEIVED', 'TRAINING-1', '2026-04-01', '003 図表3-16'),
  ('CHILD_ALLOWANCE_RECEIVED', 'CHILD_ALLOWANCE-1', '2026-04-01', '003 図表3-16'),
  ('CHILD_REARING_RECEIVED', 'CHILD_REARING-1', '2026-04-01', '003 図表3-16'),
  ('SPECIAL_CHILD_RECEIVED', 'SPECIAL_CHILD-1', '2026-04-01', '003 図表3-16'),
  ('OTHER_LOAN', 'OTHER_LOAN-1', '2026-04-01', '003 図表3-16（社会福祉協議会：重複貸付けの確認）'),
  ('LONE_PARENT_LOAN_OPEN', 'LONE_PARENT_LOAN-1', '2026-04-01', '003 図表3-16（母子父子寡婦福祉資金の重複の確認）'),
  ('OLD_COPY', 'OLD_COPY-1', '2026-04-01', '001（副本の更新の遅れ）。日数は公表されていないため既定値');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_vault', '0014_retention'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reading',
            name='code',
            field=models.CharField(choices=[('HOUSEHOLD_COMPOSITION', '世帯構成'), ('RESIDENT_TAX_EXEMPT', '市町村民税非課税'), ('INCOME_LIMIT', '世帯の所得'), ('PUBLIC_ASSISTANCE', '生活保護の受給'), ('PENSION_RECEIVED', '年金の受給'), ('UNEMPLOYMENT_RECEIVED', '失業等給付の受給'), ('TRAINING_RECEIVED', '職業訓練受講給付金の受給'), ('CHILD_ALLOWANCE_RECEIVED', '児童手当の受給'), ('CHILD_REARING_RECEIVED', '児童扶養手当の受給'), ('SPECIAL_CHILD_RECEIVED', '特別児童扶養手当の受給'), ('OTHER_LOAN', 'ほかの都道府県での借入れ'), ('LONE_PARENT_LOAN_OPEN', '母子父子寡婦福祉資金の借入れ'), ('OLD_COPY', '更新の古い情報')], max_length=30, verbose_name='項目'),
        ),
        migrations.AlterField(
            model_name='reading',
            name='verdict',
            field=models.CharField(choices=[('APPLIES', '該当'), ('DOES_NOT_APPLY', '非該当'), ('CONSISTENT', '申告と一致'), ('DIFFERENT', '申告と相違'), ('WITHIN', '基準内'), ('NEAR', '基準に近接'), ('OVER', '基準を超過'), ('NEEDS_CHECK', '要確認：別の書類が必要')], max_length=20, verbose_name='区分'),
        ),
        migrations.CreateModel(
            name='FindingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('HOUSEHOLD_COMPOSITION', '世帯構成'), ('RESIDENT_TAX_EXEMPT', '市町村民税非課税'), ('INCOME_LIMIT', '世帯の所得'), ('PUBLIC_ASSISTANCE', '生活保護の受給'), ('PENSION_RECEIVED', '年金の受給'), ('UNEMPLOYMENT_RECEIVED', '失業等給付の受給'), ('TRAINING_RECEIVED', '職業訓練受講給付金の受給'), ('CHILD_ALLOWANCE_RECEIVED', '児童手当の受給'), ('CHILD_REARING_RECEIVED', '児童扶養手当の受給'), ('SPECIAL_CHILD_RECEIVED', '特別児童扶養手当の受給'), ('OTHER_LOAN', 'ほかの都道府県での借入れ'), ('LONE_PARENT_LOAN_OPEN', '母子父子寡婦福祉資金の借入れ'), ('OLD_COPY', '更新の古い情報')], max_length=30, verbose_name='項目')),
                ('version', models.CharField(max_length=20, verbose_name='規則の版')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('valid_until', models.DateField(null=True, verbose_name='適用終了日')),
                ('source', models.CharField(max_length=300, verbose_name='根拠')),
            ],
            options={
                'verbose_name': '読み解きの規則',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('code', 'valid_from'), name='finding_rule_from_a_day'), models.CheckConstraint(condition=models.Q(('version__regex', '^(HOUSEHOLD|TAX_EXEMPT|ASSISTANCE|INCOME_LIMIT|PENSION|UNEMPLOYMENT|TRAINING|CHILD_ALLOWANCE|CHILD_REARING|SPECIAL_CHILD|OTHER_LOAN|LONE_PARENT_LOAN|OLD_COPY)-[0-9]{1,3}$')), name='finding_rule_has_a_version'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='finding_rule_has_a_source')],
            },
        ),
        migrations.CreateModel(
            name='IncomeLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefecture_id', models.CharField(blank=True, max_length=6, verbose_name='都道府県（空欄は全国）')),
                ('household_size', models.PositiveSmallIntegerField(verbose_name='世帯の人数')),
                ('yearly_yen', models.PositiveIntegerField(verbose_name='世帯の合計所得金額の上限（年額）')),
                ('near_percent', models.PositiveSmallIntegerField(verbose_name='近接とみる幅（％）')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('source', models.CharField(max_length=300, verbose_name='根拠')),
            ],
            options={
                'verbose_name': '所得基準',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('prefecture_id', 'household_size', 'valid_from'), name='income_limit_from_a_day'), models.CheckConstraint(condition=models.Q(('household_size__gte', 1), ('near_percent__lte', 50), ('yearly_yen__gte', 1)), name='income_limit_is_a_limit'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='income_limit_has_a_source')],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
        migrations.RunSQL(RULES, migrations.RunSQL.noop),
    ]
