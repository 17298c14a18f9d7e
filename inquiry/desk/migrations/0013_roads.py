"""世帯構成を住基ネットに照会する行 of the catalogue on the slip; and findings that go with a link that was undone."""

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
        migrations.AddField(
            model_name='finding',
            name='withdrawn_before',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='それまでの紐付けの取消し'),
        ),
        migrations.AlterField(
            model_name='withdrawal',
            name='reason',
            field=models.CharField(choices=[('REDO', '照会のやり直し：判断に使わない'), ('STANDS', '照会結果は有効'), ('UNLINKED', '未確認：紐付けを取り消しました')], max_length=8, verbose_name='理由'),
        ),
        migrations.RemoveConstraint(
            model_name='finding',
            name='finding_once',
        ),
        migrations.RemoveConstraint(
            model_name='withdrawal',
            name='withdrawal_by_code',
        ),
        migrations.RemoveConstraint(
            model_name='withdrawal',
            name='withdrawal_once',
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'order_id', 'code', 'member_id', 'withdrawn_before'), name='finding_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_before__lte', 99)), name='finding_withdrawn_before_is_small'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['REDO', 'STANDS', 'UNLINKED'])), name='withdrawal_by_code'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'order_id', 'member_id', 'number', 'reason'), name='withdrawal_once'),
        ),
    ]
