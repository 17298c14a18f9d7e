"""異動・退職 in the vault: heeded once each, by a function that only switches off (walls.md §5)."""

import django.db.models.functions.datetime
from django.db import migrations, models

FORWARD = """
ALTER TABLE inquiry_vault_takendeparture ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON inquiry_vault_takendeparture TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY worker_rows ON inquiry_vault_takendeparture FOR SELECT TO gate_worker
  USING (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT ON inquiry_vault_takendeparture TO gate_worker;

-- Under the name of the office, or under the name that the gate knows the same person by. It cannot switch anybody on.
CREATE FUNCTION walls.depart(of_departure uuid, of_username text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := CASE WHEN walls.post() = 'system' THEN walls.prefecture_id() END;
  entry public.councils_rosterentry;
BEGIN
  IF whose IS NULL THEN
    RAISE EXCEPTION 'the system alone' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.inquiry_vault_takendeparture (id, prefecture_id) VALUES (of_departure, whose)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  FOR entry IN SELECT * FROM public.councils_rosterentry WHERE prefecture_id = whose AND is_active
      AND of_username IN (username, office_username) FOR UPDATE LOOP
    PERFORM walls.switch_off(entry.staff_id, NULL);
    PERFORM walls.trail('depart_staff', NULL, entry.id, ARRAY['is_active'], '', 'done');
  END LOOP;
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION walls.depart(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.depart(uuid, text) TO gate_worker;
"""

BACK = """
DROP FUNCTION walls.depart(uuid, text);
DROP POLICY worker_rows ON inquiry_vault_takendeparture;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_vault', '0004_find'),
        ('councils', '0005_administration'),
    ]

    operations = [
        migrations.CreateModel(
            name='TakenDeparture',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('taken_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='受取日時')),
            ],
            options={
                'verbose_name': '受け取った異動・退職',
                'default_permissions': (),
            },
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
