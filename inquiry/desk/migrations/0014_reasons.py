"""An order names its fund, and a finding says why it stays open where that is the gate's own doing."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_desk', '0013_roads'),
    ]

    operations = [
        migrations.AddField(
            model_name='finding',
            name='reason',
            field=models.CharField(blank=True, choices=[('NO_LIMIT', '基準額が登録されていません')], db_default='', max_length=10, verbose_name='要確認の理由'),
        ),
        migrations.AddField(
            model_name='order',
            name='fund',
            field=models.CharField(blank=True, db_default='', max_length=20, verbose_name='資金の種類'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), models.Q(('reason__in', ['NO_LIMIT']), ('verdict', 'NEEDS_CHECK')), _connector='OR'), name='finding_by_reason'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('fund__regex', '^[A-Z_]{0,20}$')), name='order_fund_is_a_code'),
        ),
    ]
