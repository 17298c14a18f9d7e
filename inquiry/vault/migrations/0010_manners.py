"""作法: the limiter of each connection, its ledger, breaker and stops; what is kept of an answer that was refused."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

FORWARD = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['linerule', 'linestate', 'send', 'breaker', 'stop', 'refusedanswer'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'inquiry_vault_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', 'inquiry_vault_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['stop', 'refusedanswer'] LOOP
    EXECUTE format('CREATE POLICY worker_rows ON %I TO gate_worker
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'inquiry_vault_' || name);
    EXECUTE format('CREATE POLICY gate_rows ON %I TO gate
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'inquiry_vault_' || name);
  END LOOP;
END $$;

-- What a connection may bear and how it stands is nobody's secret; both are written through functions or by the owner.
CREATE POLICY reference_rows ON inquiry_vault_linerule FOR SELECT TO gate, gate_worker USING (true);
CREATE POLICY reference_rows ON inquiry_vault_breaker FOR SELECT TO gate, gate_worker USING (true);
GRANT SELECT ON inquiry_vault_linerule, inquiry_vault_breaker TO gate, gate_worker;
-- The ledger is written by whoever gives turns; each prefecture reads its own part.
CREATE POLICY ledger_rows ON inquiry_vault_send FOR SELECT TO gate, gate_worker
  USING (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT ON inquiry_vault_send TO gate, gate_worker;

GRANT SELECT, INSERT, UPDATE (resumed_for, resumed_by, resumed_at) ON inquiry_vault_stop TO gate;
GRANT SELECT ON inquiry_vault_stop TO gate_worker;
CREATE POLICY own_hand ON inquiry_vault_stop AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (stopped_by = (SELECT walls.staff_id()) AND resumed_by IS NULL);
CREATE POLICY own_decision ON inquiry_vault_stop AS RESTRICTIVE FOR UPDATE TO gate
  USING (resumed_by IS NULL) WITH CHECK (resumed_by = (SELECT walls.staff_id()));

GRANT SELECT ON inquiry_vault_refusedanswer TO gate;
GRANT SELECT, INSERT ON inquiry_vault_refusedanswer TO gate_worker;
ALTER TABLE inquiry_vault_refusedanswer ADD CONSTRAINT refused_answer_of_inquiry
  FOREIGN KEY (prefecture_id, inquiry_id) REFERENCES inquiry_vault_inquiry (prefecture_id, id);

-- 003 図表3-2: from ten inquiries a second on a test of the interconnection must be booked. Eight stay clear of it by a
-- fifth; it is not published what the resident network bears, and it is treated alike. Pauses are ours.
INSERT INTO inquiry_vault_linerule
  (line, since, per_second, open_after, pause_seconds, longest_pause_seconds, kept_hours, source)
SELECT line, '2026-04-01', 8, 5, 30, 600, 24, source FROM (VALUES
  ('information', '003 図表3-2（秒間10件以上は試験の予約が要る負荷）に対し余裕をみた値'),
  ('resident', '公表された値がないため、情報提供ネットワークシステムと同じ値とする')) given (line, source);
INSERT INTO inquiry_vault_linestate (line) VALUES ('information'), ('resident');

-- How many requests may begin now on this connection, the first of them when, and how far apart. Whoever asks holds the
-- row of the connection until the commit, so that two workers never count the same moment. Without a rule: none.
CREATE FUNCTION walls.line_room(of_line text, wanted integer, OUT first_at timestamptz, OUT gap interval,
  OUT room integer, OUT rate integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  in_japan timestamp := clock_timestamp() AT TIME ZONE 'Asia/Tokyo';
  rule public.inquiry_vault_linerule;
  breaker public.inquiry_vault_breaker;
  is_quiet boolean;
BEGIN
  room := 0;
  IF walls.post() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'the system alone' USING ERRCODE = '42501';
  END IF;
  -- What takes a turn is sent once this is committed: a commit that a crash may take back would have it sent twice.
  IF current_setting('synchronous_commit') = 'off' THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;
  SELECT * INTO rule FROM public.inquiry_vault_linerule
    WHERE line = of_line AND since <= in_japan::date ORDER BY since DESC LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  is_quiet := CASE WHEN rule.quiet_from <= rule.quiet_until
    THEN in_japan::time >= rule.quiet_from AND in_japan::time < rule.quiet_until
    ELSE in_japan::time >= rule.quiet_from OR in_japan::time < rule.quiet_until END;
  IF is_quiet THEN
    RETURN;
  END IF;
  SELECT free_at INTO first_at FROM public.inquiry_vault_linestate WHERE line = of_line FOR UPDATE;
  SELECT * INTO breaker FROM public.inquiry_vault_breaker
    WHERE line = of_line AND provider = '' AND opened_at IS NOT NULL;
  IF FOUND THEN
    IF breaker.probe_at > clock_timestamp() THEN
      RETURN;
    END IF;
    wanted := least(wanted, 1);
  END IF;
  rate := rule.per_second;
  IF rate IS NULL THEN
    first_at := clock_timestamp();
    gap := interval '0';
    room := wanted;
    RETURN;
  END IF;
  -- A sixteenth more than a second's part: no second, wherever it begins, holds one too many, and one that comes a
  -- little late to the network is at most one too many there.
  gap := interval '1.0625 seconds' / rate;
  first_at := greatest(first_at, clock_timestamp() + interval '20 milliseconds');
  -- Turns are given for the second that is coming: a worker that dies leaves no more than these unsent.
  room := greatest(0, least(wanted,
    floor(extract(epoch FROM clock_timestamp() + interval '1 second' - first_at) / extract(epoch FROM gap))::int + 1));
END $$;

-- Turns that were given: in the ledger, and the connection is free only after them. A probe of the breaker is used up.
CREATE FUNCTION walls.give_turns(of_line text, prefectures varchar[], first_at timestamptz, gap interval) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.inquiry_vault_send (line, prefecture_id, sent_at)
    SELECT of_line, given.prefecture_id, first_at + (given.place - 1) * gap
    FROM unnest(prefectures) WITH ORDINALITY given (prefecture_id, place);
  UPDATE public.inquiry_vault_linestate SET free_at = first_at + cardinality(prefectures) * gap WHERE line = of_line;
  UPDATE public.inquiry_vault_breaker SET probe_at = clock_timestamp() + pause_seconds * interval '1 second'
    WHERE line = of_line AND provider = '' AND opened_at IS NOT NULL AND cardinality(prefectures) > 0;
END $$;

-- Which inquiries are sent next, whosever they are. Every prefecture with a backlog has six tenths of its equal share of
-- the last seconds before anybody has more; what is left goes to urgent orders, then to whoever had least.
CREATE FUNCTION walls.take_turns(wanted integer)
RETURNS TABLE (inquiry_id uuid, prefecture_id varchar, starts_in double precision, apart double precision)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  line record;
  chosen uuid[];
  theirs varchar[];
  tried varchar[];
BEGIN
  SELECT * INTO line FROM walls.line_room('information', wanted);
  IF line.room < 1 THEN
    RETURN;
  END IF;
  WITH due AS (
    SELECT ready.*, row_number() OVER (PARTITION BY ready.whose
        ORDER BY ready.is_urgent DESC, ready.ordered_at, ready.order_id, ready.id) place,
      row_number() OVER (PARTITION BY ready.provider ORDER BY ready.is_urgent DESC, ready.ordered_at, ready.id) of_provider
    FROM public.councils_council council CROSS JOIN LATERAL (
      SELECT i.id, i.prefecture_id whose, i.provider, o.id order_id, o.ordered_at, o.is_urgent, b.line IS NOT NULL is_probe
      FROM public.inquiry_vault_inquiry i
      JOIN public.inquiry_vault_takenorder o ON o.prefecture_id = i.prefecture_id AND o.id = i.order_id
      LEFT JOIN public.inquiry_vault_breaker b
        ON b.line = 'information' AND b.provider = i.provider AND b.opened_at IS NOT NULL
      WHERE i.prefecture_id = council.code AND i.state = 'waiting' AND i.route = 'network' AND i.next_at <= clock_timestamp()
        AND coalesce(b.probe_at <= clock_timestamp(), true)
        AND EXISTS (SELECT FROM public.inquiry_vault_sealed s
          WHERE s.prefecture_id = i.prefecture_id AND s.person_id = i.person_id AND s.what = 'CODE')
      ORDER BY o.is_urgent DESC, o.ordered_at, o.id, i.next_at, i.id LIMIT line.room) ready
    WHERE council.kind = 'prefectural' AND NOT EXISTS (SELECT FROM public.inquiry_vault_stop stop
      WHERE stop.prefecture_id = council.code AND stop.line = 'information' AND stop.resumed_by IS NULL)
  ), backlog AS (
    -- Long enough that the share of each is one at least; the turns of the coming second are in the ledger already.
    SELECT count(DISTINCT whose) count, greatest(4, count(DISTINCT whose) / (line.rate * 0.6)) seconds FROM due
  ), had AS (
    SELECT send.prefecture_id whose, count(*) count FROM public.inquiry_vault_send send, backlog
    WHERE send.line = 'information' AND send.sent_at > clock_timestamp() - (backlog.seconds - 1) * interval '1 second'
    GROUP BY 1
  ), ranked AS (
    SELECT due.*, coalesce(had.count, 0) + due.place given,
      backlog.seconds * line.rate * 0.6 / backlog.count least_given
    FROM due CROSS JOIN backlog LEFT JOIN had USING (whose) WHERE NOT due.is_probe OR due.of_provider = 1
  ), taken AS (
    SELECT ranked.id, ranked.whose, ranked.provider, ranked.is_probe, row_number() OVER () place FROM (
      SELECT * FROM ranked ORDER BY coalesce(ranked.given <= ranked.least_given, false) DESC, ranked.is_urgent DESC,
        ranked.given, ranked.ordered_at, ranked.order_id, ranked.id LIMIT line.room) ranked
  )
  SELECT array_agg(taken.id ORDER BY taken.place), array_agg(taken.whose ORDER BY taken.place),
    array_agg(taken.provider) FILTER (WHERE taken.is_probe) INTO chosen, theirs, tried FROM taken;
  IF chosen IS NULL THEN
    RETURN;
  END IF;
  PERFORM walls.give_turns('information', theirs, line.first_at, line.gap);
  UPDATE public.inquiry_vault_breaker b SET probe_at = clock_timestamp() + b.pause_seconds * interval '1 second'
    WHERE b.line = 'information' AND b.provider = ANY (tried);
  RETURN QUERY SELECT given.id, given.whose,
      extract(epoch FROM line.first_at + (given.place - 1) * line.gap - clock_timestamp())::double precision,
      extract(epoch FROM line.gap)::double precision
    FROM unnest(chosen, theirs) WITH ORDINALITY given (id, whose, place);
END $$;

-- Turns at the resident network, for the prefecture that acts: who is looked up is known to its worker alone.
CREATE FUNCTION walls.take_lookup_turns(wanted integer)
RETURNS TABLE (starts_in double precision, apart double precision)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  line record;
BEGIN
  IF EXISTS (SELECT FROM public.inquiry_vault_stop stop WHERE stop.prefecture_id = walls.prefecture_id()
      AND stop.line = 'resident' AND stop.resumed_by IS NULL) THEN
    RETURN;
  END IF;
  SELECT * INTO line FROM walls.line_room('resident', wanted);
  IF line.room < 1 THEN
    RETURN;
  END IF;
  PERFORM walls.give_turns('resident', array_fill(walls.prefecture_id()::varchar, ARRAY[line.room]), line.first_at, line.gap);
  RETURN QUERY SELECT extract(epoch FROM line.first_at + (place - 1) * line.gap - clock_timestamp())::double precision,
    extract(epoch FROM line.gap)::double precision FROM generate_series(1, line.room) place;
END $$;

-- What came of exchanges: an answer closes the breaker, faults in a row open it, a fault while it is open doubles its pause.
CREATE FUNCTION walls.note_exchanges(of_line text, providers varchar[], answers integer[], faults integer[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  rule public.inquiry_vault_linerule;
BEGIN
  IF walls.post() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'the system alone' USING ERRCODE = '42501';
  END IF;
  SELECT * INTO rule FROM public.inquiry_vault_linerule
    WHERE line = of_line AND since <= (clock_timestamp() AT TIME ZONE 'Asia/Tokyo')::date ORDER BY since DESC LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- Whoever only heard answers where nothing was wrong has nothing to write, and waits for nobody.
  DELETE FROM public.inquiry_vault_breaker b USING unnest(providers, answers) heard (provider, answered)
    WHERE b.line = of_line AND b.provider = heard.provider AND heard.answered > 0;
  INSERT INTO public.inquiry_vault_breaker AS b (line, provider, fault_count, opened_at, probe_at, pause_seconds)
    SELECT of_line, heard.provider, heard.faulted,
      CASE WHEN heard.faulted >= rule.open_after THEN clock_timestamp() END,
      CASE WHEN heard.faulted >= rule.open_after THEN clock_timestamp() + rule.pause_seconds * interval '1 second' END,
      rule.pause_seconds
    FROM unnest(providers, answers, faults) heard (provider, answered, faulted)
    WHERE heard.answered = 0 AND heard.faulted > 0 ORDER BY heard.provider
    ON CONFLICT (line, provider) DO UPDATE SET
      fault_count = least(b.fault_count + EXCLUDED.fault_count, 1000000),
      opened_at = CASE WHEN b.opened_at IS NULL AND b.fault_count + EXCLUDED.fault_count >= rule.open_after
        THEN clock_timestamp() ELSE b.opened_at END,
      pause_seconds = CASE WHEN b.opened_at IS NULL THEN b.pause_seconds
        ELSE least(b.pause_seconds * 2, rule.longest_pause_seconds) END,
      probe_at = CASE WHEN b.opened_at IS NULL AND b.fault_count + EXCLUDED.fault_count < rule.open_after THEN NULL
        ELSE clock_timestamp() + CASE WHEN b.opened_at IS NULL THEN b.pause_seconds
          ELSE least(b.pause_seconds * 2, rule.longest_pause_seconds) END * interval '1 second' END;
END $$;

-- The ledger is kept for the hours of its rule; some at a time, so that nobody waits.
CREATE FUNCTION walls.prune_sends() RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  IF walls.post() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'the system alone' USING ERRCODE = '42501';
  END IF;
  DELETE FROM public.inquiry_vault_send WHERE id IN (
    SELECT s.id FROM public.inquiry_vault_send s JOIN LATERAL (
      SELECT r.kept_hours FROM public.inquiry_vault_linerule r WHERE r.line = s.line ORDER BY r.since DESC LIMIT 1) rule
      ON s.sent_at < clock_timestamp() - rule.kept_hours * interval '1 hour'
    ORDER BY s.sent_at LIMIT 10000);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

-- 情報照会の記録, many at once: who acts is asked once for all of them. One by one it was most of what a batch cost.
CREATE FUNCTION walls.trail_inquiries(cases uuid[], subjects uuid[], kinds varchar[], purposes varchar[], results varchar[])
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose varchar := walls.prefecture_id();
  council varchar := walls.council_id();
BEGIN
  IF walls.post() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'the system alone' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.councils_trailrow
    (at, staff_id, post, council_id, prefecture_id, verb, case_id, subject_id, fields, purpose, result)
  SELECT clock_timestamp(), NULL, 'system', council, whose, 'inquire', one.case_id, one.subject_id, ARRAY[one.kind],
    one.purpose, one.result
  FROM unnest(cases, subjects, kinds, purposes, results) one (case_id, subject_id, kind, purpose, result);
END $$;

REVOKE EXECUTE ON FUNCTION walls.line_room(text, integer), walls.give_turns(text, varchar[], timestamptz, interval),
  walls.take_turns(integer), walls.take_lookup_turns(integer), walls.prune_sends(),
  walls.note_exchanges(text, varchar[], integer[], integer[]),
  walls.trail_inquiries(uuid[], uuid[], varchar[], varchar[], varchar[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.take_turns(integer), walls.take_lookup_turns(integer), walls.prune_sends(),
  walls.note_exchanges(text, varchar[], integer[], integer[]),
  walls.trail_inquiries(uuid[], uuid[], varchar[], varchar[], varchar[]) TO gate_worker;
"""

