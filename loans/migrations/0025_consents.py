"""同意の取消しと照会: what is taken back reaches the gate by the slip, and nobody is ordered about without a consent."""

from django.db import migrations, models

WITHDRAWALS = [
    ("taken_back", "取消し"),
    ("person_changed", "氏名・生年月日の変更"),
    ("expired", "期限切れ"),
    ("refused", "同意しないとの申し出"),
]
FORWARD = """
-- The counter has no right on the slip: the owner's function writes what a person took back, and rings. What was asked
-- stays; the gate asks nothing more. Where nothing was ordered there is nothing to stop.
CREATE FUNCTION walls.tell_revocation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.inquiry_desk_revocation (id, prefecture_id, case_id, member_id, consent_id)
    SELECT gen_random_uuid(), NEW.prefecture_id, NEW.application_id, NEW.member_id, NEW.id
    WHERE EXISTS (SELECT FROM public.inquiry_desk_order
      WHERE prefecture_id = NEW.prefecture_id AND case_id = NEW.application_id)
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER revoked AFTER UPDATE ON loans_consent FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND NEW.member_id IS NOT NULL)
  EXECUTE FUNCTION walls.tell_revocation();

-- 照会依頼: about a person of a case, on that person's own consent, in force today; whom nothing is asked about needs none.
CREATE FUNCTION walls.guard_consented() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
REVOKE EXECUTE ON FUNCTION walls.tell_revocation(), walls.guard_consented() FROM PUBLIC;
CREATE TRIGGER consented BEFORE INSERT ON inquiry_desk_subject FOR EACH ROW EXECUTE FUNCTION walls.guard_consented();
"""
BACK = """
DROP TRIGGER consented ON inquiry_desk_subject;
DROP TRIGGER revoked ON loans_consent;
DROP FUNCTION walls.guard_consented(), walls.tell_revocation();
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0024_parties"), ("inquiry_desk", "0017_revocations")]
    operations = [
        *(
            migrations.AlterField(
                model_name=name,
                name="withdrawal",
                field=models.CharField(
                    blank=True, choices=WITHDRAWALS, max_length=20, verbose_name="撤回の理由"
                ),
            )
            for name in ("consent", "historicalconsent")
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
