"""A new code for somebody who has a password and no second factor takes two hands, or an administrator could come in as them."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION walls.issue_invitation(of_staff bigint) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE entry public.councils_rosterentry := walls.administered(of_staff);
BEGIN
  IF of_staff = walls.staff_id() THEN
    RAISE EXCEPTION 'not to oneself' USING ERRCODE = '23514', CONSTRAINT = 'administers_another';
  END IF;
  IF NOT entry.is_active THEN
    RAISE EXCEPTION 'suspended' USING ERRCODE = '23514', CONSTRAINT = 'invitation_of_the_active';
  END IF;
  -- Whoever issues a code can use it. Where no second factor stands in the way, that would be somebody's sign-in in one
  -- hand: another has confirmed lately that this person begins anew, and that is good for one code.
  IF entry.has_password AND entry.factor_since IS NULL AND NOT EXISTS (
      SELECT 1 FROM public.councils_proposal anew WHERE anew.prefecture_id = entry.prefecture_id
      AND anew.staff_id = of_staff AND anew.act = 'factor'
      AND anew.confirmed_at > statement_timestamp() - interval '7 days'
      AND NOT EXISTS (SELECT 1 FROM public.councils_invitation issued
        WHERE issued.staff_id = of_staff AND issued.issued_at >= anew.confirmed_at)) THEN
    RAISE EXCEPTION 'in one hand' USING ERRCODE = '23514', CONSTRAINT = 'invitation_by_two_hands';
  END IF;
  PERFORM walls.trail('issue_invitation', NULL, entry.id, ARRAY['password'], '', 'done');
  RETURN walls.write_invitation(of_staff, walls.staff_id());
END $$;
"""

BACK = """
CREATE OR REPLACE FUNCTION walls.issue_invitation(of_staff bigint) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE entry public.councils_rosterentry := walls.administered(of_staff);
BEGIN
  IF of_staff = walls.staff_id() THEN
    RAISE EXCEPTION 'not to oneself' USING ERRCODE = '23514', CONSTRAINT = 'administers_another';
  END IF;
  IF NOT entry.is_active THEN
    RAISE EXCEPTION 'suspended' USING ERRCODE = '23514', CONSTRAINT = 'invitation_of_the_active';
  END IF;
  PERFORM walls.trail('issue_invitation', NULL, entry.id, ARRAY['password'], '', 'done');
  RETURN walls.write_invitation(of_staff, walls.staff_id());
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0011_administering_of_each_login")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
