"""誤照会・支援措置・緊急閲覧: quarantine at once, destroy by two hands, and what a protected household needs (walls.md §5)."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


# What was sent of a protected order before today went with the code.
FILLED = """
UPDATE inquiry_vault_inquiry i SET is_nondisclosure = true FROM inquiry_vault_takenorder o
  WHERE o.prefecture_id = i.prefecture_id AND o.id = i.order_id AND o.is_nondisclosure;
"""

WALLS = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['mishap', 'mishapstep', 'stopseen', 'emergency', 'term'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'inquiry_vault_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)',
      'inquiry_vault_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['mishap', 'mishapstep', 'stopseen', 'emergency'] LOOP
    EXECUTE format('CREATE POLICY worker_rows ON %I TO gate_worker
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'inquiry_vault_' || name);
    EXECUTE format('CREATE POLICY gate_rows ON %I TO gate
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'inquiry_vault_' || name);
  END LOOP;
END $$;

-- An officer writes in no other's name, and nothing that is a second person's to say.
CREATE POLICY own_hand ON inquiry_vault_mishap AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (proposed_by = (SELECT walls.staff_id()) AND what = 'WRONG_PERSON' AND confirmed_by IS NULL
    AND lifted_by IS NULL AND judged_by IS NULL AND ended_by IS NULL AND destroyed_at IS NULL AND told_count = 0);
CREATE POLICY own_hand ON inquiry_vault_mishapstep AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (done_by = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON inquiry_vault_stopseen AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (confirmed_by = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON inquiry_vault_emergency AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (asked_by = (SELECT walls.staff_id()) AND allowed_by IS NULL AND refused_by IS NULL AND reviewed_by IS NULL);
GRANT SELECT, INSERT, UPDATE (confirmed_by, confirmed_at, lifted_by, lifted_at, leak, judged_by, judged_at, ended_by,
  ended_at) ON inquiry_vault_mishap TO gate;
GRANT SELECT, INSERT ON inquiry_vault_mishapstep, inquiry_vault_stopseen TO gate;
GRANT SELECT, INSERT, UPDATE (allowed_by, allowed_at, refused_by, refused_at, review, reviewed_by, reviewed_at)
  ON inquiry_vault_emergency TO gate;
GRANT SELECT, INSERT, UPDATE (destroyed_at, told_count) ON inquiry_vault_mishap TO gate_worker;
GRANT SELECT ON inquiry_vault_mishapstep, inquiry_vault_stopseen, inquiry_vault_emergency TO gate_worker;

-- Auditor and 責任者 read every 緊急閲覧 and review it.
CREATE POLICY trail_rows ON inquiry_vault_emergency FOR SELECT TO gate
  USING (prefecture_id = (SELECT walls.trail_prefecture_id()));
CREATE POLICY review_rows ON inquiry_vault_emergency FOR UPDATE TO gate
  USING (prefecture_id = (SELECT walls.trail_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.trail_prefecture_id()));

-- Days are entered by 責任者, in the own name, and known for a week before they count: one hand alone destroys nothing.
CREATE POLICY gate_rows ON inquiry_vault_term FOR SELECT TO gate
  USING (prefecture_id = (SELECT walls.case_prefecture_id()));
CREATE POLICY worker_rows ON inquiry_vault_term FOR SELECT TO gate_worker
  USING (prefecture_id = (SELECT walls.case_prefecture_id()));
CREATE POLICY administrator_rows ON inquiry_vault_term TO gate
  USING (prefecture_id = (SELECT walls.staff_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.staff_prefecture_id()));
CREATE POLICY own_hand ON inquiry_vault_term AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (entered_by = (SELECT walls.staff_id()));
GRANT SELECT, INSERT ON inquiry_vault_term TO gate;
GRANT SELECT ON inquiry_vault_term TO gate_worker;
ALTER TABLE inquiry_vault_term ADD CONSTRAINT term_known_a_week_before
  CHECK (valid_from >= (created_at AT TIME ZONE 'Asia/Tokyo')::date + 7);

ALTER TABLE inquiry_vault_mishap ADD CONSTRAINT mishap_of_order
  FOREIGN KEY (prefecture_id, order_id) REFERENCES inquiry_vault_takenorder (prefecture_id, id);
ALTER TABLE inquiry_vault_mishap ADD CONSTRAINT mishap_of_its_person
  FOREIGN KEY (prefecture_id, order_id, person_id) REFERENCES inquiry_vault_person (prefecture_id, order_id, id);
ALTER TABLE inquiry_vault_mishapstep ADD CONSTRAINT step_of_mishap
  FOREIGN KEY (prefecture_id, mishap_id) REFERENCES inquiry_vault_mishap (prefecture_id, id);
ALTER TABLE inquiry_vault_stopseen ADD CONSTRAINT stop_of_order
  FOREIGN KEY (prefecture_id, order_id) REFERENCES inquiry_vault_takenorder (prefecture_id, id);
ALTER TABLE inquiry_vault_emergency ADD CONSTRAINT emergency_of_order
  FOREIGN KEY (prefecture_id, order_id) REFERENCES inquiry_vault_takenorder (prefecture_id, id);

-- The worker learns of a flag that comes later, and sets it on what is not sent yet.
GRANT UPDATE (is_nondisclosure) ON inquiry_vault_takenorder, inquiry_vault_inquiry TO gate_worker;

-- What one officer has said of a mishap no other changes; who and when are the database's to write.
CREATE FUNCTION walls.guard_mishap() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who bigint := walls.staff_id();
BEGIN
  IF session_user <> 'gate' OR NEW IS NOT DISTINCT FROM OLD THEN
    RETURN NEW;
  END IF;
  IF OLD.ended_by IS NOT NULL OR OLD.lifted_by IS NOT NULL OR OLD.confirmed_by IS NOT NULL AND NEW.lifted_by IS NOT NULL
      OR OLD.confirmed_by IS NOT NULL AND NEW.confirmed_by IS DISTINCT FROM OLD.confirmed_by THEN
    RAISE EXCEPTION 'decided already' USING ERRCODE = '42501';
  END IF;
  IF NEW.confirmed_by IS DISTINCT FROM OLD.confirmed_by AND NEW.confirmed_by IS DISTINCT FROM who
      OR NEW.lifted_by IS DISTINCT FROM OLD.lifted_by AND NEW.lifted_by IS DISTINCT FROM who
      OR NEW.ended_by IS DISTINCT FROM OLD.ended_by AND NEW.ended_by IS DISTINCT FROM who
      OR (NEW.judged_by, NEW.leak) IS DISTINCT FROM (OLD.judged_by, OLD.leak) AND NEW.judged_by IS DISTINCT FROM who THEN
    RAISE EXCEPTION 'in no other name' USING ERRCODE = '42501';
  END IF;
  NEW.confirmed_at := CASE WHEN OLD.confirmed_by IS NOT NULL THEN OLD.confirmed_at
    WHEN NEW.confirmed_by IS NOT NULL THEN statement_timestamp() END;
  NEW.lifted_at := CASE WHEN NEW.lifted_by IS NOT NULL THEN statement_timestamp() END;
  NEW.ended_at := CASE WHEN NEW.ended_by IS NOT NULL THEN statement_timestamp() END;
  NEW.judged_at := CASE WHEN (NEW.judged_by, NEW.leak) IS DISTINCT FROM (OLD.judged_by, OLD.leak)
    THEN statement_timestamp() ELSE OLD.judged_at END;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON inquiry_vault_mishap FOR EACH ROW EXECUTE FUNCTION walls.guard_mishap();

-- 緊急閲覧: allowed or refused by a second officer, reviewed by an auditor or 責任者, each once; the time is the database's.
CREATE FUNCTION walls.guard_emergency() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who bigint := walls.staff_id();
BEGIN
  IF session_user <> 'gate' OR NEW IS NOT DISTINCT FROM OLD THEN
    RETURN NEW;
  END IF;
  IF (NEW.allowed_by, NEW.refused_by) IS DISTINCT FROM (OLD.allowed_by, OLD.refused_by) AND (
      OLD.allowed_by IS NOT NULL OR OLD.refused_by IS NOT NULL OR coalesce(NEW.allowed_by, NEW.refused_by) <> who
      OR walls.case_prefecture_id() IS NULL) THEN
    RAISE EXCEPTION 'not to be allowed' USING ERRCODE = '42501';
  END IF;
  IF (NEW.reviewed_by, NEW.review) IS DISTINCT FROM (OLD.reviewed_by, OLD.review) AND (
      OLD.reviewed_by IS NOT NULL OR NEW.reviewed_by IS DISTINCT FROM who OR walls.trail_prefecture_id() IS NULL) THEN
    RAISE EXCEPTION 'not to be reviewed' USING ERRCODE = '42501';
  END IF;
  NEW.allowed_at := CASE WHEN OLD.allowed_by IS NOT NULL THEN OLD.allowed_at
    WHEN NEW.allowed_by IS NOT NULL THEN clock_timestamp() END;
  NEW.refused_at := CASE WHEN OLD.refused_by IS NOT NULL THEN OLD.refused_at
    WHEN NEW.refused_by IS NOT NULL THEN clock_timestamp() END;
  NEW.reviewed_at := CASE WHEN NEW.reviewed_by IS NOT NULL THEN clock_timestamp() END;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON inquiry_vault_emergency FOR EACH ROW EXECUTE FUNCTION walls.guard_emergency();

-- 不開示コード and quarantine, whoever writes. No lock is taken: what was sent before the flag was committed was sent
-- before it was known, and the worker lists it for a person (protect).
CREATE FUNCTION walls.guard_sending() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  is_hidden boolean;
BEGIN
  SELECT is_nondisclosure INTO is_hidden FROM public.inquiry_vault_takenorder
    WHERE prefecture_id = NEW.prefecture_id AND id = NEW.order_id;
  IF TG_OP = 'INSERT' THEN
    NEW.is_nondisclosure := coalesce(is_hidden, false);
    IF is_hidden AND session_user = 'gate' AND NOT EXISTS (SELECT 1 FROM public.inquiry_vault_stopseen
        WHERE prefecture_id = NEW.prefecture_id AND order_id = NEW.order_id AND confirmed_by = NEW.asked_by) THEN
      RAISE EXCEPTION 'the stop was not read' USING ERRCODE = '42501';
    END IF;
  ELSIF NEW.is_nondisclosure IS DISTINCT FROM OLD.is_nondisclosure AND (OLD.is_nondisclosure OR OLD.state <> 'waiting') THEN
    RAISE EXCEPTION 'what was sent was sent' USING ERRCODE = '42501';
  ELSIF NOT (OLD.state = 'waiting' AND NEW.state IN ('sent', 'asked')) THEN
    RETURN NEW;
  ELSIF is_hidden AND NOT NEW.is_nondisclosure THEN
    RAISE EXCEPTION 'not without the nondisclosure code' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap WHERE prefecture_id = NEW.prefecture_id
      AND person_id = NEW.person_id AND lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sending BEFORE INSERT OR UPDATE OF state, is_nondisclosure ON inquiry_vault_inquiry
  FOR EACH ROW EXECUTE FUNCTION walls.guard_sending();

-- Nothing more is sealed of who is quarantined: an answer that is on its way is not kept.
CREATE FUNCTION walls.guard_sealing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap WHERE prefecture_id = NEW.prefecture_id
      AND person_id = NEW.person_id AND lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quarantine BEFORE INSERT ON inquiry_vault_sealed FOR EACH ROW EXECUTE FUNCTION walls.guard_sealing();
CREATE TRIGGER belongs BEFORE INSERT ON inquiry_vault_sealed FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant();
REVOKE EXECUTE ON FUNCTION walls.guard_mishap(), walls.guard_emergency(), walls.guard_sending(), walls.guard_sealing()
  FROM PUBLIC;
"""

