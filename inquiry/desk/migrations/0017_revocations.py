"""同意の取消しの連絡 on the slip: written by the owner's trigger of the consents alone (loans), read by the gate's worker."""

import uuid

import django.db.models.functions.datetime
from django.db import migrations, models

WALLS = """
ALTER TABLE inquiry_desk_revocation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_rows ON inquiry_desk_revocation TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY slip_rows ON inquiry_desk_revocation TO office, gate_worker
  USING (prefecture_id = (SELECT walls.case_prefecture_id()))
  WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()));
GRANT SELECT ON inquiry_desk_revocation TO office, gate_worker;
CREATE TRIGGER ring AFTER INSERT ON inquiry_desk_revocation FOR EACH ROW EXECUTE FUNCTION walls.ring_slip();
"""
BACK = """
DROP TRIGGER ring ON inquiry_desk_revocation;
REVOKE ALL ON inquiry_desk_revocation FROM office, gate_worker;
DROP POLICY slip_rows ON inquiry_desk_revocation;
DROP POLICY owner_rows ON inquiry_desk_revocation;
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_desk", "0016_notices")]
    operations = [
        migrations.CreateModel(
            name="Revocation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("prefecture_id", models.CharField(max_length=6, verbose_name="都道府県")),
                ("case_id", models.UUIDField(verbose_name="案件")),
                (
                    "written_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="日時"
                    ),
                ),
                ("member_id", models.UUIDField(verbose_name="世帯員")),
                ("consent_id", models.UUIDField(verbose_name="同意")),
            ],
            options={
                "verbose_name": "同意の取消しの連絡",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["prefecture_id", "written_at"], name="revocation_by_time"),
                    models.Index(fields=["prefecture_id", "case_id"], name="revocation_by_case"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("prefecture_id", "consent_id"), name="revocation_once")
                ],
            },
        ),
        migrations.RunSQL(WALLS, BACK),
    ]
