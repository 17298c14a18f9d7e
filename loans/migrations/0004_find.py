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
  SELECT id INTO found_case FROM public.loans_application
    WHERE prefecture_id = whose AND (prefectural_number = of_number OR receipt_number = of_number)
    ORDER BY created_at DESC LIMIT 1;
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
  FOR subject_id, case_id IN SELECT m.id, m.application_id FROM public.loans_member m
      WHERE m.prefecture_id = whose AND m.kana = of_kana AND m.born = of_born ORDER BY m.created_at DESC LIMIT 50 LOOP
    found_rows := found_rows + 1;
    PERFORM walls.trail('find_person', find_person.case_id, find_person.subject_id, '{kana,born}', '', '1');
    RETURN NEXT;
  END LOOP;
  IF found_rows = 0 THEN
    PERFORM walls.trail('find_person', NULL, NULL, '{kana,born}', '', '0');
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION walls.find_case(text), walls.find_person(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION walls.find_case(text), walls.find_person(text, text) TO office;
"""

BACK = "DROP FUNCTION walls.find_case(text), walls.find_person(text, text)"


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0006_alerts'),
        ('loans', '0003_recusals'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['prefecture', 'receipt_number'], name='application_by_number'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['prefecture', 'kana', 'born'], name='member_by_kana_and_birth'),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
