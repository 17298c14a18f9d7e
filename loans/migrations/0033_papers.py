"""書類: what is required, what was only seen, what stands on paper, and what is blacked out; and who may meet it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

RULES = """
INSERT INTO loans_papertype (code, name, note, answers, answers_until, blackout, is_identity, position, valid_from, source)
  SELECT code, name, note, answers::varchar[], answers_until::date, blackout::varchar[], is_identity,
    row_number() OVER (), '2015-04-01', source
  FROM (VALUES
    ('LICENCE', '運転免許証・運転経歴証明書', '', '{IDENTITY}', NULL, '{}', true,
      '003 図表3-16、資金の貸付条件'),
    ('NUMBER_CARD', 'マイナンバーカード（表の面だけ）', '裏の面は預からないでください。', '{IDENTITY}', NULL, '{MY_NUMBER}', true,
      '番号法（個人番号の収集の制限）'),
    ('RESIDENCE_CARD', '在留カード・特別永住者証明書', '', '{IDENTITY}', NULL, '{}', true,
      '003 図表3-16、資金の貸付条件'),
    ('HEALTH_CERT', '資格確認書', '', '{IDENTITY}', NULL, '{INSURER,SYMBOL}', true,
      '健康保険法等（令和6年12月2日からの資格確認書）、告知要求制限'),
    ('HEALTH_NOTICE', '資格情報のお知らせ', '本人確認書類にはなりません。', '{}', NULL, '{INSURER,SYMBOL}', true,
      '健康保険法等（令和6年12月2日からの資格情報のお知らせ）、告知要求制限'),
    ('HEALTH_CARD', '健康保険証（旧）', '令和7年12月1日までに登録した写しだけが、本人確認書類になります。', '{IDENTITY}', '2025-12-01',
      '{INSURER,SYMBOL}', true, '健康保険法等の経過措置（令和7年12月1日まで）、告知要求制限'),
    ('PENSION_BOOK', '年金手帳・基礎年金番号通知書', '', '{IDENTITY}', NULL, '{PENSION}', true,
      '国民年金法（基礎年金番号の告知要求制限）'),
    ('DISABILITY_BOOK', '障害者手帳（身体・療育・精神）', '', '{IDENTITY}', NULL, '{}', true,
      '003 図表3-16'),
    ('IDENTITY', '本人確認書類の写し（その他）', '', '{}', NULL, '{MY_NUMBER}', true,
      '資金の貸付条件'),
    ('RESIDENT_RECORD', '住民票の写し（世帯全員）', '本籍とマイナンバーの記載がないものを預かります。', '{}', NULL, '{MY_NUMBER}', true,
      '資金の貸付条件（発行から3か月以内）'),
    ('INCOME', '収入がわかる書類（その他）', '', '{}', NULL, '{MY_NUMBER}', false,
      '資金の貸付条件'),
    ('PAY_SLIP', '給与明細', '', '{INCOME}', NULL, '{}', false,
      '003 図表3-16'),
    ('TAX_CERT', '所得証明書・課税証明書', '', '{INCOME}', NULL, '{MY_NUMBER}', false,
      '003 図表3-16'),
    ('WITHHOLDING', '源泉徴収票', '', '{INCOME}', NULL, '{MY_NUMBER}', false,
      '003 図表3-16'),
    ('TAX_RETURN', '確定申告書の控え', '', '{INCOME}', NULL, '{MY_NUMBER}', false,
      '003 図表3-16'),
    ('PENSION_NOTICE', '年金の通知・証書', '', '{INCOME}', NULL, '{PENSION,MY_NUMBER}', false,
      '003 図表3-16、国民年金法（基礎年金番号の告知要求制限）'),
    ('JOBLESS_CARD', '雇用保険の受給資格者証・離職票', '', '{}', NULL, '{MY_NUMBER}', false,
      '003 図表3-16'),
    ('CHILD_NOTICE', '児童手当・児童扶養手当の通知・証書', '', '{}', NULL, '{MY_NUMBER}', false,
      '003 図表3-16'),
    ('ASSIST_NOTICE', '生活保護の決定通知書', '', '{}', NULL, '{}', false,
      '003 図表3-16'),
    ('CARE_NOTICE', '介護保険の認定・手当の通知', '', '{}', NULL, '{INSURER,SYMBOL}', false,
      '003 図表3-16'),
    ('MEDICAL_BILL', '医療費の領収書・請求書', '', '{}', NULL, '{SYMBOL}', false,
      '003 図表3-16'),
    ('ACCOUNT', '振込先の通帳またはキャッシュカードの写し', '', '{}', NULL, '{}', false,
      '資金の貸付条件'),
    ('REASON_PROOF', '借入れの理由がわかる書類', '', '{}', NULL, '{}', false,
      '資金の貸付条件'),
    ('AMOUNT_PROOF', '必要な金額がわかる書類', '', '{}', NULL, '{}', false,
      '資金の貸付条件'),
    ('ESTIMATE', '見積書', '', '{AMOUNT_PROOF}', NULL, '{}', false,
      '資金の貸付条件'),
    ('SCHOOL', '在学または合格がわかる書類', '', '{}', NULL, '{}', false,
      '資金の貸付条件'),
    ('COMMISSIONER_REPORT', '民生委員の調査書・意見書', '', '{}', NULL, '{}', false,
      '資金の貸付条件'),
    ('REGISTRY', '登記事項証明書', '', '{}', NULL, '{}', false,
      '資金の貸付条件'),
    ('ASSESSMENT', '固定資産評価証明書', '', '{}', NULL, '{}', false,
      '資金の貸付条件'),
    ('HEIRS_CONSENT', '推定相続人の同意書', '', '{}', NULL, '{}', false,
      '資金の貸付条件'),
    ('CONSENT_PAPER', '署名した同意書', '', '{}', NULL, '{}', false,
      '様式（紙で受けたとき）'),
    ('PAPER_FORM', '紙で受けた様式（借入申込書など）', '', '{}', NULL, '{}', false,
      '様式（紙で受けたとき）'),
    ('OTHER', 'その他', '', '{}', NULL, '{MY_NUMBER}', false,
      '資金の貸付条件')
  ) AS line (code, name, note, answers, answers_until, blackout, is_identity, source);
