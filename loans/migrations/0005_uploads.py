"""書類の確認. Files stay in quarantine until the office's worker has checked them and written them anew."""

import django.db.models.deletion
from django.db import migrations, models

# A file that is there already is of yesterday: it goes into quarantine, and the worker checks it like any other.
INTO_QUARANTINE = """
INSERT INTO loans_arrival (document_id, prefecture_id, municipal_council_id, content)
  SELECT id, prefecture_id, municipal_council_id, content FROM loans_document WHERE content IS NOT NULL;
INSERT INTO councils_outboxrow (prefecture_id, kind, key, subject_id, attempts, trouble)
  SELECT prefecture_id, 'check_document', document_id::text, document_id, 0, '' FROM loans_arrival;
UPDATE loans_document SET content = NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""
OUT_OF_QUARANTINE = """
UPDATE loans_document SET content = arrival.content FROM loans_arrival arrival
  WHERE arrival.document_id = loans_document.id AND loans_document.content IS NULL;
UPDATE loans_document SET content = '' WHERE content IS NULL;
DELETE FROM councils_outboxrow WHERE kind = 'check_document';
DELETE FROM loans_arrival;
"""

WALLS = """
ALTER TABLE loans_arrival ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_arrival TO CURRENT_USER USING (true) WITH CHECK (true);
-- The counter puts a file in and never sees it again; nobody at the office but its worker sees it at all.
CREATE POLICY counter_rows ON loans_arrival FOR INSERT TO counter
  WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()));
CREATE POLICY system_rows ON loans_arrival TO office
  USING (prefecture_id = (SELECT walls.system_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.system_prefecture_id()));
GRANT INSERT ON loans_arrival TO counter;
GRANT SELECT, DELETE ON loans_arrival TO office;
ALTER TABLE loans_arrival ADD CONSTRAINT arrival_council_of_prefecture
  FOREIGN KEY (prefecture_id, municipal_council_id) REFERENCES councils_council (prefecture_id, code);
ALTER TABLE loans_arrival ADD CONSTRAINT arrival_of_document
  FOREIGN KEY (prefecture_id, municipal_council_id, document_id)
  REFERENCES loans_document (prefecture_id, municipal_council_id, id);

-- The worker checks papers of cases that are still at the counter. The tenant stays the first comparison, so that the
-- index serves; the rest is asked of the few rows of one case.
ALTER POLICY office_rows ON loans_document
  USING (prefecture_id = (SELECT walls.case_prefecture_id())
    AND (is_forwarded OR (SELECT walls.system_prefecture_id()) IS NOT NULL));
CREATE POLICY system_alone ON loans_document AS RESTRICTIVE FOR UPDATE TO office
  USING (prefecture_id = (SELECT walls.system_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.system_prefecture_id()));
GRANT UPDATE (state, trouble, media_type, size, content, checked_at) ON loans_document TO office;

-- A paper comes unchecked, is checked once, and stands still from then on.
CREATE FUNCTION walls.guard_check() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'checking' THEN
      RAISE EXCEPTION 'a paper comes unchecked' USING ERRCODE = '42501';
    END IF;
  ELSIF (OLD.state, OLD.trouble, OLD.media_type, OLD.size, OLD.content, OLD.checked_at)
      IS DISTINCT FROM (NEW.state, NEW.trouble, NEW.media_type, NEW.size, NEW.content, NEW.checked_at)
      AND (OLD.state <> 'checking' OR NEW.state = 'checking') THEN
    RAISE EXCEPTION 'a paper is checked once' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_check BEFORE INSERT OR UPDATE OF state, trouble, media_type, size, content, checked_at
  ON loans_document FOR EACH ROW EXECUTE FUNCTION walls.guard_check();

