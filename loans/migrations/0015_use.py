"""照会の利用状況: what is counted over a month is read from indexes that begin with the prefecture."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('loans', '0014_findings'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['prefecture', 'received_at'], include=['municipal_council', 'fund', 'forwarded_at', 'id'], name='application_received'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('removed_at__isnull', True)), fields=['prefecture', 'application', 'kind'], include=['is_forwarded'], name='document_kinds'),
        ),
    ]
