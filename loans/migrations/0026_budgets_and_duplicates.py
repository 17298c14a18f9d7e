"""家計表 with its dated categories, and why a case goes on beside another of the same person."""

import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
import uuid
from django.db import migrations, models


# Drawn up after the 家計計画表 of 家計改善支援事業, in our own words and as few lines as an interview bears.
CATEGORIES = """
INSERT INTO loans_budgetcategory (code, name, side, position, member_field, valid_from, source)
  SELECT code, name, side, position, member_field, '2026-04-01', '家計改善支援事業の家計計画表の様式を参考にした既定の費目'
  FROM (VALUES
    ('WAGE', '給与・賞与', 'income', 1, 'wage_yen'),
    ('BUSINESS', '事業収入', 'income', 2, 'business_yen'),
    ('PENSION', '年金', 'income', 3, 'pension_yen'),
    ('ALLOWANCE', '児童手当などの手当・給付', 'income', 4, 'allowance_yen'),
    ('SUPPORT', '仕送り・養育費', 'income', 5, 'support_yen'),
    ('OTHER_INCOME', 'そのほかの収入', 'income', 6, 'other_income_yen'),
    ('HOUSING', '家賃・住宅ローン', 'expense', 11, ''),
    ('FOOD', '食費', 'expense', 12, ''),
    ('UTILITIES', '電気・ガス・水道', 'expense', 13, ''),
    ('PHONE', '電話・インターネット', 'expense', 14, ''),
    ('DAILY', '日用品・衣類', 'expense', 15, ''),
    ('EDUCATION', '教育・保育', 'expense', 16, ''),
    ('MEDICAL', '医療・介護', 'expense', 17, ''),
    ('TRANSPORT', '交通・車', 'expense', 18, ''),
    ('TAX', '税・社会保険料', 'expense', 19, ''),
    ('INSURANCE', '生命保険などの保険料', 'expense', 20, ''),
    ('DEBT', '借入れの返済', 'expense', 21, ''),
    ('OTHER_EXPENSE', 'そのほかの支出', 'expense', 22, '')
  ) AS line (code, name, side, position, member_field);
"""
WALLS = """
ALTER TABLE loans_budgetcategory ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_budgetcategory TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reference_rows ON loans_budgetcategory FOR SELECT TO counter, office USING (true);
GRANT SELECT ON loans_budgetcategory TO counter, office;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['budget', 'duplicatenote', 'historicalbudget'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'loans_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', 'loans_' || name);
    EXECUTE format('CREATE POLICY counter_rows ON %I TO counter
      USING (municipal_council_id = (SELECT walls.case_council_id()))
      WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()))', 'loans_' || name);
    EXECUTE format('CREATE POLICY office_rows ON %I TO office
      USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded)
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'loans_' || name);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (prefecture_id, municipal_council_id)
      REFERENCES councils_council (prefecture_id, code)', 'loans_' || name, name || '_council_of_prefecture');
    EXECUTE format('CREATE TRIGGER belongs BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant()',
      'loans_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['budget', 'duplicatenote'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I
      FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
      REFERENCES loans_application (prefecture_id, municipal_council_id, id)', 'loans_' || name, name || '_of_application_key');
    EXECUTE format('CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON %I FOR EACH ROW
      WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_part()', 'loans_' || name);
    EXECUTE format('CREATE TRIGGER recused AFTER INSERT OR UPDATE ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_recused()', 'loans_' || name);
  END LOOP;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON loans_historicalbudget FOR EACH ROW EXECUTE FUNCTION walls.guard_part();
CREATE TRIGGER guard_history BEFORE INSERT ON loans_historicalbudget FOR EACH ROW EXECUTE FUNCTION walls.guard_history();
CREATE POLICY own_hand ON loans_historicalbudget AS RESTRICTIVE FOR INSERT TO counter, office
  WITH CHECK (history_user_id IS NOT DISTINCT FROM (SELECT walls.staff_id()));
CREATE POLICY own_hand ON loans_budget AS RESTRICTIVE FOR INSERT TO counter
  WITH CHECK (written_by = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON loans_duplicatenote AS RESTRICTIVE FOR INSERT TO counter, office
  WITH CHECK (noted_by = (SELECT walls.staff_id()));
GRANT SELECT, INSERT, UPDATE (monthly, yearly, note) ON loans_budget TO counter;
GRANT SELECT, INSERT ON loans_historicalbudget TO counter;
GRANT SELECT ON loans_budget, loans_historicalbudget TO office;
GRANT SELECT, INSERT ON loans_duplicatenote TO counter, office;

CREATE OR REPLACE FUNCTION walls.forward_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_party SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  UPDATE public.loans_refusal SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  UPDATE public.loans_budget SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  UPDATE public.loans_duplicatenote SET is_forwarded = true
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  RETURN NULL;
END $$;
"""
BACK = """
CREATE OR REPLACE FUNCTION walls.forward_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_party SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  UPDATE public.loans_refusal SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0013_leave'),
        ('loans', '0025_consents'),
    ]

    operations = [
        migrations.CreateModel(
            name='Budget',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('monthly', models.JSONField(default=dict, verbose_name='毎月の額')),
                ('yearly', models.JSONField(default=dict, verbose_name='年に何度かの額')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='備考')),
                ('written_by', models.BigIntegerField(verbose_name='作成者')),
            ],
            options={
                'verbose_name': '家計表',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='BudgetCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='費目')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('side', models.CharField(choices=[('income', '収入'), ('expense', '支出')], max_length=8, verbose_name='収支')),
                ('position', models.PositiveSmallIntegerField(verbose_name='順')),
                ('member_field', models.CharField(blank=True, max_length=20, verbose_name='世帯員の欄')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('valid_until', models.DateField(null=True, verbose_name='適用終了日')),
                ('source', models.CharField(max_length=200, verbose_name='根拠')),
            ],
            options={
                'verbose_name': '家計表の費目',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='DuplicateNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('other_id', models.UUIDField(verbose_name='もう一方の申込・相談')),
                ('reason', models.CharField(choices=[('again', '以前の申込・相談の後の、新しい申込'), ('other_fund', '別の資金の申込'), ('namesake', '同じお名前・生年月日の別の方'), ('mistake', 'もう一方は誤り（取り下げる）'), ('other', 'その他')], max_length=10, verbose_name='理由')),
                ('noted_by', models.BigIntegerField(verbose_name='確認者')),
                ('noted_name', models.CharField(max_length=60, verbose_name='確認者名')),
            ],
            options={
                'verbose_name': '重複の確認',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='HistoricalBudget',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('monthly', models.JSONField(default=dict, verbose_name='毎月の額')),
                ('yearly', models.JSONField(default=dict, verbose_name='年に何度かの額')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='備考')),
                ('written_by', models.BigIntegerField(verbose_name='作成者')),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('history_change_reason', models.CharField(max_length=1, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 家計表',
                'verbose_name_plural': 'historical 家計表s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['prefecture', 'applicant_phone'], name='application_by_phone'),
        ),
        migrations.AddField(
            model_name='budget',
            name='application',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='loans.application'),
        ),
        migrations.AddField(
            model_name='budget',
            name='municipal_council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='budget',
            name='prefecture',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddConstraint(
            model_name='budgetcategory',
            constraint=models.UniqueConstraint(fields=('code', 'valid_from'), name='budget_category_from_a_day'),
        ),
        migrations.AddField(
            model_name='duplicatenote',
            name='application',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='duplicate_notes', to='loans.application'),
        ),
        migrations.AddField(
            model_name='duplicatenote',
            name='municipal_council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='duplicatenote',
            name='prefecture',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddField(
            model_name='historicalbudget',
            name='application',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='loans.application'),
        ),
        migrations.AddField(
            model_name='historicalbudget',
            name='municipal_council',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='historicalbudget',
            name='prefecture',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='budget_of_tenant'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'application'), name='budget_once'),
        ),
        migrations.AddConstraint(
            model_name='duplicatenote',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='duplicatenote_of_tenant'),
        ),
        migrations.AddConstraint(
            model_name='duplicatenote',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'application', 'other_id'), name='duplicate_noted_once'),
        ),
        migrations.AddConstraint(
            model_name='duplicatenote',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['again', 'other_fund', 'namesake', 'mistake', 'other'])), name='duplicate_note_by_code'),
        ),
        migrations.RunSQL(WALLS, BACK),
        migrations.RunSQL(CATEGORIES, migrations.RunSQL.noop),
    ]
