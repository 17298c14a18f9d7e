"""再照会: the days stand in one table, of two orders at once the second is compared too, and so is what they ask."""

from django.db import migrations, models

FORWARD = """
ALTER TABLE inquiry_desk_repeatterm ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON inquiry_desk_repeatterm TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reference_rows ON inquiry_desk_repeatterm FOR SELECT TO office USING (true);
GRANT SELECT ON inquiry_desk_repeatterm TO office;
INSERT INTO inquiry_desk_repeatterm (since, days, source)
  VALUES ('2026-04-01', 30, '公表された数値はありません。導入する県との取決めによります。');

-- In force today; before the first term, the first.
CREATE FUNCTION walls.repeat_days() RETURNS integer LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(
    (SELECT days FROM public.inquiry_desk_repeatterm
      WHERE since <= (statement_timestamp() AT TIME ZONE 'Asia/Tokyo')::date ORDER BY since DESC LIMIT 1),
    (SELECT days FROM public.inquiry_desk_repeatterm ORDER BY since LIMIT 1))::integer $$;

-- Whoever orders about a person waits for another order of this moment about the same one: of two that do not see each
-- other neither would be a second. In one order for everybody; until the transaction ends.
CREATE FUNCTION walls.hold_persons(kana text[], born text[]) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(each.key) FROM (
    SELECT DISTINCT hashtextextended(walls.case_prefecture_id() || '|' || person.kana || '|' || person.born, 0) AS key
      FROM unnest(kana, born) AS person (kana, born) ORDER BY key) each;
END $$;

-- 再照会: the same person within these days with another household, or for another purpose, on another basis or about
-- other kinds of information, is asked about for a reason alone, whoever writes the order: an income limit could be found
-- out with one member more or less, or by another rule (walls.md §5).
CREATE OR REPLACE FUNCTION walls.guard_subjects() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM walls.hold_persons(array_agg(kana::text), array_agg(born::text)) FROM fresh;
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT prefecture_id, order_id FROM fresh) touched
      JOIN public.inquiry_desk_order now_asked ON now_asked.prefecture_id = touched.prefecture_id
        AND now_asked.id = touched.order_id AND now_asked.repeat_reason = ''
      JOIN public.inquiry_desk_subject mine ON mine.prefecture_id = now_asked.prefecture_id
        AND mine.order_id = now_asked.id
      JOIN public.inquiry_desk_subject theirs ON theirs.prefecture_id = mine.prefecture_id AND theirs.kana = mine.kana
        AND theirs.born = mine.born AND theirs.order_id <> mine.order_id
      JOIN public.inquiry_desk_order earlier ON earlier.prefecture_id = theirs.prefecture_id
        AND earlier.id = theirs.order_id
        AND earlier.written_at > statement_timestamp() - walls.repeat_days() * interval '1 day'
    WHERE earlier.purpose <> now_asked.purpose OR earlier.legal_basis <> now_asked.legal_basis
      OR NOT (mine.kinds @> theirs.kinds AND mine.kinds <@ theirs.kinds)
      OR (SELECT array_agg(DISTINCT each.kana || '|' || each.born) FROM public.inquiry_desk_subject each
             WHERE each.prefecture_id = mine.prefecture_id AND each.order_id = mine.order_id)
      <> (SELECT array_agg(DISTINCT each.kana || '|' || each.born) FROM public.inquiry_desk_subject each
             WHERE each.prefecture_id = theirs.prefecture_id AND each.order_id = theirs.order_id)) THEN
    RAISE EXCEPTION 'asked about otherwise lately' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;

-- The days are counted from when the database took it: one that said an earlier time would not be found again.
CREATE FUNCTION walls.stamp_order() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.written_at := statement_timestamp();
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.repeat_days(), walls.hold_persons(text[], text[]), walls.stamp_order() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.repeat_days(), walls.hold_persons(text[], text[]) TO office;
CREATE TRIGGER stamp BEFORE INSERT ON inquiry_desk_order FOR EACH ROW EXECUTE FUNCTION walls.stamp_order();
"""

BACK = """
DROP TRIGGER stamp ON inquiry_desk_order;
CREATE OR REPLACE FUNCTION walls.guard_subjects() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT prefecture_id, order_id FROM fresh) touched
      JOIN public.inquiry_desk_order now_asked ON now_asked.prefecture_id = touched.prefecture_id
        AND now_asked.id = touched.order_id AND now_asked.repeat_reason = ''
      JOIN public.inquiry_desk_subject mine ON mine.prefecture_id = now_asked.prefecture_id
        AND mine.order_id = now_asked.id
      JOIN public.inquiry_desk_subject theirs ON theirs.prefecture_id = mine.prefecture_id AND theirs.kana = mine.kana
        AND theirs.born = mine.born AND theirs.order_id <> mine.order_id
      JOIN public.inquiry_desk_order earlier ON earlier.prefecture_id = theirs.prefecture_id
        AND earlier.id = theirs.order_id AND earlier.written_at > statement_timestamp() - interval '30 days'
    WHERE (SELECT array_agg(DISTINCT each.kana || '|' || each.born) FROM public.inquiry_desk_subject each
             WHERE each.prefecture_id = mine.prefecture_id AND each.order_id = mine.order_id)
      <> (SELECT array_agg(DISTINCT each.kana || '|' || each.born) FROM public.inquiry_desk_subject each
             WHERE each.prefecture_id = theirs.prefecture_id AND each.order_id = theirs.order_id)) THEN
    RAISE EXCEPTION 'asked about otherwise within thirty days' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
DROP FUNCTION walls.stamp_order(), walls.hold_persons(text[], text[]), walls.repeat_days();
DROP POLICY reference_rows ON inquiry_desk_repeatterm;
REVOKE ALL ON inquiry_desk_repeatterm FROM office;
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_desk", "0004_departures")]

    operations = [
        migrations.CreateModel(
            name="RepeatTerm",
            fields=[
                ("since", models.DateField(primary_key=True, serialize=False, verbose_name="適用日")),
                ("days", models.PositiveSmallIntegerField(verbose_name="日数")),
                ("source", models.CharField(max_length=200, verbose_name="根拠")),
            ],
            options={
                "verbose_name": "再照会に理由が要る日数",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1), ("days__lte", 366)), name="repeat_term_is_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="repeat_term_has_a_source"
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="order", name="order_repeats_by_code"),
        migrations.AlterField(
            model_name="order",
            name="repeat_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("CORRECTED", "世帯の記入が誤っていた"),
                    ("MOVED", "世帯に異動があった（転入・転出・出生など）"),
                    ("OTHER_LOAN", "別の申込みで、世帯が異なる"),
                    ("OTHER_QUESTION", "照会の目的や、照会する情報が異なる"),
                    ("PROVIDER_ASKED", "照会先から確認を求められた"),
                ],
                max_length=20,
                verbose_name="再照会の理由",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("repeat_reason__in", ["", "CORRECTED", "MOVED", "OTHER_LOAN", "OTHER_QUESTION", "PROVIDER_ASKED"])
                ),
                name="order_repeats_by_code",
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
