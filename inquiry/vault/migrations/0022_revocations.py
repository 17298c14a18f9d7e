"""同意の取消し: about whom a consent was taken back nothing more is asked, whoever asks."""

from django.db import migrations, models

FORWARD = """
GRANT UPDATE (revocations_at) ON inquiry_vault_heard TO gate_worker;
GRANT UPDATE (revoked_at) ON inquiry_vault_person TO gate_worker;

CREATE FUNCTION walls.guard_revoked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.inquiry_vault_person WHERE prefecture_id = NEW.prefecture_id AND id = NEW.person_id
      AND revoked_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the consent was taken back' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_revoked() FROM PUBLIC;
-- After the policies: whose rows they are is asked first.
CREATE TRIGGER revoked AFTER INSERT ON inquiry_vault_inquiry FOR EACH ROW EXECUTE FUNCTION walls.guard_revoked();
CREATE TRIGGER revoked_before_sent AFTER UPDATE OF state ON inquiry_vault_inquiry FOR EACH ROW
  WHEN (NEW.state = 'sent' AND OLD.state <> 'sent') EXECUTE FUNCTION walls.guard_revoked();

-- Once taken back, taken back: an order that comes later has persons of its own.
CREATE FUNCTION walls.keep_revoked() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at THEN
    RAISE EXCEPTION 'what was taken back stays so' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.keep_revoked() FROM PUBLIC;
CREATE TRIGGER keep_revoked BEFORE UPDATE OF revoked_at ON inquiry_vault_person FOR EACH ROW
  EXECUTE FUNCTION walls.keep_revoked();
"""
BACK = """
DROP TRIGGER keep_revoked ON inquiry_vault_person;
DROP TRIGGER revoked_before_sent ON inquiry_vault_inquiry;
DROP TRIGGER revoked ON inquiry_vault_inquiry;
DROP FUNCTION walls.keep_revoked(), walls.guard_revoked();
REVOKE UPDATE (revoked_at) ON inquiry_vault_person FROM gate_worker;
REVOKE UPDATE (revocations_at) ON inquiry_vault_heard FROM gate_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_vault", "0021_heard")]
    operations = [
        migrations.AddField(
            model_name="heard",
            name="revocations_at",
            field=models.DateTimeField(null=True, verbose_name="同意の取消しの連絡"),
        ),
        migrations.AddField(
            model_name="person",
            name="revoked_at",
            field=models.DateTimeField(null=True, verbose_name="同意の取消しの反映日時"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(revoked_at__isnull=False), fields=["prefecture_id", "order"], name="person_revoked"
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
