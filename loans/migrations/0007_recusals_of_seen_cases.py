"""忌避: the office writes of the cases that it sees, and of no case that is still at a counter.

The guard says of a new row whether its case was forwarded before the policy is asked.
"""

from django.db import migrations

FORWARD = """
ALTER POLICY office_rows ON loans_recusal
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()) AND is_forwarded);
"""
BACK = """
ALTER POLICY office_rows ON loans_recusal WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0006_belongs")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