INSERT INTO loans_consenttext (code, version, text, scope, valid_from, source)
  VALUES ('EXPLANATION', 1, $points$借り入れた資金は、申し込んだ目的に使います。ほかの目的に使ったときは、貸付けの決定が取り消されることがあります。
申込みの内容が事実と違うときは、貸付けの決定が取り消されることがあります。
民生委員、市区町村社会福祉協議会、自立相談支援機関の相談と支援を受けます。
決められた期限までに、計画のとおり償還します。償還が難しくなったときは、早めに相談します。
最終の償還期限を過ぎても返し終わらないときは、残った元金に延滞利子がかかります。
住所、氏名、勤務先、連絡先が変わったとき、借受人や連帯保証人が亡くなったときや行方が分からなくなったときは、必要な書類を添えて、すぐに届け出ます。
社会福祉協議会からの問い合わせに答え、必要な報告をします。
不動産を担保とする資金では、その不動産を売る、貸す、ほかの担保に入れることはできません。
申込みの内容は、貸付けの審査と償還に必要な範囲で、関係する機関に提供されます。
審査の結果によっては、貸付けを受けられないことがあります。審査の内容は、詳しく説明できないことがあります。$points$,
    'explanation', '2026-04-01', '重要事項説明の項目: kushishakyo post-4, fukushi-tokushima sonshu（要点。文は本システム）');
