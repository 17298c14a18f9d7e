"""Times of the pages' rows are the database's, nothing is sealed after a closing, and no clock stops the limiter."""

from django.db import migrations, models

FORWARD = """
-- Whoever chose the time of a row could choose what it means: days of keeping that were "known for a week", a record of
-- training that stands before every later one. The worker copies rows of another moment and keeps its own.
CREATE FUNCTION walls.stamp_created() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user = 'gate' THEN
    NEW.created_at := statement_timestamp();
  END IF;
  RETURN NEW;
END $$;
-- The time of an act is that of the statement which names who did it. TG_ARGV: the acts (resumed: resumed_by, resumed_at).
CREATE FUNCTION walls.stamp_decided() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  act text;
  was jsonb := to_jsonb(OLD);
  now_is jsonb := to_jsonb(NEW);
  times jsonb := '{}';
BEGIN
  IF session_user <> 'gate' THEN
    RETURN NEW;
  END IF;
  FOREACH act IN ARRAY TG_ARGV LOOP
    times := times || jsonb_build_object(act || '_at', CASE
      WHEN now_is -> (act || '_by') = was -> (act || '_by') THEN was -> (act || '_at')
      WHEN now_is ->> (act || '_by') IS NOT NULL THEN to_jsonb(statement_timestamp()) END);
  END LOOP;
  RETURN jsonb_populate_record(NEW, times);
END $$;
REVOKE EXECUTE ON FUNCTION walls.stamp_created(), walls.stamp_decided() FROM PUBLIC;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['linkproposal', 'inquiry', 'requestfile', 'stop', 'mishap', 'mishapstep', 'stopseen',
      'emergency', 'term', 'training', 'networkcode'] LOOP
    EXECUTE format('CREATE TRIGGER stamp BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION walls.stamp_created()',
      'inquiry_vault_' || name);
  END LOOP;
END $$;
CREATE TRIGGER stamp_decided BEFORE UPDATE OF confirmed_by, confirmed_at, rejected_by, rejected_at
  ON inquiry_vault_linkproposal FOR EACH ROW EXECUTE FUNCTION walls.stamp_decided('confirmed', 'rejected');
CREATE TRIGGER stamp_decided BEFORE UPDATE OF undone_by, undone_at ON inquiry_vault_link
  FOR EACH ROW EXECUTE FUNCTION walls.stamp_decided('undone');
CREATE TRIGGER stamp_decided BEFORE UPDATE OF settled_by, settled_at ON inquiry_vault_inquiry
  FOR EACH ROW EXECUTE FUNCTION walls.stamp_decided('settled');
CREATE TRIGGER stamp_decided BEFORE UPDATE OF resumed_by, resumed_at ON inquiry_vault_stop
  FOR EACH ROW EXECUTE FUNCTION walls.stamp_decided('resumed');
"""

BACK = """
DROP TRIGGER stamp_decided ON inquiry_vault_stop;
DROP TRIGGER stamp_decided ON inquiry_vault_inquiry;
DROP TRIGGER stamp_decided ON inquiry_vault_link;
DROP TRIGGER stamp_decided ON inquiry_vault_linkproposal;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['linkproposal', 'inquiry', 'requestfile', 'stop', 'mishap', 'mishapstep', 'stopseen',
      'emergency', 'term', 'training', 'networkcode'] LOOP
    EXECUTE format('DROP TRIGGER stamp ON %I', 'inquiry_vault_' || name);
  END LOOP;
END $$;
DROP FUNCTION walls.stamp_decided(), walls.stamp_created();
"""

# The ledger line by line, by its own index: one question over both lines read and
# sorted all of it at every sweep (5.2 s of a full day's 691,200 rows), and a clock that moves within it uses no index.
PRUNE = """
CREATE OR REPLACE FUNCTION walls.prune_sends() RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  IF walls.post() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'the system alone' USING ERRCODE = '42501';
  END IF;
  DELETE FROM public.inquiry_vault_send WHERE id IN (
    SELECT old.id
    FROM (SELECT DISTINCT ON (r.line) r.line, r.kept_hours FROM public.inquiry_vault_linerule r
      WHERE r.since <= (statement_timestamp() AT TIME ZONE 'Asia/Tokyo')::date ORDER BY r.line, r.since DESC) rule
    CROSS JOIN LATERAL (SELECT s.id FROM public.inquiry_vault_send s
      WHERE s.line = rule.line AND s.sent_at < statement_timestamp() - rule.kept_hours * interval '1 hour'
      ORDER BY s.sent_at LIMIT 10000) old);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
"""
PRUNE_BACK = """
CREATE OR REPLACE FUNCTION walls.prune_sends() RETURNS integer
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
"""

