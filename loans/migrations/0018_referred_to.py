"""つなぎ先: whom a talk that ended was introduced to."""

from django.db import migrations, models

GRANTS = "GRANT UPDATE (referred_to) ON loans_consultation TO counter"
# Nothing is known before it was said, also for who writes a row by SQL.
BLANK = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['channel', 'route', 'visitor', 'visitor_name', 'visitor_phone', 'client_born',
      'client_sex', 'client_postcode', 'client_address', 'housing', 'work', 'occupation', 'outlook', 'main_topic',
      'debts', 'wish', 'fund', 'reason_text', 'health_insurance', 'pension', 'sharing', 'next_note', 'referred_to'] LOOP
    EXECUTE format('ALTER TABLE loans_consultation ALTER %I SET DEFAULT %L', name, '');
  END LOOP;
END $$;
ALTER TABLE loans_consultation
  ALTER members SET DEFAULT '[]', ALTER schemes SET DEFAULT '{}', ALTER answers SET DEFAULT '{}',
  ALTER carried SET DEFAULT '{}', ALTER told SET DEFAULT '{}', ALTER kept_version SET DEFAULT 0;
"""


class Migration(migrations.Migration):

    dependencies = [("loans", "0017_interview")]

    operations = [
        migrations.AddField(
            model_name='consultation',
            name='referred_to',
            field=models.CharField(blank=True, max_length=80, verbose_name='つなぎ先'),
        ),
        migrations.AddField(
            model_name='historicalconsultation',
            name='referred_to',
            field=models.CharField(blank=True, max_length=80, verbose_name='つなぎ先'),
        ),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(BLANK, migrations.RunSQL.noop),
    ]
