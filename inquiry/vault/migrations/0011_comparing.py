"""本人特定: who was found and why not taken, one number for one person, links that can be undone, 後確認."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


FORWARD = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['inquiry_vault_link', 'inquiry_vault_numbermark'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY worker_rows ON %I TO gate_worker
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', name);
  END LOOP;
END $$;
CREATE POLICY gate_rows ON inquiry_vault_link TO gate
  USING (prefecture_id = (SELECT walls.case_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
-- An officer undoes a link once, in the own name; that its number is gone is the worker's to say.
CREATE POLICY own_decision ON inquiry_vault_link AS RESTRICTIVE FOR UPDATE TO gate
  USING (undone_at IS NULL) WITH CHECK (undone_by = (SELECT walls.staff_id()));
GRANT SELECT, UPDATE (undone_by, undone_at, undone_for) ON inquiry_vault_link TO gate;
GRANT SELECT, INSERT, UPDATE (ended_at, inquiry_count) ON inquiry_vault_link TO gate_worker;
-- A digest of a number is as good as the number to whoever holds the key: no page reads it.
GRANT SELECT, INSERT, DELETE ON inquiry_vault_numbermark TO gate_worker;
GRANT UPDATE (undone_at) ON inquiry_vault_linkproposal TO gate_worker;
GRANT UPDATE (settlement, settled_for, settled_by, settled_at) ON inquiry_vault_inquiry TO gate_worker;
DROP POLICY own_decision ON inquiry_vault_inquiry;
CREATE POLICY own_decision ON inquiry_vault_inquiry AS RESTRICTIVE FOR UPDATE TO gate
  USING (settlement = '') WITH CHECK (settled_by = (SELECT walls.staff_id()) AND settlement <> 'unlinked');

ALTER TABLE inquiry_vault_link ADD CONSTRAINT link_of_person
  FOREIGN KEY (prefecture_id, person_id) REFERENCES inquiry_vault_person (prefecture_id, id);
ALTER TABLE inquiry_vault_link ADD CONSTRAINT link_of_proposal
  FOREIGN KEY (prefecture_id, person_id, proposal_id) REFERENCES inquiry_vault_linkproposal (prefecture_id, person_id, id);
ALTER TABLE inquiry_vault_numbermark ADD CONSTRAINT mark_of_person
  FOREIGN KEY (prefecture_id, order_id, person_id) REFERENCES inquiry_vault_person (prefecture_id, order_id, id);
ALTER TABLE inquiry_vault_numbermark ADD CONSTRAINT mark_of_candidate
  FOREIGN KEY (prefecture_id, person_id, candidate_id) REFERENCES inquiry_vault_candidate (prefecture_id, person_id, id);

-- Whose number a person's candidates have: by identifiers, for the own prefecture; neither number nor digest comes out.
-- Another application of the same human being is no mix-up; the same declared birth and kana is what can be known of it.
CREATE FUNCTION walls.same_number(of_person uuid)
RETURNS TABLE (candidate_id uuid, other_id uuid, is_same_order boolean, is_linked boolean, is_forbidden boolean)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT mine.candidate_id, other.person_id, other.order_id = mine.order_id, other.candidate_id IS NULL,
      other.order_id = mine.order_id OR them.born <> me.born
      OR regexp_replace(them.kana, '[[:space:]]', '', 'g') <> regexp_replace(me.kana, '[[:space:]]', '', 'g')
    FROM public.inquiry_vault_numbermark mine
    JOIN public.inquiry_vault_person me ON me.prefecture_id = mine.prefecture_id AND me.id = mine.person_id
    JOIN public.inquiry_vault_numbermark other
      ON other.prefecture_id = mine.prefecture_id AND other.mark = mine.mark AND other.person_id <> mine.person_id
    JOIN public.inquiry_vault_person them ON them.prefecture_id = other.prefecture_id AND them.id = other.person_id
    WHERE mine.prefecture_id = walls.case_prefecture_id() AND mine.person_id = of_person
      AND mine.candidate_id IS NOT NULL
      AND (other.candidate_id IS NULL OR EXISTS (SELECT FROM public.inquiry_vault_linkproposal p
        WHERE p.prefecture_id = other.prefecture_id AND p.candidate_id = other.candidate_id
          AND p.rejected_by IS NULL AND p.undone_at IS NULL))
$$;

-- 後確認: whether the prefecture lets one officer link, to be confirmed by another before the decision. Default: no.
CREATE FUNCTION walls.one_officer_links(of_prefecture text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT s.value = 'true'::jsonb FROM public.councils_setting s
    WHERE s.prefecture_id = of_prefecture AND s.name = 'inquiry.one_officer_links' AND s.confirmed_at IS NOT NULL
      AND s.since <= walls.today() ORDER BY s.since DESC, s.id DESC LIMIT 1), false)
$$;
CREATE FUNCTION walls.awaits_check(of_order uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.inquiry_vault_linkproposal p
    JOIN public.inquiry_vault_person of ON of.prefecture_id = p.prefecture_id AND of.id = p.person_id
    WHERE of.prefecture_id = walls.case_prefecture_id() AND of.order_id = of_order
      AND p.alone_at IS NOT NULL AND p.confirmed_by IS NULL AND p.undone_at IS NULL)
$$;
REVOKE EXECUTE ON FUNCTION walls.same_number(uuid), walls.one_officer_links(text), walls.awaits_check(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.same_number(uuid) TO gate, gate_worker;
GRANT EXECUTE ON FUNCTION walls.awaits_check(uuid) TO gate, gate_worker;

-- What may be proposed and confirmed. Who is another member of the form, and whose number another person has, is not.
CREATE FUNCTION walls.guard_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user <> 'gate' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.undone_at IS NOT NULL THEN
      RAISE EXCEPTION 'undone by the worker alone' USING ERRCODE = '42501';
    END IF;
    IF NEW.alone_at IS NOT NULL THEN
      IF NOT walls.one_officer_links(NEW.prefecture_id) THEN
        RAISE EXCEPTION 'two officers link here' USING ERRCODE = '42501';
      END IF;
      NEW.alone_at := clock_timestamp();
    END IF;
    PERFORM FROM public.inquiry_vault_candidate c WHERE c.prefecture_id = NEW.prefecture_id
      AND c.id = NEW.candidate_id AND (c.outcome = 'NO_MATCH' OR c.fits_member_id IS NOT NULL);
    IF FOUND THEN
      RAISE EXCEPTION 'the candidate is somebody else' USING ERRCODE = '42501';
    END IF;
  ELSIF NEW.rejected_by IS NOT NULL AND OLD.alone_at IS NOT NULL THEN
    RAISE EXCEPTION 'a link is undone, not rejected' USING ERRCODE = '42501';
  END IF;
  IF NEW.rejected_by IS NULL THEN
    PERFORM FROM walls.same_number(NEW.person_id) s WHERE s.candidate_id = NEW.candidate_id AND s.is_forbidden;
    IF FOUND THEN
      RAISE EXCEPTION 'the number is another person''s' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_proposal() FROM PUBLIC;
CREATE TRIGGER belongs BEFORE INSERT ON inquiry_vault_linkproposal FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON inquiry_vault_linkproposal
  FOR EACH ROW EXECUTE FUNCTION walls.guard_proposal();

-- Nothing is told of an order while a link of one officer waits for the second: the office decides on what is told.
CREATE FUNCTION walls.guard_finished() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'inquiry_vault_reading' THEN
    IF walls.awaits_check(NEW.order_id) THEN
      RAISE EXCEPTION 'a link waits for its second officer' USING ERRCODE = '42501';
    END IF;
  ELSIF NEW.progress IN ('IDENTIFIED', 'DONE') AND NEW.progress <> OLD.progress AND walls.awaits_check(NEW.id) THEN
    RAISE EXCEPTION 'a link waits for its second officer' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_finished() FROM PUBLIC;
CREATE TRIGGER belongs BEFORE INSERT ON inquiry_vault_reading FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant();
CREATE TRIGGER guard BEFORE INSERT ON inquiry_vault_reading FOR EACH ROW EXECUTE FUNCTION walls.guard_finished();
CREATE TRIGGER guard BEFORE UPDATE OF progress ON inquiry_vault_takenorder
  FOR EACH ROW EXECUTE FUNCTION walls.guard_finished();

CREATE OR REPLACE FUNCTION walls.guard_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  is_open boolean;
  is_confirmed boolean;
  is_undone boolean;
  was_linked boolean;
BEGIN
  IF session_user <> 'gate' OR NEW.link = OLD.link THEN
    RETURN NEW;
  END IF;
  SELECT coalesce(bool_or(undone_at IS NOT NULL AND ended_at IS NULL), false),
      coalesce(bool_or(ended_at IS NOT NULL), false) INTO is_undone, was_linked
    FROM public.inquiry_vault_link WHERE prefecture_id = NEW.prefecture_id AND person_id = NEW.id;
  IF (OLD.link, NEW.link) = ('linked', 'unlinking') THEN
    IF NOT is_undone THEN
      RAISE EXCEPTION 'no officer has undone it' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.link, NEW.link) NOT IN (('needs_person', 'proposed'), ('needs_person', 'confirmed'), ('proposed', 'confirmed'),
      ('proposed', 'needs_person'), ('needs_person', 'left_out'), ('unknown', 'left_out'), ('unknown', 'waiting'))
      AND NOT (was_linked AND (OLD.link, NEW.link) = ('needs_person', 'waiting')) THEN
    RAISE EXCEPTION 'no such step of the pages' USING ERRCODE = '42501';
  END IF;
  SELECT coalesce(bool_or(confirmed_by IS NULL AND rejected_by IS NULL AND alone_at IS NULL), false),
      coalesce(bool_or(confirmed_by <> proposed_by OR alone_at IS NOT NULL), false) INTO is_open, is_confirmed
    FROM public.inquiry_vault_linkproposal
    WHERE prefecture_id = NEW.prefecture_id AND person_id = NEW.id AND undone_at IS NULL;
  IF is_open <> (NEW.link = 'proposed') OR is_confirmed <> (NEW.link = 'confirmed') THEN
    RAISE EXCEPTION 'not as the proposals say' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
"""

