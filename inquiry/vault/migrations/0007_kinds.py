"""特定個人情報の種類: all of 003 図表3-16. What may be shown stays a list of what is no number."""

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
_SEALED = [
    ("NUMBER", "個人番号"),
    ("CODE", "符号"),
    ("CANDIDATE", "候補者の4情報"),
    ("CANDIDATE_NUMBER", "候補者の個人番号"),
    *_KINDS,
]
_INTENT = """
CREATE OR REPLACE FUNCTION walls.open_intent(of_person uuid, of_kinds varchar[], of_purpose text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who bigint := walls.staff_id();
  whose text := walls.case_prefecture_id();
  person public.inquiry_vault_person;
  new uuid := gen_random_uuid();
BEGIN
  IF who IS NULL OR whose IS NULL THEN
    RAISE EXCEPTION 'nobody acts' USING ERRCODE = '42501';
  END IF;
  -- A number is never shown to anybody: what is not in this list has no way to a page.
  IF cardinality(of_kinds) = 0 OR NOT of_kinds <@ {shown} THEN
    RAISE EXCEPTION 'not to be shown' USING ERRCODE = '42501';
  END IF;
  SELECT * INTO person FROM public.inquiry_vault_person WHERE id = of_person AND prefecture_id = whose;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such person' USING ERRCODE = 'P0002';
  END IF;
  INSERT INTO public.inquiry_vault_intent (id, prefecture_id, person_id, staff_id, kinds, purpose, opened_at, opened_in)
    VALUES (new, whose, of_person, who, of_kinds, of_purpose, clock_timestamp(), pg_current_xact_id()::text);
  PERFORM walls.trail('disclose', person.case_id, person.member_id, of_kinds, of_purpose, 'intended');
  RETURN new;
END $$;
"""
_BEFORE = "ARRAY['CANDIDATE', 'TAX', 'HOUSEHOLD', 'ASSISTANCE']::varchar[]"
_NOW = """ARRAY['CANDIDATE', 'TAX', 'HOUSEHOLD', 'CHILD_ALLOWANCE', 'CARE_INSURANCE', 'ASSISTANCE', 'CHILD_REARING',
      'LONE_PARENT_BENEFIT', 'LONE_PARENT_LOAN', 'PENSION', 'WORK_INJURY', 'WAR_RELIEF', 'UNEMPLOYMENT', 'ASBESTOS',
      'TRAINING_BENEFIT', 'SPECIAL_CHILD', 'MEDICAL_INSURANCE', 'WELFARE_LOAN', 'ACCOUNT']::varchar[]"""


class Migration(migrations.Migration):
    dependencies = [("inquiry_vault", "0006_belongs")]
    operations = [
        migrations.RunSQL(_INTENT.format(shown=_NOW), _INTENT.format(shown=_BEFORE)),
        migrations.AlterField("inquiry", "kind", models.CharField("種類", choices=_KINDS, max_length=20)),
        migrations.AlterField(
            "person",
            "kinds",
            ArrayField(models.CharField(choices=_KINDS, max_length=20), verbose_name="照会する情報"),
        ),
        migrations.AlterField("sealed", "what", models.CharField("種類", choices=_SEALED, max_length=20)),
    ]
