"""照会結果 that goes with an undone link reads 未確認 at the counter too; and マイナポータル results are papers of the case."""

import django.db.models.deletion
from django.db import migrations, models

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

OF_MEMBER = """
ALTER TABLE loans_document ADD CONSTRAINT document_of_member
  FOREIGN KEY (prefecture_id, municipal_council_id, member_id)
  REFERENCES loans_member (prefecture_id, municipal_council_id, id);
"""
NOT_OF_MEMBER = "ALTER TABLE loans_document DROP CONSTRAINT document_of_member"


class Migration(migrations.Migration):
    dependencies = [
        ("inquiry_desk", "0013_roads"),
        ("loans", "0015_use"),
    ]
    operations = [
        migrations.RunSQL(FORWARD, BACK),
        migrations.AddField(
            model_name="document",
            name="obtained_on",
            field=models.DateField(null=True, verbose_name="ご本人の取得日"),
        ),
        migrations.AddField(
            model_name="document",
            name="member",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="own_results",
                to="loans.member",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "PORTAL"), ("member__isnull", False), ("obtained_on__isnull", False)),
                    models.Q(
                        models.Q(("kind", "PORTAL"), _negated=True),
                        ("member__isnull", True),
                        ("obtained_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="document_of_portal_has_its_origin",
            ),
        ),
        migrations.RunSQL(OF_MEMBER, NOT_OF_MEMBER),
    ]
