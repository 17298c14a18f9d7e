"""特定個人情報の種類: all of 003 図表3-16."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

_KINDS = [
    ("TAX", "地方税関係情報"),
    ("HOUSEHOLD", "住民票関係情報"),
    ("CHILD_ALLOWANCE", "児童手当関係情報"),
    ("CARE_INSURANCE", "介護保険給付等関係情報"),
    ("ASSISTANCE", "生活保護関係情報"),
    ("CHILD_REARING", "児童扶養手当関係情報"),
    ("LONE_PARENT_BENEFIT", "母子父子寡婦給付金関係情報"),
    ("LONE_PARENT_LOAN", "母子父子寡婦福祉資金貸付関係情報"),
    ("PENSION", "年金給付関係情報"),
    ("WORK_INJURY", "労働者災害補償関係情報"),
    ("WAR_RELIEF", "援護関係情報"),
    ("UNEMPLOYMENT", "失業等給付関係情報"),
    ("ASBESTOS", "石綿健康被害救済給付関係情報"),
    ("TRAINING_BENEFIT", "職業訓練受講給付金関係情報"),
    ("SPECIAL_CHILD", "特別児童扶養手当関係情報"),
    ("MEDICAL_INSURANCE", "医療保険給付関係情報"),
    ("WELFARE_LOAN", "生活福祉資金貸付関係情報"),
    ("ACCOUNT", "公的給付支給等口座登録簿関係情報"),
]


class Migration(migrations.Migration):
    dependencies = [("inquiry_desk", "0004_departures")]
    operations = [
        migrations.AlterField(
            "subject",
            "kinds",
            ArrayField(models.CharField(choices=_KINDS, max_length=20), verbose_name="照会する情報"),
        ),
    ]
