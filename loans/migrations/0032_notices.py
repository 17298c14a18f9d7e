"""お知らせ: to one person of one case, and by mail that there are some."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

WALLS = """
ALTER TABLE loans_notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_notice TO CURRENT_USER USING (true) WITH CHECK (true);
-- One reads one's own; one tells anybody of a case of one's own council or prefecture.
CREATE POLICY counter_rows ON loans_notice TO counter
  USING (municipal_council_id = (SELECT walls.case_council_id()) AND staff_id = (SELECT walls.staff_id()))
  WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()));
CREATE POLICY office_rows ON loans_notice TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded AND staff_id = (SELECT walls.staff_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
CREATE POLICY system_rows ON loans_notice FOR SELECT TO office
  USING (prefecture_id = (SELECT walls.system_prefecture_id()));
GRANT SELECT, INSERT, UPDATE (read_at) ON loans_notice TO counter, office;
ALTER TABLE loans_notice ADD CONSTRAINT notice_council_of_prefecture
  FOREIGN KEY (prefecture_id, municipal_council_id) REFERENCES councils_council (prefecture_id, code);
ALTER TABLE loans_notice ADD CONSTRAINT notice_of_application_key
  FOREIGN KEY (prefecture_id, municipal_council_id, application_id)
  REFERENCES loans_application (prefecture_id, municipal_council_id, id);

ALTER TABLE loans_mailchoice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_mailchoice TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own_row ON loans_mailchoice TO counter, office
  USING (staff_id = (SELECT walls.staff_id())) WITH CHECK (staff_id = (SELECT walls.staff_id()));
CREATE POLICY system_rows ON loans_mailchoice FOR SELECT TO office
  USING (prefecture_id = (SELECT walls.system_prefecture_id()));
CREATE POLICY system_marks ON loans_mailchoice FOR UPDATE TO office
  USING (prefecture_id = (SELECT walls.system_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.system_prefecture_id()));
GRANT SELECT, INSERT, UPDATE (address, is_wanted) ON loans_mailchoice TO counter, office;
GRANT UPDATE (mailed_at) ON loans_mailchoice TO office;

-- To one of the case's people, in the name of who acts; from then on it is read, once.
CREATE FUNCTION walls.guard_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
CREATE TRIGGER belongs BEFORE INSERT ON loans_notice FOR EACH ROW EXECUTE FUNCTION walls.guard_tenant();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON loans_notice FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION walls.guard_notice();
CREATE FUNCTION walls.forward_notices() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.loans_notice SET is_forwarded = true
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER forward_notices AFTER UPDATE ON loans_application FOR EACH ROW
  WHEN (OLD.forwarded_at IS NULL AND NEW.forwarded_at IS NOT NULL) EXECUTE FUNCTION walls.forward_notices();

-- Who wants mail is nobody's to know but the worker's: so the owner's function writes into the outbox, and rings.
CREATE FUNCTION walls.ring_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
CREATE TRIGGER ring AFTER INSERT ON loans_notice FOR EACH ROW EXECUTE FUNCTION walls.ring_notice();

-- Of the person's own prefecture.
CREATE FUNCTION walls.guard_mailchoice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT council.prefecture_id INTO STRICT NEW.prefecture_id FROM public.councils_staff staff
    JOIN public.councils_council council ON council.code = staff.council_id WHERE staff.id = NEW.staff_id;
  NEW.mailed_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON loans_mailchoice FOR EACH ROW EXECUTE FUNCTION walls.guard_mailchoice();
REVOKE EXECUTE ON FUNCTION walls.guard_notice(), walls.forward_notices(), walls.ring_notice(), walls.guard_mailchoice()
  FROM PUBLIC;
"""

BACK = """
DROP TRIGGER forward_notices ON loans_application;
DROP TRIGGER ring ON loans_notice;
DROP TRIGGER guard ON loans_notice;
DROP TRIGGER guard ON loans_mailchoice;
DROP FUNCTION walls.guard_notice(), walls.forward_notices(), walls.ring_notice(), walls.guard_mailchoice();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('loans', '0031_talk'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('staff_id', models.BigIntegerField(verbose_name='職員')),
                ('address', models.EmailField(blank=True, max_length=120, verbose_name='メールアドレス')),
                ('is_wanted', models.BooleanField(default=False, verbose_name='メールで受け取る')),
                ('mailed_at', models.DateTimeField(null=True, verbose_name='前回の送信日時')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council')),
            ],
            options={
                'verbose_name': 'お知らせメールの設定',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'staff_id'), name='mail_choice_once'), models.CheckConstraint(condition=models.Q(('is_wanted', False), models.Q(('address', ''), _negated=True), _connector='OR'), name='mail_choice_has_an_address')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('is_forwarded', models.BooleanField(default=False, editable=False, verbose_name='進達済')),
                ('staff_id', models.BigIntegerField(verbose_name='宛先')),
                ('kind', models.CharField(choices=[('returned', '返戻されました'), ('correction', '補正の依頼があります'), ('answered', '補正の依頼に回答がありました'), ('settled', '補正の依頼が確認・取消しされました'), ('mention', 'あなた宛ての連絡があります'), ('message', '新しい連絡があります'), ('handed_back', '責任者から戻されました'), ('decided', '決定が出ました'), ('promise', '約束の期日です')], max_length=12, verbose_name='種類')),
                ('told_name', models.CharField(blank=True, editable=False, max_length=60, verbose_name='知らせた人')),
                ('read_at', models.DateTimeField(null=True, verbose_name='既読日時')),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='loans.application')),
                ('municipal_council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協')),
                ('prefecture', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協')),
            ],
            options={
                'verbose_name': 'お知らせ',
                'default_permissions': (),
                'indexes': [models.Index(fields=['municipal_council', 'staff_id', '-created_at'], name='notice_at_counter'), models.Index(fields=['prefecture', 'staff_id', '-created_at'], name='notice_in_office'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['prefecture', 'staff_id'], name='notice_unread')],
                'constraints': [models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'id'), name='notice_of_tenant'), models.CheckConstraint(condition=models.Q(('kind__in', ['returned', 'correction', 'answered', 'settled', 'mention', 'message', 'handed_back', 'decided', 'promise'])), name='notice_by_code')],
            },
        ),
        migrations.RunSQL(WALLS, BACK),
    ]
