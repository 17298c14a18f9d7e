"""同意は本人から: who has come of age agrees alone, whoever left the household agrees to nothing, and a yes is renewed."""

from django.db import migrations, models

WITHDRAWALS = [
    ("taken_back", "取消し"),
    ("person_changed", "氏名・生年月日の変更"),
    ("expired", "期限切れ"),
    ("refused", "同意しないとの申し出"),
    ("renewed", "更新"),
    ("left", "世帯・申込から外した"),
]
FORWARD = """
-- 未成年: certainly not yet 18; parts that are not known (00) count as the earliest day, so who may be of age is asked.
CREATE FUNCTION walls.is_minor(born text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (to_char(walls.today(), 'YYYYMMDD')::int - replace(born, '-', '')::int) / 10000 < 18
$$;

CREATE OR REPLACE FUNCTION walls.guard_consented() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user = 'office' AND NEW.prefecture_id = walls.case_prefecture_id() AND cardinality(NEW.kinds) > 0
      AND EXISTS (SELECT FROM public.inquiry_desk_order asked
        JOIN public.loans_application ours ON ours.prefecture_id = asked.prefecture_id AND ours.id = asked.case_id
        WHERE asked.prefecture_id = NEW.prefecture_id AND asked.id = NEW.order_id)
      AND NOT EXISTS (SELECT FROM public.loans_consent given
        JOIN public.loans_consenttext words ON words.id = given.text_id AND words.code = 'INQUIRY_CONSENT'
        JOIN public.loans_member whose ON whose.prefecture_id = given.prefecture_id AND whose.id = given.member_id
        WHERE given.prefecture_id = NEW.prefecture_id AND given.id = NEW.consent_id AND given.member_id = NEW.member_id
          AND given.withdrawn_at IS NULL AND (given.valid_until IS NULL OR given.valid_until >= walls.today())
          AND (given.representative_id IS NULL OR walls.is_minor(whose.born))) THEN
    RAISE EXCEPTION 'no consent of this person is in force' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- Who was entered wrongly is not asked about: the action ends what they said before it removes them.
CREATE FUNCTION walls.guard_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.loans_consent WHERE prefecture_id = NEW.prefecture_id AND withdrawn_at IS NULL
        AND (member_id = NEW.id OR party_id = NEW.id))
      OR EXISTS (SELECT FROM public.loans_refusal WHERE prefecture_id = NEW.prefecture_id AND lifted_at IS NULL
        AND member_id = NEW.id) THEN
    RAISE EXCEPTION 'this person still agrees, or refuses' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
-- The row is held, so that nobody is removed and agrees at the same moment.
CREATE FUNCTION walls.guard_there() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE said jsonb := to_jsonb(NEW); whose record;
BEGIN
  IF said ->> 'member_id' IS NULL THEN
    SELECT removed_at, false AS is_minor INTO whose FROM public.loans_party
      WHERE prefecture_id = NEW.prefecture_id AND id = (said ->> 'party_id')::uuid FOR SHARE;
  ELSE
    SELECT removed_at, walls.is_minor(born) AS is_minor INTO whose FROM public.loans_member
      WHERE prefecture_id = NEW.prefecture_id AND id = NEW.member_id FOR SHARE;
  END IF;
  IF whose.removed_at IS NOT NULL THEN
    RAISE EXCEPTION 'this person has been removed' USING ERRCODE = '42501';
  END IF;
  IF TG_TABLE_NAME = 'loans_consent' AND FOUND AND whose.is_minor <> (said ->> 'representative_id' IS NOT NULL) THEN
    RAISE EXCEPTION 'an adult agrees alone, for a minor the representative' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
-- 更新: nothing that is under way stops; at the end of the transaction the newer yes is there.
CREATE FUNCTION walls.guard_renewed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.loans_consent newer
      JOIN public.loans_consenttext words ON words.id = newer.text_id
      JOIN public.loans_consenttext before ON before.id = NEW.text_id AND before.code = words.code
      WHERE newer.prefecture_id = NEW.prefecture_id AND newer.member_id = NEW.member_id
        AND newer.id <> NEW.id AND newer.created_at >= NEW.created_at AND newer.withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'no newer consent of this person' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION walls.is_minor(text), walls.guard_gone(), walls.guard_there(), walls.guard_renewed() FROM PUBLIC;

DROP TRIGGER revoked ON loans_consent;
CREATE TRIGGER revoked AFTER UPDATE ON loans_consent FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND NEW.member_id IS NOT NULL
    AND NEW.withdrawal <> 'renewed')
  EXECUTE FUNCTION walls.tell_revocation();

-- Those who were removed before this.
UPDATE loans_consent said SET withdrawn_at = gone.removed_at, withdrawal = 'left' FROM loans_member gone
  WHERE gone.prefecture_id = said.prefecture_id AND gone.id = said.member_id
    AND gone.removed_at IS NOT NULL AND said.withdrawn_at IS NULL;
UPDATE loans_refusal said SET lifted_at = gone.removed_at FROM loans_member gone
  WHERE gone.prefecture_id = said.prefecture_id AND gone.id = said.member_id
    AND gone.removed_at IS NOT NULL AND said.lifted_at IS NULL;
SET CONSTRAINTS ALL IMMEDIATE;

CREATE TRIGGER gone AFTER UPDATE ON loans_member FOR EACH ROW
  WHEN (OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL) EXECUTE FUNCTION walls.guard_gone();
CREATE TRIGGER gone AFTER UPDATE ON loans_party FOR EACH ROW
  WHEN (OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL) EXECUTE FUNCTION walls.guard_gone();
CREATE TRIGGER there BEFORE INSERT ON loans_consent FOR EACH ROW
  WHEN (NEW.withdrawn_at IS NULL) EXECUTE FUNCTION walls.guard_there();
CREATE TRIGGER there BEFORE INSERT ON loans_refusal FOR EACH ROW
  WHEN (NEW.lifted_at IS NULL) EXECUTE FUNCTION walls.guard_there();
CREATE CONSTRAINT TRIGGER renewed AFTER UPDATE ON loans_consent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.withdrawal = 'renewed' AND OLD.withdrawal <> 'renewed') EXECUTE FUNCTION walls.guard_renewed();
"""
BACK = """
DROP TRIGGER renewed ON loans_consent;
DROP TRIGGER there ON loans_refusal;
DROP TRIGGER there ON loans_consent;
DROP TRIGGER gone ON loans_party;
DROP TRIGGER gone ON loans_member;
DROP TRIGGER revoked ON loans_consent;
CREATE TRIGGER revoked AFTER UPDATE ON loans_consent FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND NEW.member_id IS NOT NULL)
  EXECUTE FUNCTION walls.tell_revocation();
CREATE OR REPLACE FUNCTION walls.guard_consented() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user = 'office' AND NEW.prefecture_id = walls.case_prefecture_id() AND cardinality(NEW.kinds) > 0
      AND EXISTS (SELECT FROM public.inquiry_desk_order asked
        JOIN public.loans_application ours ON ours.prefecture_id = asked.prefecture_id AND ours.id = asked.case_id
        WHERE asked.prefecture_id = NEW.prefecture_id AND asked.id = NEW.order_id)
      AND NOT EXISTS (SELECT FROM public.loans_consent given
        WHERE given.prefecture_id = NEW.prefecture_id AND given.id = NEW.consent_id AND given.member_id = NEW.member_id
          AND given.withdrawn_at IS NULL AND (given.valid_until IS NULL OR given.valid_until >= walls.today())) THEN
    RAISE EXCEPTION 'no consent of this person is in force' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP FUNCTION walls.guard_renewed(), walls.guard_there(), walls.guard_gone(), walls.is_minor(text);
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0035_turns")]
    operations = [
        *(
            migrations.AlterField(
                model_name=name,
                name="withdrawal",
                field=models.CharField(blank=True, choices=WITHDRAWALS, max_length=20, verbose_name="撤回の理由"),
            )
            for name in ("consent", "historicalconsent")
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
