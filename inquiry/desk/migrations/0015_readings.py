"""再照会: a person is the same with and without the space in the reading; and the times of the slip are the database's."""

from django.db import migrations, models
from django.db.models import F, Func, Value

# ミホン　ハナコ and ミホンハナコ: whoever leaves the space out asks about the same person.
_BARE = "translate({}, U&' \\3000', '')"

PERSONS = """
CREATE OR REPLACE FUNCTION walls.hold_persons(kana text[], born text[]) RETURNS void LANGUAGE plpgsql VOLATILE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(each.key) FROM (
    SELECT DISTINCT hashtextextended(walls.case_prefecture_id() || '|' || {person} || '|' || person.born, 0) AS key
      FROM unnest(kana, born) AS person (kana, born) ORDER BY key) each;
END $$;
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
      JOIN public.inquiry_desk_subject theirs ON theirs.prefecture_id = mine.prefecture_id
        AND {theirs} = {mine} AND theirs.born = mine.born AND theirs.order_id <> mine.order_id
      JOIN public.inquiry_desk_order earlier ON earlier.prefecture_id = theirs.prefecture_id
        AND earlier.id = theirs.order_id
        AND earlier.written_at > statement_timestamp() - walls.repeat_days() * interval '1 day'
    WHERE earlier.purpose <> now_asked.purpose OR earlier.legal_basis <> now_asked.legal_basis
      OR NOT (mine.kinds @> theirs.kinds AND mine.kinds <@ theirs.kinds)
      OR (SELECT array_agg(DISTINCT {each} || '|' || each.born) FROM public.inquiry_desk_subject each
             WHERE each.prefecture_id = mine.prefecture_id AND each.order_id = mine.order_id)
      <> (SELECT array_agg(DISTINCT {each} || '|' || each.born) FROM public.inquiry_desk_subject each
             WHERE each.prefecture_id = theirs.prefecture_id AND each.order_id = theirs.order_id)) THEN
    RAISE EXCEPTION 'asked about otherwise lately' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
"""


def _persons(form: str) -> str:
    return PERSONS.format(**{name: form.format(f"{name}.kana") for name in ("person", "theirs", "mine", "each")})


# A closing counts for the orders before it, a flag likewise: whoever chose the time chose the orders.
STAMPS = """
CREATE TRIGGER stamp BEFORE INSERT ON inquiry_desk_closing FOR EACH ROW EXECUTE FUNCTION walls.stamp_order();
CREATE TRIGGER stamp BEFORE INSERT ON inquiry_desk_protection FOR EACH ROW EXECUTE FUNCTION walls.stamp_order();
"""
STAMPS_BACK = """
DROP TRIGGER stamp ON inquiry_desk_protection;
DROP TRIGGER stamp ON inquiry_desk_closing;
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_desk", "0014_reasons")]
    operations = [
        migrations.RemoveIndex(model_name="subject", name="subject_by_person"),
        migrations.AddIndex(
            model_name="subject",
            index=models.Index(
                F("prefecture_id"),
                Func(F("kana"), Value(" \u3000"), Value(""), function="translate", output_field=models.TextField()),
                F("born"),
                name="subject_by_person",
            ),
        ),
        migrations.RunSQL(_persons(_BARE), _persons("{}")),
        migrations.RunSQL(STAMPS, STAMPS_BACK),
    ]