-- What is in quarantine waits for the worker: the counter has no broker and no outbox, so the owner's function writes
-- the row and rings. Nothing comes to a paper that was checked already.
CREATE FUNCTION walls.ring_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.loans_document WHERE prefecture_id = NEW.prefecture_id
      AND id = NEW.document_id AND state = 'checking') THEN
    RAISE EXCEPTION 'no paper waits for this' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.councils_outboxrow (prefecture_id, kind, key, subject_id, attempts, trouble)
    VALUES (NEW.prefecture_id, 'check_document', NEW.document_id::text, NEW.document_id, 0, '')
    ON CONFLICT DO NOTHING;
  PERFORM pg_notify('documents', NEW.prefecture_id);
  RETURN NULL;
END $$;
CREATE TRIGGER ring AFTER INSERT ON loans_arrival FOR EACH ROW EXECUTE FUNCTION walls.ring_document();

-- 進達: with papers that can be opened, or not at all.
CREATE FUNCTION walls.guard_forward() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.loans_document WHERE prefecture_id = NEW.prefecture_id
      AND application_id = NEW.id AND removed_at IS NULL AND state <> 'checked') THEN
    RAISE EXCEPTION 'a paper is not checked' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_forward BEFORE UPDATE OF state ON loans_application FOR EACH ROW
  WHEN (NEW.state = 'forwarded' AND OLD.state <> 'forwarded') EXECUTE FUNCTION walls.guard_forward();
REVOKE EXECUTE ON FUNCTION walls.guard_check(), walls.ring_document(), walls.guard_forward() FROM PUBLIC;
"""

BACK = """
DROP TRIGGER guard_forward ON loans_application;
DROP TRIGGER guard_check ON loans_document;
DROP TRIGGER ring ON loans_arrival;
DROP FUNCTION walls.guard_forward(), walls.ring_document(), walls.guard_check();
REVOKE UPDATE (state, trouble, media_type, size, content, checked_at) ON loans_document FROM office;
DROP POLICY system_alone ON loans_document;
ALTER POLICY office_rows ON loans_document
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded);
ALTER TABLE loans_arrival DROP CONSTRAINT arrival_of_document, DROP CONSTRAINT arrival_council_of_prefecture;
REVOKE ALL ON loans_arrival FROM counter, office;
DROP POLICY system_rows ON loans_arrival;
DROP POLICY counter_rows ON loans_arrival;
DROP POLICY owner_rows ON loans_arrival;
ALTER TABLE loans_arrival DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0004_find"), ("councils", "0006_alerts")]
    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="arrival",
                        serialize=False,
                        to="loans.document",
                        verbose_name="書類",
                    ),
                ),
                ("content", models.BinaryField(verbose_name="内容")),
                (
                    "municipal_council",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="councils.council",
                        verbose_name="市区町村社協",
                    ),
                ),
                (
                    "prefecture",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="councils.council",
                        verbose_name="都道府県社協",
                    ),
                ),
            ],
            options={"verbose_name": "届いたままのファイル", "default_permissions": ()},
        ),
        migrations.AddField("document", "checked_at", models.DateTimeField(null=True, verbose_name="確認日時")),
        migrations.AddField(
            "document",
            "state",
            models.CharField(
                choices=[("checking", "確認中"), ("checked", "確認済み"), ("refused", "登録できません")],
                default="checking",
                max_length=10,
                verbose_name="確認",
            ),
        ),
        migrations.AddField(
            "document",
            "trouble",
            models.CharField(
                blank=True,
                choices=[
                    ("unreadable", "開けない"),
                    ("protected", "パスワード付き"),
                    ("too_much", "多すぎる"),
                    ("infected", "ウイルス"),
                ],
                default="",
                max_length=20,
                verbose_name="開けなかった理由",
            ),
        ),
        migrations.AlterField("document", "content", models.BinaryField(null=True, verbose_name="内容")),
        migrations.RunSQL(INTO_QUARANTINE, OUT_OF_QUARANTINE),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                name="document_holds_what_was_checked",
                condition=models.Q(state="checking", content__isnull=True, checked_at__isnull=True, trouble="")
                | models.Q(state="checked", content__isnull=False, checked_at__isnull=False, trouble="")
                | (models.Q(state="refused", content__isnull=True, checked_at__isnull=False) & ~models.Q(trouble="")),
            ),
        ),
        migrations.RunSQL(WALLS, BACK),
    ]
