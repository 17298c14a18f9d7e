"""What single funds ask for, with its walls; and loans by the month or repaid at once, in proposal and decision."""

import django.db.models.expressions
from django.db import migrations, models

# The counter fills these in, as it does the rest of a request.
GRANTS = """
GRANT UPDATE (monthly_yen, lending_months, lending_from, purpose, lasting_months, guide_reason, school, school_name,
  school_year, graduates_on, is_specially_needed, special_need, costs, own_funds_yen, other_grants_yen, payee,
  payee_name, property_kind, property_address, property_value_yen, heirs, assistance_yen, support_centre, answers)
  ON loans_application TO counter;
"""
NO_GRANTS = """
REVOKE UPDATE (monthly_yen, lending_months, lending_from, purpose, lasting_months, guide_reason, school, school_name,
  school_year, graduates_on, is_specially_needed, special_need, costs, own_funds_yen, other_grants_yen, payee,
  payee_name, property_kind, property_address, property_value_yen, heirs, assistance_yen, support_centre, answers)
  ON loans_application FROM counter;
"""
# A proposal has a period of repayment, unless the terms of the case say that the whole is repaid at once.
GUARDS = """
CREATE OR REPLACE FUNCTION walls.guard_review() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE repayment text;
BEGIN
  SELECT terms.terms -> 'chain', terms.terms ->> 'repayment' INTO STRICT NEW.chain, repayment
    FROM public.loans_application application
    JOIN public.loans_fundterms terms ON terms.id = application.terms_id
    WHERE application.prefecture_id = NEW.prefecture_id AND application.id = NEW.application_id;
  IF NEW.proposal <> 'deny' AND (NEW.repayment_months = 0) <> (repayment = 'lump_sum') THEN
    RAISE EXCEPTION 'no such period of repayment' USING ERRCODE = '42501';
  END IF;
  SELECT name INTO STRICT NEW.reviewer_name FROM public.councils_staff WHERE id = NEW.reviewer_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION walls.guard_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  review public.loans_review;
  last int;
BEGIN
  SELECT * INTO STRICT review FROM public.loans_review WHERE prefecture_id = NEW.prefecture_id AND id = NEW.review_id;
  last := jsonb_array_length(review.chain) - 1;
  IF review.application_id <> NEW.application_id OR review.sent_back_at IS NOT NULL OR last < 1
     OR (SELECT count(*) FROM public.loans_signature WHERE prefecture_id = NEW.prefecture_id
         AND review_id = NEW.review_id AND result = 'signed') <> last
     OR NOT EXISTS (SELECT 1 FROM public.loans_signature WHERE prefecture_id = NEW.prefecture_id
         AND review_id = NEW.review_id AND step = last AND signer_id = NEW.decided_by) THEN
    RAISE EXCEPTION 'not signed by every rank' USING ERRCODE = '42501';
  END IF;
  IF (NEW.outcome = 'denied') <> (review.proposal = 'deny') OR (NEW.outcome = 'approved' AND
      (NEW.amount_yen, NEW.monthly_yen, NEW.lending_months, NEW.grace_months, NEW.repayment_months) IS DISTINCT FROM
      (review.amount_yen, review.monthly_yen, review.lending_months, review.grace_months, review.repayment_months)) THEN
    RAISE EXCEPTION 'not what was signed' USING ERRCODE = '42501';
  END IF;
  SELECT name INTO STRICT NEW.decided_name FROM public.councils_staff WHERE id = NEW.decided_by;
  RETURN NEW;
END $$;
"""
GUARDS_BEFORE = """
CREATE OR REPLACE FUNCTION walls.guard_review() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT terms.terms -> 'chain' INTO STRICT NEW.chain FROM public.loans_application application
    JOIN public.loans_fundterms terms ON terms.id = application.terms_id
    WHERE application.prefecture_id = NEW.prefecture_id AND application.id = NEW.application_id;
  SELECT name INTO STRICT NEW.reviewer_name FROM public.councils_staff WHERE id = NEW.reviewer_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION walls.guard_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  review public.loans_review;
  last int;
BEGIN
  SELECT * INTO STRICT review FROM public.loans_review WHERE prefecture_id = NEW.prefecture_id AND id = NEW.review_id;
  last := jsonb_array_length(review.chain) - 1;
  IF review.application_id <> NEW.application_id OR review.sent_back_at IS NOT NULL OR last < 1
     OR (SELECT count(*) FROM public.loans_signature WHERE prefecture_id = NEW.prefecture_id
         AND review_id = NEW.review_id AND result = 'signed') <> last
     OR NOT EXISTS (SELECT 1 FROM public.loans_signature WHERE prefecture_id = NEW.prefecture_id
         AND review_id = NEW.review_id AND step = last AND signer_id = NEW.decided_by) THEN
    RAISE EXCEPTION 'not signed by every rank' USING ERRCODE = '42501';
  END IF;
  IF (NEW.outcome = 'denied') <> (review.proposal = 'deny') OR (NEW.outcome = 'approved' AND
      (NEW.amount_yen, NEW.grace_months, NEW.repayment_months)
      IS DISTINCT FROM (review.amount_yen, review.grace_months, review.repayment_months)) THEN
    RAISE EXCEPTION 'not what was signed' USING ERRCODE = '42501';
  END IF;
  SELECT name INTO STRICT NEW.decided_name FROM public.councils_staff WHERE id = NEW.decided_by;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [("loans", "0018_referred_to"), ("councils", "0013_leave")]

    operations = [
        migrations.RemoveConstraint(
            model_name='review',
            name='review_approves_an_amount',
        ),
        migrations.AddField(
            model_name='application',
            name='again_reason',
            field=models.TextField(blank=True, db_default='', verbose_name='重ねて申し込む理由'),
        ),
        migrations.AddField(
            model_name='application',
            name='answers',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, verbose_name='県独自項目の回答'),
        ),
        migrations.AddField(
            model_name='application',
            name='assistance_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='生活扶助額（月額）'),
        ),
        migrations.AddField(
            model_name='application',
            name='costs',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list, verbose_name='必要額内訳'),
        ),
        migrations.AddField(
            model_name='application',
            name='graduates_on',
            field=models.DateField(null=True, verbose_name='卒業予定日'),
        ),
        migrations.AddField(
            model_name='application',
            name='guide_reason',
            field=models.TextField(blank=True, db_default='', verbose_name='目安を超える理由'),
        ),
        migrations.AddField(
            model_name='application',
            name='heirs',
            field=models.TextField(blank=True, db_default='', verbose_name='推定相続人'),
        ),
        migrations.AddField(
            model_name='application',
            name='is_specially_needed',
            field=models.BooleanField(db_default=False, default=False, verbose_name='特に必要'),
        ),
        migrations.AddField(
            model_name='application',
            name='lasting_months',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='使途の期間（月）'),
        ),
        migrations.AddField(
            model_name='application',
            name='lending_from',
            field=models.DateField(null=True, verbose_name='貸付開始月'),
        ),
        migrations.AddField(
            model_name='application',
            name='lending_months',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='貸付期間（月）'),
        ),
        migrations.AddField(
            model_name='application',
            name='monthly_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='借入月額'),
        ),
        migrations.AddField(
            model_name='application',
            name='other_grants_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='他制度からの給付・借入れ'),
        ),
        migrations.AddField(
            model_name='application',
            name='own_funds_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='自己資金'),
        ),
        migrations.AddField(
            model_name='application',
            name='payee',
            field=models.CharField(blank=True, choices=[('landlord', '家主'), ('agent', '不動産業者')], db_default='', max_length=10, verbose_name='送金先'),
        ),
        migrations.AddField(
            model_name='application',
            name='payee_name',
            field=models.CharField(blank=True, db_default='', max_length=60, verbose_name='送金先の名称'),
        ),
        migrations.AddField(
            model_name='application',
            name='property_address',
            field=models.CharField(blank=True, db_default='', max_length=120, verbose_name='不動産の所在地'),
        ),
        migrations.AddField(
            model_name='application',
            name='property_kind',
            field=models.CharField(blank=True, choices=[('land', '土地（戸建て）'), ('house', '土地と建物（戸建て）'), ('apartment', '集合住宅')], db_default='', max_length=10, verbose_name='不動産の種類'),
        ),
        migrations.AddField(
            model_name='application',
            name='property_value_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='不動産の評価額'),
        ),
        migrations.AddField(
            model_name='application',
            name='purpose',
            field=models.CharField(blank=True, db_default='', max_length=20, verbose_name='資金使途'),
        ),
        migrations.AddField(
            model_name='application',
            name='school',
            field=models.CharField(blank=True, db_default='', max_length=20, verbose_name='学校の種別'),
        ),
        migrations.AddField(
            model_name='application',
            name='school_name',
            field=models.CharField(blank=True, db_default='', max_length=60, verbose_name='学校名'),
        ),
        migrations.AddField(
            model_name='application',
            name='school_year',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='学年'),
        ),
        migrations.AddField(
            model_name='application',
            name='special_need',
            field=models.TextField(blank=True, db_default='', verbose_name='特に必要な理由'),
        ),
        migrations.AddField(
            model_name='application',
            name='support_centre',
            field=models.CharField(blank=True, choices=[('using', '利用している'), ('applied', '利用を申し込んだ'), ('not_yet', 'まだ利用していない')], db_default='', max_length=10, verbose_name='自立相談支援事業の利用'),
        ),
        migrations.AddField(
            model_name='decision',
            name='lending_months',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='貸付期間（月）'),
        ),
        migrations.AddField(
            model_name='decision',
            name='monthly_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='貸付月額'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='again_reason',
            field=models.TextField(blank=True, db_default='', verbose_name='重ねて申し込む理由'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='answers',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, verbose_name='県独自項目の回答'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='assistance_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='生活扶助額（月額）'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='costs',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list, verbose_name='必要額内訳'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='graduates_on',
            field=models.DateField(null=True, verbose_name='卒業予定日'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='guide_reason',
            field=models.TextField(blank=True, db_default='', verbose_name='目安を超える理由'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='heirs',
            field=models.TextField(blank=True, db_default='', verbose_name='推定相続人'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='is_specially_needed',
            field=models.BooleanField(db_default=False, default=False, verbose_name='特に必要'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='lasting_months',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='使途の期間（月）'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='lending_from',
            field=models.DateField(null=True, verbose_name='貸付開始月'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='lending_months',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='貸付期間（月）'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='monthly_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='借入月額'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='other_grants_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='他制度からの給付・借入れ'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='own_funds_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='自己資金'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='payee',
            field=models.CharField(blank=True, choices=[('landlord', '家主'), ('agent', '不動産業者')], db_default='', max_length=10, verbose_name='送金先'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='payee_name',
            field=models.CharField(blank=True, db_default='', max_length=60, verbose_name='送金先の名称'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='property_address',
            field=models.CharField(blank=True, db_default='', max_length=120, verbose_name='不動産の所在地'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='property_kind',
            field=models.CharField(blank=True, choices=[('land', '土地（戸建て）'), ('house', '土地と建物（戸建て）'), ('apartment', '集合住宅')], db_default='', max_length=10, verbose_name='不動産の種類'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='property_value_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='不動産の評価額'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='purpose',
            field=models.CharField(blank=True, db_default='', max_length=20, verbose_name='資金使途'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='school',
            field=models.CharField(blank=True, db_default='', max_length=20, verbose_name='学校の種別'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='school_name',
            field=models.CharField(blank=True, db_default='', max_length=60, verbose_name='学校名'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='school_year',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='学年'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='special_need',
            field=models.TextField(blank=True, db_default='', verbose_name='特に必要な理由'),
        ),
        migrations.AddField(
            model_name='historicalapplication',
            name='support_centre',
            field=models.CharField(blank=True, choices=[('using', '利用している'), ('applied', '利用を申し込んだ'), ('not_yet', 'まだ利用していない')], db_default='', max_length=10, verbose_name='自立相談支援事業の利用'),
        ),
        migrations.AddField(
            model_name='historicaldecision',
            name='lending_months',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='貸付期間（月）'),
        ),
        migrations.AddField(
            model_name='historicaldecision',
            name='monthly_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='貸付月額'),
        ),
        migrations.AddField(
            model_name='historicalreview',
            name='lending_months',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='貸付期間（月）'),
        ),
        migrations.AddField(
            model_name='historicalreview',
            name='monthly_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='貸付月額'),
        ),
        migrations.AddField(
            model_name='review',
            name='lending_months',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='貸付期間（月）'),
        ),
        migrations.AddField(
            model_name='review',
            name='monthly_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='貸付月額'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('monthly_yen__isnull', True), ('lending_months__isnull', True), ('amount_yen', django.db.models.expressions.CombinedExpression(models.F('monthly_yen'), '*', models.F('lending_months'))), _connector='OR'), name='application_amount_is_months_times_month'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('monthly_yen__isnull', True), ('lending_months__isnull', True), ('amount_yen', django.db.models.expressions.CombinedExpression(models.F('monthly_yen'), '*', models.F('lending_months'))), _connector='OR'), name='decision_amount_is_months_times_month'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('proposal', 'deny'), ('amount_yen__gt', 0), _connector='OR'), name='review_approves_an_amount'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('monthly_yen__isnull', True), ('lending_months__isnull', True), ('amount_yen', django.db.models.expressions.CombinedExpression(models.F('monthly_yen'), '*', models.F('lending_months'))), _connector='OR'), name='review_amount_is_months_times_month'),
        ),
        migrations.AddField(
            model_name='historicalreview',
            name='committee_on',
            field=models.DateField(null=True, verbose_name='運営委員会の開催日'),
        ),
        migrations.AddField(
            model_name='historicalreview',
            name='committee_opinion',
            field=models.TextField(blank=True, db_default='', verbose_name='運営委員会の意見'),
        ),
        migrations.AddField(
            model_name='review',
            name='committee_on',
            field=models.DateField(null=True, verbose_name='運営委員会の開催日'),
        ),
        migrations.AddField(
            model_name='review',
            name='committee_opinion',
            field=models.TextField(blank=True, db_default='', verbose_name='運営委員会の意見'),
        ),
        migrations.RunSQL(GRANTS, NO_GRANTS),
        migrations.RunSQL(GUARDS, GUARDS_BEFORE),
    ]
