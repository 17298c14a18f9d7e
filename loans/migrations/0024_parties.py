"""連帯借受人・連帯保証人・法定代理人, and what a consent says: of whom, how, until when; and a no as a record of its own."""

import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
import uuid
from django.db import migrations, models


# Parts of a case, behind the walls that its other parts have (0002_walls.py).
WALLS = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['party', 'refusal', 'historicalparty', 'historicalrefusal'] LOOP
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
  FOREACH name IN ARRAY ARRAY['party', 'refusal'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I
      FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
      REFERENCES loans_application (prefecture_id, municipal_council_id, id)', 'loans_' || name, name || '_of_application_key');
    EXECUTE format('CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON %I FOR EACH ROW
      WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_part()', 'loans_' || name);
    EXECUTE format('CREATE TRIGGER recused AFTER INSERT OR UPDATE ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_recused()', 'loans_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['historicalparty', 'historicalrefusal'] LOOP
    EXECUTE format('CREATE TRIGGER guard BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION walls.guard_part()',
      'loans_' || name);
    EXECUTE format('CREATE TRIGGER guard_history BEFORE INSERT ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_history()', 'loans_' || name);
    EXECUTE format('CREATE POLICY own_hand ON %I AS RESTRICTIVE FOR INSERT TO counter, office
      WITH CHECK (history_user_id IS NOT DISTINCT FROM (SELECT walls.staff_id()))', 'loans_' || name);
  END LOOP;
END $$;
CREATE POLICY own_hand ON loans_party AS RESTRICTIVE FOR INSERT TO counter
  WITH CHECK (added_by = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON loans_refusal AS RESTRICTIVE FOR INSERT TO counter
  WITH CHECK (taken_by = (SELECT walls.staff_id()));
ALTER TABLE loans_refusal ADD CONSTRAINT refusal_of_member
  FOREIGN KEY (prefecture_id, municipal_council_id, member_id)
  REFERENCES loans_member (prefecture_id, municipal_council_id, id);
ALTER TABLE loans_consent ADD CONSTRAINT consent_of_party
  FOREIGN KEY (prefecture_id, municipal_council_id, party_id)
  REFERENCES loans_party (prefecture_id, municipal_council_id, id);
-- A hand is quick: ten minutes of scribbling fit, a picture or a text does not.
ALTER TABLE loans_consent ADD CONSTRAINT consent_signature_is_small CHECK (octet_length(signature::text) <= 60000);

-- The words that who stands beside the applicant agrees to; another wording is a later row.
INSERT INTO loans_consenttext (code, version, text, scope, valid_from, source)
  SELECT code, 1, text, 'party', '2026-04-01', '既定の文面（都道府県の要綱に合わせて改める）' FROM (VALUES
    ('CO_BORROWER_CONSENT', '私は、この借入れの連帯借受人として、借受人とともに償還する義務を負うことを承知しました。貸付けの審査と償還のため、社会福祉協議会が、私の氏名、生年月日、住所、連絡先、職業と収入を取り扱うことに同意します。'),
    ('GUARANTOR_CONSENT', '私は、この借入れの連帯保証人として、借受人が償還できないときは、借受人に代わって償還する義務を負うことを承知しました。貸付けの審査と償還のため、社会福祉協議会が、私の氏名、生年月日、住所、連絡先、職業と収入を取り扱うことに同意します。'),
    ('REPRESENTATIVE_CONSENT', '私は、借り受ける未成年の方の法定代理人として、この借入れの申込みに同意します。貸付けの審査と償還のため、社会福祉協議会が、私の氏名、生年月日、住所と連絡先を取り扱うことに同意します。')
  ) AS words (code, text);

GRANT SELECT, INSERT, UPDATE (name, kana, born, postcode, address, phone, relation, occupation, yearly_income_yen,
  removed_at) ON loans_party TO counter;
GRANT SELECT, INSERT, UPDATE (lifted_at) ON loans_refusal TO counter;
GRANT SELECT, INSERT ON loans_historicalparty, loans_historicalrefusal TO counter;
GRANT SELECT ON loans_party, loans_refusal, loans_historicalparty, loans_historicalrefusal TO office;

-- What was removed or lifted stays so; and the office sees these parts as it sees the whole.
CREATE FUNCTION walls.keep_ended() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (to_jsonb(OLD) ->> TG_ARGV[0]) IS NOT NULL AND session_user = 'counter' THEN
    RAISE EXCEPTION 'what has ended stays so' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_ended BEFORE UPDATE ON loans_party FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.keep_ended('removed_at');
CREATE TRIGGER keep_ended BEFORE UPDATE ON loans_refusal FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.keep_ended('lifted_at');
CREATE FUNCTION walls.forward_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_party SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  UPDATE public.loans_refusal SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION walls.keep_ended(), walls.forward_people() FROM PUBLIC;
CREATE TRIGGER forward_people AFTER UPDATE ON loans_application FOR EACH ROW
  WHEN (OLD.forwarded_at IS NULL AND NEW.forwarded_at IS NOT NULL) EXECUTE FUNCTION walls.forward_people();
"""
BACK = """
-- What was agreed to by others than members has no place in the table as it was.
DELETE FROM loans_consent WHERE member_id IS NULL;
DELETE FROM loans_historicalconsent WHERE member_id IS NULL;
DELETE FROM loans_consenttext WHERE scope = 'party';
SET CONSTRAINTS ALL IMMEDIATE;
DROP TRIGGER forward_people ON loans_application;
DROP TRIGGER keep_ended ON loans_refusal;
DROP TRIGGER keep_ended ON loans_party;
DROP FUNCTION walls.forward_people(), walls.keep_ended();
ALTER TABLE loans_consent DROP CONSTRAINT consent_signature_is_small, DROP CONSTRAINT consent_of_party;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0013_leave'),
        ('loans', '0023_household_facts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('refused_on', models.DateField(verbose_name='確認日')),
                ('reason', models.CharField(choices=[('own_papers', '自分で書類を出したい'), ('not_known', '情報を知られたくない'), ('against_loan', '借入れに賛成していない'), ('other', 'その他・理由は言わない')], max_length=12, verbose_name='理由')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='聞き取ったこと')),
                ('taken_by', models.BigIntegerField(verbose_name='確認者')),
                ('taken_name', models.CharField(max_length=60, verbose_name='確認者名')),
                ('lifted_at', models.DateTimeField(null=True, verbose_name='終了日時')),
            ],
            options={
                'verbose_name': '同意の拒否',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='consent',
            name='representative_id',
            field=models.UUIDField(null=True, verbose_name='法定代理人'),
        ),
        migrations.AddField(
            model_name='consent',
            name='representative_name',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='法定代理人の氏名'),
        ),
        migrations.AddField(
            model_name='consent',
            name='signature',
            field=models.JSONField(null=True, verbose_name='署名'),
        ),
        migrations.AddField(
            model_name='consent',
            name='taken_name',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='確認者名'),
        ),
        migrations.AddField(
            model_name='consent',
            name='valid_until',
            field=models.DateField(null=True, verbose_name='有効期限'),
        ),
        migrations.AddField(
            model_name='consent',
            name='way',
            field=models.CharField(choices=[('tablet', '画面に署名'), ('paper', '紙の同意書に署名'), ('oral', '読み上げて口頭で同意')], default='oral', max_length=8, verbose_name='同意の方法'),
        ),
        migrations.AddField(
            model_name='historicalconsent',
            name='representative_id',
            field=models.UUIDField(null=True, verbose_name='法定代理人'),
        ),
        migrations.AddField(
            model_name='historicalconsent',
            name='representative_name',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='法定代理人の氏名'),
        ),
        migrations.AddField(
            model_name='historicalconsent',
            name='signature',
            field=models.JSONField(null=True, verbose_name='署名'),
        ),
        migrations.AddField(
            model_name='historicalconsent',
            name='taken_name',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='確認者名'),
        ),
        migrations.AddField(
            model_name='historicalconsent',
            name='valid_until',
            field=models.DateField(null=True, verbose_name='有効期限'),
        ),
        migrations.AddField(
            model_name='historicalconsent',
            name='way',
            field=models.CharField(choices=[('tablet', '画面に署名'), ('paper', '紙の同意書に署名'), ('oral', '読み上げて口頭で同意')], default='oral', max_length=8, verbose_name='同意の方法'),
        ),
        migrations.AlterField(
            model_name='consent',
            name='member',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='loans.member'),
        ),
        migrations.CreateModel(
            name='HistoricalParty',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('role', models.CharField(choices=[('co_borrower', '連帯借受人'), ('guarantor', '連帯保証人'), ('representative', '法定代理人')], max_length=16, verbose_name='立場')),
                ('name', models.CharField(max_length=60, verbose_name='氏名')),
                ('kana', models.CharField(max_length=80, verbose_name='フリガナ')),
                ('born', models.CharField(max_length=10, verbose_name='生年月日')),
                ('postcode', models.CharField(blank=True, max_length=8, verbose_name='郵便番号')),
                ('address', models.CharField(max_length=120, verbose_name='住所')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='電話番号')),
                ('relation', models.CharField(max_length=20, verbose_name='申込者との関係')),
                ('occupation', models.CharField(blank=True, max_length=60, verbose_name='職業・勤務先')),
                ('yearly_income_yen', models.PositiveIntegerField(null=True, verbose_name='年収')),
                ('added_by', models.BigIntegerField(verbose_name='登録者')),
                ('removed_at', models.DateTimeField(null=True, verbose_name='削除日時')),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('history_change_reason', models.CharField(max_length=1, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('application', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='loans.application')),
                ('municipal_council', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': 'historical 申込に加わる人',
                'verbose_name_plural': 'historical 申込に加わる人s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalRefusal',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('refused_on', models.DateField(verbose_name='確認日')),
                ('reason', models.CharField(choices=[('own_papers', '自分で書類を出したい'), ('not_known', '情報を知られたくない'), ('against_loan', '借入れに賛成していない'), ('other', 'その他・理由は言わない')], max_length=12, verbose_name='理由')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='聞き取ったこと')),
                ('taken_by', models.BigIntegerField(verbose_name='確認者')),
                ('taken_name', models.CharField(max_length=60, verbose_name='確認者名')),
                ('lifted_at', models.DateTimeField(null=True, verbose_name='終了日時')),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('history_change_reason', models.CharField(max_length=1, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('application', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='loans.application')),
                ('member', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='loans.member')),
                ('municipal_council', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='都道府県社協')),
                ('text', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='loans.consenttext')),
            ],
            options={
                'verbose_name': 'historical 同意の拒否',
                'verbose_name_plural': 'historical 同意の拒否s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('role', models.CharField(choices=[('co_borrower', '連帯借受人'), ('guarantor', '連帯保証人'), ('representative', '法定代理人')], max_length=16, verbose_name='立場')),
                ('name', models.CharField(max_length=60, verbose_name='氏名')),
                ('kana', models.CharField(max_length=80, verbose_name='フリガナ')),
                ('born', models.CharField(max_length=10, verbose_name='生年月日')),
                ('postcode', models.CharField(blank=True, max_length=8, verbose_name='郵便番号')),
                ('address', models.CharField(max_length=120, verbose_name='住所')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='電話番号')),
                ('relation', models.CharField(max_length=20, verbose_name='申込者との関係')),
                ('occupation', models.CharField(blank=True, max_length=60, verbose_name='職業・勤務先')),
                ('yearly_income_yen', models.PositiveIntegerField(null=True, verbose_name='年収')),
                ('added_by', models.BigIntegerField(verbose_name='登録者')),
                ('removed_at', models.DateTimeField(null=True, verbose_name='削除日時')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '申込に加わる人',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='consent',
            name='party',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='loans.party'),
        ),
        migrations.AddField(
            model_name='historicalconsent',
            name='party',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='loans.party'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('prefecture', 'municipal_council', 'party', 'text'), name='consent_of_party_once_per_text'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('party__isnull', True)), models.Q(('member__isnull', True), ('party__isnull', False)), _connector='OR'), name='consent_of_one_person'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signature__isnull', False), ('way', 'tablet')), models.Q(('signature__isnull', True), ('way__in', ['paper', 'oral'])), _connector='OR'), name='consent_by_its_way'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('representative_id__isnull', True), ('representative_name', '')), models.Q(('representative_id__isnull', False), models.Q(('representative_name', ''), _negated=True)), _connector='OR'), name='consent_for_a_minor_names_who_agreed'),
        ),
        migrations.AddField(
            model_name='refusal',
            name='application',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='refusals', to='loans.application'),
        ),
        migrations.AddField(
            model_name='refusal',
            name='member',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='refusals', to='loans.member'),
        ),
        migrations.AddField(
            model_name='refusal',
            name='municipal_council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='refusal',
            name='prefecture',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddField(
            model_name='refusal',
            name='text',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='loans.consenttext'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['prefecture', 'application', 'created_at'], name='party_of_application'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='party_of_tenant'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['co_borrower', 'guarantor', 'representative'])), name='party_by_role'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(('born__regex', '^\\d{4}-\\d{2}-\\d{2}$')), name='party_born_is_a_date'),
        ),
        migrations.AddIndex(
            model_name='refusal',
            index=models.Index(fields=['prefecture', 'application'], name='refusal_of_application'),
        ),
        migrations.AddConstraint(
            model_name='refusal',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='refusal_of_tenant'),
        ),
        migrations.AddConstraint(
            model_name='refusal',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('prefecture', 'municipal_council', 'member'), name='refusal_once'),
        ),
        migrations.AddConstraint(
            model_name='refusal',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['own_papers', 'not_known', 'against_loan', 'other'])), name='refusal_by_code'),
        ),
        migrations.RunSQL(WALLS, BACK),
    ]
