"""一括照会のファイル: requests as lines and results read back; what is in them is the worker's alone (inquiry.md §6)."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

# inquiry.md §6: the columns of one municipality's files. What is not known stays out: the codes of a point and of a period,
# the codes of other outcomes, and where the items of an answer stand. A line that would need them is refused by its number.
COLUMNS = """
INSERT INTO inquiry_vault_layoutcolumn (of, position, length, item, kind, words, valid_from, source)
  SELECT line.of, position, length, item, '', words, '2026-04-01',
    '公開されている自治体のプログラム（一例）。様式の版により異なる'
  FROM (VALUES
    ('REQUEST', 1, 2, 'FIXED', '01'),
    ('REQUEST', 2, 15, 'ADDRESSEE', ''),
    ('REQUEST', 3, 15, 'BLANK', ''),
    ('REQUEST', 4, 17, 'REQUESTED_AT', ''),
    ('REQUEST', 5, 20, 'DEPARTMENT', ''),
    ('REQUEST', 6, 20, 'BLANK', ''),
    ('REQUEST', 7, 16, 'ORGANISATION', ''),
    ('REQUEST', 8, 1, 'NONDISCLOSURE', '0=open|1=hidden'),
    ('REQUEST', 9, 16, 'AFFAIR', ''),
    ('REQUEST', 10, 16, 'PROCEDURE', ''),
    ('REQUEST', 11, 16, 'BLANK', ''),
    ('REQUEST', 12, 16, 'BLANK', ''),
    ('REQUEST', 13, 16, 'PROVIDER', ''),
    ('REQUEST', 14, 16, 'INFORMATION', ''),
    ('REQUEST', 15, 1, 'SCOPE', '0=newest'),
    ('REQUEST', 16, 1, 'FIXED', '0'),
    ('REQUEST', 17, 8, 'FROM', ''),
    ('REQUEST', 18, 8, 'UNTIL', ''),
    ('RESULT', 2, 15, 'ADDRESSEE', ''),
    ('RESULT', 4, 17, 'REQUESTED_AT', ''),
    ('RESULT', 13, 16, 'PROVIDER', ''),
    ('RESULT', 14, 16, 'INFORMATION', ''),
    ('RESULT', 24, 2, 'LINE_STATUS', '09=done'),
    ('RESULT', 25, 200, 'MESSAGE', ''),
    ('RESULT', 26, 2, 'INFORMATION_STATUS', '01=provided')
  ) AS line (of, position, length, item, words);
