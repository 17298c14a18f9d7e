"""連絡: the thread between the two offices of a case, the notes of each, and requests for correction."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

KINDS = """
INSERT INTO loans_correctionkind (code, position, name, blocks_proposal, takes_papers, valid_from, source)
  SELECT code, position, name, blocks, papers, '2026-04-01', '既定値（都道府県が変更できます）' FROM (VALUES
    ('PAPER', 10, '書類の追加', true, true),
    ('FIGURE', 20, '金額・数字の確認', true, false),
    ('PERSON', 30, '本人・世帯の確認', true, true),
    ('ACCOUNT', 40, '振込先の確認', false, true),
    ('CONTACT', 50, '連絡先・日程の確認', false, false),
    ('OTHER', 90, 'その他', false, false)
  ) AS kind (code, position, name, blocks, papers);
"""

WALLS = """
ALTER TABLE loans_correctionkind ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_correctionkind TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reference_rows ON loans_correctionkind FOR SELECT TO counter, office USING (true);
GRANT SELECT ON loans_correctionkind TO counter, office;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['message', 'counternote', 'officenote', 'readmark', 'correction'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'loans_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', 'loans_' || name);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I
      FOREIGN KEY (prefecture_id, municipal_council_id) REFERENCES councils_council (prefecture_id, code)',
      'loans_' || name, name || '_council_of_prefecture');
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
      REFERENCES loans_application (prefecture_id, municipal_council_id, id)',
      'loans_' || name, name || '_of_application_key');
    EXECUTE format('CREATE TRIGGER belongs BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant()',
      'loans_' || name);
    EXECUTE format('CREATE TRIGGER recused AFTER INSERT OR UPDATE ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_recused()', 'loans_' || name);
  END LOOP;
  -- Both offices of the case.
  FOREACH name IN ARRAY ARRAY['message', 'correction'] LOOP
    EXECUTE format('CREATE POLICY counter_rows ON %I TO counter
      USING (municipal_council_id = (SELECT walls.case_council_id()))
      WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()))', 'loans_' || name);
    EXECUTE format('CREATE POLICY office_rows ON %I TO office
      USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded)
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'loans_' || name);
  END LOOP;
END $$;

-- Who opens a case that is still at the counter leaves a mark that the office does not see.
CREATE POLICY counter_rows ON loans_readmark TO counter
  USING (municipal_council_id = (SELECT walls.case_council_id()))
  WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()));
CREATE POLICY office_rows ON loans_readmark TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded)
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded);

-- The notes of one office: the other has no grant on the table at all.
CREATE POLICY counter_rows ON loans_counternote TO counter
  USING (municipal_council_id = (SELECT walls.case_council_id()))
  WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()));
CREATE POLICY office_rows ON loans_officenote TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));

-- In one's own name; and only one's own words are withdrawn, once.
CREATE POLICY own_hand ON loans_message AS RESTRICTIVE FOR INSERT TO counter, office
  WITH CHECK (written_by = (SELECT walls.staff_id()));
