"""再照会: a second order about a person needs a reason where the household is another."""

from django.db import migrations, models


FORWARD = """
-- 再照会: the same person with another household within thirty days is asked about for a reason alone, whoever writes the
-- order: an income limit could be found out with one member more or less (walls.md §5).
CREATE FUNCTION walls.guard_subjects() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
REVOKE EXECUTE ON FUNCTION walls.guard_subjects() FROM PUBLIC;
CREATE TRIGGER repeats AFTER INSERT ON inquiry_desk_subject REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION walls.guard_subjects();
"""

BACK = """
DROP TRIGGER repeats ON inquiry_desk_subject;
DROP FUNCTION walls.guard_subjects();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_desk', '0002_walls'),
    ]

    operations = [
        migrations.AddField(
            model_name='order',
            name='repeat_reason',
            field=models.CharField(blank=True, choices=[('CORRECTED', '世帯の記入が誤っていた'), ('MOVED', '世帯に異動があった（転入・転出・出生など）'), ('OTHER_LOAN', '別の申込みで、世帯が異なる'), ('PROVIDER_ASKED', '照会先から確認を求められた')], max_length=20, verbose_name='再照会の理由'),
        ),
        migrations.AddIndex(
            model_name='subject',
            index=models.Index(fields=['prefecture_id', 'kana', 'born'], name='subject_by_person'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('repeat_reason__in', ['', 'CORRECTED', 'MOVED', 'OTHER_LOAN', 'PROVIDER_ASKED'])), name='order_repeats_by_code'),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
