"""照会結果の項目と区分: whether benefits and loans are there, and the income against its limit (inquiry.codes)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_desk', '0011_withdrawn'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='finding',
            name='finding_by_code',
        ),
        migrations.RemoveConstraint(
            model_name='finding',
            name='finding_by_verdict',
        ),
        migrations.RemoveConstraint(
            model_name='finding',
            name='finding_rule_version_is_a_version',
        ),
        migrations.AlterField(
            model_name='finding',
            name='code',
            field=models.CharField(choices=[('HOUSEHOLD_COMPOSITION', '世帯構成'), ('RESIDENT_TAX_EXEMPT', '市町村民税非課税'), ('INCOME_LIMIT', '世帯の所得'), ('PUBLIC_ASSISTANCE', '生活保護の受給'), ('PENSION_RECEIVED', '年金の受給'), ('UNEMPLOYMENT_RECEIVED', '失業等給付の受給'), ('TRAINING_RECEIVED', '職業訓練受講給付金の受給'), ('CHILD_ALLOWANCE_RECEIVED', '児童手当の受給'), ('CHILD_REARING_RECEIVED', '児童扶養手当の受給'), ('SPECIAL_CHILD_RECEIVED', '特別児童扶養手当の受給'), ('OTHER_LOAN', 'ほかの都道府県での借入れ'), ('LONE_PARENT_LOAN_OPEN', '母子父子寡婦福祉資金の借入れ'), ('OLD_COPY', '更新の古い情報')], max_length=30, verbose_name='項目'),
        ),
        migrations.AlterField(
            model_name='finding',
            name='verdict',
            field=models.CharField(choices=[('APPLIES', '該当'), ('DOES_NOT_APPLY', '非該当'), ('CONSISTENT', '申告と一致'), ('DIFFERENT', '申告と相違'), ('WITHIN', '基準内'), ('NEAR', '基準に近接'), ('OVER', '基準を超過'), ('NEEDS_CHECK', '要確認：別の書類が必要')], max_length=20, verbose_name='区分'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('code__in', ['HOUSEHOLD_COMPOSITION', 'RESIDENT_TAX_EXEMPT', 'INCOME_LIMIT', 'PUBLIC_ASSISTANCE', 'PENSION_RECEIVED', 'UNEMPLOYMENT_RECEIVED', 'TRAINING_RECEIVED', 'CHILD_ALLOWANCE_RECEIVED', 'CHILD_REARING_RECEIVED', 'SPECIAL_CHILD_RECEIVED', 'OTHER_LOAN', 'LONE_PARENT_LOAN_OPEN', 'OLD_COPY'])), name='finding_by_code'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['APPLIES', 'DOES_NOT_APPLY', 'CONSISTENT', 'DIFFERENT', 'WITHIN', 'NEAR', 'OVER', 'NEEDS_CHECK'])), name='finding_by_verdict'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('rule_version__regex', '^(HOUSEHOLD|TAX_EXEMPT|ASSISTANCE|INCOME_LIMIT|PENSION|UNEMPLOYMENT|TRAINING|CHILD_ALLOWANCE|CHILD_REARING|SPECIAL_CHILD|OTHER_LOAN|LONE_PARENT_LOAN|OLD_COPY)-[0-9]{1,3}$')), name='finding_rule_version_is_a_version'),
        ),
    ]
