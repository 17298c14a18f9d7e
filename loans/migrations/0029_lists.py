"""一覧: indexes that end with the order of each list, and the filters that people have saved for themselves."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

FORWARD = """
ALTER TABLE loans_savedfilter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON loans_savedfilter TO CURRENT_USER USING (true) WITH CHECK (true);
-- One's own alone, in the post's own council: in the office that is the prefecture's.
CREATE POLICY counter_rows ON loans_savedfilter TO counter
  USING (municipal_council_id = (SELECT walls.case_council_id()) AND staff_id = (SELECT walls.staff_id()))
  WITH CHECK (municipal_council_id = (SELECT walls.case_council_id()) AND staff_id = (SELECT walls.staff_id()));
CREATE POLICY office_rows ON loans_savedfilter TO office
  USING (prefecture_id = (SELECT walls.case_prefecture_id()) AND staff_id = (SELECT walls.staff_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()) AND staff_id = (SELECT walls.staff_id()));
GRANT SELECT, INSERT, DELETE ON loans_savedfilter TO counter, office;
ALTER TABLE loans_savedfilter ADD CONSTRAINT savedfilter_council_of_prefecture
  FOREIGN KEY (prefecture_id, municipal_council_id) REFERENCES councils_council (prefecture_id, code);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0013_leave'),
        ('loans', '0028_phone_memos'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('staff_id', models.BigIntegerField(verbose_name='職員')),
                ('where', models.CharField(choices=[('desk', '担当案件'), ('queue', '審査案件')], max_length=8, verbose_name='一覧')),
                ('label', models.CharField(max_length=30, verbose_name='名前')),
                ('query', models.CharField(max_length=300, verbose_name='絞り込み')),
            ],
            options={
                'verbose_name': '保存した絞り込み',
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['municipal_council', 'state', '-created_at', 'id'], name='application_by_state'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['municipal_council', 'counsellor_id', 'state', '-created_at', 'id'], name='application_by_counsellor'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['municipal_council', 'fund', 'state', '-created_at', 'id'], name='application_by_fund'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['prefecture', 'received_by', 'state', 'forwarded_at', 'id'], name='application_by_reviewer'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['prefecture', 'fund', 'state', 'forwarded_at', 'id'], name='application_queue_by_fund'),
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['municipal_council', '-created_at', 'id'], name='consultation_open'),
        ),
        migrations.AddIndex(
            model_name='return',
            index=models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['municipal_council', 'due_on', 'id'], name='return_due'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('sent_back_at__isnull', False)), fields=['prefecture', 'application'], name='review_sent_back'),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='municipal_council',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='市区町村社協'),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='prefecture',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council', verbose_name='都道府県社協'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('prefecture', 'municipal_council', 'staff_id', 'where', 'label'), name='saved_filter_by_name'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='saved_filter_has_a_name'),
        ),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
    ]