BACK = """
ALTER TABLE inquiry_vault_mishapstep DROP CONSTRAINT step_of_mishap;
ALTER TABLE inquiry_vault_mishap DROP CONSTRAINT mishap_of_its_person, DROP CONSTRAINT mishap_of_order;
ALTER TABLE inquiry_vault_stopseen DROP CONSTRAINT stop_of_order;
ALTER TABLE inquiry_vault_emergency DROP CONSTRAINT emergency_of_order;
DROP TRIGGER belongs ON inquiry_vault_sealed;
DROP TRIGGER quarantine ON inquiry_vault_sealed;
DROP TRIGGER sending ON inquiry_vault_inquiry;
DROP TRIGGER guard ON inquiry_vault_emergency;
DROP TRIGGER guard ON inquiry_vault_mishap;
DROP FUNCTION walls.guard_mishap(), walls.guard_emergency(), walls.guard_sending(), walls.guard_sealing();
REVOKE UPDATE (is_nondisclosure) ON inquiry_vault_takenorder, inquiry_vault_inquiry FROM gate_worker;
"""

INTENT = """
CREATE OR REPLACE FUNCTION walls.open_intent(of_person uuid, of_kinds varchar[], of_purpose text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who bigint := walls.staff_id();
  whose text := walls.case_prefecture_id();
  person public.inquiry_vault_person;
  new uuid := gen_random_uuid();
BEGIN
  IF who IS NULL OR whose IS NULL THEN
    RAISE EXCEPTION 'nobody acts' USING ERRCODE = '42501';
  END IF;
  -- A number is never shown to anybody: what is not in this list has no way to a page.
  IF cardinality(of_kinds) = 0 OR NOT of_kinds <@ ARRAY['CANDIDATE', 'TAX', 'HOUSEHOLD', 'CHILD_ALLOWANCE',
      'CARE_INSURANCE', 'ASSISTANCE', 'CHILD_REARING', 'LONE_PARENT_BENEFIT', 'LONE_PARENT_LOAN', 'PENSION',
      'WORK_INJURY', 'WAR_RELIEF', 'UNEMPLOYMENT', 'ASBESTOS', 'TRAINING_BENEFIT', 'SPECIAL_CHILD',
      'MEDICAL_INSURANCE', 'WELFARE_LOAN', 'ACCOUNT']::varchar[] THEN
    RAISE EXCEPTION 'not to be shown' USING ERRCODE = '42501';
  END IF;
  SELECT * INTO person FROM public.inquiry_vault_person WHERE id = of_person AND prefecture_id = whose;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such person' USING ERRCODE = 'P0002';
  END IF;
{more}  INSERT INTO public.inquiry_vault_intent (id, prefecture_id, person_id, staff_id, kinds, purpose, opened_at, opened_in)
    VALUES (new, whose, of_person, who, of_kinds, of_purpose, clock_timestamp(), pg_current_xact_id()::text);
  PERFORM walls.trail('disclose', person.case_id, person.member_id, of_kinds, of_purpose, 'intended');
  RETURN new;
END $$;
"""
MORE = """  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap m
      WHERE m.prefecture_id = whose AND m.person_id = of_person AND m.lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
  -- A review ends with its case. What is kept after it opens for an emergency alone: two persons, thirty minutes.
  PERFORM FROM public.inquiry_vault_takenorder WHERE id = person.order_id AND prefecture_id = whose AND closed_at IS NULL;
  IF NOT FOUND THEN
    SELECT e.purpose INTO of_purpose FROM public.inquiry_vault_emergency e
      WHERE e.prefecture_id = whose AND e.order_id = person.order_id AND e.asked_by = who
        AND e.allowed_at > clock_timestamp() - interval '30 minutes' ORDER BY e.allowed_at DESC LIMIT 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the case has ended' USING ERRCODE = '42501';
    END IF;
  END IF;
"""

