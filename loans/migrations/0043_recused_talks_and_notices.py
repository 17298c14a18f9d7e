"""忌避 covers the talk that a case came from; a promise is called to mind once; a mail that is refused is given up."""

import django.db.models.deletion
from django.db import migrations, models

RECUSED = """
CREATE OR REPLACE FUNCTION walls.guard_recused() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whole uuid;
  talk uuid;
BEGIN
  IF TG_TABLE_NAME = 'loans_application' THEN
    whole := NEW.id;
  ELSIF TG_TABLE_NAME = 'loans_signature' THEN
    SELECT application_id INTO whole FROM public.loans_review
      WHERE prefecture_id = NEW.prefecture_id AND id = NEW.review_id;
  ELSIF TG_TABLE_NAME = 'loans_consultation' THEN
    talk := NEW.id;
  ELSIF TG_TABLE_NAME IN ('loans_visit', 'loans_referral') THEN
    talk := NEW.consultation_id;
  ELSE
    whole := NEW.application_id;
    IF TG_TABLE_NAME IN ('loans_memo', 'loans_paperorigin') THEN
      talk := NEW.consultation_id;
    END IF;
  END IF;
  IF EXISTS (SELECT 1 FROM public.loans_recusal WHERE prefecture_id = NEW.prefecture_id AND application_id = whole
      AND staff_id = walls.staff_id() AND lifted_at IS NULL) THEN
    RAISE EXCEPTION 'keeps off this case' USING ERRCODE = '42501';
  END IF;
  IF talk IS NOT NULL AND EXISTS (SELECT 1 FROM public.loans_application came JOIN public.loans_recusal kept
      ON kept.prefecture_id = came.prefecture_id AND kept.application_id = came.id
      WHERE came.prefecture_id = NEW.prefecture_id AND came.consultation_id = talk
        AND kept.staff_id = walls.staff_id() AND kept.lifted_at IS NULL) THEN
    RAISE EXCEPTION 'keeps off this case' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['consultation', 'visit', 'referral'] LOOP
    EXECUTE format('CREATE TRIGGER recused AFTER INSERT OR UPDATE ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_recused()', 'loans_' || name);
  END LOOP;
END $$;
"""
RECUSED_BACK = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['consultation', 'visit', 'referral'] LOOP
    EXECUTE format('DROP TRIGGER recused ON %I', 'loans_' || name);
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION walls.guard_recused() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE whole uuid;
BEGIN
  IF TG_TABLE_NAME = 'loans_application' THEN
    whole := NEW.id;
  ELSIF TG_TABLE_NAME = 'loans_signature' THEN
    SELECT application_id INTO whole FROM public.loans_review
      WHERE prefecture_id = NEW.prefecture_id AND id = NEW.review_id;
  ELSE
    whole := NEW.application_id;
  END IF;
  IF EXISTS (SELECT 1 FROM public.loans_recusal WHERE prefecture_id = NEW.prefecture_id AND application_id = whole
      AND staff_id = walls.staff_id() AND lifted_at IS NULL) THEN
    RAISE EXCEPTION 'keeps off this case' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
"""

NOTICES = """
ALTER TABLE loans_notice ADD CONSTRAINT notice_of_memo
  FOREIGN KEY (prefecture_id, municipal_council_id, memo_id)
  REFERENCES loans_memo (prefecture_id, municipal_council_id, id);
CREATE OR REPLACE FUNCTION walls.guard_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.read_at := coalesce(OLD.read_at, clock_timestamp());
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM walls.talkers(NEW.application_id) people WHERE people.staff_id = NEW.staff_id) THEN
    RAISE EXCEPTION 'not of this case' USING ERRCODE = '42501';
  END IF;
  IF NEW.kind = 'promise' AND NOT EXISTS (SELECT 1 FROM public.loans_memo WHERE prefecture_id = NEW.prefecture_id
      AND id = NEW.memo_id AND application_id = NEW.application_id AND taken_by = NEW.staff_id AND kept_at IS NULL
      AND promised_on <= walls.today()) THEN
    RAISE EXCEPTION 'nothing is promised until today' USING ERRCODE = '42501';
  END IF;
  NEW.read_at := NULL;
  NEW.created_at := clock_timestamp();
  NEW.told_name := coalesce((SELECT name FROM public.councils_staff WHERE id = walls.staff_id()), '');
  SELECT forwarded_at IS NOT NULL INTO STRICT NEW.is_forwarded FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id;
  RETURN NEW;
