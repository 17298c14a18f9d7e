"""照会計画の規則: which kinds a fund asks about whom, and why; and which it leaves out, and why."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# Whom and why follow loan-products.md §4 and §5; which kinds a fund leaves out is ours, for a prefecture to change.
RULES = """
INSERT INTO loans_planrule (fund, kind, whom, scene, why, scope, months_back, reasons, is_asked, is_urgent, valid_from,
    source)
  SELECT fund, kind, whom, scene, why, scope, months_back, reasons::varchar[], is_asked, fund = 'KINKYU', '2026-04-01',
    '003 図表3-16と検討会意見、資金の貸付条件。照会しない情報は既定値（都道府県が変更できます）'
  FROM (VALUES
    ('{SOGO_LIVING,SOGO_HOUSING,SOGO_RESTART,FUKUSHI,KINKYU,EDU_SUPPORT,EDU_ENTRY,RE_GENERAL,RE_PROTECTED}', 'HOUSEHOLD', 'all', 'HOUSEHOLD', '申告した世帯と、住民票の世帯が合うかを確かめます。',
      'NEWEST', 0, '{}', true),
    ('{SOGO_LIVING,SOGO_HOUSING,SOGO_RESTART,FUKUSHI,KINKYU,EDU_SUPPORT,EDU_ENTRY,RE_GENERAL,RE_PROTECTED}', 'ASSISTANCE', 'all', 'BENEFIT', '生活保護を受けている世帯かどうかで、貸付けの扱いが変わるためです。',
      'NEWEST', 0, '{}', true),
    ('{SOGO_LIVING,SOGO_HOUSING,SOGO_RESTART,FUKUSHI,EDU_SUPPORT,EDU_ENTRY,RE_GENERAL,RE_PROTECTED}', 'TAX', 'adults', 'INCOME', '低所得世帯の目安（市町村民税非課税程度）に当たるかを確かめます。',
      'NEWEST', 0, '{}', true),
    ('{KINKYU}', 'TAX', 'adults', 'INCOME', '前年の所得のため、いまの困りごとの判断にはほとんど使えません。今後の収入の見通しと並べて参考にします。',
      'NEWEST', 0, '{}', true),
    ('{SOGO_LIVING,SOGO_HOUSING,SOGO_RESTART,FUKUSHI,KINKYU,EDU_SUPPORT,EDU_ENTRY,RE_GENERAL,RE_PROTECTED}', 'WELFARE_LOAN', 'applicant', 'LOAN', 'ほかの都道府県での借入れと重ならないかを確かめます。',
      'NEWEST', 0, '{}', true),
    ('{SOGO_LIVING,SOGO_HOUSING,SOGO_RESTART}', 'UNEMPLOYMENT', 'adults', 'BENEFIT', '失業等給付を受けられないことが貸付けの条件のためです。',
      'RANGE', 24, '{}', true),
    ('{SOGO_LIVING,SOGO_HOUSING,SOGO_RESTART}', 'TRAINING_BENEFIT', 'adults', 'BENEFIT', '職業訓練受講給付金を受けられないことが貸付けの条件のためです。',
      'RANGE', 24, '{}', true),
    ('{SOGO_LIVING,SOGO_HOUSING,SOGO_RESTART}', 'PENSION', 'adults', 'INCOME', '年金など、ほかの給付で生活費を賄えないことが貸付けの条件のためです。',
      'NEWEST', 0, '{}', true),
    ('{KINKYU}', 'UNEMPLOYMENT', 'applicant', 'BENEFIT', '失業等給付を待つ間、または仕事を失った後の貸付けかどうかを確かめます。',
      'NEWEST', 0, '{WAITING_BENEFIT,INCOME_DROP}', true),
    ('{KINKYU}', 'PENSION', 'adults', 'INCOME', '少額で急ぐ貸付けのため照会しません。年金を待つ方は、年金の通知で確認します。',
      'NEWEST', 0, '{}', false),
    ('{KINKYU}', 'ACCOUNT', 'applicant', 'PAYOUT', '口座を登録していない方が多いため照会しません。通帳などの写しで確認します。',
      'NEWEST', 0, '{}', false),
    ('{KINKYU}', 'CHILD_ALLOWANCE', 'adults', 'BENEFIT', 'これまでの給付からは、いまの不足が分からないため照会しません。',
      'NEWEST', 0, '{}', false),
    ('{KINKYU}', 'MEDICAL_INSURANCE', 'applicant', 'CARE', '今月の医療費は照会では分からないため照会しません。領収書や請求書で確認します。',
      'NEWEST', 0, '{}', false),
    ('{FUKUSHI}', 'PENSION', 'adults', 'INCOME', '償還の見込みを確かめます。',
      'NEWEST', 0, '{}', true),
    ('{FUKUSHI}', 'CARE_INSURANCE', 'all', 'CARE', '高齢者世帯の、介護を必要とする方がいるかを確かめます。',
      'NEWEST', 0, '{}', true),
    ('{FUKUSHI}', 'UNEMPLOYMENT', 'adults', 'BENEFIT', '使途と償還の見込みは書類で確かめるため照会しません。',
      'NEWEST', 0, '{}', false),
    ('{EDU_SUPPORT,EDU_ENTRY}', 'CHILD_REARING', 'adults', 'BENEFIT', 'ひとり親世帯かどうかと、ほかの制度の利用を確かめます。',
      'NEWEST', 0, '{}', true),
    ('{EDU_SUPPORT,EDU_ENTRY}', 'LONE_PARENT_LOAN', 'adults', 'LOAN', '母子父子寡婦福祉資金が先に使われるため、借入れの有無を確かめます。',
      'NEWEST', 0, '{}', true),
    ('{EDU_SUPPORT,EDU_ENTRY}', 'PENSION', 'adults', 'INCOME', '教育支援資金では、課税の状況で足りるため照会しません。',
      'NEWEST', 0, '{}', false),
    ('{RE_GENERAL,RE_PROTECTED}', 'PENSION', 'applicant', 'INCOME', '生活費に充てられる年金の有無を確かめます。',
      'NEWEST', 0, '{}', true),
    ('{RE_GENERAL,RE_PROTECTED}', 'UNEMPLOYMENT', 'applicant', 'BENEFIT', '高齢の方の資金のため照会しません。',
      'NEWEST', 0, '{}', false)
  ) AS line (funds, kind, whom, scene, why, scope, months_back, reasons, is_asked)
  CROSS JOIN LATERAL unnest(line.funds::varchar[]) AS each(fund);
