"""What a look of the worker reads is bounded: by a mark of what was heard, and by indexes that start with the tenant."""

import zoneinfo

from django.db import migrations, models
from django.db.models.functions import TruncDate

HEARD = """
ALTER TABLE inquiry_vault_heard ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON inquiry_vault_heard TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY worker_rows ON inquiry_vault_heard TO gate_worker
  USING (prefecture_id = (SELECT walls.case_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT, INSERT, UPDATE (departures_at, protections_at, closings_at) ON inquiry_vault_heard TO gate_worker;
GRANT UPDATE (protected_at) ON inquiry_vault_takenorder TO gate_worker;
"""
HEARD_BACK = """
REVOKE UPDATE (protected_at) ON inquiry_vault_takenorder FROM gate_worker;
REVOKE ALL ON inquiry_vault_heard FROM gate_worker;
DROP POLICY worker_rows ON inquiry_vault_heard;
DROP POLICY owner_rows ON inquiry_vault_heard;
"""
FILES = "GRANT UPDATE (removed_at) ON inquiry_vault_requestfile TO gate_worker;"
FILES_BACK = "REVOKE UPDATE (removed_at) ON inquiry_vault_requestfile FROM gate_worker;"

# What may still be seen cannot be judged yet: the same 30 minutes as in walls.open_intent.
REVIEW = """
CREATE OR REPLACE FUNCTION walls.guard_emergency() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who bigint := walls.staff_id();
BEGIN
  IF session_user <> 'gate' OR NEW IS NOT DISTINCT FROM OLD THEN
    RETURN NEW;
  END IF;
  IF (NEW.allowed_by, NEW.refused_by) IS DISTINCT FROM (OLD.allowed_by, OLD.refused_by) AND (
      OLD.allowed_by IS NOT NULL OR OLD.refused_by IS NOT NULL OR coalesce(NEW.allowed_by, NEW.refused_by) <> who
      OR walls.case_prefecture_id() IS NULL) THEN
    RAISE EXCEPTION 'not to be allowed' USING ERRCODE = '42501';
  END IF;
  IF (NEW.reviewed_by, NEW.review) IS DISTINCT FROM (OLD.reviewed_by, OLD.review) AND (
      OLD.reviewed_by IS NOT NULL OR NEW.reviewed_by IS DISTINCT FROM who OR walls.trail_prefecture_id() IS NULL) THEN
    RAISE EXCEPTION 'not to be reviewed' USING ERRCODE = '42501';
  END IF;
{more}  NEW.allowed_at := CASE WHEN OLD.allowed_by IS NOT NULL THEN OLD.allowed_at
    WHEN NEW.allowed_by IS NOT NULL THEN clock_timestamp() END;
  NEW.refused_at := CASE WHEN OLD.refused_by IS NOT NULL THEN OLD.refused_at
    WHEN NEW.refused_by IS NOT NULL THEN clock_timestamp() END;
  NEW.reviewed_at := CASE WHEN NEW.reviewed_by IS NOT NULL THEN clock_timestamp() END;
  RETURN NEW;
END $$;
"""
STILL_OPEN = """  IF NEW.reviewed_by IS DISTINCT FROM OLD.reviewed_by
      AND OLD.allowed_at + interval '30 minutes' > clock_timestamp() THEN
    RAISE EXCEPTION 'still open' USING ERRCODE = '42501';
  END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_vault", "0020_many_at_once")]
    operations = [
        migrations.CreateModel(
            name="Heard",
            fields=[
                (
                    "prefecture_id",
                    models.CharField(max_length=6, primary_key=True, serialize=False, verbose_name="都道府県"),
                ),
                ("departures_at", models.DateTimeField(null=True, verbose_name="異動・退職")),
                ("protections_at", models.DateTimeField(null=True, verbose_name="支援措置の連絡")),
                ("closings_at", models.DateTimeField(null=True, verbose_name="案件終了")),
            ],
            options={"verbose_name": "聞いたところ", "default_permissions": ()},
        ),
        migrations.AddField(
            model_name="takenorder",
            name="protected_at",
            field=models.DateTimeField(null=True, verbose_name="支援措置の反映日時"),
        ),
        migrations.AddIndex(
            model_name="takenorder",
            index=models.Index(fields=["prefecture_id", "created_at"], name="taken_order_by_taking"),
        ),
        migrations.AddIndex(
            model_name="takenorder",
            index=models.Index(
                condition=models.Q(protected_at__isnull=False),
                fields=["prefecture_id", "protected_at"],
                name="taken_order_protected_late",
            ),
        ),
        migrations.AddIndex(
            model_name="takenorder",
            index=models.Index(
                condition=models.Q(is_nondisclosure=True, closed_at__isnull=True),
                fields=["prefecture_id"],
                name="taken_order_protected_open",
            ),
        ),
        migrations.AddIndex(
            model_name="takenorder",
            index=models.Index(
                condition=models.Q(closed_at__isnull=True),
                fields=["prefecture_id", "is_urgent", "ordered_at", "id"],
                name="taken_order_of_day",
            ),
        ),
        migrations.AddIndex(
            model_name="takenorder",
            index=models.Index(
                condition=models.Q(closed_at__isnull=False),
                fields=["prefecture_id", "-ordered_at", "id"],
                name="taken_order_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(link__in=["needs_person", "proposed", "unknown"]),
                fields=["prefecture_id", "order"],
                name="person_to_confirm",
            ),
        ),
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(
                condition=models.Q(state__in=["unknown", "stopped", "failed"], settlement=""),
                fields=["prefecture_id", "order"],
                name="inquiry_undecided",
            ),
        ),
        migrations.AddField(
            model_name="requestfile",
            name="removed_at",
            field=models.DateTimeField(null=True, verbose_name="ファイルの削除日時"),
        ),
        migrations.AddConstraint(
            model_name="requestfile",
            constraint=models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True) | models.Q(state="ready"),
                name="request_file_removed_once_made",
            ),
        ),
        migrations.AddIndex(
            model_name="requestfile",
            index=models.Index(
                condition=models.Q(removed_at__isnull=True, state="ready"),
                fields=["prefecture_id", "created_at"],
                name="request_file_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="mishap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    known_on__lte=TruncDate("created_at", tzinfo=zoneinfo.ZoneInfo("Asia/Tokyo"))
                ),
                name="mishap_known_by_its_day",
            ),
        ),
        migrations.RunSQL(REVIEW.format(more=STILL_OPEN), REVIEW.format(more="")),
        migrations.RunSQL(FILES, FILES_BACK),
        migrations.RunSQL(HEARD, HEARD_BACK),
    ]