# Numbers, codes and candidates are sealed of an open order alone, which is held so until the commit: of a worker that
# stores a code and one that closes, the second to come waits, and then finds it so.
SEALING = """
CREATE OR REPLACE FUNCTION walls.guard_sealing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap WHERE prefecture_id = NEW.prefecture_id
      AND person_id = NEW.person_id AND lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
{more}  PERFORM FROM public.inquiry_vault_casekey
    WHERE prefecture_id = NEW.prefecture_id AND case_id = NEW.case_id FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no key' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
"""
OPEN = """  IF NEW.what IN ('NUMBER', 'CODE', 'CANDIDATE', 'CANDIDATE_NUMBER') THEN
    PERFORM FROM public.inquiry_vault_takenorder o JOIN public.inquiry_vault_person p
        ON p.prefecture_id = o.prefecture_id AND p.order_id = o.id
      WHERE p.prefecture_id = NEW.prefecture_id AND p.id = NEW.person_id AND o.closed_at IS NULL FOR KEY SHARE OF o;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the order is closed' USING ERRCODE = '42501';
    END IF;
  END IF;
"""

# A connection is never free later than the second for which turns are given: what stands further ahead was written
# before the clock was put back. Once that second is over it goes on; without this it stood still for as long.
ROOM = """
CREATE OR REPLACE FUNCTION walls.line_room(of_line text, wanted integer, OUT first_at timestamptz, OUT gap interval,
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
    IF {probe} THEN
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
{more}  first_at := greatest(first_at, clock_timestamp() + interval '20 milliseconds');
  -- Turns are given for the second that is coming: a worker that dies leaves no more than these unsent.
  room := greatest(0, least(wanted,
    floor(extract(epoch FROM clock_timestamp() + interval '1 second' - first_at) / extract(epoch FROM gap))::int + 1));
END $$;
"""
PROBE = "breaker.probe_at > clock_timestamp()"
PROBE_PUT_BACK = "breaker.probe_at BETWEEN clock_timestamp() AND clock_timestamp() + breaker.pause_seconds * interval '1 second'"
PUT_BACK = """  IF first_at > clock_timestamp() + interval '1.1 seconds' + gap THEN
    UPDATE public.inquiry_vault_linestate SET free_at = clock_timestamp() + interval '1 second' + gap
      WHERE line = of_line RETURNING free_at INTO first_at;
  END IF;
"""


# One moment for the whole question, so that it is asked of the ledger by its index: with a clock that moves within it
# each giving of turns read the line's whole day (390 ms, while everybody else waited).
TURNS = """
CREATE OR REPLACE FUNCTION walls.take_turns(wanted integer)
RETURNS TABLE (inquiry_id uuid, prefecture_id varchar, starts_in double precision, apart double precision)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  line record;
  chosen uuid[];
  theirs varchar[];
  tried varchar[];{declared}
BEGIN
  SELECT * INTO line FROM walls.line_room('information', wanted);
  IF line.room < 1 THEN
    RETURN;
  END IF;
{taken}  WITH due AS (
    SELECT ready.*, row_number() OVER (PARTITION BY ready.whose
        ORDER BY ready.is_urgent DESC, ready.ordered_at, ready.order_id, ready.id) place,
      row_number() OVER (PARTITION BY ready.provider ORDER BY ready.is_urgent DESC, ready.ordered_at, ready.id) of_provider
    FROM public.councils_council council CROSS JOIN LATERAL (
      SELECT i.id, i.prefecture_id whose, i.provider, o.id order_id, o.ordered_at, o.is_urgent, b.line IS NOT NULL is_probe
      FROM public.inquiry_vault_inquiry i
      JOIN public.inquiry_vault_takenorder o ON o.prefecture_id = i.prefecture_id AND o.id = i.order_id
      LEFT JOIN public.inquiry_vault_breaker b
        ON b.line = 'information' AND b.provider = i.provider AND b.opened_at IS NOT NULL
      WHERE i.prefecture_id = council.code AND i.state = 'waiting' AND i.route = 'network' AND i.next_at <= {now}
        AND coalesce(b.probe_at <= {now}, true)
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
    WHERE send.line = 'information' AND send.sent_at > {now} - (backlog.seconds - 1) * interval '1 second'
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
  UPDATE public.inquiry_vault_breaker b SET probe_at = {now} + b.pause_seconds * interval '1 second'
    WHERE b.line = 'information' AND b.provider = ANY (tried);
  RETURN QUERY SELECT given.id, given.whose,
      extract(epoch FROM line.first_at + (given.place - 1) * line.gap - clock_timestamp())::double precision,
      extract(epoch FROM line.gap)::double precision
    FROM unnest(chosen, theirs) WITH ORDINALITY given (id, whose, place);
END $$;
"""
AT_ONE_MOMENT = {
    "now": "moment",
    "declared": "\n  moment timestamptz;",
    "taken": "  moment := clock_timestamp();\n",
}
AS_BEFORE = {"now": "clock_timestamp()", "declared": "", "taken": ""}


class Migration(migrations.Migration):
    dependencies = [("inquiry_vault", "0018_limits")]
    operations = [
        # Homes are blanked in time, so these are the persons of open and of lately closed orders.
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["prefecture_id", "case_id"], condition=~models.Q(address=""), name="person_with_home"
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
        migrations.RunSQL(PRUNE, PRUNE_BACK),
        migrations.RunSQL(SEALING.format(more=OPEN), SEALING.format(more="")),
        migrations.RunSQL(ROOM.format(probe=PROBE_PUT_BACK, more=PUT_BACK), ROOM.format(probe=PROBE, more="")),
        migrations.RunSQL(TURNS.format(**AT_ONE_MOMENT), TURNS.format(**AS_BEFORE)),
    ]
