"""窓口に見せる照会結果: what was told through a link that was undone reads 未確認 at the counter too."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION walls.findings_at_counter(of_case uuid)
RETURNS TABLE (code varchar, verdict varchar, member_id uuid)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH own AS (
    SELECT id, prefecture_id FROM public.loans_application
    WHERE id = of_case AND municipal_council_id = walls.case_council_id()
  ), newest AS (
    SELECT asked.prefecture_id, asked.id FROM public.inquiry_desk_order asked
    JOIN own ON asked.prefecture_id = own.prefecture_id AND asked.case_id = own.id
    ORDER BY asked.written_at DESC, asked.id DESC LIMIT 1
  )
  SELECT finding.code, CASE WHEN EXISTS (
      -- Told through a link that was undone since: the counter learns that it is open again, and nothing else.
      SELECT FROM public.inquiry_desk_withdrawal undone
      WHERE undone.prefecture_id = newest.prefecture_id AND undone.order_id = newest.id AND undone.reason = 'UNLINKED'
        AND undone.number > finding.withdrawn_before
        AND (finding.member_id IS NULL OR undone.member_id = finding.member_id)
    ) THEN NULL ELSE finding.verdict END, finding.member_id
  FROM newest CROSS JOIN LATERAL (
    -- What was told anew stands in the place of what was told before.
    SELECT DISTINCT ON (told.code, told.member_id) told.* FROM public.inquiry_desk_finding told
    WHERE told.prefecture_id = newest.prefecture_id AND told.order_id = newest.id
    ORDER BY told.code, told.member_id, told.withdrawn_before DESC
  ) finding
  CROSS JOIN LATERAL (
    SELECT setting.value FROM public.councils_setting setting
    WHERE setting.prefecture_id = finding.prefecture_id AND setting.name = 'findings.at_counter.' || finding.code
      AND setting.confirmed_at IS NOT NULL AND setting.since <= walls.today()
    ORDER BY setting.since DESC, setting.id DESC LIMIT 1
  ) decided
  WHERE (decided.value IN ('true'::jsonb, '2'::jsonb) OR (decided.value = '1'::jsonb AND finding.verdict = 'NEAR'))
    -- What was told of somebody who was wrongly asked about is not to be used, and the household's with it.
    AND NOT EXISTS (
      SELECT FROM public.inquiry_desk_withdrawal gone
      WHERE gone.prefecture_id = newest.prefecture_id AND gone.order_id = newest.id AND gone.reason = 'REDO'
        AND (finding.member_id IS NULL OR gone.member_id = finding.member_id)
        AND NOT EXISTS (
          SELECT FROM public.inquiry_desk_withdrawal later
          WHERE later.prefecture_id = gone.prefecture_id AND later.order_id = gone.order_id
            AND later.member_id = gone.member_id AND later.number > gone.number AND later.reason <> 'UNLINKED'
        )
    )
$$;
"""
BACK = """
CREATE OR REPLACE FUNCTION walls.findings_at_counter(of_case uuid)
RETURNS TABLE (code varchar, verdict varchar, member_id uuid)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH own AS (
    SELECT id, prefecture_id FROM public.loans_application
    WHERE id = of_case AND municipal_council_id = walls.case_council_id()
  ), newest AS (
    SELECT asked.prefecture_id, asked.id FROM public.inquiry_desk_order asked
    JOIN own ON asked.prefecture_id = own.prefecture_id AND asked.case_id = own.id
    ORDER BY asked.written_at DESC, asked.id DESC LIMIT 1
  )
  SELECT finding.code, finding.verdict, finding.member_id FROM newest
  JOIN public.inquiry_desk_finding finding
    ON finding.prefecture_id = newest.prefecture_id AND finding.order_id = newest.id
  CROSS JOIN LATERAL (
    SELECT setting.value FROM public.councils_setting setting
    WHERE setting.prefecture_id = finding.prefecture_id AND setting.name = 'findings.at_counter.' || finding.code
      AND setting.confirmed_at IS NOT NULL AND setting.since <= walls.today()
    ORDER BY setting.since DESC, setting.id DESC LIMIT 1
  ) decided
  WHERE (decided.value IN ('true'::jsonb, '2'::jsonb) OR (decided.value = '1'::jsonb AND finding.verdict = 'NEAR'))
    -- What was told of somebody who was wrongly asked about is not to be used, and the household's with it.
    AND NOT EXISTS (
      SELECT FROM public.inquiry_desk_withdrawal gone
      WHERE gone.prefecture_id = newest.prefecture_id AND gone.order_id = newest.id AND gone.reason = 'REDO'
        AND (finding.member_id IS NULL OR gone.member_id = finding.member_id)
        AND NOT EXISTS (
          SELECT FROM public.inquiry_desk_withdrawal later
          WHERE later.prefecture_id = gone.prefecture_id AND later.order_id = gone.order_id
            AND later.member_id = gone.member_id AND later.number > gone.number
        )
    )
$$;
"""

class Migration(migrations.Migration):
    dependencies = [
        ("inquiry_desk", "0014_compo"),
        ("loans", "0015_use"),
    ]
    operations = [
        migrations.RunSQL(FORWARD, BACK),
    ]
