"""世帯構成の経路: from the resident network where the prefecture has set so. And what is told goes with an undone link."""

from django.db import migrations, models

LINE = """
INSERT INTO inquiry_vault_catalogueline
  (legal_basis, purpose, kind, provider_type, scene, papers, still_on_paper, valid_from, source)
  VALUES ('LIVELIHOOD_LOAN', 'REVIEW', 'HOUSEHOLD', 'RESIDENT_NETWORK', 'HOUSEHOLD', '{住民票の写し（続柄）}',
    '住民票と違う暮らし方をしているときは、実態が分かる書類で確認します。', '2026-11-26',
    '003（世帯構成を住基ネットから得る計画。公表されているのは個人ごとの情報のみのため、県の設定で選ぶ）');
INSERT INTO inquiry_vault_body (code, provider_type, name, source)
  VALUES ('JUKI', 'RESIDENT_NETWORK', '住民基本台帳ネットワーク', '003');
"""
NO_LINE = """
DELETE FROM inquiry_vault_catalogueline WHERE provider_type = 'RESIDENT_NETWORK';
DELETE FROM inquiry_vault_body WHERE provider_type = 'RESIDENT_NETWORK';
"""

# What is set is held here too: neither road is taken where the prefecture has chosen the other one. Whoever acts learns
# what the own prefecture has set; the worker may not read the settings themselves.
ROAD = """
CREATE FUNCTION walls.is_by_resident_network(of_prefecture text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT value = '1'::jsonb FROM public.councils_setting
    WHERE prefecture_id = of_prefecture AND of_prefecture = walls.case_prefecture_id()
      AND name = 'inquiry.household_road' AND confirmed_at IS NOT NULL AND since <= walls.today() ORDER BY since DESC, id DESC LIMIT 1), false)
$$;
CREATE FUNCTION walls.guard_road() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.kind = 'HOUSEHOLD'
      AND (NEW.route = 'resident') IS DISTINCT FROM walls.is_by_resident_network(NEW.prefecture_id) THEN
    RAISE EXCEPTION 'not by the road that is set' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER road BEFORE INSERT ON inquiry_vault_inquiry FOR EACH ROW EXECUTE FUNCTION walls.guard_road();
REVOKE EXECUTE ON FUNCTION walls.is_by_resident_network(text), walls.guard_road() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.is_by_resident_network(text) TO gate, gate_worker;
"""
NO_ROAD = """
DROP TRIGGER road ON inquiry_vault_inquiry;
DROP FUNCTION walls.guard_road(), walls.is_by_resident_network(text);
"""
_PROVIDERS = [('MUNICIPALITY', '市区町村'), ('PENSION_SERVICE', '日本年金機構'), ('MUTUAL_AID', '共済組合等'), ('PREFECTURE', '都道府県知事・福祉事務所'), ('MINISTER', '厚生労働大臣'), ('INSURER', '医療保険者・広域連合'), ('COUNCIL', '社会福祉協議会（他の都道府県）'), ('DIGITAL_AGENCY', 'デジタル庁（口座登録簿）'), ('RESIDENT_NETWORK', '住基ネット（県の設定による）')]


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0005_administration'),
        ('inquiry_vault', '0016_training'),
    ]

    operations = [
        migrations.AlterField(
            model_name='body',
            name='provider_type',
            field=models.CharField(choices=_PROVIDERS, max_length=20, verbose_name='情報提供者'),
        ),
        migrations.AlterField(
            model_name='catalogueline',
            name='provider_type',
            field=models.CharField(choices=_PROVIDERS, max_length=20, verbose_name='情報提供者'),
        ),
        migrations.AlterField(
            model_name='inquiry',
            name='provider_type',
            field=models.CharField(choices=_PROVIDERS, default='MUNICIPALITY', max_length=20, verbose_name='提供元の種類'),
        ),
        migrations.AlterField(
            model_name='inquiry',
            name='route',
            field=models.CharField(choices=[('network', 'オンライン'), ('file', 'ファイル'), ('resident', '住基ネット')], default='network', max_length=8, verbose_name='経路'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('provider_type', 'RESIDENT_NETWORK'), ('route', 'resident')), models.Q(models.Q(('provider_type', 'RESIDENT_NETWORK'), _negated=True), models.Q(('route', 'resident'), _negated=True)), _connector='OR'), name='inquiry_by_its_road'),
        ),
        migrations.RunSQL(ROAD, NO_ROAD),
        migrations.RunSQL(LINE, NO_LINE),
        migrations.AddField(
            model_name='link',
            name='withdrawal',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='取消しの番号'),
        ),
        migrations.AddField(
            model_name='reading',
            name='withdrawn_before',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='それまでの紐付けの取消し'),
        ),
        migrations.RemoveConstraint(
            model_name='reading',
            name='reading_once',
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawal__isnull', True), models.Q(('undone_at__isnull', False), ('withdrawal__gte', 1)), _connector='OR'), name='link_withdrawn_where_undone'),
        ),
        migrations.AddConstraint(
            model_name='reading',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'order', 'code', 'person', 'withdrawn_before'), name='reading_once', nulls_distinct=False),
        ),
        migrations.RunSQL(
            "GRANT UPDATE (withdrawal) ON inquiry_vault_link TO gate_worker",
            "REVOKE UPDATE (withdrawal) ON inquiry_vault_link FROM gate_worker",
        ),
    ]
