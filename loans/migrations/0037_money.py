"""金額の形: costs, what is needed, the income of a month and the household's sheet, held as they are on the pages."""

from django.db import migrations

FORWARD = """
-- 必要額内訳: named amounts, as many as the form has room for.
ALTER TABLE loans_application ADD CONSTRAINT application_costs_are_named_amounts CHECK (
  CASE jsonb_typeof(costs) WHEN 'array' THEN jsonb_array_length(costs) <= 20 AND jsonb_array_length(costs) =
    jsonb_array_length(jsonb_path_query_array(costs, 'strict $[*] ? (@.what.type() == "string" && @.what != ""
      && @.yen.type() == "number" && @.yen >= 1 && @.yen <= 2147483647 && @.yen.floor() == @.yen)'))
  ELSE false END);

-- 必要額: more than what is needed, less what else pays for it, is not asked for; without costs nobody says what is needed.
-- A sum over rows of JSON: no CHECK can say it without a function, and the catalogue allows none there.
CREATE FUNCTION walls.guard_need() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.amount_yen > (SELECT sum((each ->> 'yen')::numeric) FROM jsonb_array_elements(NEW.costs) each)
      - coalesce(NEW.own_funds_yen, 0) - coalesce(NEW.other_grants_yen, 0) THEN
    RAISE EXCEPTION 'more than is needed' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_need() FROM PUBLIC;
CREATE TRIGGER needed AFTER INSERT OR UPDATE OF costs, amount_yen, own_funds_yen, other_grants_yen ON loans_application
  FOR EACH ROW WHEN (NEW.costs <> '[]' AND NEW.amount_yen > 0) EXECUTE FUNCTION walls.guard_need();

-- 月収は内訳の合計, where there are parts.
ALTER TABLE loans_member ADD CONSTRAINT member_income_is_the_sum_of_its_parts CHECK (
  num_nonnulls(wage_yen, business_yen, pension_yen, allowance_yen, support_yen, other_income_yen) = 0
  OR monthly_income_yen IS NOT DISTINCT FROM coalesce(wage_yen, 0)::bigint + coalesce(business_yen, 0)
    + coalesce(pension_yen, 0) + coalesce(allowance_yen, 0) + coalesce(support_yen, 0) + coalesce(other_income_yen, 0));

-- 家計表: whole amounts, none below zero, of the categories in force on the day that it is written.
ALTER TABLE loans_budget ADD CONSTRAINT budget_months_are_amounts CHECK (
  CASE jsonb_typeof(monthly) WHEN 'object' THEN jsonb_array_length(jsonb_path_query_array(monthly, 'strict $.*')) =
    jsonb_array_length(jsonb_path_query_array(monthly, 'strict $.* ? (@.type() == "number" && @ >= 0
      && @ <= 2147483647 && @.floor() == @)'))
  ELSE false END);
ALTER TABLE loans_budget ADD CONSTRAINT budget_years_are_amounts CHECK (
  CASE jsonb_typeof(yearly) WHEN 'object' THEN jsonb_array_length(jsonb_path_query_array(yearly, 'strict $.*')) =
    jsonb_array_length(jsonb_path_query_array(yearly, 'strict $.* ? (@.type() == "number" && @ >= 0
      && @ <= 2147483647 && @.floor() == @)'))
  ELSE false END);
CREATE FUNCTION walls.guard_budget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF jsonb_typeof(NEW.monthly) = 'object' AND jsonb_typeof(NEW.yearly) = 'object' AND EXISTS (
      SELECT FROM jsonb_object_keys(NEW.monthly || NEW.yearly) AS written (code) WHERE NOT EXISTS (
        SELECT FROM public.loans_budgetcategory known WHERE known.code = written.code
          AND known.valid_from <= walls.today() AND (known.valid_until IS NULL OR known.valid_until >= walls.today()))) THEN
    RAISE EXCEPTION 'no such category' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_budget() FROM PUBLIC;
CREATE TRIGGER categories BEFORE INSERT OR UPDATE OF monthly, yearly ON loans_budget FOR EACH ROW
  EXECUTE FUNCTION walls.guard_budget();

-- 貸付限度額: of the terms that the case is judged by, when it is taken in and when it leaves (loans/terms/limits.py says
-- the same to whoever types). The lowest limit that applies; where none applies the pages say what is missing.
CREATE FUNCTION walls.guard_amount() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE rule jsonb; people int; times numeric := 1; months int := coalesce(NEW.lending_months, 1); most numeric;
BEGIN
  SELECT terms INTO STRICT rule FROM public.loans_fundterms WHERE id = NEW.terms_id;
  SELECT greatest(count(*), 1) INTO people FROM public.loans_member
    WHERE prefecture_id = NEW.prefecture_id AND application_id = NEW.id AND removed_at IS NULL;
  IF NEW.is_specially_needed THEN
    times := coalesce((rule ->> 'multiplier_if_needed')::numeric, 1);
  END IF;
  SELECT min(limits.yen) INTO most FROM (
    SELECT floor((each ->> 'amount_yen')::numeric * times) * CASE each ->> 'per' WHEN 'month' THEN months ELSE 1 END
      FROM jsonb_array_elements(rule -> 'ceilings') each
      WHERE people >= coalesce((each ->> 'household_from')::int, 1)
        AND people <= coalesce(nullif((each ->> 'household_to')::int, 0), people)
        AND coalesce(each ->> 'school', '') IN ('', NEW.school)
    UNION ALL
    SELECT floor(NEW.property_value_yen * (each ->> 'share')::numeric)
      FROM jsonb_array_elements(coalesce(rule -> 'shares_of_value', '[]')) each WHERE each ->> 'of' = NEW.property_kind
    UNION ALL
    SELECT floor(NEW.assistance_yen * (rule ->> 'monthly_of_assistance')::numeric) * months
      WHERE NEW.assistance_yen > 0 AND (rule ->> 'monthly_of_assistance')::numeric > 0
  ) AS limits (yen);
  IF NEW.amount_yen > most OR NEW.amount_yen % (rule ->> 'unit_yen')::int <> 0
      OR months > nullif((rule #>> '{loan_months,max}')::int, 0) THEN
    RAISE EXCEPTION 'more than the terms allow' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION walls.guard_amount() FROM PUBLIC;
CREATE TRIGGER within_terms BEFORE UPDATE ON loans_application FOR EACH ROW
  WHEN (NEW.state IN ('submitted', 'forwarded') AND NEW.state <> OLD.state) EXECUTE FUNCTION walls.guard_amount();
"""
BACK = """
DROP TRIGGER within_terms ON loans_application;
DROP FUNCTION walls.guard_amount();
DROP TRIGGER categories ON loans_budget;
DROP FUNCTION walls.guard_budget();
ALTER TABLE loans_budget DROP CONSTRAINT budget_years_are_amounts, DROP CONSTRAINT budget_months_are_amounts;
ALTER TABLE loans_member DROP CONSTRAINT member_income_is_the_sum_of_its_parts;
DROP TRIGGER needed ON loans_application;
DROP FUNCTION walls.guard_need();
ALTER TABLE loans_application DROP CONSTRAINT application_costs_are_named_amounts;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0036_own_words")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
