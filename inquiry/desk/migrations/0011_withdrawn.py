"""照会結果の取下げ and 支援措置の連絡 on the slip (walls.md §5)."""

import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


WALLS = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['inquiry_desk_withdrawal', 'inquiry_desk_protection'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY slip_rows ON %I TO office, gate_worker
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', name);
  END LOOP;
END $$;
GRANT SELECT ON inquiry_desk_withdrawal TO office;
GRANT SELECT, INSERT ON inquiry_desk_withdrawal TO gate_worker;
GRANT SELECT, INSERT ON inquiry_desk_protection TO office;
GRANT SELECT ON inquiry_desk_protection TO gate_worker;
ALTER TABLE inquiry_desk_withdrawal ADD CONSTRAINT withdrawal_of_order
  FOREIGN KEY (prefecture_id, order_id, case_id) REFERENCES inquiry_desk_order (prefecture_id, id, case_id);
ALTER TABLE inquiry_desk_withdrawal ADD CONSTRAINT withdrawal_of_subject
  FOREIGN KEY (prefecture_id, order_id, member_id) REFERENCES inquiry_desk_subject (prefecture_id, order_id, member_id);
CREATE TRIGGER stamp BEFORE INSERT ON inquiry_desk_withdrawal FOR EACH ROW EXECUTE FUNCTION walls.stamp_slip();
CREATE TRIGGER ring AFTER INSERT ON inquiry_desk_protection FOR EACH ROW EXECUTE FUNCTION walls.ring_slip();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_desk', '0007_plan'),
    ]

    operations = [
        migrations.CreateModel(
            name='Protection',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('case_id', models.UUIDField(verbose_name='案件')),
                ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='日時')),
            ],
            options={
                'verbose_name': '支援措置の連絡',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture_id', 'written_at'], name='protection_by_time')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('case_id', models.UUIDField(verbose_name='案件')),
                ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='日時')),
                ('order_id', models.UUIDField(verbose_name='依頼')),
                ('member_id', models.UUIDField(verbose_name='世帯員')),
                ('number', models.PositiveSmallIntegerField(verbose_name='世帯員ごとの番号')),
                ('reason', models.CharField(choices=[('REDO', '照会のやり直し：判断に使わない'), ('STANDS', '照会結果は有効')], max_length=8, verbose_name='理由')),
            ],
            options={
                'verbose_name': '照会結果の取下げ',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('prefecture_id', 'order_id', 'member_id', 'number'), name='withdrawal_once'), models.CheckConstraint(condition=models.Q(('reason__in', ['REDO', 'STANDS'])), name='withdrawal_by_code'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 99)), name='withdrawal_number_is_small')],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
