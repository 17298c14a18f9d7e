"""忌避: nobody on a relative's case (walls.md §4), held by the database."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


FORWARD = """
ALTER TABLE loans_recusal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_recusal TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY counter_rows ON loans_recusal TO counter
  USING (municipal_council_id = (SELECT walls.case_council_id()))
  WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()));
CREATE POLICY office_rows ON loans_recusal TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded)
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
-- One says so of oneself; another takes it back.
CREATE POLICY own_hand ON loans_recusal AS RESTRICTIVE FOR INSERT TO counter, office
  WITH CHECK (staff_id = (SELECT walls.staff_id()) AND lifted_by IS NULL);
CREATE POLICY own_decision ON loans_recusal AS RESTRICTIVE FOR UPDATE TO counter, office
  USING (lifted_by IS NULL) WITH CHECK (lifted_by = (SELECT walls.staff_id()));
GRANT SELECT, INSERT, UPDATE (lifted_by, lifted_at) ON loans_recusal TO counter, office;

ALTER TABLE loans_recusal ADD CONSTRAINT recusal_council_of_prefecture
  FOREIGN KEY (prefecture_id, municipal_council_id) REFERENCES councils_council (prefecture_id, code);
ALTER TABLE loans_recusal ADD CONSTRAINT recusal_of_application_key
  FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
  REFERENCES loans_application (prefecture_id, municipal_council_id, id);

-- Seen by the office as the case is; under the own name and at the time of the act.
CREATE FUNCTION walls.guard_recusal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.lifted_at := CASE WHEN NEW.lifted_by IS NOT NULL THEN clock_timestamp() END;
    RETURN NEW;
  END IF;
  SELECT forwarded_at IS NOT NULL INTO STRICT NEW.is_forwarded FROM public.loans_application
    WHERE prefecture_id = NEW.prefecture_id AND municipal_council_id = NEW.municipal_council_id AND id = NEW.application_id;
  SELECT name INTO STRICT NEW.staff_name FROM public.councils_staff WHERE id = NEW.staff_id;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_recusal FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_recusal();

CREATE FUNCTION walls.forward_recusals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_recusal SET is_forwarded = true
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER forward_recusals AFTER UPDATE ON loans_application FOR EACH ROW
  WHEN (OLD.forwarded_at IS NULL AND NEW.forwarded_at IS NOT NULL) EXECUTE FUNCTION walls.forward_recusals();

-- Nobody acts in a case that they keep off, whatever the page says.
CREATE FUNCTION walls.guard_recused() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
REVOKE EXECUTE ON FUNCTION walls.guard_recusal(), walls.forward_recusals(), walls.guard_recused() FROM PUBLIC;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['application', 'member', 'consent', 'document', 'opinion', 'return', 'waiver', 'review',
      'signature', 'decision'] LOOP
    EXECUTE format('CREATE TRIGGER recused AFTER INSERT OR UPDATE ON %I FOR EACH ROW
      EXECUTE FUNCTION walls.guard_recused()', 'loans_' || name);
  END LOOP;
END $$;
"""

BACK = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['application', 'member', 'consent', 'document', 'opinion', 'return', 'waiver', 'review',
      'signature', 'decision'] LOOP
    EXECUTE format('DROP TRIGGER recused ON %I', 'loans_' || name);
  END LOOP;
END $$;
DROP TRIGGER forward_recusals ON loans_application;
DROP TRIGGER guard ON loans_recusal;
DROP FUNCTION walls.guard_recusal(), walls.forward_recusals(), walls.guard_recused();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0002_walls'),
        ('loans', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('reason', models.CharField(choices=[('SELF', '本人の申込み'), ('FAMILY', '配偶者・親子・兄弟姉妹'), ('RELATIVE', 'その他の親族'), ('HOUSEHOLD', '同居している'), ('CLOSE', '親しい間柄・その他の利害関係')], max_length=10, verbose_name='理由')),
                ('staff_id', models.BigIntegerField(verbose_name='職員')),
                ('staff_name', models.CharField(max_length=60, verbose_name='職員名')),
                ('lifted_by', models.BigIntegerField(null=True, verbose_name='取消者')),
                ('lifted_at', models.DateTimeField(null=True, verbose_name='取消日時')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': '忌避',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='recusal_of_tenant'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False)), _connector='OR'), name='recusal_lifted_by_and_at'), models.CheckConstraint(condition=models.Q(('lifted_by__isnull', True), models.Q(('lifted_by', models.F('staff_id')), _negated=True), _connector='OR'), name='recusal_is_lifted_by_another'), models.CheckConstraint(condition=models.Q(('reason__in', ['SELF', 'FAMILY', 'RELATIVE', 'HOUSEHOLD', 'CLOSE'])), name='recusal_by_code'), models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('prefecture', 'application', 'staff_id'), name='recusal_once')],
            },
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
