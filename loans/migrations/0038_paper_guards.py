"""書類: what a request for correction lets come and be struck, which numbers were looked for, and how many there are."""

from django.db import migrations, models

# A paper is sent after the case has left the counter where an open request takes papers, and then alone: while the
# case is with the reviewer. It is struck again while that request waits and nobody was told of it, by 進達 or answer.
GUARD_PAPER = """
CREATE OR REPLACE FUNCTION walls.guard_paper() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE whole record;
BEGIN
  SELECT state, forwarded_at INTO whole FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id;
  IF session_user = 'counter' AND TG_OP = 'INSERT' THEN
    NEW.created_at := clock_timestamp();
  END IF;
  IF session_user = 'counter' AND whole.state NOT IN ('draft', 'submitted', 'opinion_done', 'returned') AND NOT (
      whole.state IN ('received', 'inquiry', 'review')
      AND (TG_OP = 'INSERT' OR NEW.created_at > whole.forwarded_at)
      AND EXISTS (SELECT FROM public.loans_correction WHERE prefecture_id = NEW.prefecture_id
        AND application_id = NEW.application_id AND takes_papers AND state = 'open' AND created_at <= NEW.created_at)
      AND NOT EXISTS (SELECT FROM public.loans_correction WHERE prefecture_id = NEW.prefecture_id
        AND application_id = NEW.application_id AND takes_papers AND created_at <= NEW.created_at
        AND answered_at >= NEW.created_at)) THEN
    RAISE EXCEPTION 'the application has left the counter' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' AND session_user = 'counter' AND OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL THEN
    RAISE EXCEPTION 'what was withdrawn stays withdrawn' USING ERRCODE = '42501';
  END IF;
  NEW.is_forwarded := whole.forwarded_at IS NOT NULL;
  RETURN NEW;
END $$;
"""

GUARD_PAPER_BEFORE = """
CREATE OR REPLACE FUNCTION walls.guard_paper() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE whole record;
BEGIN
  SELECT state, forwarded_at INTO whole FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id;
  IF session_user = 'counter' AND whole.state NOT IN ('draft', 'submitted', 'opinion_done', 'returned')
     AND NOT (TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM public.loans_correction
       WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.application_id
         AND state = 'open' AND takes_papers)) THEN
    RAISE EXCEPTION 'the application has left the counter' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' AND session_user = 'counter' AND OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL THEN
    RAISE EXCEPTION 'what was withdrawn stays withdrawn' USING ERRCODE = '42501';
  END IF;
  NEW.is_forwarded := whole.forwarded_at IS NOT NULL;
  RETURN NEW;
END $$;
"""

# Of each number that this kind of paper may show somebody said that it is blacked out or not there; on an identity
# paper nobody says that twelve digits are no 個人番号; and a case has no more papers than can be looked through.
GUARD_MARKS = """
CREATE FUNCTION walls.check_marks(of_kind text, marks jsonb, is_vouched boolean) RETURNS void LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE rule record;
BEGIN
  SELECT blackout, is_identity INTO rule FROM public.loans_papertype
    WHERE code = of_kind AND valid_from <= walls.today() AND (valid_until IS NULL OR valid_until >= walls.today())
    ORDER BY valid_from DESC LIMIT 1;
  IF NOT FOUND AND of_kind <> 'PORTAL' THEN
    RAISE EXCEPTION 'no such kind of paper' USING ERRCODE = '42501';
  END IF;
  IF is_vouched AND coalesce(rule.is_identity, true) THEN
    RAISE EXCEPTION 'twelve digits on this paper are never another number' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT FROM unnest(rule.blackout) AS mark
      WHERE coalesce(marks ->> mark, '') NOT IN ('blacked', 'absent')) THEN
    RAISE EXCEPTION 'nobody looked for a number on this paper' USING ERRCODE = '42501';
  END IF;
END $$;
CREATE FUNCTION walls.guard_marks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM walls.check_marks(NEW.kind, NEW.marks, NEW.is_vouched);
  IF (SELECT count(*) FROM public.loans_document WHERE prefecture_id = NEW.prefecture_id
      AND application_id = NEW.application_id AND removed_at IS NULL) >= 300 THEN
    RAISE EXCEPTION 'this case has too many papers' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_marks BEFORE INSERT ON loans_document FOR EACH ROW EXECUTE FUNCTION walls.guard_marks();
REVOKE EXECUTE ON FUNCTION walls.check_marks(text, jsonb, boolean), walls.guard_marks() FROM PUBLIC;

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
"""

GUARD_MARKS_BEFORE = """
CREATE OR REPLACE FUNCTION walls.retype_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_document SET kind = NEW.after
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.application_id AND id = NEW.document_id
      AND kind = NEW.before AND removed_at IS NULL AND 'PORTAL' NOT IN (NEW.before, NEW.after);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such paper of this kind' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER guard_marks ON loans_document;
DROP FUNCTION walls.guard_marks(), walls.check_marks(text, jsonb, boolean);
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0037_money")]

    operations = [
        migrations.AddField(
            model_name="retyping",
            name="issued_on",
            field=models.DateField(null=True, verbose_name="発行日"),
        ),
        migrations.RunSQL(GUARD_PAPER, GUARD_PAPER_BEFORE),
        migrations.RunSQL(GUARD_MARKS, GUARD_MARKS_BEFORE),
    ]