"""

WALLS = """
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['layoutcolumn', 'requestfile', 'fileline', 'resultfile', 'resultcontent', 'refusedline'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', 'inquiry_vault_' || name);
    EXECUTE format('CREATE POLICY owner_rows ON %I TO CURRENT_USER USING (true) WITH CHECK (true)',
      'inquiry_vault_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['requestfile', 'fileline', 'resultfile', 'resultcontent', 'refusedline'] LOOP
    EXECUTE format('CREATE POLICY worker_rows ON %I TO gate_worker
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'inquiry_vault_' || name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['requestfile', 'resultfile', 'refusedline'] LOOP
    EXECUTE format('CREATE POLICY gate_rows ON %I TO gate
      USING (prefecture_id = (SELECT walls.case_prefecture_id()))
      WITH CHECK (prefecture_id = (SELECT walls.case_prefecture_id()))', 'inquiry_vault_' || name);
  END LOOP;
END $$;
CREATE POLICY reference_rows ON inquiry_vault_layoutcolumn FOR SELECT TO gate, gate_worker USING (true);
GRANT SELECT ON inquiry_vault_layoutcolumn TO gate, gate_worker;

-- An officer asks for a file and hands its result in, in the own name. What is in either is the worker's alone.
CREATE POLICY own_hand ON inquiry_vault_requestfile AS RESTRICTIVE FOR INSERT TO gate
  WITH CHECK (asked_by = (SELECT walls.staff_id()) AND state = 'wanted' AND name = '' AND checksum = '');
GRANT SELECT, INSERT ON inquiry_vault_requestfile TO gate;
GRANT SELECT ON inquiry_vault_resultfile, inquiry_vault_refusedline TO gate;
GRANT SELECT, INSERT, UPDATE (state, name, checksum, line_count, kept_out_count) ON inquiry_vault_requestfile
  TO gate_worker;
GRANT SELECT, INSERT ON inquiry_vault_fileline, inquiry_vault_refusedline TO gate_worker;
GRANT SELECT, UPDATE (read_at, taken_count, refused_count) ON inquiry_vault_resultfile TO gate_worker;
GRANT SELECT, DELETE ON inquiry_vault_resultcontent TO gate_worker;

ALTER TABLE inquiry_vault_fileline ADD CONSTRAINT file_line_of_file
  FOREIGN KEY (prefecture_id, file_id) REFERENCES inquiry_vault_requestfile (prefecture_id, id);
ALTER TABLE inquiry_vault_fileline ADD CONSTRAINT file_line_of_inquiry
  FOREIGN KEY (prefecture_id, inquiry_id) REFERENCES inquiry_vault_inquiry (prefecture_id, id);
ALTER TABLE inquiry_vault_resultfile ADD CONSTRAINT result_of_file
  FOREIGN KEY (prefecture_id, file_id) REFERENCES inquiry_vault_requestfile (prefecture_id, id);
ALTER TABLE inquiry_vault_resultcontent ADD CONSTRAINT content_of_result
  FOREIGN KEY (prefecture_id, result_id) REFERENCES inquiry_vault_resultfile (prefecture_id, id);
ALTER TABLE inquiry_vault_refusedline ADD CONSTRAINT refused_line_of_result
  FOREIGN KEY (prefecture_id, result_id) REFERENCES inquiry_vault_resultfile (prefecture_id, id);

-- The pages reach no table that holds a ciphertext: what an officer hands in, sealed, goes through here, for a file of the
-- own prefecture that has been written.
CREATE FUNCTION walls.hand_in(of_file uuid, of_result uuid, of_size integer, of_wrapped bytea, of_ciphertext bytea)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who bigint := walls.staff_id();
  whose text := walls.case_prefecture_id();
BEGIN
  IF who IS NULL OR whose IS NULL THEN
    RAISE EXCEPTION 'nobody acts' USING ERRCODE = '42501';
  END IF;
  PERFORM FROM public.inquiry_vault_requestfile WHERE id = of_file AND prefecture_id = whose AND state = 'ready';
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO public.inquiry_vault_resultfile (id, prefecture_id, file_id, uploaded_by, size, taken_count, refused_count)
    VALUES (of_result, whose, of_file, who, of_size, 0, 0);
  INSERT INTO public.inquiry_vault_resultcontent (result_id, prefecture_id, wrapped, ciphertext)
    VALUES (of_result, whose, of_wrapped, of_ciphertext);
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION walls.hand_in(uuid, uuid, integer, bytea, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.hand_in(uuid, uuid, integer, bytea, bytea) TO gate;
"""
BACK = """
DROP FUNCTION walls.hand_in(uuid, uuid, integer, bytea, bytea);
ALTER TABLE inquiry_vault_resultcontent DROP CONSTRAINT content_of_result;
ALTER TABLE inquiry_vault_refusedline DROP CONSTRAINT refused_line_of_result;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inquiry_vault', '0008_catalogue'),
    ]

    operations = [
        migrations.CreateModel(
            name='ResultFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('uploaded_by', models.BigIntegerField(verbose_name='受け取った者')),
                ('size', models.PositiveIntegerField(verbose_name='大きさ')),
                ('read_at', models.DateTimeField(null=True, verbose_name='取込日時')),
                ('taken_count', models.PositiveIntegerField(default=0, verbose_name='取り込んだ行')),
                ('refused_count', models.PositiveIntegerField(default=0, verbose_name='取り込めない行')),
            ],
            options={
                'verbose_name': '結果ファイル',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='LayoutColumn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('REQUEST', '依頼ファイル'), ('RESULT', '結果ファイル')], max_length=8, verbose_name='ファイル')),
                ('position', models.PositiveSmallIntegerField(verbose_name='列')),
                ('length', models.PositiveSmallIntegerField(verbose_name='桁数')),
                ('item', models.CharField(max_length=40, verbose_name='項目')),
                ('kind', models.CharField(blank=True, choices=[('TAX', '地方税関係情報'), ('HOUSEHOLD', '住民票関係情報'), ('CHILD_ALLOWANCE', '児童手当関係情報'), ('CARE_INSURANCE', '介護保険給付等関係情報'), ('ASSISTANCE', '生活保護関係情報'), ('CHILD_REARING', '児童扶養手当関係情報'), ('LONE_PARENT_BENEFIT', '母子父子寡婦給付金関係情報'), ('LONE_PARENT_LOAN', '母子父子寡婦福祉資金貸付関係情報'), ('PENSION', '年金給付関係情報'), ('WORK_INJURY', '労働者災害補償関係情報'), ('WAR_RELIEF', '援護関係情報'), ('UNEMPLOYMENT', '失業等給付関係情報'), ('ASBESTOS', '石綿健康被害救済給付関係情報'), ('TRAINING_BENEFIT', '職業訓練受講給付金関係情報'), ('SPECIAL_CHILD', '特別児童扶養手当関係情報'), ('MEDICAL_INSURANCE', '医療保険給付関係情報'), ('WELFARE_LOAN', '生活福祉資金貸付関係情報'), ('ACCOUNT', '公的給付支給等口座登録簿関係情報')], max_length=20, verbose_name='情報の種類')),
                ('words', models.CharField(blank=True, max_length=100, verbose_name='固定値・記号の意味')),
                ('valid_from', models.DateField(verbose_name='適用開始日')),
                ('valid_until', models.DateField(null=True, verbose_name='適用終了日')),
                ('source', models.CharField(max_length=200, verbose_name='根拠資料')),
            ],
            options={
                'verbose_name': '様式の列',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('of', 'item', 'position', 'kind', 'valid_from'), name='layout_column_once')],
            },
        ),
        migrations.CreateModel(
            name='RequestFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('state', models.CharField(choices=[('wanted', '作成待ち'), ('allotted', '作成中'), ('ready', '作成済み'), ('empty', '入れられる照会なし')], default='wanted', max_length=10, verbose_name='状態')),
                ('asked_by', models.BigIntegerField(verbose_name='作成を依頼した者')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='ファイル名')),
                ('checksum', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('line_count', models.PositiveIntegerField(default=0, verbose_name='行数')),
                ('kept_out_count', models.PositiveIntegerField(default=0, verbose_name='入れられなかった照会')),
            ],
            options={
                'verbose_name': '依頼ファイル',
                'default_permissions': (),
                'indexes': [models.Index(fields=['prefecture_id', '-created_at', 'id'], name='request_file_by_time')],
                'constraints': [models.UniqueConstraint(fields=('prefecture_id', 'id'), name='requestfile_of_prefecture')],
            },
        ),
        migrations.CreateModel(
            name='ResultContent',
            fields=[
                ('result', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='content', serialize=False, to='inquiry_vault.resultfile')),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('wrapped', models.BinaryField(verbose_name='包まれた鍵')),
                ('ciphertext', models.BinaryField(verbose_name='暗号文')),
            ],
            options={
                'verbose_name': '結果ファイルの内容',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='resultfile',
            name='file',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='inquiry_vault.requestfile'),
        ),
        migrations.CreateModel(
            name='RefusedLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('number', models.PositiveIntegerField(verbose_name='行')),
                ('reason', models.CharField(choices=[('unreadable', '文字または区切りを読み取れません'), ('columns', '列の数が足りません'), ('not_asked', 'この依頼ファイルの行と結び付きません（別の方・別の照会の行の可能性）'), ('twice', '同じ照会の行が2回あります'), ('status', '状態の記号または結果の言葉の意味が登録されていません'), ('not_mapped', 'この情報の列の位置が登録されていません'), ('items', '項目が足りないか、形が違います'), ('not_waiting', 'この照会は回答待ちではありません（取込済みなど）')], max_length=12, verbose_name='理由')),
                ('result', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='refused', to='inquiry_vault.resultfile')),
            ],
            options={
                'verbose_name': '取り込めない行',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='FileLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('prefecture_id', models.CharField(max_length=6, verbose_name='都道府県')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='作成日時')),
                ('number', models.PositiveIntegerField(verbose_name='行')),
                ('addressee', models.CharField(max_length=15, verbose_name='宛名番号')),
                ('requested_at', models.CharField(max_length=17, verbose_name='照会依頼日時')),
                ('provider_code', models.CharField(max_length=20, verbose_name='提供者機関コード')),
                ('information_code', models.CharField(max_length=20, verbose_name='特定個人情報名コード')),
                ('inquiry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='file_lines', to='inquiry_vault.inquiry')),
                ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='inquiry_vault.requestfile')),
            ],
            options={
                'verbose_name': '依頼ファイルの行',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('prefecture_id', 'inquiry'), name='file_line_once'), models.UniqueConstraint(fields=('prefecture_id', 'file', 'number'), name='file_line_number')],
            },
        ),
        migrations.AddIndex(
            model_name='resultfile',
            index=models.Index(fields=['prefecture_id', 'file'], name='result_file_of_request'),
        ),
        migrations.AddConstraint(
            model_name='resultfile',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'id'), name='resultfile_of_prefecture'),
        ),
        migrations.AddConstraint(
            model_name='refusedline',
            constraint=models.UniqueConstraint(fields=('prefecture_id', 'result', 'number'), name='refused_line_once'),
        ),
        migrations.RunSQL(WALLS, BACK),
        migrations.RunSQL(COLUMNS, migrations.RunSQL.noop),
    ]
