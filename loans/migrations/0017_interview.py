"""聞き取り: what a talk records, its visits and what it was introduced to, behind the walls of the talk."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
import uuid
from django.db import migrations, models

WALLS = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['visit', 'historicalvisit', 'referral'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'loans_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', 'loans_' || name);
    EXECUTE format('CREATE POLICY counter_rows ON %I TO counter
      USING (municipal_council_id = (SELECT walls.case_council_id()))
      WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()))', 'loans_' || name);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (prefecture_id, municipal_council_id)
      REFERENCES councils_council (prefecture_id, code)', 'loans_' || name, name || '_council_of_prefecture');
  END LOOP;
  FOREACH name IN ARRAY ARRAY['visit', 'referral'] LOOP
    EXECUTE format('CREATE POLICY own_hand ON %I AS RESTRICTIVE FOR INSERT TO counter
      WITH CHECK (staff_id = (SELECT walls.staff_id()))', 'loans_' || name);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (prefecture_id, municipal_council_id, consultation_id)
      REFERENCES loans_consultation (prefecture_id, municipal_council_id, id)',
      'loans_' || name, name || '_of_consultation');
  END LOOP;
END $$;
CREATE POLICY own_hand ON loans_historicalvisit AS RESTRICTIVE FOR INSERT TO counter, office
  WITH CHECK (history_user_id IS NOT DISTINCT FROM (SELECT walls.staff_id()));
CREATE TRIGGER guard_history BEFORE INSERT ON loans_historicalvisit FOR EACH ROW
  EXECUTE FUNCTION walls.guard_history();
GRANT SELECT, INSERT, UPDATE (channel, memo) ON loans_visit TO counter;
GRANT SELECT, INSERT ON loans_historicalvisit, loans_referral TO counter;
GRANT UPDATE (channel, route, visitor, visitor_name, visitor_phone, client_born, client_sex, client_postcode,
  client_address, housing, members, work, occupation, monthly_income_yen, household_income_yen, outlook, main_topic,
  debts, debts_yen, debts_monthly_yen, wish, fund, amount_yen, needed_by, reason_text, health_insurance, pension,
  schemes, answers, sharing, sharing_on, next_on, next_note, earlier_id, carried, saved_from, saved_by, saved_at,
  kept_at, kept_version, told) ON loans_consultation TO counter;
ALTER TABLE loans_consultation
  ADD CONSTRAINT consultation_members_are_rows CHECK (
    jsonb_typeof(members) = 'array' AND CASE jsonb_typeof(members) WHEN 'array' THEN jsonb_array_length(members) END <= 30),
  ADD CONSTRAINT consultation_schemes_by_code CHECK (jsonb_typeof(schemes) = 'object'),
  ADD CONSTRAINT consultation_answers_by_code CHECK (jsonb_typeof(answers) = 'object');
"""
BACK = """
ALTER TABLE loans_consultation
  DROP CONSTRAINT consultation_members_are_rows,
  DROP CONSTRAINT consultation_schemes_by_code,
  DROP CONSTRAINT consultation_answers_by_code;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0013_leave'),
        ('loans', '0016_kept_results'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalVisit',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('visited_on', models.DateField(verbose_name='来談日')),
                ('channel', models.CharField(blank=True, choices=[('counter', '来所'), ('phone', '電話'), ('home', '訪問'), ('outreach', '出張相談'), ('other', 'その他')], max_length=12, verbose_name='面談方法')),
                ('memo', models.TextField(blank=True, verbose_name='聞き取りメモ')),
                ('staff_id', models.BigIntegerField(verbose_name='聞き取った職員')),
                ('staff_name', models.CharField(max_length=60, verbose_name='職員名')),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('history_change_reason', models.CharField(max_length=1, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 来談',
                'verbose_name_plural': 'historical 来談s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('scheme', models.CharField(max_length=30, verbose_name='制度')),
                ('agency', models.CharField(max_length=80, verbose_name='つなぎ先')),
                ('told', models.TextField(verbose_name='伝えること')),
                ('asked', models.TextField(blank=True, verbose_name='お願いすること')),
                ('consent_on', models.DateField(verbose_name='同意日')),
                ('referred_on', models.DateField(verbose_name='連絡日')),
                ('staff_id', models.BigIntegerField(verbose_name='連絡した職員')),
                ('staff_name', models.CharField(max_length=60, verbose_name='職員名')),
            ],
            options={
                'verbose_name': 'つなぎ',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('visited_on', models.DateField(verbose_name='来談日')),
                ('channel', models.CharField(blank=True, choices=[('counter', '来所'), ('phone', '電話'), ('home', '訪問'), ('outreach', '出張相談'), ('other', 'その他')], max_length=12, verbose_name='面談方法')),
                ('memo', models.TextField(blank=True, verbose_name='聞き取りメモ')),
                ('staff_id', models.BigIntegerField(verbose_name='聞き取った職員')),
                ('staff_name', models.CharField(max_length=60, verbose_name='職員名')),
            ],
            options={
                'verbose_name': '来談',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='consultation',
            name='amount_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='希望する金額'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='answers',
            field=models.JSONField(default=dict, verbose_name='確認したこと'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='begun_from',
            field=models.UUIDField(null=True, verbose_name='始めた画面'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='carried',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, size=None, verbose_name='前回のままの項目'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='channel',
            field=models.CharField(blank=True, choices=[('counter', '来所'), ('phone', '電話'), ('home', '訪問'), ('outreach', '出張相談'), ('other', 'その他')], max_length=12, verbose_name='面談方法'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='client_address',
            field=models.CharField(blank=True, max_length=120, verbose_name='住所'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='client_born',
            field=models.CharField(blank=True, max_length=10, verbose_name='生年月日'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='client_postcode',
            field=models.CharField(blank=True, max_length=8, verbose_name='郵便番号'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='client_sex',
            field=models.CharField(blank=True, choices=[('M', '男'), ('F', '女'), ('', '未回答')], max_length=1, verbose_name='性別'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='debts',
            field=models.CharField(blank=True, choices=[('yes', 'はい'), ('no', 'いいえ')], max_length=3, verbose_name='ほかの借入れ'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='debts_monthly_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='毎月の返済額'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='debts_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='借入れの残高'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='earlier_id',
            field=models.UUIDField(null=True, verbose_name='前回の相談'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='fund',
            field=models.CharField(blank=True, max_length=20, verbose_name='希望する資金'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='health_insurance',
            field=models.CharField(blank=True, choices=[('national', '国民健康保険'), ('employees', '社会保険（会社など）'), ('elderly', '後期高齢者医療'), ('assistance', '生活保護の医療扶助'), ('none', '加入していない'), ('other', 'その他')], max_length=10, verbose_name='健康保険'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='household_income_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='世帯の月収'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='housing',
            field=models.CharField(blank=True, choices=[('owned', '持ち家'), ('rented', '民間の借家・アパート'), ('public', '公営・公団住宅'), ('company', '会社の寮・社宅'), ('staying', '知人宅・施設など'), ('none', '住まいがない')], max_length=10, verbose_name='住居'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='kept_at',
            field=models.DateTimeField(null=True, verbose_name='履歴に残した日時'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='kept_version',
            field=models.PositiveIntegerField(default=0, verbose_name='履歴に残した版'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='main_topic',
            field=models.CharField(blank=True, choices=[('illness', '病気や健康、障害'), ('housing', '住まい'), ('income', '収入・生活費'), ('rent', '家賃やローン'), ('taxes', '税金や公共料金'), ('debt', '債務'), ('job_search', '仕事探し・就職'), ('work', '仕事上の不安やトラブル'), ('community', '地域との関係'), ('family', '家族との関係'), ('children', '子育て'), ('care', '介護'), ('withdrawn', 'ひきこもり・不登校'), ('violence', 'DV・虐待'), ('food', '食べるものがない'), ('other', 'その他')], max_length=20, verbose_name='いちばんお困りのこと'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='members',
            field=models.JSONField(default=list, verbose_name='いっしょに暮らす方'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='monthly_income_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='ご本人の月収'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='needed_by',
            field=models.DateField(null=True, verbose_name='必要な時期'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='next_note',
            field=models.CharField(blank=True, max_length=200, verbose_name='次回に確認すること'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='next_on',
            field=models.DateField(null=True, verbose_name='次回の予定日'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='occupation',
            field=models.CharField(blank=True, max_length=40, verbose_name='勤務先・職業'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='outlook',
            field=models.TextField(blank=True, verbose_name='今後の収入の見通し'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='pension',
            field=models.CharField(blank=True, choices=[('receiving', '受けている'), ('paying', '払っている'), ('exempt', '免除・猶予'), ('unpaid', '払えていない'), ('none', '加入していない')], max_length=10, verbose_name='年金'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='reason_text',
            field=models.TextField(blank=True, verbose_name='借入れの理由'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='route',
            field=models.CharField(blank=True, choices=[('self', 'ご自分で'), ('family', '家族・知人から'), ('support_center', '自立相談支援機関から'), ('office', '市役所・福祉事務所から'), ('commissioner', '民生委員から'), ('other', 'その他')], max_length=20, verbose_name='来談経路'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='saved_at',
            field=models.DateTimeField(null=True, verbose_name='保存日時'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='saved_by',
            field=models.BigIntegerField(null=True, verbose_name='保存者'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='saved_from',
            field=models.UUIDField(null=True, verbose_name='保存した画面'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='schemes',
            field=models.JSONField(default=dict, verbose_name='他制度の確認'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='sharing',
            field=models.CharField(blank=True, choices=[('given', '同意する'), ('refused', '同意しない')], max_length=7, verbose_name='関係機関との情報共有'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='sharing_on',
            field=models.DateField(null=True, verbose_name='同意を確認した日'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='told',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, size=None, verbose_name='記録した項目'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='visitor',
            field=models.CharField(blank=True, choices=[('client', 'ご本人'), ('family', '家族'), ('commissioner', '民生委員'), ('supporter', '支援機関の方'), ('other', 'その他')], max_length=14, verbose_name='来談された方'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='visitor_name',
            field=models.CharField(blank=True, max_length=60, verbose_name='来談された方の氏名'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='visitor_phone',
            field=models.CharField(blank=True, max_length=20, verbose_name='来談された方の電話番号'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='wish',
            field=models.CharField(blank=True, choices=[('yes', 'ある'), ('no', 'ない'), ('unsure', '迷っている')], max_length=6, verbose_name='貸付けの希望'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='work',
            field=models.CharField(blank=True, choices=[('regular', '正社員・公務員'), ('temporary', '臨時・パート・アルバイト・派遣'), ('self_employed', '自営・家族従業者・内職'), ('pensioner', '年金生活'), ('unemployed', '失業・休職中'), ('other', 'その他')], max_length=14, verbose_name='仕事'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='amount_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='希望する金額'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='answers',
            field=models.JSONField(default=dict, verbose_name='確認したこと'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='begun_from',
            field=models.UUIDField(null=True, verbose_name='始めた画面'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='carried',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, size=None, verbose_name='前回のままの項目'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='channel',
            field=models.CharField(blank=True, choices=[('counter', '来所'), ('phone', '電話'), ('home', '訪問'), ('outreach', '出張相談'), ('other', 'その他')], max_length=12, verbose_name='面談方法'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='client_address',
            field=models.CharField(blank=True, max_length=120, verbose_name='住所'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='client_born',
            field=models.CharField(blank=True, max_length=10, verbose_name='生年月日'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='client_postcode',
            field=models.CharField(blank=True, max_length=8, verbose_name='郵便番号'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='client_sex',
            field=models.CharField(blank=True, choices=[('M', '男'), ('F', '女'), ('', '未回答')], max_length=1, verbose_name='性別'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='debts',
            field=models.CharField(blank=True, choices=[('yes', 'はい'), ('no', 'いいえ')], max_length=3, verbose_name='ほかの借入れ'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='debts_monthly_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='毎月の返済額'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='debts_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='借入れの残高'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='earlier_id',
            field=models.UUIDField(null=True, verbose_name='前回の相談'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='fund',
            field=models.CharField(blank=True, max_length=20, verbose_name='希望する資金'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='health_insurance',
            field=models.CharField(blank=True, choices=[('national', '国民健康保険'), ('employees', '社会保険（会社など）'), ('elderly', '後期高齢者医療'), ('assistance', '生活保護の医療扶助'), ('none', '加入していない'), ('other', 'その他')], max_length=10, verbose_name='健康保険'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='household_income_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='世帯の月収'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='housing',
            field=models.CharField(blank=True, choices=[('owned', '持ち家'), ('rented', '民間の借家・アパート'), ('public', '公営・公団住宅'), ('company', '会社の寮・社宅'), ('staying', '知人宅・施設など'), ('none', '住まいがない')], max_length=10, verbose_name='住居'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='kept_at',
            field=models.DateTimeField(null=True, verbose_name='履歴に残した日時'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='kept_version',
            field=models.PositiveIntegerField(default=0, verbose_name='履歴に残した版'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='main_topic',
            field=models.CharField(blank=True, choices=[('illness', '病気や健康、障害'), ('housing', '住まい'), ('income', '収入・生活費'), ('rent', '家賃やローン'), ('taxes', '税金や公共料金'), ('debt', '債務'), ('job_search', '仕事探し・就職'), ('work', '仕事上の不安やトラブル'), ('community', '地域との関係'), ('family', '家族との関係'), ('children', '子育て'), ('care', '介護'), ('withdrawn', 'ひきこもり・不登校'), ('violence', 'DV・虐待'), ('food', '食べるものがない'), ('other', 'その他')], max_length=20, verbose_name='いちばんお困りのこと'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='members',
            field=models.JSONField(default=list, verbose_name='いっしょに暮らす方'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='monthly_income_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='ご本人の月収'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='needed_by',
            field=models.DateField(null=True, verbose_name='必要な時期'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='next_note',
            field=models.CharField(blank=True, max_length=200, verbose_name='次回に確認すること'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='next_on',
            field=models.DateField(null=True, verbose_name='次回の予定日'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='occupation',
            field=models.CharField(blank=True, max_length=40, verbose_name='勤務先・職業'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='outlook',
            field=models.TextField(blank=True, verbose_name='今後の収入の見通し'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='pension',
            field=models.CharField(blank=True, choices=[('receiving', '受けている'), ('paying', '払っている'), ('exempt', '免除・猶予'), ('unpaid', '払えていない'), ('none', '加入していない')], max_length=10, verbose_name='年金'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='reason_text',
            field=models.TextField(blank=True, verbose_name='借入れの理由'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='route',
            field=models.CharField(blank=True, choices=[('self', 'ご自分で'), ('family', '家族・知人から'), ('support_center', '自立相談支援機関から'), ('office', '市役所・福祉事務所から'), ('commissioner', '民生委員から'), ('other', 'その他')], max_length=20, verbose_name='来談経路'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='saved_at',
            field=models.DateTimeField(null=True, verbose_name='保存日時'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='saved_by',
            field=models.BigIntegerField(null=True, verbose_name='保存者'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='saved_from',
            field=models.UUIDField(null=True, verbose_name='保存した画面'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='schemes',
            field=models.JSONField(default=dict, verbose_name='他制度の確認'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='sharing',
            field=models.CharField(blank=True, choices=[('given', '同意する'), ('refused', '同意しない')], max_length=7, verbose_name='関係機関との情報共有'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='sharing_on',
            field=models.DateField(null=True, verbose_name='同意を確認した日'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='told',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, size=None, verbose_name='記録した項目'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='visitor',
            field=models.CharField(blank=True, choices=[('client', 'ご本人'), ('family', '家族'), ('commissioner', '民生委員'), ('supporter', '支援機関の方'), ('other', 'その他')], max_length=14, verbose_name='来談された方'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='visitor_name',
            field=models.CharField(blank=True, max_length=60, verbose_name='来談された方の氏名'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='visitor_phone',
            field=models.CharField(blank=True, max_length=20, verbose_name='来談された方の電話番号'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='wish',
            field=models.CharField(blank=True, choices=[('yes', 'ある'), ('no', 'ない'), ('unsure', '迷っている')], max_length=6, verbose_name='貸付けの希望'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='work',
            field=models.CharField(blank=True, choices=[('regular', '正社員・公務員'), ('temporary', '臨時・パート・アルバイト・派遣'), ('self_employed', '自営・家族従業者・内職'), ('pensioner', '年金生活'), ('unemployed', '失業・休職中'), ('other', 'その他')], max_length=14, verbose_name='仕事'),
        ),
        migrations.AlterField(
            model_name='consultation',
            name='client_kana',
            field=models.CharField(blank=True, max_length=80, verbose_name='フリガナ'),
        ),
        migrations.AlterField(
            model_name='consultation',
            name='client_name',
            field=models.CharField(blank=True, max_length=60, verbose_name='氏名'),
        ),
        migrations.AlterField(
            model_name='consultation',
            name='topics',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('illness', '病気や健康、障害'), ('housing', '住まい'), ('income', '収入・生活費'), ('rent', '家賃やローン'), ('taxes', '税金や公共料金'), ('debt', '債務'), ('job_search', '仕事探し・就職'), ('work', '仕事上の不安やトラブル'), ('community', '地域との関係'), ('family', '家族との関係'), ('children', '子育て'), ('care', '介護'), ('withdrawn', 'ひきこもり・不登校'), ('violence', 'DV・虐待'), ('food', '食べるものがない'), ('other', 'その他')], max_length=20), default=list, size=None, verbose_name='ご相談の内容'),
        ),
        migrations.AlterField(
            model_name='historicalconsultation',
            name='client_kana',
            field=models.CharField(blank=True, max_length=80, verbose_name='フリガナ'),
        ),
        migrations.AlterField(
            model_name='historicalconsultation',
            name='client_name',
            field=models.CharField(blank=True, max_length=60, verbose_name='氏名'),
        ),
        migrations.AlterField(
            model_name='historicalconsultation',
            name='topics',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('illness', '病気や健康、障害'), ('housing', '住まい'), ('income', '収入・生活費'), ('rent', '家賃やローン'), ('taxes', '税金や公共料金'), ('debt', '債務'), ('job_search', '仕事探し・就職'), ('work', '仕事上の不安やトラブル'), ('community', '地域との関係'), ('family', '家族との関係'), ('children', '子育て'), ('care', '介護'), ('withdrawn', 'ひきこもり・不登校'), ('violence', 'DV・虐待'), ('food', '食べるものがない'), ('other', 'その他')], max_length=20), default=list, size=None, verbose_name='ご相談の内容'),
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(condition=models.Q(('next_on__isnull', False), ('state', 'open')), fields=['municipal_council', 'next_on'], name='consultation_due'),
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(fields=['municipal_council', 'client_kana', 'client_born'], name='consultation_by_kana'),
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(fields=['municipal_council', 'client_phone'], name='consultation_by_phone'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'begun_from'), name='consultation_begun_once'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(('client_born', ''), ('client_born__regex', '^\\d{4}-\\d{2}-\\d{2}$'), _connector='OR'), name='consultation_born_is_a_date'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sharing', ''), ('sharing_on__isnull', True)), models.Q(models.Q(('sharing', ''), _negated=True), ('sharing_on__isnull', False)), _connector='OR'), name='consultation_sharing_is_dated'),
        ),
        migrations.AddField(
            model_name='historicalvisit',
            name='consultation',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='loans.consultation'),
        ),
        migrations.AddField(
            model_name='historicalvisit',
            name='municipal_council',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='historicalvisit',
            name='prefecture',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddField(
            model_name='referral',
            name='consultation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='loans.consultation'),
        ),
        migrations.AddField(
            model_name='referral',
            name='municipal_council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='referral',
            name='prefecture',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddField(
            model_name='visit',
            name='consultation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='loans.consultation'),
        ),
        migrations.AddField(
            model_name='visit',
            name='municipal_council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='visit',
            name='prefecture',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['prefecture', 'municipal_council', 'consultation'], name='referral_of_talk'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='referral_of_tenant'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='visit_of_tenant'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'consultation', 'visited_on', 'staff_id'), name='visit_once_a_day'),
        ),
        migrations.RunSQL(WALLS, BACK),
    ]
