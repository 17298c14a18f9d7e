"""世帯員の仕事、収入の内訳、障害・介護、学校: what the counter writes of a person, on the walls that stand."""

from django.db import migrations, models


GRANTS = """
GRANT UPDATE (work, employer, employed_since, wage_yen, business_yen, pension_yen, allowance_yen, support_yen,
  other_income_yen, disability, disability_grade, care_level, school, school_year, note) ON loans_member TO counter;
"""
BACK = """
REVOKE UPDATE (work, employer, employed_since, wage_yen, business_yen, pension_yen, allowance_yen, support_yen,
  other_income_yen, disability, disability_grade, care_level, school, school_year, note) ON loans_member FROM counter;
"""


class Migration(migrations.Migration):

    dependencies = [("loans", "0022_handovers")]

    operations = [
        migrations.AddField(
            model_name='historicalmember',
            name='allowance_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='手当・給付（月額）'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='business_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='事業収入（月額）'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='care_level',
            field=models.CharField(blank=True, choices=[('support_1', '要支援1'), ('support_2', '要支援2'), ('care_1', '要介護1'), ('care_2', '要介護2'), ('care_3', '要介護3'), ('care_4', '要介護4'), ('care_5', '要介護5')], default='', max_length=10, verbose_name='介護度'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='disability',
            field=models.CharField(blank=True, choices=[('physical', '身体障害者手帳'), ('intellectual', '療育手帳'), ('mental', '精神障害者保健福祉手帳'), ('services', '手帳はないが、障害福祉サービスを利用')], default='', max_length=12, verbose_name='障害者手帳'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='disability_grade',
            field=models.CharField(blank=True, default='', max_length=10, verbose_name='手帳の等級'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='employed_since',
            field=models.CharField(blank=True, default='', max_length=10, verbose_name='勤め始めた日'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='employer',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='勤務先'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='note',
            field=models.CharField(blank=True, default='', max_length=200, verbose_name='備考'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='other_income_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='そのほかの収入（月額）'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='pension_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='年金（月額）'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='school',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='学校'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='school_year',
            field=models.CharField(blank=True, default='', max_length=10, verbose_name='学年'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='support_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='仕送り・養育費（月額）'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='wage_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='給与（月額）'),
        ),
        migrations.AddField(
            model_name='historicalmember',
            name='work',
            field=models.CharField(blank=True, choices=[('regular', '正社員・公務員'), ('part_time', 'パート・アルバイト・臨時'), ('dispatched', '派遣'), ('own_business', '自営・内職・家族の仕事の手伝い'), ('on_leave', '休職中'), ('between_jobs', '失業中・求職中'), ('pensioner', '年金で生活'), ('school', '学生・就学前'), ('none', '働いていない'), ('other', 'その他')], default='', max_length=12, verbose_name='仕事'),
        ),
        migrations.AddField(
            model_name='member',
            name='allowance_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='手当・給付（月額）'),
        ),
        migrations.AddField(
            model_name='member',
            name='business_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='事業収入（月額）'),
        ),
        migrations.AddField(
            model_name='member',
            name='care_level',
            field=models.CharField(blank=True, choices=[('support_1', '要支援1'), ('support_2', '要支援2'), ('care_1', '要介護1'), ('care_2', '要介護2'), ('care_3', '要介護3'), ('care_4', '要介護4'), ('care_5', '要介護5')], default='', max_length=10, verbose_name='介護度'),
        ),
        migrations.AddField(
            model_name='member',
            name='disability',
            field=models.CharField(blank=True, choices=[('physical', '身体障害者手帳'), ('intellectual', '療育手帳'), ('mental', '精神障害者保健福祉手帳'), ('services', '手帳はないが、障害福祉サービスを利用')], default='', max_length=12, verbose_name='障害者手帳'),
        ),
        migrations.AddField(
            model_name='member',
            name='disability_grade',
            field=models.CharField(blank=True, default='', max_length=10, verbose_name='手帳の等級'),
        ),
        migrations.AddField(
            model_name='member',
            name='employed_since',
            field=models.CharField(blank=True, default='', max_length=10, verbose_name='勤め始めた日'),
        ),
        migrations.AddField(
            model_name='member',
            name='employer',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='勤務先'),
        ),
        migrations.AddField(
            model_name='member',
            name='note',
            field=models.CharField(blank=True, default='', max_length=200, verbose_name='備考'),
        ),
        migrations.AddField(
            model_name='member',
            name='other_income_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='そのほかの収入（月額）'),
        ),
        migrations.AddField(
            model_name='member',
            name='pension_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='年金（月額）'),
        ),
        migrations.AddField(
            model_name='member',
            name='school',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='学校'),
        ),
        migrations.AddField(
            model_name='member',
            name='school_year',
            field=models.CharField(blank=True, default='', max_length=10, verbose_name='学年'),
        ),
        migrations.AddField(
            model_name='member',
            name='support_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='仕送り・養育費（月額）'),
        ),
        migrations.AddField(
            model_name='member',
            name='wage_yen',
            field=models.PositiveIntegerField(null=True, verbose_name='給与（月額）'),
        ),
        migrations.AddField(
            model_name='member',
            name='work',
            field=models.CharField(blank=True, choices=[('regular', '正社員・公務員'), ('part_time', 'パート・アルバイト・臨時'), ('dispatched', '派遣'), ('own_business', '自営・内職・家族の仕事の手伝い'), ('on_leave', '休職中'), ('between_jobs', '失業中・求職中'), ('pensioner', '年金で生活'), ('school', '学生・就学前'), ('none', '働いていない'), ('other', 'その他')], default='', max_length=12, verbose_name='仕事'),
        ),
        migrations.RunSQL(GRANTS, BACK),
    ]