CREATE POLICY own_words ON loans_message AS RESTRICTIVE FOR UPDATE TO counter, office
  USING (written_by = (SELECT walls.staff_id()) AND withdrawn_at IS NULL)
  WITH CHECK (written_by = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON loans_counternote AS RESTRICTIVE FOR INSERT TO counter
  WITH CHECK (written_by = (SELECT walls.staff_id()));
CREATE POLICY own_words ON loans_counternote AS RESTRICTIVE FOR UPDATE TO counter
  USING (written_by = (SELECT walls.staff_id()) AND withdrawn_at IS NULL)
  WITH CHECK (written_by = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON loans_officenote AS RESTRICTIVE FOR INSERT TO office
  WITH CHECK (written_by = (SELECT walls.staff_id()));
CREATE POLICY own_words ON loans_officenote AS RESTRICTIVE FOR UPDATE TO office
  USING (written_by = (SELECT walls.staff_id()) AND withdrawn_at IS NULL)
  WITH CHECK (written_by = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON loans_readmark AS RESTRICTIVE FOR INSERT TO counter, office
  WITH CHECK (staff_id = (SELECT walls.staff_id()));
CREATE POLICY own_mark ON loans_readmark AS RESTRICTIVE FOR UPDATE TO counter, office
  USING (staff_id = (SELECT walls.staff_id())) WITH CHECK (staff_id = (SELECT walls.staff_id()));
CREATE POLICY own_hand ON loans_correction AS RESTRICTIVE FOR INSERT TO office
  WITH CHECK (asked_by = (SELECT walls.staff_id()));
-- What waits is answered, what is not settled is settled: by who is recorded.
CREATE POLICY own_answer ON loans_correction AS RESTRICTIVE FOR UPDATE TO counter
  USING (state = 'open') WITH CHECK (answered_by = (SELECT walls.staff_id()));
CREATE POLICY own_settling ON loans_correction AS RESTRICTIVE FOR UPDATE TO office
  USING (settled_at IS NULL) WITH CHECK (settled_by = (SELECT walls.staff_id()));

GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON loans_message TO counter, office;
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON loans_counternote TO counter;
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON loans_officenote TO office;
GRANT SELECT, INSERT, UPDATE (read_at) ON loans_readmark TO counter, office;
GRANT SELECT, UPDATE (state, answer, answered_by, answered_name, answered_at) ON loans_correction TO counter;
GRANT SELECT, INSERT, UPDATE (state, settled_by, settled_name, settled_at) ON loans_correction TO office;

-- Who may see a case: the two offices' people by the posts that they hold today, without who keeps off it. Nobody reads
-- another's posts; of a case that one may see oneself this function names those who may too.
CREATE FUNCTION walls.talkers(of_case uuid) RETURNS TABLE (staff_id bigint, name varchar, side text, post varchar)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH own AS (
    SELECT id, prefecture_id, municipal_council_id, forwarded_at FROM public.loans_application
    WHERE id = of_case AND (
      (session_user = 'counter' AND municipal_council_id = walls.case_council_id())
      OR (session_user = 'office' AND prefecture_id = walls.case_prefecture_id()
          AND (forwarded_at IS NOT NULL OR walls.system_prefecture_id() IS NOT NULL))
    )
  )
  SELECT staff.id, staff.name, CASE WHEN held.council_id = own.municipal_council_id THEN 'counter' ELSE 'office' END,
    held.kind
  FROM own
  JOIN public.councils_post held ON held.prefecture_id = own.prefecture_id AND held.since <= walls.today()
    AND (held.until IS NULL OR held.until >= walls.today())
    AND ((held.council_id = own.municipal_council_id AND held.kind IN ('counsellor', 'counter_chief'))
      OR (own.forwarded_at IS NOT NULL AND held.council_id = own.prefecture_id AND held.kind IN
        ('reviewer', 'subsection_chief', 'section_chief', 'secretary_general', 'president')))
  JOIN public.councils_staff staff ON staff.id = held.staff_id AND staff.is_active
  WHERE NOT EXISTS (SELECT 1 FROM public.loans_recusal recusal WHERE recusal.prefecture_id = own.prefecture_id
    AND recusal.application_id = own.id AND recusal.staff_id = staff.id AND recusal.lifted_at IS NULL)
$$;
REVOKE EXECUTE ON FUNCTION walls.talkers(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.talkers(uuid) TO counter, office;

-- Words come under the writer's own name, at the time of the act, to people of the case; they stand for ever.
CREATE FUNCTION walls.guard_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whole record;
  here text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.withdrawn_at := clock_timestamp();
    RETURN NEW;
  END IF;
  here := CASE WHEN walls.post() IN ('counsellor', 'counter_chief') THEN 'counter' ELSE 'office' END;
  SELECT forwarded_at INTO STRICT whole FROM public.loans_application WHERE prefecture_id = NEW.prefecture_id
    AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id;
  IF NEW.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'nothing comes withdrawn' USING ERRCODE = '42501';
  END IF;
  IF whole.forwarded_at IS NULL AND TG_TABLE_NAME <> 'loans_counternote' THEN
    RAISE EXCEPTION 'the office does not see this case' USING ERRCODE = '42501';
  END IF;
  NEW.created_at := clock_timestamp();
  SELECT name INTO STRICT NEW.written_name FROM public.councils_staff WHERE id = NEW.written_by;
  SELECT coalesce(array_agg(people.name ORDER BY wanted.number), '{}') INTO NEW.mentioned_names
    FROM unnest(NEW.mentioned) WITH ORDINALITY AS wanted (id, number)
    JOIN (SELECT DISTINCT ON (staff_id) staff_id, name, side FROM walls.talkers(NEW.application_id)) people
      ON people.staff_id = wanted.id AND (TG_TABLE_NAME = 'loans_message' OR people.side = here);
  IF cardinality(NEW.mentioned_names) <> cardinality(NEW.mentioned) THEN
    RAISE EXCEPTION 'not of this case' USING ERRCODE = '42501';
  END IF;
  IF TG_TABLE_NAME = 'loans_message' THEN
    NEW.side := here;
    NEW.is_forwarded := true;
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['message', 'counternote', 'officenote'] LOOP
    EXECUTE format('CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_words()', 'loans_' || name);
  END LOOP;
END $$;

CREATE FUNCTION walls.guard_readmark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.read_at := clock_timestamp();
  IF TG_OP = 'INSERT' THEN
    NEW.side := CASE WHEN walls.post() IN ('counsellor', 'counter_chief') THEN 'counter' ELSE 'office' END;
    SELECT name INTO STRICT NEW.staff_name FROM public.councils_staff WHERE id = NEW.staff_id;
    SELECT forwarded_at IS NOT NULL INTO STRICT NEW.is_forwarded FROM public.loans_application
      WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id
        AND id = NEW.application_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_readmark FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_readmark();
CREATE FUNCTION walls.forward_marks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_readmark SET is_forwarded = true
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER forward_marks AFTER UPDATE ON loans_application FOR EACH ROW
  WHEN (OLD.forwarded_at IS NULL AND NEW.forwarded_at IS NOT NULL) EXECUTE FUNCTION walls.forward_marks();

-- The life of a request, as loans/talk/life.py has it.
CREATE TABLE walls.correction_step (before text, after text, post text, PRIMARY KEY (before, after, post));
ALTER TABLE walls.correction_step ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON walls.correction_step TO CURRENT_USER USING (true) WITH CHECK (true);
INSERT INTO walls.correction_step (before, after, post) VALUES
  ('open', 'answered', 'counsellor'), ('open', 'answered', 'counter_chief'), ('open', 'cancelled', 'reviewer'),
  ('answered', 'closed', 'reviewer'), ('answered', 'cancelled', 'reviewer');
CREATE FUNCTION walls.guard_correction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE rule record;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' OR walls.post() IS DISTINCT FROM 'reviewer' OR NOT EXISTS (
        SELECT 1 FROM public.loans_application WHERE prefecture_id = NEW.prefecture_id
          AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id
          AND state IN ('received', 'inquiry', 'review')) THEN
      RAISE EXCEPTION 'nothing is asked now' USING ERRCODE = '42501';
    END IF;
    SELECT name, blocks_proposal, takes_papers INTO rule FROM public.loans_correctionkind
      WHERE code = NEW.kind AND (prefecture_id = NEW.prefecture_id OR prefecture_id IS NULL)
        AND valid_from <= walls.today() AND (valid_until IS NULL OR valid_until >= walls.today())
      ORDER BY prefecture_id NULLS LAST, valid_from DESC LIMIT 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such kind' USING ERRCODE = '42501';
    END IF;
    NEW.kind_name := rule.name;
    NEW.blocks_proposal := rule.blocks_proposal;
    NEW.takes_papers := rule.takes_papers;
    NEW.is_forwarded := true;
    NEW.created_at := clock_timestamp();
    SELECT name INTO STRICT NEW.asked_name FROM public.councils_staff WHERE id = NEW.asked_by;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM walls.correction_step
      WHERE before = OLD.state AND after = NEW.state AND post = walls.post()) THEN
    RAISE EXCEPTION 'no such step' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'answered' THEN
    NEW.answered_at := clock_timestamp();
    SELECT name INTO STRICT NEW.answered_name FROM public.councils_staff WHERE id = NEW.answered_by;
  ELSE
    NEW.settled_at := clock_timestamp();
    SELECT name INTO STRICT NEW.settled_name FROM public.councils_staff WHERE id = NEW.settled_by;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_correction FOR EACH ROW EXECUTE FUNCTION walls.guard_correction();

-- 起案: not while a request of a kind that holds it up is unsettled.
CREATE FUNCTION walls.guard_proposal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.loans_correction WHERE prefecture_id = NEW.prefecture_id
      AND application_id = NEW.id AND blocks_proposal AND state IN ('open', 'answered')) THEN
    RAISE EXCEPTION 'a request for correction is not settled' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_proposal BEFORE UPDATE OF state ON loans_application FOR EACH ROW
  WHEN (NEW.state = 'approval' AND OLD.state <> 'approval') EXECUTE FUNCTION walls.guard_proposal();

-- A paper is sent after the case has left the counter where an open request takes papers, and then alone.
CREATE FUNCTION walls.guard_paper() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE whole record;
BEGIN
  SELECT state, forwarded_at INTO whole FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id;
  IF session_user = 'counter' AND whole.state NOT IN ('draft', 'submitted', 'opinion_done', 'returned')
     AND NOT (TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM public.loans_correction
       WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.application_id
         AND state = 'open' AND takes_papers)) THEN
    RAISE EXCEPTION 'the application has left the counter' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' AND session_user = 'counter' AND OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL THEN
    RAISE EXCEPTION 'what was withdrawn stays withdrawn' USING ERRCODE = '42501';
  END IF;
  NEW.is_forwarded := whole.forwarded_at IS NOT NULL;
  RETURN NEW;
