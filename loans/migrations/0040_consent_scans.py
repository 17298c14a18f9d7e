"""署名した同意書: the scan says which consent of the same case it proves, until it is called something else."""

import django.db.models.deletion
from django.db import migrations, models

OF_CONSENT = """
ALTER TABLE loans_document ADD CONSTRAINT document_of_consent
  FOREIGN KEY (prefecture_id, municipal_council_id, consent_id)
  REFERENCES loans_consent (prefecture_id, municipal_council_id, id);

CREATE FUNCTION walls.guard_scan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.loans_consent WHERE prefecture_id = NEW.prefecture_id AND id = NEW.consent_id
      AND application_id = NEW.application_id AND way = 'paper') THEN
    RAISE EXCEPTION 'no consent on paper in this case' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_scan BEFORE INSERT ON loans_document FOR EACH ROW
  WHEN (NEW.consent_id IS NOT NULL) EXECUTE FUNCTION walls.guard_scan();
REVOKE EXECUTE ON FUNCTION walls.guard_scan() FROM PUBLIC;

CREATE OR REPLACE FUNCTION walls.retype_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE paper record;
BEGIN
  UPDATE public.loans_document SET kind = NEW.after, issued_on = coalesce(NEW.issued_on, issued_on),
      consent_id = CASE WHEN NEW.after = 'CONSENT_PAPER' THEN consent_id END
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.application_id AND id = NEW.document_id
      AND kind = NEW.before AND removed_at IS NULL AND 'PORTAL' NOT IN (NEW.before, NEW.after)
    RETURNING marks, is_vouched INTO paper;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such paper of this kind' USING ERRCODE = '42501';
  END IF;
  PERFORM walls.check_marks(NEW.after, paper.marks, paper.is_vouched);
  RETURN NULL;
END $$;
"""

BACK = """
CREATE OR REPLACE FUNCTION walls.retype_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE paper record;
BEGIN
  UPDATE public.loans_document SET kind = NEW.after, issued_on = coalesce(NEW.issued_on, issued_on)
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.application_id AND id = NEW.document_id
      AND kind = NEW.before AND removed_at IS NULL AND 'PORTAL' NOT IN (NEW.before, NEW.after)
    RETURNING marks, is_vouched INTO paper;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such paper of this kind' USING ERRCODE = '42501';
  END IF;
  PERFORM walls.check_marks(NEW.after, paper.marks, paper.is_vouched);
  RETURN NULL;
END $$;
DROP TRIGGER guard_scan ON loans_document;
DROP FUNCTION walls.guard_scan();
ALTER TABLE loans_document DROP CONSTRAINT document_of_consent;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0039_corrections_end")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="consent",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scans",
                to="loans.consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("consent__isnull", True), ("kind", "CONSENT_PAPER"), _connector="OR"),
                name="document_proves_a_consent_as_its_paper",
            ),
        ),
        migrations.RunSQL(OF_CONSENT, BACK),
    ]
