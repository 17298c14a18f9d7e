"""世帯構成を住基ネットに照会する行 of the catalogue on the slip."""

from django.db import migrations, models

LINE = """
INSERT INTO inquiry_desk_catalogueline
  (legal_basis, purpose, kind, provider_type, scene, papers, still_on_paper, valid_from, source)
  VALUES ('LIVELIHOOD_LOAN', 'REVIEW', 'HOUSEHOLD', 'RESIDENT_NETWORK', 'HOUSEHOLD', '{住民票の写し（続柄）}',
    '住民票と違う暮らし方をしているときは、実態が分かる書類で確認します。', '2026-11-26',
    '003（世帯構成を住基ネットから得る計画。公表されているのは個人ごとの情報のみのため、県の設定で選ぶ）');
"""
BACK = "DELETE FROM inquiry_desk_catalogueline WHERE provider_type = 'RESIDENT_NETWORK'"


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_desk', '0012_findings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='catalogueline',
            name='provider_type',
            field=models.CharField(choices=[('MUNICIPALITY', '市区町村'), ('PENSION_SERVICE', '日本年金機構'), ('MUTUAL_AID', '共済組合等'), ('PREFECTURE', '都道府県知事・福祉事務所'), ('MINISTER', '厚生労働大臣'), ('INSURER', '医療保険者・広域連合'), ('COUNCIL', '社会福祉協議会（他の都道府県）'), ('DIGITAL_AGENCY', 'デジタル庁（口座登録簿）'), ('RESIDENT_NETWORK', '住基ネット（県の設定による）')], max_length=20, verbose_name='情報提供者'),
        ),
        migrations.RunSQL(LINE, BACK),
    ]