DISCLOSE = """
CREATE OR REPLACE FUNCTION walls.disclose(of_intent uuid)
RETURNS TABLE (sealed_id uuid, case_id uuid, what varchar, place smallint, ciphertext bytea, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  intent public.inquiry_vault_intent;
BEGIN
  SELECT * INTO intent FROM public.inquiry_vault_intent i
    WHERE i.id = of_intent AND i.staff_id = walls.staff_id() AND i.prefecture_id = walls.case_prefecture_id();
  IF NOT FOUND OR clock_timestamp() > intent.opened_at + interval '60 seconds' THEN
    RAISE EXCEPTION 'no such intent' USING ERRCODE = 'P0002';
  END IF;
  IF pg_xact_status(intent.opened_in::xid8) IS DISTINCT FROM 'committed' THEN
    RAISE EXCEPTION 'the intent is not committed' USING ERRCODE = '42501';
  END IF;
{more}  -- A session may have committed without waiting for the disk; the record must outlive a crash before a value is seen.
  -- An empty message with flush = true puts everything before it on disk. (Waiting until the flush position reaches
  -- the insert position waited for ever on an idle server: a page that was never committed by anybody is not flushed.)
  PERFORM pg_logical_emit_message(false, 'disclose', '', true);
  RETURN QUERY SELECT s.id, s.case_id, s.what, s.position, s.ciphertext, k.wrapped
    FROM public.inquiry_vault_sealed s
    JOIN public.inquiry_vault_casekey k ON k.prefecture_id = s.prefecture_id AND k.case_id = s.case_id
    WHERE s.prefecture_id = intent.prefecture_id AND s.person_id = intent.person_id AND s.what = ANY (intent.kinds)
    ORDER BY s.what, s.position;
END $$;
"""
# From that moment: a look that was opened before the quarantine ends too.
QUARANTINED = """  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap m
      WHERE m.prefecture_id = intent.prefecture_id AND m.person_id = intent.person_id AND m.lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = 'P0002';
  END IF;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_vault', '0011_comparing'),
    ]

    operations = [
        migrations.AddField(
            model_name='inquiry',
            name='is_nondisclosure',
            field=models.BooleanField(db_default=False, editable=False, verbose_name='不開示コード'),
        ),
        migrations.CreateModel(
            name='Mishap',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('what', models.CharField(choices=[('WRONG_PERSON', '誤照会（別の方について照会した）'), ('EXPOSED', '不開示コードを付けずに照会した')], max_length=12, verbose_name='出来事')),
                ('cause', models.CharField(choices=[('WRONG_LINK', '別の方の記録と紐付けた'), ('WRONG_DECLARATION', '申込書の氏名・生年月日などが別の方のものだった'), ('WRONG_ORDER', '照会する必要のない方を依頼した'), ('FLAG_LATE', '支援措置の連絡が照会の後だった')], max_length=20, verbose_name='原因')),
                ('known_on', models.DateField(verbose_name='知った日')),
                ('proposed_by', models.BigIntegerField(null=True, verbose_name='申し出た者')),
                ('confirmed_by', models.BigIntegerField(null=True, verbose_name='廃棄を確定した者')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='廃棄の確定日時')),
                ('destroyed_at', models.DateTimeField(null=True, verbose_name='廃棄日時')),
                ('told_count', models.PositiveSmallIntegerField(default=0, verbose_name='知らせた回数')),
                ('lifted_by', models.BigIntegerField(null=True, verbose_name='誤りでないとした者')),
                ('lifted_at', models.DateTimeField(null=True, verbose_name='誤りでないとした日時')),
                ('leak', models.CharField(blank=True, choices=[('YES', '漏えい等に当たる（おそれを含む）'), ('MALICE', '漏えい等に当たり、不正の目的のおそれがある'), ('NO', '漏えい等に当たらない')], max_length=8, verbose_name='漏えい等の判断')),
                ('judged_by', models.BigIntegerField(null=True, verbose_name='漏えい等を判断した者')),
                ('judged_at', models.DateTimeField(null=True, verbose_name='漏えい等の判断日時')),
                ('ended_by', models.BigIntegerField(null=True, verbose_name='対応を終えた者')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='対応を終えた日時')),
                ('order', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='mishaps', to='inquiry_vault.takenorder')),
                ('person', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mishaps', to='inquiry_vault.person')),
            ],
            options={
                'verbose_name': '誤照会など',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MishapStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('step', models.CharField(choices=[('ANNOTATE', '情報提供等の記録への追記'), ('CONTACT', '提供元への連絡（不開示の設定の依頼）'), ('INSIDE', '機関内の報告'), ('SECOND', '誤って照会した方へのお知らせ'), ('PROMPT', '個人情報保護委員会への速報'), ('FULL', '個人情報保護委員会への確報'), ('NOTICE', '本人への通知')], max_length=8, verbose_name='対応')),
                ('done_on', models.DateField(verbose_name='行った日')),
                ('done_by', models.BigIntegerField(verbose_name='記録した者')),
                ('mishap', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='inquiry_vault.mishap')),
            ],
            options={
                'verbose_name': '対応の記録',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StopSeen',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('confirmed_by', models.BigIntegerField(verbose_name='確認した者')),
                ('order', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='stops_seen', to='inquiry_vault.takenorder')),
            ],
            options={
                'verbose_name': '支援措置の確認',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('what', models.CharField(choices=[('ANSWERS', '回答を保存する日数（案件の終了から）'), ('PROMPT', '速報までの日数（知った日から）'), ('FULL', '確報までの日数（知った日から）'), ('FULL_MALICE', '確報までの日数（不正の目的のおそれがあるとき）')], max_length=12, verbose_name='期限')),
                ('days', models.PositiveSmallIntegerField(verbose_name='日数')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('source', models.CharField(max_length=200, verbose_name='根拠資料')),
                ('entered_by', models.BigIntegerField(verbose_name='登録者')),
            ],
            options={
                'verbose_name': '期限の設定',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture_id', 'what', '-valid_from'], name='term_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 3660)), name='term_has_days'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='term_has_source')],
            },
        ),
        migrations.CreateModel(
            name='Emergency',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('purpose', models.CharField(choices=[('LIFE', '人の生命・身体・財産を守るため'), ('COMPLAINT', '本人の苦情・問い合わせに答えるため'), ('INSPECTION', '検査・監査に答えるため'), ('MISTAKE', '誤照会や漏えいの調べのため')], max_length=12, verbose_name='目的')),
                ('asked_by', models.BigIntegerField(verbose_name='申し出た者')),
                ('allowed_by', models.BigIntegerField(null=True, verbose_name='認めた者')),
                ('allowed_at', models.DateTimeField(null=True, verbose_name='認めた日時')),
                ('refused_by', models.BigIntegerField(null=True, verbose_name='認めなかった者')),
                ('refused_at', models.DateTimeField(null=True, verbose_name='認めなかった日時')),
                ('review', models.CharField(blank=True, choices=[('PROPER', '必要な閲覧だった'), ('IMPROPER', '不適切な閲覧だった（別に対応する）')], max_length=10, verbose_name='事後の確認')),
                ('reviewed_by', models.BigIntegerField(null=True, verbose_name='事後に確認した者')),
                ('reviewed_at', models.DateTimeField(null=True, verbose_name='事後の確認日時')),
                ('order', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='inquiry_vault.takenorder')),
            ],
            options={
                'verbose_name': '緊急閲覧',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture_id', '-created_at', 'id'], name='emergency_by_time'), models.Index(fields=['prefecture_id', 'order'], name='emergency_of_order')],
                'constraints': [models.UniqueConstraint(fields=('prefecture_id', 'id'), name='emergency_of_prefecture'), models.CheckConstraint(condition=models.Q(models.Q(('allowed_at__isnull', False), ('allowed_by__isnull', False)), models.Q(('allowed_at__isnull', True), ('allowed_by__isnull', True)), _connector='OR'), name='emergency_allowed_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('refused_at__isnull', False), ('refused_by__isnull', False)), models.Q(('refused_at__isnull', True), ('refused_by__isnull', True)), _connector='OR'), name='emergency_refused_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), _connector='OR'), name='emergency_reviewed_by_and_at'), models.CheckConstraint(condition=models.Q(('allowed_by__isnull', True), models.Q(('allowed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='emergency_two_persons'), models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), models.Q(('reviewed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='emergency_reviewer_did_not_ask'), models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), models.Q(('reviewed_by', models.F('allowed_by')), _negated=True), _connector='OR'), name='emergency_reviewer_did_not_allow'), models.CheckConstraint(condition=models.Q(('allowed_by__isnull', True), ('refused_by__isnull', True), _connector='OR'), name='emergency_allowed_or_refused'), models.CheckConstraint(condition=models.Q(models.Q(('review', ''), ('reviewed_by__isnull', True)), models.Q(models.Q(('review', ''), _negated=True), ('allowed_by__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='emergency_reviewed_once_allowed')],
            },
        ),
        migrations.AddIndex(
            model_name='mishap',
            index=models.Index(fields=['prefecture_id', '-created_at', 'id'], name='mishap_by_time'),
        ),
        migrations.AddIndex(
            model_name='mishap',
            index=models.Index(fields=['prefecture_id', 'order'], name='mishap_of_order'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'id'), name='mishap_of_prefecture'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), _connector='OR'), name='mishap_confirmed_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False)), models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True)), _connector='OR'), name='mishap_lifted_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('judged_at__isnull', False), ('judged_by__isnull', False)), models.Q(('judged_at__isnull', True), ('judged_by__isnull', True)), _connector='OR'), name='mishap_judged_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), _connector='OR'), name='mishap_ended_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='mishap_destroyed_by_two'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(('lifted_by__isnull', True), models.Q(('lifted_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='mishap_lifted_by_another'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('proposed_by__isnull', False), ('what', 'WRONG_PERSON')), models.Q(('person__isnull', True), ('what', 'EXPOSED')), _connector='OR'), name='mishap_of_person'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), ('lifted_by__isnull', True), _connector='OR'), name='mishap_confirmed_or_lifted'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(('destroyed_at__isnull', True), ('confirmed_by__isnull', False), _connector='OR'), name='mishap_destroyed_once_confirmed'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('judged_by__isnull', True), ('leak', '')), models.Q(('leak', ''), _negated=True), _connector='OR'), name='mishap_judged_by_code'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.CheckConstraint(condition=models.Q(('ended_by__isnull', True), models.Q(models.Q(('leak', ''), _negated=True), models.Q(('what', 'EXPOSED'), ('destroyed_at__isnull', False), _connector='OR')), _connector='OR'), name='mishap_ended_once_done'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_by__isnull', True)), fields=('prefecture_id', 'person'), name='mishap_once_per_person'),
        ),
        migrations.AddConstraint(
            model_name='mishap',
            constraint=models.UniqueConstraint(condition=models.Q(('what', 'EXPOSED')), fields=('prefecture_id', 'order'), name='mishap_exposed_once_per_order'),
        ),
        migrations.AddConstraint(
            model_name='mishapstep',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'mishap', 'step'), name='mishap_step_once'),
        ),
        migrations.AddConstraint(
            model_name='stopseen',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'order', 'confirmed_by'), name='stop_seen_once'),
        ),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        migrations.RunSQL(WALLS, BACK),
        migrations.RunSQL(INTENT.format(more=MORE), INTENT.format(more="")),
        migrations.RunSQL(DISCLOSE.format(more=QUARANTINED), DISCLOSE.format(more="")),
    ]