BACK = """
DROP FUNCTION walls.take_turns(integer), walls.take_lookup_turns(integer), walls.prune_sends(),
  walls.note_exchanges(text, varchar[], integer[], integer[]),
  walls.trail_inquiries(uuid[], uuid[], varchar[], varchar[], varchar[]);
DROP FUNCTION walls.give_turns(text, varchar[], timestamptz, interval), walls.line_room(text, integer);
ALTER TABLE inquiry_vault_refusedanswer DROP CONSTRAINT refused_answer_of_inquiry;
DO $$
DECLARE item record;
BEGIN
  FOR item IN SELECT policyname, tablename FROM pg_policies WHERE tablename ~
      '^inquiry_vault_(linerule|linestate|send|breaker|stop|refusedanswer)$' LOOP
    EXECUTE format('DROP POLICY %I ON %I', item.policyname, item.tablename);
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0002_walls'),
        ('inquiry_vault', '0009_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='LineState',
            fields=[
                ('line', models.CharField(choices=[('resident', '住民基本台帳ネットワーク'), ('information', '情報提供ネットワークシステム')], max_length=12, primary_key=True, serialize=False, verbose_name='照会先')),
                ('free_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='次に送れる日時')),
            ],
            options={
                'verbose_name': '回線の状態',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Breaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(choices=[('resident', '住民基本台帳ネットワーク'), ('information', '情報提供ネットワークシステム')], max_length=12, verbose_name='照会先')),
                ('provider', models.CharField(blank=True, max_length=16, verbose_name='提供元')),
                ('fault_count', models.PositiveIntegerField(default=0, verbose_name='続いた失敗')),
                ('opened_at', models.DateTimeField(null=True, verbose_name='遮断日時')),
                ('probe_at', models.DateTimeField(null=True, verbose_name='試す日時')),
                ('pause_seconds', models.PositiveIntegerField(default=0, verbose_name='止める秒数')),
            ],
            options={
                'verbose_name': '遮断器',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('line', 'provider'), name='breaker_once'), models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('probe_at__isnull', True)), models.Q(('opened_at__isnull', False), ('probe_at__isnull', False)), _connector='OR'), name='breaker_opened_and_probed')],
            },
        ),
        migrations.CreateModel(
            name='LineRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(choices=[('resident', '住民基本台帳ネットワーク'), ('information', '情報提供ネットワークシステム')], max_length=12, verbose_name='照会先')),
                ('since', models.DateField(verbose_name='適用日')),
                ('per_second', models.PositiveSmallIntegerField(null=True, verbose_name='1秒あたりの上限')),
                ('quiet_from', models.TimeField(null=True, verbose_name='休止の開始')),
                ('quiet_until', models.TimeField(null=True, verbose_name='休止の終了')),
                ('open_after', models.PositiveSmallIntegerField(verbose_name='続けて失敗したら止める回数')),
                ('pause_seconds', models.PositiveIntegerField(verbose_name='止める秒数')),
                ('longest_pause_seconds', models.PositiveIntegerField(verbose_name='止める秒数の上限')),
                ('kept_hours', models.PositiveSmallIntegerField(verbose_name='送信の記録を残す時間')),
                ('source', models.CharField(max_length=300, verbose_name='根拠')),
            ],
            options={
                'verbose_name': '照会の作法',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('line', 'since'), name='line_rule_from_a_day'), models.CheckConstraint(condition=models.Q(('per_second__gte', 1)), name='line_rule_limit'), models.CheckConstraint(condition=models.Q(models.Q(('quiet_from__isnull', True), ('quiet_until__isnull', True)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False)), _connector='OR'), name='line_rule_quiet_from_and_until'), models.CheckConstraint(condition=models.Q(('longest_pause_seconds__gte', models.F('pause_seconds')), ('open_after__gte', 1), ('pause_seconds__gte', 1)), name='line_rule_pauses')],
            },
        ),
        migrations.CreateModel(
            name='Send',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(choices=[('resident', '住民基本台帳ネットワーク'), ('information', '情報提供ネットワークシステム')], max_length=12, verbose_name='照会先')),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('sent_at', models.DateTimeField(verbose_name='送信日時')),
            ],
            options={
                'verbose_name': '送信の記録',
                'default_permissions': (),
                'indexes': [models.Index(fields=['line', 'sent_at'], name='send_by_time'), models.Index(fields=['prefecture_id', 'line', 'sent_at'], name='send_of_prefecture')],
            },
        ),
        migrations.CreateModel(
            name='Stop',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('line', models.CharField(choices=[('resident', '住民基本台帳ネットワーク'), ('information', '情報提供ネットワークシステム')], max_length=12, verbose_name='照会先')),
                ('reason', models.CharField(choices=[('ANNOUNCED', '相手方から停止の予告があった'), ('WRONG_ANSWERS', '回答の誤りが疑われる'), ('WRONG_PERSON', '別人の照会が疑われる'), ('INCIDENT', '情報セキュリティ上の事案'), ('INSTRUCTED', '責任者の指示')], max_length=20, verbose_name='停止の理由')),
                ('stopped_by', models.BigIntegerField(verbose_name='停止した者')),
                ('resumed_for', models.CharField(blank=True, choices=[('RESTORED', '相手方の再開を確認した'), ('CHECKED', '回答に誤りがないことを確認した'), ('SETTLED', '事案の対応が終わった'), ('ORDERED', '責任者の指示')], max_length=20, verbose_name='再開の理由')),
                ('resumed_by', models.BigIntegerField(null=True, verbose_name='再開した者')),
                ('resumed_at', models.DateTimeField(null=True, verbose_name='再開日時')),
            ],
            options={
                'verbose_name': '照会の停止',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture_id', '-created_at', 'id'], name='stop_by_time')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('resumed_by__isnull', True)), fields=('prefecture_id', 'line'), name='stop_once'), models.CheckConstraint(condition=models.Q(models.Q(('resumed_at__isnull', True), ('resumed_by__isnull', True), ('resumed_for', '')), models.Q(('resumed_at__isnull', False), ('resumed_by__isnull', False), models.Q(('resumed_for', ''), _negated=True)), _connector='OR'), name='stop_resumed_by_and_at')],
            },
        ),
        migrations.CreateModel(
            name='RefusedAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('reason', models.CharField(max_length=40, verbose_name='受け取らなかった理由')),
                ('size', models.PositiveIntegerField(verbose_name='大きさ（バイト）')),
                ('digest', models.CharField(max_length=64, verbose_name='ハッシュ値')),
                ('inquiry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='refused_answers', to='inquiry_vault.inquiry')),
            ],
            options={
                'verbose_name': '受け取らなかった回答',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('prefecture_id', 'inquiry', 'digest'), name='refused_answer_once'), models.CheckConstraint(condition=models.Q(('reason__regex', '^[a-z_]{1,40}$')), name='refused_answer_by_code'), models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='refused_answer_digest')],
            },
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