BACK = """
CREATE OR REPLACE FUNCTION walls.guard_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  is_open boolean;
  is_confirmed boolean;
BEGIN
  IF session_user <> 'gate' OR NEW.link = OLD.link THEN
    RETURN NEW;
  END IF;
  IF (OLD.link, NEW.link) NOT IN (('needs_person', 'proposed'), ('proposed', 'confirmed'), ('proposed', 'needs_person'),
      ('needs_person', 'left_out'), ('unknown', 'left_out'), ('unknown', 'waiting')) THEN
    RAISE EXCEPTION 'no such step of the pages' USING ERRCODE = '42501';
  END IF;
  SELECT coalesce(bool_or(confirmed_by IS NULL AND rejected_by IS NULL), false),
      coalesce(bool_or(confirmed_by <> proposed_by), false) INTO is_open, is_confirmed
    FROM public.inquiry_vault_linkproposal WHERE prefecture_id = NEW.prefecture_id AND person_id = NEW.id;
  IF is_open <> (NEW.link = 'proposed') OR is_confirmed <> (NEW.link = 'confirmed') THEN
    RAISE EXCEPTION 'not as the proposals say' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER guard ON inquiry_vault_takenorder;
DROP TRIGGER guard ON inquiry_vault_reading;
DROP TRIGGER belongs ON inquiry_vault_reading;
DROP TRIGGER guard ON inquiry_vault_linkproposal;
DROP TRIGGER belongs ON inquiry_vault_linkproposal;
DROP FUNCTION walls.guard_finished(), walls.guard_proposal(), walls.awaits_check(uuid), walls.one_officer_links(text),
  walls.same_number(uuid);
DROP POLICY own_decision ON inquiry_vault_inquiry;
CREATE POLICY own_decision ON inquiry_vault_inquiry AS RESTRICTIVE FOR UPDATE TO gate
  USING (settlement = '') WITH CHECK (settled_by = (SELECT walls.staff_id()));
REVOKE UPDATE (settlement, settled_for, settled_by, settled_at) ON inquiry_vault_inquiry FROM gate_worker;
REVOKE UPDATE (undone_at) ON inquiry_vault_linkproposal FROM gate_worker;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_vault', '0010_manners'),
    ]

    operations = [
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('agreeing', models.PositiveSmallIntegerField(verbose_name='一致した項目の数')),
                ('undone_by', models.BigIntegerField(null=True, verbose_name='解除した者')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='解除日時')),
                ('undone_for', models.CharField(blank=True, choices=[('OTHER_PERSON', '別の方の番号だった'), ('FAMILY_MEMBER', 'ほかの世帯員の番号だった'), ('NOT_CONFIRMED', '後確認で認められなかった'), ('FORM_CORRECTED', '申込書の記載が訂正された')], max_length=20, verbose_name='解除の理由')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='番号を廃棄した日時')),
                ('inquiry_count', models.PositiveSmallIntegerField(default=0, verbose_name='この紐付けで行った照会の数')),
            ],
            options={
                'verbose_name': '紐付け',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NumberMark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('mark', models.CharField(max_length=64, verbose_name='印')),
            ],
            options={
                'verbose_name': '番号の印',
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='inquiry',
            name='inquiry_once',
        ),
        migrations.RemoveConstraint(
            model_name='inquiry',
            name='inquiry_settled_where_open',
        ),
        migrations.RemoveConstraint(
            model_name='linkproposal',
            name='link_proposed_once',
        ),
        migrations.AddField(
            model_name='candidate',
            name='fits_member_id',
            field=models.UUIDField(null=True, verbose_name='4情報が一致するほかの世帯員'),
        ),
        migrations.AddField(
            model_name='linkproposal',
            name='alone_at',
            field=models.DateTimeField(null=True, verbose_name='一人で紐付けた日時（後確認が要る）'),
        ),
        migrations.AddField(
            model_name='linkproposal',
            name='undone_at',
            field=models.DateTimeField(null=True, verbose_name='紐付けを解除した日時'),
        ),
        migrations.AlterField(
            model_name='inquiry',
            name='settled_for',
            field=models.CharField(blank=True, choices=[('PHONED', '提供元に電話で確認した'), ('PAPER', '申込者から書類を受け取る'), ('RESTARTED', '提供元の再開を確認した'), ('CORRECTED', '設定の誤りを直した'), ('UNLINKED', '紐付けを解除した')], max_length=12, verbose_name='判断の理由'),
        ),
        migrations.AlterField(
            model_name='inquiry',
            name='settlement',
            field=models.CharField(blank=True, choices=[('left', '書類で確認'), ('asked_anew', '新しく照会'), ('unlinked', '紐付けの解除')], max_length=12, verbose_name='担当者の判断'),
        ),
        migrations.AlterField(
            model_name='person',
            name='link',
            field=models.CharField(choices=[('waiting', '本人特定待ち'), ('asked', '本人特定待ち（住基ネットに照会中）'), ('unknown', '住基ネットの結果不明'), ('linked', '本人特定済み'), ('needs_person', '担当者の確認が必要'), ('proposed', '確認者の確定待ち'), ('confirmed', '確定済み（登録中）'), ('unlinking', '紐付けを解除中'), ('left_out', '照会しない（書類で確認）')], default='waiting', max_length=14, verbose_name='本人特定'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.UniqueConstraint(condition=models.Q(('settlement__in', ['asked_anew', 'unlinked']), _negated=True), fields=('prefecture_id', 'person', 'kind', 'provider'), name='inquiry_once'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('settlement__in', ['', 'unlinked']), ('state__in', ['unknown', 'stopped', 'failed']), models.Q(('settlement', 'left'), ('state__in', ['no_record', 'answered'])), _connector='OR'), name='inquiry_settled_where_open'),
        ),
        migrations.AddConstraint(
            model_name='linkproposal',
            constraint=models.UniqueConstraint(condition=models.Q(('rejected_by__isnull', True), ('undone_at__isnull', True)), fields=('prefecture_id', 'person'), name='link_proposed_once'),
        ),
        migrations.AddConstraint(
            model_name='linkproposal',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'person', 'id'), name='proposal_with_person'),
        ),
        migrations.AddField(
            model_name='link',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='inquiry_vault.person'),
        ),
        migrations.AddField(
            model_name='link',
            name='proposal',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='inquiry_vault.linkproposal'),
        ),
        migrations.AddField(
            model_name='numbermark',
            name='candidate',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='inquiry_vault.candidate'),
        ),
        migrations.AddField(
            model_name='numbermark',
            name='order',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiry_vault.takenorder'),
        ),
        migrations.AddField(
            model_name='numbermark',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='inquiry_vault.person'),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(fields=['prefecture_id', '-created_at'], name='link_by_time'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('prefecture_id', 'person'), name='link_once'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('agreeing', 4), ('proposal__isnull', False), _connector='OR'), name='link_by_four_items_or_officers'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True), ('undone_for', '')), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False), models.Q(('undone_for', ''), _negated=True)), _connector='OR'), name='link_undone_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('undone_at__isnull', False), _connector='OR'), name='link_ends_where_undone'),
        ),
        migrations.AddIndex(
            model_name='numbermark',
            index=models.Index(fields=['prefecture_id', 'mark'], name='mark_of_number'),
        ),
        migrations.AddConstraint(
            model_name='numbermark',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'person', 'candidate'), name='mark_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='numbermark',
            constraint=models.UniqueConstraint(condition=models.Q(('candidate__isnull', True)), fields=('prefecture_id', 'order', 'mark'), name='number_once_in_a_household'),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
