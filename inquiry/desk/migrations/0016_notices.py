"""The slip's notices are read from a moment on, and by case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inquiry_desk", "0015_readings")]
    operations = [
        migrations.AddIndex(
            model_name="closing",
            index=models.Index(fields=["prefecture_id", "written_at"], name="closing_by_time"),
        ),
        migrations.AddIndex(
            model_name="departure",
            index=models.Index(fields=["prefecture_id", "written_at"], name="departure_by_time"),
        ),
        migrations.AddIndex(
            model_name="departure",
            index=models.Index(fields=["prefecture_id", "left_on"], name="departure_by_day"),
        ),
        migrations.AddIndex(
            model_name="protection",
            index=models.Index(fields=["prefecture_id", "case_id"], name="protection_by_case"),
        ),
    ]