INSERT INTO loans_paperrule (fund, condition, paper, is_needed, max_age_months, replaced_by, why, valid_from, source)
  SELECT '', condition, paper, false, 0, replaced_by, why, '2026-04-01',
    '003 図表3-16（いま預かっている書類）。どの世帯に必ず求めるかは公表されていないため、既定は「当てはまるとき」（都道府県が変更できます）'
  FROM (VALUES
    ('work', 'PAY_SLIP', '', 'いまの収入は、前年の課税の情報では分からないためです。'),
    ('jobless', 'JOBLESS_CARD', '失業等給付関係情報', '失業等給付の額と、受けられる期間を確かめます。'),
    ('pension', 'PENSION_NOTICE', '年金給付関係情報', '年金の種類と額、次の支払の日を確かめます。'),
    ('disability', 'DISABILITY_BOOK', '', '障害者世帯に当たるかを確かめます。'),
    ('care', 'CARE_NOTICE', '介護保険給付等関係情報', '介護を必要とする方の世帯に当たるかを確かめます。'),
    ('child', 'CHILD_NOTICE', '児童扶養手当関係情報', '手当の額と、次の支払の日を確かめます。'),
    ('assistance', 'ASSIST_NOTICE', '生活保護関係情報', '貸付けの扱いと、福祉事務所との調整のためです。'),
    ('school', 'SCHOOL', '', '在学・入学の時期を確かめます。')
  ) AS line (condition, paper, replaced_by, why);
