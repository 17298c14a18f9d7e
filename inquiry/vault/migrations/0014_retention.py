"""保存と廃棄: the years of a record held by the database, and a restored backup that shows nothing by itself (walls.md §5)."""

import django.db.models.functions.datetime
from django.db import migrations, models


FORWARD = """
ALTER TABLE inquiry_vault_keptcount ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON inquiry_vault_keptcount TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY worker_rows ON inquiry_vault_keptcount TO gate_worker
  USING (prefecture_id = (SELECT walls.case_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
CREATE POLICY gate_rows ON inquiry_vault_keptcount FOR SELECT TO gate
  USING (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT ON inquiry_vault_keptcount TO gate;
GRANT SELECT, INSERT, UPDATE (counted_at, numbers, answers, records, overdue) ON inquiry_vault_keptcount TO gate_worker;

-- What the record of an inquiry does not need is blanked with the answers.
GRANT UPDATE (address, former_addresses, mutual_aids) ON inquiry_vault_person TO gate_worker;

-- Whoever seals holds the key of the case until the commit: a key that is being destroyed seals nothing more.
CREATE OR REPLACE FUNCTION walls.guard_sealing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap WHERE prefecture_id = NEW.prefecture_id
      AND person_id = NEW.person_id AND lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
  PERFORM FROM public.inquiry_vault_casekey
    WHERE prefecture_id = NEW.prefecture_id AND case_id = NEW.case_id FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no key' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- 情報提供等記録: an order with everything that stands under it, seven years after its last inquiry, and never while a
-- mishap of it is open or a value of its case is sealed. The worker has no other way to delete a record.
CREATE FUNCTION walls.forget_order(of_order uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := CASE WHEN walls.post() = 'system' THEN walls.case_prefecture_id() END;
  until timestamptz := statement_timestamp() - interval '7 years';
  about uuid;
  deleted bigint;
BEGIN
  SELECT case_id INTO about FROM public.inquiry_vault_takenorder
    WHERE prefecture_id = whose AND id = of_order AND closed_at < until FOR UPDATE;
  IF NOT FOUND
    OR EXISTS (SELECT 1 FROM public.inquiry_vault_inquiry
      WHERE prefecture_id = whose AND order_id = of_order AND created_at > until)
    OR EXISTS (SELECT 1 FROM public.inquiry_vault_mishap
      WHERE prefecture_id = whose AND order_id = of_order AND ended_by IS NULL AND lifted_by IS NULL)
    OR EXISTS (SELECT 1 FROM public.inquiry_vault_casekey WHERE prefecture_id = whose AND case_id = about) THEN
    RAISE EXCEPTION 'kept' USING ERRCODE = '42501';
  END IF;
  DELETE FROM public.inquiry_vault_mishapstep s USING public.inquiry_vault_mishap m
    WHERE s.prefecture_id = whose AND m.prefecture_id = whose AND m.id = s.mishap_id AND m.order_id = of_order;
  DELETE FROM public.inquiry_vault_mishap WHERE prefecture_id = whose AND order_id = of_order;
  DELETE FROM public.inquiry_vault_emergency WHERE prefecture_id = whose AND order_id = of_order;
  DELETE FROM public.inquiry_vault_stopseen WHERE prefecture_id = whose AND order_id = of_order;
  DELETE FROM public.inquiry_vault_fileline l USING public.inquiry_vault_inquiry i
    WHERE l.prefecture_id = whose AND i.prefecture_id = whose AND i.id = l.inquiry_id AND i.order_id = of_order;
  DELETE FROM public.inquiry_vault_refusedanswer r USING public.inquiry_vault_inquiry i
    WHERE r.prefecture_id = whose AND i.prefecture_id = whose AND i.id = r.inquiry_id AND i.order_id = of_order;
  DELETE FROM public.inquiry_vault_inquiry WHERE prefecture_id = whose AND order_id = of_order;
  GET DIAGNOSTICS deleted = ROW_COUNT;
  DELETE FROM public.inquiry_vault_reading WHERE prefecture_id = whose AND order_id = of_order;
  DELETE FROM public.inquiry_vault_planline WHERE prefecture_id = whose AND order_id = of_order;
  DELETE FROM public.inquiry_vault_intent i USING public.inquiry_vault_person p
    WHERE i.prefecture_id = whose AND p.prefecture_id = whose AND p.id = i.person_id AND p.order_id = of_order;
  DELETE FROM public.inquiry_vault_link l USING public.inquiry_vault_person p
    WHERE l.prefecture_id = whose AND p.prefecture_id = whose AND p.id = l.person_id AND p.order_id = of_order;
  DELETE FROM public.inquiry_vault_numbermark WHERE prefecture_id = whose AND order_id = of_order;
  DELETE FROM public.inquiry_vault_linkproposal l USING public.inquiry_vault_person p
    WHERE l.prefecture_id = whose AND p.prefecture_id = whose AND p.id = l.person_id AND p.order_id = of_order;
  DELETE FROM public.inquiry_vault_candidate c USING public.inquiry_vault_person p
    WHERE c.prefecture_id = whose AND p.prefecture_id = whose AND p.id = c.person_id AND p.order_id = of_order;
  DELETE FROM public.inquiry_vault_person WHERE prefecture_id = whose AND order_id = of_order;
  DELETE FROM public.inquiry_vault_takenorder WHERE prefecture_id = whose AND id = of_order;
  RETURN deleted;
END $$;

-- 復元の見分け: which cluster, database and line of history this is. A dump that is restored, a copy and a base backup
-- that is rolled forward are each another one, and show nothing until the tombstones were replayed here.
CREATE TABLE walls.opening (place text NOT NULL, opened_at timestamptz NOT NULL);
ALTER TABLE walls.opening ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON walls.opening TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE FUNCTION walls.place() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT format('%s/%s/%s', (SELECT system_identifier FROM pg_control_system()),
    (SELECT oid FROM pg_database WHERE datname = current_database()),
    (SELECT timeline_id FROM pg_control_checkpoint()))
$$;
CREATE FUNCTION walls.is_opened() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM walls.opening WHERE place = walls.place())
$$;
CREATE FUNCTION walls.open_database() RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM walls.opening;
  INSERT INTO walls.opening (place, opened_at) VALUES (walls.place(), clock_timestamp());
END $$;
REVOKE EXECUTE ON FUNCTION walls.forget_order(uuid), walls.place(), walls.is_opened(), walls.open_database() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.forget_order(uuid), walls.open_database() TO gate_worker;
GRANT EXECUTE ON FUNCTION walls.is_opened() TO gate, gate_worker;
"""

