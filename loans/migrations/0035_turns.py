"""自動保存の順番: of the saves of one page the newest stands, also where an older one arrives after it."""

from django.db import migrations, models

FORWARD = """
GRANT UPDATE (saved_turn) ON loans_consultation TO counter;
-- The action leaves it alone; past the action it is refused.
CREATE FUNCTION walls.refuse_overtaken() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the page has saved since' USING ERRCODE = '42501';
END $$;
REVOKE EXECUTE ON FUNCTION walls.refuse_overtaken() FROM PUBLIC;
CREATE TRIGGER in_turn BEFORE UPDATE ON loans_consultation FOR EACH ROW
  WHEN (NEW.saved_from = OLD.saved_from AND NEW.saved_turn < OLD.saved_turn) EXECUTE FUNCTION walls.refuse_overtaken();
"""
BACK = """
DROP TRIGGER in_turn ON loans_consultation;
DROP FUNCTION walls.refuse_overtaken();
REVOKE UPDATE (saved_turn) ON loans_consultation FROM counter;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0034_search_keys_of_parties")]
    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="saved_turn",
                field=models.PositiveIntegerField(db_default=0, default=0, verbose_name="保存した画面での順番"),
            )
            for name in ("consultation", "historicalconsultation")
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