"""

FORGET = "DELETE FROM loans_consenttext WHERE code = 'EXPLANATION'; SET CONSTRAINTS ALL IMMEDIATE"

WALLS = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['papertype', 'paperrule'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'loans_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', 'loans_' || name);
    EXECUTE format('CREATE POLICY reference_rows ON %I FOR SELECT TO counter, office USING (true)', 'loans_' || name);
    EXECUTE format('GRANT SELECT ON %I TO counter, office', 'loans_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['sighting', 'retyping', 'commissionerreport', 'paperorigin'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'loans_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', 'loans_' || name);
    EXECUTE format('CREATE POLICY counter_rows ON %I TO counter
      USING (municipal_council_id = (SELECT walls.case_council_id()))
      WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()))', 'loans_' || name);
    EXECUTE format('CREATE POLICY office_rows ON %I FOR SELECT TO office
      USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded)', 'loans_' || name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO counter', 'loans_' || name);
    EXECUTE format('GRANT SELECT ON %I TO office', 'loans_' || name);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (prefecture_id, municipal_council_id)
      REFERENCES councils_council (prefecture_id, code)', 'loans_' || name, name || '_council_of_prefecture');
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I
      FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
      REFERENCES loans_application (prefecture_id, municipal_council_id, id)',
      'loans_' || name, name || '_of_application_key');
    EXECUTE format('CREATE TRIGGER belongs BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant()',
      'loans_' || name);
    EXECUTE format('CREATE TRIGGER recused AFTER INSERT OR UPDATE ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_recused()', 'loans_' || name);
  END LOOP;
  -- Taken back once, and never again there.
  FOREACH name IN ARRAY ARRAY['sighting', 'commissionerreport', 'paperorigin'] LOOP
    EXECUTE format('CREATE POLICY taken_back_once ON %I AS RESTRICTIVE FOR UPDATE TO counter
      USING (removed_at IS NULL) WITH CHECK (true)', 'loans_' || name);
    EXECUTE format('GRANT UPDATE (removed_at) ON %I TO counter', 'loans_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['sighting', 'retyping', 'commissionerreport'] LOOP
    EXECUTE format('CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON %I FOR EACH ROW
      WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_part()', 'loans_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['retyping', 'commissionerreport', 'paperorigin'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I
      FOREIGN KEY (prefecture_id, municipal_council_id, document_id)
      REFERENCES loans_document (prefecture_id, municipal_council_id, id)', 'loans_' || name, name || '_of_document');
  END LOOP;
END $$;
CREATE POLICY own_hand ON loans_sighting AS RESTRICTIVE FOR INSERT TO counter
  WITH CHECK (seen_by = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON loans_retyping AS RESTRICTIVE FOR INSERT TO counter
  WITH CHECK (changed_by = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON loans_commissionerreport AS RESTRICTIVE FOR INSERT TO counter
  WITH CHECK (entered_by = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON loans_paperorigin AS RESTRICTIVE FOR INSERT TO counter
  WITH CHECK (typed_by = (SELECT walls.staff_id()));
ALTER TABLE loans_paperorigin ADD CONSTRAINT paperorigin_of_consultation
  FOREIGN KEY (prefecture_id, municipal_council_id, consultation_id)
  REFERENCES loans_consultation (prefecture_id, municipal_council_id, id);
ALTER TABLE loans_document ADD CONSTRAINT document_of_replaced
  FOREIGN KEY (prefecture_id, municipal_council_id, replaces_id)
  REFERENCES loans_document (prefecture_id, municipal_council_id, id);

-- A paper's kind changes with a reason, or not at all: whoever writes the reason changes the kind by it.
CREATE FUNCTION walls.retype_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_document SET kind = NEW.after
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.application_id AND id = NEW.document_id
      AND kind = NEW.before AND removed_at IS NULL AND 'PORTAL' NOT IN (NEW.before, NEW.after);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such paper of this kind' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER retype AFTER INSERT ON loans_retyping FOR EACH ROW EXECUTE FUNCTION walls.retype_document();

-- 紙の様式: of a talk that may have no case yet; a case that has left the counter takes none.
CREATE FUNCTION walls.guard_origin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user = 'counter' AND EXISTS (
      SELECT FROM public.loans_application WHERE prefecture_id = NEW.prefecture_id
        AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id
        AND state NOT IN ('draft', 'submitted', 'opinion_done', 'returned')) THEN
    RAISE EXCEPTION 'the application has left the counter' USING ERRCODE = '42501';
  END IF;
  NEW.is_forwarded := EXISTS (
    SELECT FROM public.loans_application WHERE prefecture_id = NEW.prefecture_id
      AND municipal_council_id = NEW.municipal_council_id AND consultation_id = NEW.consultation_id
      AND (NEW.application_id IS NULL OR id = NEW.application_id) AND forwarded_at IS NOT NULL);
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_paperorigin FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_origin();

-- Seen by the office as the case is.
CREATE FUNCTION walls.forward_papers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_sighting SET is_forwarded = true
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  UPDATE public.loans_retyping SET is_forwarded = true
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  UPDATE public.loans_commissionerreport SET is_forwarded = true
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  UPDATE public.loans_paperorigin SET is_forwarded = true
    WHERE prefecture_id = NEW.prefecture_id AND consultation_id = NEW.consultation_id
      AND (application_id IS NULL OR application_id = NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER forward_papers AFTER UPDATE ON loans_application FOR EACH ROW
  WHEN (OLD.forwarded_at IS NULL AND NEW.forwarded_at IS NOT NULL) EXECUTE FUNCTION walls.forward_papers();

-- The small picture is the check's as the paper itself is.
GRANT UPDATE (thumbnail, page_count) ON loans_document TO office;
CREATE OR REPLACE FUNCTION walls.guard_check() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'checking' THEN
      RAISE EXCEPTION 'a paper comes unchecked' USING ERRCODE = '42501';
    END IF;
  ELSIF (OLD.state, OLD.trouble, OLD.media_type, OLD.size, OLD.content, OLD.checked_at, OLD.thumbnail, OLD.page_count)
      IS DISTINCT FROM
      (NEW.state, NEW.trouble, NEW.media_type, NEW.size, NEW.content, NEW.checked_at, NEW.thumbnail, NEW.page_count)
      AND (OLD.state <> 'checking' OR NEW.state = 'checking') THEN
    RAISE EXCEPTION 'a paper is checked once' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER guard_check ON loans_document;
CREATE TRIGGER guard_check
  BEFORE INSERT OR UPDATE OF state, trouble, media_type, size, content, checked_at, thumbnail, page_count
  ON loans_document FOR EACH ROW EXECUTE FUNCTION walls.guard_check();
REVOKE EXECUTE ON FUNCTION walls.retype_document(), walls.guard_origin(), walls.forward_papers() FROM PUBLIC;
"""

