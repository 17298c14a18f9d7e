"""電話メモ: calls about a case or a talk, behind the same walls; what was promised is kept once, in one's own name."""

import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
import uuid
from django.db import migrations, models

FORWARD = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['memo', 'historicalmemo'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'loans_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', 'loans_' || name);
    EXECUTE format('CREATE POLICY counter_rows ON %I TO counter
      USING (municipal_council_id = (SELECT walls.case_council_id()))
      WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()))', 'loans_' || name);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (prefecture_id, municipal_council_id)
      REFERENCES councils_council (prefecture_id, code)', 'loans_' || name, name || '_council_of_prefecture');
    EXECUTE format('CREATE TRIGGER belongs BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant()',
      'loans_' || name);
  END LOOP;
END $$;
-- The office writes of the cases that it sees: the guard says which those are before the policy is asked.
CREATE POLICY office_rows ON loans_memo TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded)
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded);
CREATE POLICY own_hand ON loans_memo AS RESTRICTIVE FOR INSERT TO counter, office
  WITH CHECK (taken_by = (SELECT walls.staff_id()) AND kept_by IS NULL);
CREATE POLICY own_decision ON loans_memo AS RESTRICTIVE FOR UPDATE TO counter, office
  USING (kept_by IS NULL) WITH CHECK (kept_by = (SELECT walls.staff_id()));
GRANT SELECT, INSERT, UPDATE (kept_by, kept_at) ON loans_memo TO counter, office;

CREATE POLICY office_rows ON loans_historicalmemo TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded)
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
CREATE POLICY own_hand ON loans_historicalmemo AS RESTRICTIVE FOR INSERT TO counter, office
  WITH CHECK (history_user_id IS NOT DISTINCT FROM (SELECT walls.staff_id()));
GRANT SELECT, INSERT ON loans_historicalmemo TO counter, office;
CREATE TRIGGER guard BEFORE INSERT ON loans_historicalmemo FOR EACH ROW EXECUTE FUNCTION walls.guard_part();
CREATE TRIGGER guard_history BEFORE INSERT ON loans_historicalmemo FOR EACH ROW
  EXECUTE FUNCTION walls.guard_history();

ALTER TABLE loans_memo ADD CONSTRAINT memo_of_application_key
  FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
  REFERENCES loans_application (prefecture_id, municipal_council_id, id);
ALTER TABLE loans_memo ADD CONSTRAINT memo_of_consultation_key
  FOREIGN KEY (prefecture_id, municipal_council_id, consultation_id)
  REFERENCES loans_consultation (prefecture_id, municipal_council_id, id);

-- Seen by the office as the case is, whatever the state of the case: people telephone at any time. Under the own name.
CREATE FUNCTION walls.guard_memo() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.kept_at := CASE WHEN NEW.kept_by IS NOT NULL THEN clock_timestamp() END;
    RETURN NEW;
  END IF;
  NEW.is_forwarded := EXISTS (SELECT FROM public.loans_application WHERE prefecture_id = NEW.prefecture_id
    AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id AND forwarded_at IS NOT NULL);
  SELECT name INTO STRICT NEW.taken_name FROM public.councils_staff WHERE id = NEW.taken_by;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_memo FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_memo();
CREATE TRIGGER recused AFTER INSERT OR UPDATE ON loans_memo FOR EACH ROW EXECUTE FUNCTION walls.guard_recused();

CREATE FUNCTION walls.forward_memos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_memo SET is_forwarded = true WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER forward_memos AFTER UPDATE ON loans_application FOR EACH ROW
  WHEN (OLD.forwarded_at IS NULL AND NEW.forwarded_at IS NOT NULL) EXECUTE FUNCTION walls.forward_memos();
REVOKE EXECUTE ON FUNCTION walls.guard_memo(), walls.forward_memos() FROM PUBLIC;
"""
BACK = """
DROP TRIGGER forward_memos ON loans_application;
DROP TRIGGER recused ON loans_memo;
DROP TRIGGER guard ON loans_memo;
DROP FUNCTION walls.forward_memos(), walls.guard_memo();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0013_leave'),
        ('loans', '0027_search_keys'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalMemo',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('caller', models.CharField(choices=[('CLIENT', '本人'), ('FAMILY', '家族'), ('AGENCY', '関係機関'), ('OTHER', 'その他')], max_length=8, verbose_name='電話の相手')),
                ('gist', models.TextField(verbose_name='要旨')),
                ('promised_on', models.DateField(null=True, verbose_name='約束の日')),
                ('taken_by', models.BigIntegerField(verbose_name='記入者')),
                ('taken_name', models.CharField(max_length=60, verbose_name='記入者名')),
                ('kept_by', models.BigIntegerField(null=True, verbose_name='対応者')),
                ('kept_at', models.DateTimeField(null=True, verbose_name='対応日時')),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('history_change_reason', models.CharField(max_length=1, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('application', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='loans.application')),
                ('consultation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='loans.consultation')),
                ('municipal_council', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': 'historical 電話メモ',
                'verbose_name_plural': 'historical 電話メモs',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Memo',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('caller', models.CharField(choices=[('CLIENT', '本人'), ('FAMILY', '家族'), ('AGENCY', '関係機関'), ('OTHER', 'その他')], max_length=8, verbose_name='電話の相手')),
                ('gist', models.TextField(verbose_name='要旨')),
                ('promised_on', models.DateField(null=True, verbose_name='約束の日')),
                ('taken_by', models.BigIntegerField(verbose_name='記入者')),
                ('taken_name', models.CharField(max_length=60, verbose_name='記入者名')),
                ('kept_by', models.BigIntegerField(null=True, verbose_name='対応者')),
                ('kept_at', models.DateTimeField(null=True, verbose_name='対応日時')),
                ('application', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memos', to='loans.application')),
                ('consultation', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memos', to='loans.consultation')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '電話メモ',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture', 'application', '-created_at'], name='memo_of_application'), models.Index(fields=['prefecture', 'consultation', '-created_at'], name='memo_of_consultation'), models.Index(condition=models.Q(('kept_at__isnull', True), ('promised_on__isnull', False)), fields=['municipal_council', 'promised_on', 'id'], name='memo_promised_at_counter'), models.Index(condition=models.Q(('is_forwarded', True), ('kept_at__isnull', True), ('promised_on__isnull', False)), fields=['prefecture', 'promised_on', 'id'], name='memo_promised_in_office')],
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='memo_of_tenant'), models.CheckConstraint(condition=models.Q(models.Q(('kept_at__isnull', True), ('kept_by__isnull', True)), models.Q(('kept_at__isnull', False), ('kept_by__isnull', False)), _connector='OR'), name='memo_kept_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('application__isnull', True), ('consultation__isnull', False)), models.Q(('application__isnull', False), ('consultation__isnull', True)), _connector='OR'), name='memo_of_a_case_or_a_talk'), models.CheckConstraint(condition=models.Q(('caller__in', ('CLIENT', 'FAMILY', 'AGENCY', 'OTHER'))), name='memo_by_code'), models.CheckConstraint(condition=models.Q(('gist', ''), _negated=True), name='memo_says_something'), models.CheckConstraint(condition=models.Q(('kept_at__isnull', True), ('promised_on__isnull', False), _connector='OR'), name='memo_keeps_a_promise')],
            },
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
