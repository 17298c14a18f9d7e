"""鍵束: which keyset of the prefecture wraps the key of a case (walls.md §5)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_vault', '0002_walls'),
    ]

    operations = [
        migrations.AddField(
            model_name='casekey',
            name='keyset',
            field=models.CharField(db_default='', max_length=10, verbose_name='包んだ鍵束'),
        ),
        migrations.AddIndex(
            model_name='casekey',
            index=models.Index(fields=['prefecture_id', 'keyset'], name='case_key_of_keyset'),
        ),
        # The key of a case is wrapped anew, and nothing else of it changes.
        migrations.RunSQL(
            "GRANT UPDATE (wrapped, keyset) ON inquiry_vault_casekey TO gate_worker",
            "REVOKE UPDATE (wrapped, keyset) ON inquiry_vault_casekey FROM gate_worker",
        ),
    ]