BACK = """
DROP TRIGGER guard_check ON loans_document;
CREATE OR REPLACE FUNCTION walls.guard_check() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'checking' THEN
      RAISE EXCEPTION 'a paper comes unchecked' USING ERRCODE = '42501';
    END IF;
  ELSIF (OLD.state, OLD.trouble, OLD.media_type, OLD.size, OLD.content, OLD.checked_at)
      IS DISTINCT FROM (NEW.state, NEW.trouble, NEW.media_type, NEW.size, NEW.content, NEW.checked_at)
      AND (OLD.state <> 'checking' OR NEW.state = 'checking') THEN
    RAISE EXCEPTION 'a paper is checked once' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_check BEFORE INSERT OR UPDATE OF state, trouble, media_type, size, content, checked_at
  ON loans_document FOR EACH ROW EXECUTE FUNCTION walls.guard_check();
REVOKE UPDATE (thumbnail, page_count) ON loans_document FROM office;
DROP TRIGGER forward_papers ON loans_application;
DROP TRIGGER guard ON loans_paperorigin;
DROP TRIGGER retype ON loans_retyping;
DROP FUNCTION walls.forward_papers(), walls.guard_origin(), walls.retype_document();
ALTER TABLE loans_document DROP CONSTRAINT document_of_replaced;
DO $$
DECLARE item record;
BEGIN
  FOR item IN SELECT tgname, relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
      WHERE tgname IN ('guard', 'belongs', 'recused')
        AND relname IN ('loans_sighting', 'loans_retyping', 'loans_commissionerreport', 'loans_paperorigin') LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', item.tgname, item.relname);
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [("loans", "0032_notices"), ("councils", "0013_leave")]

    operations = [
        migrations.CreateModel(
            name='CommissionerReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('verdict', models.CharField(choices=[('fit', '適当'), ('conditional', '条件付'), ('unfit', '不適当')], max_length=12, verbose_name='意見')),
                ('written_on', models.DateField(verbose_name='作成日')),
                ('commissioner', models.CharField(max_length=60, verbose_name='民生委員の氏名')),
                ('district', models.CharField(max_length=60, verbose_name='地区')),
                ('text', models.TextField(verbose_name='意見の内容')),
                ('entered_by', models.BigIntegerField(verbose_name='入力者')),
                ('entered_name', models.CharField(max_length=60, verbose_name='入力者名')),
                ('removed_at', models.DateTimeField(null=True, verbose_name='取消日時')),
            ],
            options={
                'verbose_name': '民生委員意見書',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PaperOrigin',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('form', models.CharField(choices=[('consultation', '相談受付票'), ('application', '借入申込書'), ('consent', '同意書'), ('opinion', '市区町村社協意見書')], max_length=14, verbose_name='様式')),
                ('dated_on', models.DateField(verbose_name='紙の日付')),
                ('written_by', models.CharField(max_length=60, verbose_name='紙に書いた方')),
                ('typed_by', models.BigIntegerField(verbose_name='入力者')),
                ('typed_name', models.CharField(max_length=60, verbose_name='入力者名')),
                ('removed_at', models.DateTimeField(null=True, verbose_name='取消日時')),
            ],
            options={
                'verbose_name': '紙の様式から入力',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PaperRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fund', models.CharField(blank=True, max_length=20, verbose_name='資金コード')),
                ('condition', models.CharField(choices=[('work', '働いている方がいる'), ('pension', '年金を受けている方がいる'), ('disability', '障害のある方がいる'), ('care', '介護を受けている方がいる'), ('child', '18歳未満の方がいる'), ('assistance', '生活保護を受けている'), ('school', '在学中・入学予定の方がいる'), ('jobless', '仕事を失った方がいる')], max_length=12, verbose_name='世帯の状況')),
                ('paper', models.CharField(max_length=20, verbose_name='書類コード')),
                ('is_needed', models.BooleanField(default=False, verbose_name='必ず要る')),
                ('max_age_months', models.PositiveSmallIntegerField(default=0, verbose_name='発行からの月数')),
                ('replaced_by', models.CharField(blank=True, max_length=40, verbose_name='照会で代えられる情報')),
                ('why', models.CharField(max_length=120, verbose_name='理由')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('valid_until', models.DateField(null=True, verbose_name='適用終了日')),
                ('source', models.CharField(max_length=200, verbose_name='根拠')),
            ],
            options={
                'verbose_name': '世帯の状況による書類',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PaperType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='書類コード')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='注意')),
                ('answers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None, verbose_name='代わりになる書類')),
                ('answers_until', models.DateField(null=True, verbose_name='代わりになる最終日')),
                ('blackout', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('MY_NUMBER', '個人番号（マイナンバー）'), ('INSURER', '保険者番号'), ('SYMBOL', '記号・番号（被保険者番号）'), ('PENSION', '基礎年金番号')], max_length=10), default=list, size=None, verbose_name='黒塗りの確認')),
                ('is_identity', models.BooleanField(default=False, verbose_name='本人確認書類')),
                ('position', models.PositiveSmallIntegerField(verbose_name='順')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('valid_until', models.DateField(null=True, verbose_name='適用終了日')),
                ('source', models.CharField(max_length=200, verbose_name='根拠')),
            ],
            options={
                'verbose_name': '書類の種類',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Retyping',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('before', models.CharField(max_length=20, verbose_name='変更前')),
                ('after', models.CharField(max_length=20, verbose_name='変更後')),
                ('reason', models.CharField(max_length=120, verbose_name='理由')),
                ('changed_by', models.BigIntegerField(verbose_name='変更者')),
                ('changed_name', models.CharField(max_length=60, verbose_name='変更者名')),
            ],
            options={
                'verbose_name': '書類の種類の変更',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Sighting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('kind', models.CharField(max_length=20, verbose_name='種類')),
                ('seen_on', models.DateField(verbose_name='見た日')),
                ('said', models.CharField(max_length=120, verbose_name='書いてあったこと')),
                ('issued_on', models.DateField(null=True, verbose_name='発行日')),
                ('seen_by', models.BigIntegerField(verbose_name='確認者')),
                ('seen_name', models.CharField(max_length=60, verbose_name='確認者名')),
                ('removed_at', models.DateTimeField(null=True, verbose_name='取消日時')),
            ],
            options={
                'verbose_name': '原本確認',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='arrival',
            name='boxes',
            field=models.JSONField(default=list, verbose_name='黒塗りの範囲'),
        ),
        migrations.AddField(
            model_name='document',
            name='is_vouched',
            field=models.BooleanField(default=False, verbose_name='12桁は個人番号ではない'),
        ),
        migrations.AddField(
            model_name='document',
            name='issued_on',
            field=models.DateField(null=True, verbose_name='発行日'),
        ),
        migrations.AddField(
            model_name='document',
            name='marks',
            field=models.JSONField(default=dict, verbose_name='黒塗りの確認'),
        ),
        migrations.AddField(
            model_name='document',
            name='page_count',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='ページ数'),
        ),
        migrations.AddField(
            model_name='document',
            name='replaces',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='retakes', to='loans.document'),
        ),
        migrations.AddField(
            model_name='document',
            name='sheet',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='枚目'),
        ),
        migrations.AddField(
            model_name='document',
            name='thumbnail',
            field=models.BinaryField(null=True, verbose_name='縮小画像'),
        ),
        migrations.AlterField(
            model_name='document',
            name='trouble',
            field=models.CharField(blank=True, choices=[('unreadable', '開けない'), ('protected', 'パスワード付き'), ('too_much', '多すぎる'), ('infected', 'ウイルス'), ('my_number', '個人番号')], default='', max_length=20, verbose_name='開けなかった理由'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('thumbnail__isnull', True), ('state', 'checked'), _connector='OR'), name='document_is_shown_small_once_checked'),
        ),
        migrations.AddField(
            model_name='commissionerreport',
            name='application',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='commissioner_reports', to='loans.application'),
        ),
        migrations.AddField(
            model_name='commissionerreport',
            name='document',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='loans.document'),
        ),
        migrations.AddField(
            model_name='commissionerreport',
            name='municipal_council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='commissionerreport',
            name='prefecture',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddField(
            model_name='paperorigin',
            name='application',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paper_origins', to='loans.application'),
        ),
        migrations.AddField(
            model_name='paperorigin',
            name='consultation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='paper_origins', to='loans.consultation'),
        ),
        migrations.AddField(
            model_name='paperorigin',
            name='document',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='loans.document'),
        ),
        migrations.AddField(
            model_name='paperorigin',
            name='municipal_council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='paperorigin',
            name='prefecture',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddField(
            model_name='paperrule',
            name='prefecture',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県（空欄は全国）'),
        ),
        migrations.AddConstraint(
            model_name='papertype',
            constraint=models.UniqueConstraint(fields=('code', 'valid_from'), name='paper_type_from_a_day'),
        ),
        migrations.AddField(
            model_name='retyping',
            name='application',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='retypings', to='loans.application'),
        ),
        migrations.AddField(
            model_name='retyping',
            name='document',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='retypings', to='loans.document'),
        ),
        migrations.AddField(
            model_name='retyping',
            name='municipal_council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='retyping',
            name='prefecture',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddField(
            model_name='sighting',
            name='application',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='sightings', to='loans.application'),
        ),
        migrations.AddField(
            model_name='sighting',
            name='municipal_council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='sighting',
            name='prefecture',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddConstraint(
            model_name='commissionerreport',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='commissionerreport_of_tenant'),
        ),
        migrations.AddConstraint(
            model_name='commissionerreport',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('prefecture', 'application'), name='commissioner_report_in_force'),
        ),
        migrations.AddIndex(
            model_name='paperorigin',
            index=models.Index(fields=['prefecture', 'consultation'], name='paper_origin_of_talk'),
        ),
        migrations.AddConstraint(
            model_name='paperorigin',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='paperorigin_of_tenant'),
        ),
        migrations.AddConstraint(
            model_name='paperorigin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', True), ('form', 'consultation')), models.Q(models.Q(('form', 'consultation'), _negated=True), ('application__isnull', False)), _connector='OR'), name='paper_origin_of_a_talk_or_a_case'),
        ),
        migrations.AddConstraint(
            model_name='paperrule',
            constraint=models.UniqueConstraint(fields=('fund', 'prefecture', 'condition', 'paper', 'valid_from'), name='paper_rule_from_a_day', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='retyping',
            index=models.Index(fields=['prefecture', 'application'], name='retyping_of_application'),
        ),
        migrations.AddConstraint(
            model_name='retyping',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='retyping_of_tenant'),
        ),
        migrations.AddConstraint(
            model_name='retyping',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='retyping_changes'),
        ),
        migrations.AddIndex(
            model_name='sighting',
            index=models.Index(fields=['prefecture', 'application'], name='sighting_of_application'),
        ),
        migrations.AddConstraint(
            model_name='sighting',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='sighting_of_tenant'),
        ),
        migrations.RunSQL(RULES, FORGET),
        migrations.RunSQL(WALLS, BACK),
    ]
