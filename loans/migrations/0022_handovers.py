"""担当の引継ぎ: a row that makes another counsellor the one in charge; the column itself nobody may write."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

WALLS = """
ALTER TABLE loans_handover ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_handover TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY counter_rows ON loans_handover TO counter
  USING (municipal_council_id = (SELECT walls.case_council_id()))
  WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()));
CREATE POLICY office_rows ON loans_handover FOR SELECT TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded);
CREATE POLICY own_hand ON loans_handover AS RESTRICTIVE FOR INSERT TO counter
  WITH CHECK (written_by = (SELECT walls.staff_id()));
GRANT SELECT, INSERT ON loans_handover TO counter;
GRANT SELECT ON loans_handover TO office;

ALTER TABLE loans_handover ADD CONSTRAINT handover_council_of_prefecture
  FOREIGN KEY (prefecture_id, municipal_council_id) REFERENCES councils_council (prefecture_id, code);
ALTER TABLE loans_handover ADD CONSTRAINT handover_of_application_key
  FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
  REFERENCES loans_application (prefecture_id, municipal_council_id, id);

-- Who may be named: those of the own council who hold a counter's post today. Posts themselves the counter cannot read.
CREATE FUNCTION walls.counsellors() RETURNS TABLE (staff_id bigint, name varchar)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT person.id, person.name FROM public.councils_post post
  JOIN public.councils_staff person ON person.id = post.staff_id
  WHERE post.council_id = walls.case_council_id() AND post.kind IN ('counsellor', 'counter_chief') AND person.is_active
    AND post.since <= walls.today() AND (post.until IS NULL OR post.until >= walls.today())
$$;
REVOKE EXECUTE ON FUNCTION walls.counsellors() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.counsellors() TO counter;

CREATE FUNCTION walls.guard_handover() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT counsellor_name INTO STRICT NEW.from_name FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id;
  SELECT name INTO NEW.to_name FROM walls.counsellors() WHERE staff_id = NEW.to_id;
  IF NEW.to_name IS NULL THEN
    RAISE EXCEPTION 'nobody of this counter' USING ERRCODE = '42501';
  END IF;
  SELECT name INTO STRICT NEW.written_name FROM public.councils_staff WHERE id = walls.staff_id();
  RETURN NEW;
END $$;
CREATE FUNCTION walls.hand_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_application SET counsellor_id = NEW.to_id, counsellor_name = NEW.to_name
    WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id;
  RETURN NULL;
END $$;
CREATE FUNCTION walls.forward_handovers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_handover SET is_forwarded = true
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_handover(), walls.hand_over(), walls.forward_handovers() FROM PUBLIC;
-- Triggers fire by name: whose council, then whose case and in which state, then who.
CREATE TRIGGER belongs BEFORE INSERT ON loans_handover FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant();
CREATE TRIGGER guard BEFORE INSERT ON loans_handover FOR EACH ROW EXECUTE FUNCTION walls.guard_part();
CREATE TRIGGER guard_handover BEFORE INSERT ON loans_handover FOR EACH ROW
  WHEN (session_user = 'counter') EXECUTE FUNCTION walls.guard_handover();
CREATE TRIGGER hand_over AFTER INSERT ON loans_handover FOR EACH ROW
  WHEN (session_user = 'counter') EXECUTE FUNCTION walls.hand_over();
CREATE TRIGGER recused AFTER INSERT ON loans_handover FOR EACH ROW EXECUTE FUNCTION walls.guard_recused();
CREATE TRIGGER forward_handovers AFTER UPDATE ON loans_application FOR EACH ROW
  WHEN (OLD.forwarded_at IS NULL AND NEW.forwarded_at IS NOT NULL) EXECUTE FUNCTION walls.forward_handovers();
"""
BACK = """
DROP TRIGGER forward_handovers ON loans_application;
DROP TRIGGER hand_over ON loans_handover;
DROP TRIGGER guard_handover ON loans_handover;
DROP FUNCTION walls.guard_handover(), walls.hand_over(), walls.forward_handovers(), walls.counsellors();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0013_leave'),
        ('loans', '0021_extras'),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('from_name', models.CharField(blank=True, max_length=60, verbose_name='前の担当')),
                ('to_id', models.BigIntegerField(verbose_name='新しい担当（職員）')),
                ('to_name', models.CharField(blank=True, max_length=60, verbose_name='新しい担当')),
                ('reason', models.CharField(max_length=300, verbose_name='引継ぎの理由')),
                ('written_by', models.BigIntegerField(verbose_name='引継ぎをした職員')),
                ('written_name', models.CharField(blank=True, max_length=60, verbose_name='引継ぎをした職員名')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '担当の引継ぎ',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture', 'application'], name='handover_of_application')],
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='handover_of_tenant'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='handover_has_a_reason')],
            },
        ),
        migrations.RunSQL(WALLS, BACK),
    ]