END $$;
DROP TRIGGER guard ON loans_document;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_document FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_paper();
REVOKE EXECUTE ON FUNCTION walls.guard_words(), walls.guard_readmark(), walls.forward_marks(), walls.guard_correction(),
  walls.guard_proposal(), walls.guard_paper() FROM PUBLIC;
"""

BACK = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['message', 'counternote', 'officenote', 'readmark', 'correction'] LOOP
    EXECUTE format('DROP TRIGGER guard ON %I', 'loans_' || name);
  END LOOP;
END $$;
DROP TRIGGER guard ON loans_document;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_document FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_part();
DROP TRIGGER guard_proposal ON loans_application;
DROP TRIGGER forward_marks ON loans_application;
DROP FUNCTION walls.guard_words(), walls.guard_readmark(), walls.forward_marks(), walls.guard_correction(),
  walls.guard_proposal(), walls.guard_paper(), walls.talkers(uuid);
DROP TABLE walls.correction_step;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('loans', '0030_returns'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('kind', models.CharField(max_length=20, verbose_name='種類')),
                ('kind_name', models.CharField(editable=False, max_length=40, verbose_name='種類の名称')),
                ('blocks_proposal', models.BooleanField(default=False, editable=False, verbose_name='起案を止める')),
                ('takes_papers', models.BooleanField(default=False, editable=False, verbose_name='書類を登録できる')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='箇所')),
                ('place_name', models.CharField(blank=True, max_length=100, verbose_name='箇所の名称')),
                ('asked', models.TextField(verbose_name='お願いすること')),
                ('due_on', models.DateField(verbose_name='期限')),
                ('state', models.CharField(choices=[('open', '回答待ち'), ('answered', '回答あり'), ('closed', '確認済'), ('cancelled', '取消し')], default='open', max_length=10, verbose_name='状態')),
                ('asked_by', models.BigIntegerField(verbose_name='依頼者')),
                ('asked_name', models.CharField(max_length=60, verbose_name='依頼者名')),
                ('answer', models.TextField(blank=True, verbose_name='回答')),
                ('answered_by', models.BigIntegerField(null=True, verbose_name='回答者')),
                ('answered_name', models.CharField(blank=True, max_length=60, verbose_name='回答者名')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='回答日時')),
                ('settled_by', models.BigIntegerField(null=True, verbose_name='確認・取消者')),
                ('settled_name', models.CharField(blank=True, max_length=60, verbose_name='確認・取消者名')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='確認・取消日時')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '補正の依頼',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture', 'application', 'state'], name='correction_of_application'), models.Index(condition=models.Q(('state', 'open')), fields=['municipal_council', 'due_on'], name='correction_open_at_counter')],
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='correction_of_tenant'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='correction_answered_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='correction_settled_by_and_at'), models.CheckConstraint(condition=models.Q(('asked', ''), _negated=True), name='correction_asks'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('settled_at__isnull', True), ('state', 'open')), models.Q(('answered_at__isnull', False), ('settled_at__isnull', True), ('state', 'answered'), models.Q(('answer', ''), _negated=True)), models.Q(('answered_at__isnull', False), ('settled_at__isnull', False), ('state', 'closed'), models.Q(('answer', ''), _negated=True)), models.Q(('settled_at__isnull', False), ('state', 'cancelled')), _connector='OR'), name='correction_is_in_one_state')],
            },
        ),
        migrations.CreateModel(
            name='CorrectionKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='コード')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='順')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('blocks_proposal', models.BooleanField(verbose_name='起案を止める')),
                ('takes_papers', models.BooleanField(verbose_name='書類を登録できる')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('valid_until', models.DateField(null=True, verbose_name='適用終了日')),
                ('source', models.CharField(max_length=200, verbose_name='根拠')),
                ('prefecture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県（空欄は全国）')),
            ],
            options={
                'verbose_name': '補正の種類',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('code', 'prefecture', 'valid_from'), name='correction_kind_from_a_day', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='CounterNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('text', models.TextField(verbose_name='本文')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='箇所')),
                ('place_name', models.CharField(blank=True, max_length=100, verbose_name='箇所の名称')),
                ('mentioned', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None, verbose_name='宛先')),
                ('mentioned_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None, verbose_name='宛先の氏名')),
                ('written_by', models.BigIntegerField(verbose_name='記入者')),
                ('written_name', models.CharField(max_length=60, verbose_name='記入者名')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='取消日時')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='counter_notes', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '市区町村社協の内部メモ',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture', 'application', 'created_at'], name='counternote_thread')],
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='counternote_of_tenant'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='counternote_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('text', models.TextField(verbose_name='本文')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='箇所')),
                ('place_name', models.CharField(blank=True, max_length=100, verbose_name='箇所の名称')),
                ('mentioned', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None, verbose_name='宛先')),
                ('mentioned_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None, verbose_name='宛先の氏名')),
                ('written_by', models.BigIntegerField(verbose_name='記入者')),
                ('written_name', models.CharField(max_length=60, verbose_name='記入者名')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='取消日時')),
                ('side', models.CharField(choices=[('counter', '市区町村社協'), ('office', '県社協')], editable=False, max_length=7, verbose_name='どちらから')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '連絡',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture', 'application', 'created_at'], name='message_thread')],
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='message_of_tenant'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='message_has_words')],
            },
        ),
        migrations.CreateModel(
            name='OfficeNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('text', models.TextField(verbose_name='本文')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='箇所')),
                ('place_name', models.CharField(blank=True, max_length=100, verbose_name='箇所の名称')),
                ('mentioned', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None, verbose_name='宛先')),
                ('mentioned_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None, verbose_name='宛先の氏名')),
                ('written_by', models.BigIntegerField(verbose_name='記入者')),
                ('written_name', models.CharField(max_length=60, verbose_name='記入者名')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='取消日時')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='office_notes', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '県社協の内部メモ',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture', 'application', 'created_at'], name='officenote_thread')],
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='officenote_of_tenant'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='officenote_has_words')],
            },
        ),
        migrations.CreateModel(
            name='ReadMark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('staff_id', models.BigIntegerField(verbose_name='職員')),
                ('staff_name', models.CharField(editable=False, max_length=60, verbose_name='職員名')),
                ('side', models.CharField(choices=[('counter', '市区町村社協'), ('office', '県社協')], editable=False, max_length=7, verbose_name='どちら')),
                ('read_at', models.DateTimeField(verbose_name='既読日時')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='read_marks', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '既読',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='readmark_of_tenant'), models.UniqueConstraint(fields=('prefecture', 'application', 'staff_id'), name='read_mark_once')],
            },
        ),
        migrations.RunSQL(KINDS, migrations.RunSQL.noop),
        migrations.RunSQL(WALLS, BACK),
    ]
