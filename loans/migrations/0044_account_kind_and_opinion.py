"""預金種目 of the account; and what an opinion says of interviews, other schemes and the plan of support."""

from django.db import migrations, models


# The counter fills it in, as it does the rest of the account; an opinion is inserted whole, by the grant it has.
GRANTS = "GRANT UPDATE (account_kind) ON loans_application TO counter;"
NO_GRANTS = "REVOKE UPDATE (account_kind) ON loans_application FROM counter;"


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0013_leave"),
        ("loans", "0043_recused_talks_and_notices"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="account_kind",
            field=models.CharField(
                blank=True,
                choices=[("ordinary", "普通"), ("current", "当座")],
                db_default="",
                max_length=10,
                verbose_name="預金種目",
            ),
        ),
        migrations.AddField(
            model_name="historicalapplication",
            name="account_kind",
            field=models.CharField(
                blank=True,
                choices=[("ordinary", "普通"), ("current", "当座")],
                db_default="",
                max_length=10,
                verbose_name="預金種目",
            ),
        ),
        migrations.AddField(
            model_name="historicalopinion",
            name="interviews",
            field=models.TextField(blank=True, db_default="", verbose_name="面談の回数と、世帯の収入の見立て"),
        ),
        migrations.AddField(
            model_name="historicalopinion",
            name="other_schemes",
            field=models.TextField(blank=True, db_default="", verbose_name="ほかの制度の検討結果"),
        ),
        migrations.AddField(
            model_name="historicalopinion",
            name="support_plan",
            field=models.TextField(blank=True, db_default="", verbose_name="支援の計画と関係機関、留意点"),
        ),
        migrations.AddField(
            model_name="opinion",
            name="interviews",
            field=models.TextField(blank=True, db_default="", verbose_name="面談の回数と、世帯の収入の見立て"),
        ),
        migrations.AddField(
            model_name="opinion",
            name="other_schemes",
            field=models.TextField(blank=True, db_default="", verbose_name="ほかの制度の検討結果"),
        ),
        migrations.AddField(
            model_name="opinion",
            name="support_plan",
            field=models.TextField(blank=True, db_default="", verbose_name="支援の計画と関係機関、留意点"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("account_kind__in", ["", "ordinary", "current"])),
                name="application_account_kind_by_code",
            ),
        ),
        migrations.RunSQL(GRANTS, NO_GRANTS),
    ]
