"""From a number or a person to identifiers, for whoever reads the trail (walls.md §4)."""

from django.db import migrations, models

# From a number, or from a person, to identifiers alone: for the posts that read the trail, in their own prefecture, and
# with a row of the trail for each search. NULL is nobody's prefecture.
FORWARD = """
CREATE FUNCTION walls.find_case(of_number text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := walls.trail_prefecture_id();
  found_case uuid;
BEGIN
  IF whose IS NULL THEN
    RAISE EXCEPTION 'an auditor or administrator searches' USING ERRCODE = '42501';
  END IF;
  SELECT o.case_id INTO found_case FROM public.inquiry_vault_takenorder o
    WHERE o.prefecture_id = whose AND o.reference = of_number ORDER BY o.ordered_at DESC LIMIT 1;
  PERFORM walls.trail('find_case', found_case, NULL, '{case_number}', '', CASE WHEN found_case IS NULL THEN '0' ELSE '1' END);
  RETURN found_case;
END $$;

CREATE FUNCTION walls.find_person(of_kana text, of_born text) RETURNS TABLE (subject_id uuid, case_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := walls.trail_prefecture_id();
  found_rows int := 0;
BEGIN
  IF whose IS NULL THEN
    RAISE EXCEPTION 'an auditor or administrator searches' USING ERRCODE = '42501';
  END IF;
  FOR subject_id, case_id IN SELECT DISTINCT p.member_id, p.case_id FROM public.inquiry_vault_person p
      WHERE p.prefecture_id = whose AND p.kana = of_kana AND p.born = of_born LIMIT 50 LOOP
    found_rows := found_rows + 1;
    PERFORM walls.trail('find_person', find_person.case_id, find_person.subject_id, '{kana,born}', '', '1');
    RETURN NEXT;
  END LOOP;
  IF found_rows = 0 THEN
    PERFORM walls.trail('find_person', NULL, NULL, '{kana,born}', '', '0');
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION walls.find_case(text), walls.find_person(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.find_case(text), walls.find_person(text, text) TO gate;
"""

BACK = "DROP FUNCTION walls.find_case(text), walls.find_person(text, text)"


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0006_alerts'),
        ('inquiry_vault', '0003_keysets'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['prefecture_id', 'kana', 'born'], name='person_by_kana_and_birth'),
        ),
        migrations.AddIndex(
            model_name='takenorder',
            index=models.Index(fields=['prefecture_id', 'reference'], name='taken_order_by_reference'),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