END $$;
"""
NOTICES_BACK = """
CREATE OR REPLACE FUNCTION walls.guard_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.read_at := coalesce(OLD.read_at, clock_timestamp());
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM walls.talkers(NEW.application_id) people WHERE people.staff_id = NEW.staff_id) THEN
    RAISE EXCEPTION 'not of this case' USING ERRCODE = '42501';
  END IF;
  NEW.read_at := NULL;
  NEW.created_at := clock_timestamp();
  NEW.told_name := coalesce((SELECT name FROM public.councils_staff WHERE id = walls.staff_id()), '');
  SELECT forwarded_at IS NOT NULL INTO STRICT NEW.is_forwarded FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id;
  RETURN NEW;
END $$;
ALTER TABLE loans_notice DROP CONSTRAINT notice_of_memo;
"""

MAILS = """
GRANT UPDATE (refusals, refused_at) ON loans_mailchoice TO office;
CREATE OR REPLACE FUNCTION walls.ring_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.councils_outboxrow (prefecture_id, kind, key, subject_id, attempts, trouble)
    SELECT NEW.prefecture_id, 'mail_notices', NEW.id::text, choice.id, 0, '' FROM public.loans_mailchoice choice
    WHERE choice.prefecture_id = NEW.prefecture_id AND choice.staff_id = NEW.staff_id AND choice.is_wanted
      AND choice.refused_at IS NULL
    ON CONFLICT DO NOTHING;
  IF FOUND THEN
    PERFORM pg_notify('notices', NEW.prefecture_id);
  END IF;
  RETURN NULL;
END $$;
-- Whoever chooses anew, another address or the same, is written to again.
CREATE FUNCTION walls.choose_mail() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.refusals := 0;
  NEW.refused_at := NULL;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.choose_mail() FROM PUBLIC;
CREATE TRIGGER choose BEFORE INSERT OR UPDATE OF address, is_wanted ON loans_mailchoice FOR EACH ROW
  EXECUTE FUNCTION walls.choose_mail();
"""
MAILS_BACK = """
DROP TRIGGER choose ON loans_mailchoice;
DROP FUNCTION walls.choose_mail();
CREATE OR REPLACE FUNCTION walls.ring_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.councils_outboxrow (prefecture_id, kind, key, subject_id, attempts, trouble)
    SELECT NEW.prefecture_id, 'mail_notices', NEW.id::text, choice.id, 0, '' FROM public.loans_mailchoice choice
    WHERE choice.prefecture_id = NEW.prefecture_id AND choice.staff_id = NEW.staff_id AND choice.is_wanted
    ON CONFLICT DO NOTHING;
  IF FOUND THEN
    PERFORM pg_notify('notices', NEW.prefecture_id);
  END IF;
  RETURN NULL;
END $$;
REVOKE UPDATE (refusals, refused_at) ON loans_mailchoice FROM office;
"""


class Migration(migrations.Migration):

    dependencies = [("loans", "0042_returns_held")]

    operations = [
        migrations.RunSQL(RECUSED, RECUSED_BACK),
        migrations.AddField(
            model_name="notice",
            name="memo",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="loans.memo",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("prefecture", "memo"), name="notice_of_a_promise_once"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("memo__isnull", True), ("kind", "promise"), _connector="OR"),
                name="notice_of_a_memo_is_a_promise",
            ),
        ),
        migrations.RunSQL(NOTICES, NOTICES_BACK),
        migrations.AddField(
            model_name="mailchoice",
            name="refusals",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="続けて断られた回数"),
        ),
        migrations.AddField(
            model_name="mailchoice",
            name="refused_at",
            field=models.DateTimeField(null=True, verbose_name="届かなかった日時"),
        ),
        migrations.RunSQL(MAILS, MAILS_BACK),
    ]