"""
WALLS = """
ALTER TABLE loans_planrule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_planrule TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reference_rows ON loans_planrule FOR SELECT TO counter, office USING (true);
GRANT SELECT ON loans_planrule TO counter, office;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0012_invitation_by_two_hands'),
        ('loans', '0007_recusals_of_seen_cases'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fund', models.CharField(max_length=20, verbose_name='資金コード')),
                ('kind', models.CharField(choices=[('TAX', '地方税関係情報'), ('HOUSEHOLD', '住民票関係情報'), ('CHILD_ALLOWANCE', '児童手当関係情報'), ('CARE_INSURANCE', '介護保険給付等関係情報'), ('ASSISTANCE', '生活保護関係情報'), ('CHILD_REARING', '児童扶養手当関係情報'), ('LONE_PARENT_BENEFIT', '母子父子寡婦給付金関係情報'), ('LONE_PARENT_LOAN', '母子父子寡婦福祉資金貸付関係情報'), ('PENSION', '年金給付関係情報'), ('WORK_INJURY', '労働者災害補償関係情報'), ('WAR_RELIEF', '援護関係情報'), ('UNEMPLOYMENT', '失業等給付関係情報'), ('ASBESTOS', '石綿健康被害救済給付関係情報'), ('TRAINING_BENEFIT', '職業訓練受講給付金関係情報'), ('SPECIAL_CHILD', '特別児童扶養手当関係情報'), ('MEDICAL_INSURANCE', '医療保険給付関係情報'), ('WELFARE_LOAN', '生活福祉資金貸付関係情報'), ('ACCOUNT', '公的給付支給等口座登録簿関係情報')], max_length=20, verbose_name='照会する情報')),
                ('whom', models.CharField(choices=[('applicant', '申込者'), ('adults', '世帯の成人'), ('all', '世帯全員'), ('children', '世帯の子ども')], max_length=10, verbose_name='対象者')),
                ('scene', models.CharField(choices=[('HOUSEHOLD', '世帯構成の確認'), ('INCOME', '収入・課税の確認'), ('BENEFIT', '他の制度の利用の確認'), ('LOAN', '重複する貸付けの確認'), ('CARE', '療養・介護の確認'), ('PAYOUT', '振込先の確認')], max_length=20, verbose_name='場面')),
                ('why', models.CharField(max_length=200, verbose_name='理由')),
                ('scope', models.CharField(choices=[('NEWEST', '最新'), ('POINT', '時点'), ('RANGE', '期間')], default='NEWEST', max_length=10, verbose_name='照会条件')),
                ('months_back', models.PositiveSmallIntegerField(default=0, verbose_name='さかのぼる月数')),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None, verbose_name='借入理由')),
                ('is_asked', models.BooleanField(default=True, verbose_name='照会する')),
                ('is_urgent', models.BooleanField(default=False, verbose_name='至急')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('valid_until', models.DateField(null=True, verbose_name='適用終了日')),
                ('source', models.CharField(max_length=200, verbose_name='根拠')),
                ('prefecture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県（空欄は全国）')),
            ],
            options={
                'verbose_name': '照会計画の規則',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('fund', 'prefecture', 'kind', 'valid_from'), name='plan_rule_from_a_day', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='plan_rule_has_a_why'), models.CheckConstraint(condition=models.Q(models.Q(('months_back', 0), ('scope', 'NEWEST')), models.Q(models.Q(('scope', 'NEWEST'), _negated=True), ('months_back__gt', 0)), _connector='OR'), name='plan_rule_reaches_back_where_it_has_days')],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
        migrations.RunSQL(RULES, migrations.RunSQL.noop),
    ]
