"""直さずに進達へ: a return that was answered in words or by papers goes on with the opinion that was given."""

from django.db import migrations

KNOW = """
INSERT INTO walls.transition (before, after, post) VALUES
  ('returned', 'opinion_done', 'counsellor'), ('returned', 'opinion_done', 'counter_chief');
"""
FORGET = "DELETE FROM walls.transition WHERE before = 'returned' AND after = 'opinion_done';"


class Migration(migrations.Migration):
    dependencies = [("loans", "0045_reopened")]
    operations = [migrations.RunSQL(KNOW, FORGET)]