BACK = """
DROP FUNCTION walls.open_database(), walls.is_opened(), walls.place(), walls.forget_order(uuid);
DROP TABLE walls.opening;
REVOKE UPDATE (address, former_addresses, mutual_aids) ON inquiry_vault_person FROM gate_worker;
CREATE OR REPLACE FUNCTION walls.guard_sealing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap WHERE prefecture_id = NEW.prefecture_id
      AND person_id = NEW.person_id AND lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
"""

DISCLOSE = """
CREATE OR REPLACE FUNCTION walls.disclose(of_intent uuid)
RETURNS TABLE (sealed_id uuid, case_id uuid, what varchar, place smallint, ciphertext bytea, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  intent public.inquiry_vault_intent;
BEGIN
{more}  SELECT * INTO intent FROM public.inquiry_vault_intent i
    WHERE i.id = of_intent AND i.staff_id = walls.staff_id() AND i.prefecture_id = walls.case_prefecture_id();
  IF NOT FOUND OR clock_timestamp() > intent.opened_at + interval '60 seconds' THEN
    RAISE EXCEPTION 'no such intent' USING ERRCODE = 'P0002';
  END IF;
  IF pg_xact_status(intent.opened_in::xid8) IS DISTINCT FROM 'committed' THEN
    RAISE EXCEPTION 'the intent is not committed' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM public.inquiry_vault_mishap m
      WHERE m.prefecture_id = intent.prefecture_id AND m.person_id = intent.person_id AND m.lifted_by IS NULL) THEN
    RAISE EXCEPTION 'quarantined' USING ERRCODE = 'P0002';
  END IF;
  -- A session may have committed without waiting for the disk; the record must outlive a crash before a value is seen.
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
OPENED = """  IF NOT walls.is_opened() THEN
    RAISE EXCEPTION 'restored, and not opened' USING ERRCODE = '55000';
  END IF;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_vault', '0013_mishaps'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptCount',
            fields=[
                ('prefecture_id', models.CharField(max_length=6, primary_key=True, serialize=False, verbose_name='都道府県')),
                ('counted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='数えた日時')),
                ('numbers', models.PositiveIntegerField(default=0, verbose_name='番号など')),
                ('answers', models.PositiveIntegerField(default=0, verbose_name='回答')),
                ('records', models.PositiveIntegerField(default=0, verbose_name='情報提供等記録')),
                ('overdue', models.PositiveIntegerField(default=0, verbose_name='廃棄の遅れ')),
            ],
            options={
                'verbose_name': '保存の数',
                'default_permissions': (),
            },
        ),
        migrations.RunSQL(FORWARD, BACK),
        migrations.RunSQL(DISCLOSE.format(more=OPENED), DISCLOSE.format(more="")),
    ]
