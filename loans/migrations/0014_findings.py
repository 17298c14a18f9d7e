"""窓口に見せる照会結果: of an own case, and no more than the prefecture's setting says."""

from django.db import migrations

# Nothing of the slip is granted to the counter. This function gives it the findings of the newest order of one of its own
# council's cases, each only where the prefecture has decided so; without a decision in force: nothing. A setting of 1 is
# the signal alone: that something is near its limit, and nothing where it is not. No version of a rule and no time goes out.
FORWARD = """
CREATE FUNCTION walls.findings_at_counter(of_case uuid)
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
REVOKE EXECUTE ON FUNCTION walls.findings_at_counter(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.findings_at_counter(uuid) TO counter;
"""
BACK = "DROP FUNCTION walls.findings_at_counter(uuid)"


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0005_administration"),
        ("inquiry_desk", "0012_findings"),
        ("loans", "0008_plan"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACK)]
