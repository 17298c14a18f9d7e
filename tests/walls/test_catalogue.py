"""The catalogue gate over both databases, and that it turns red for each way of tearing a wall down."""

import psycopg
import pytest

from config.servers import HOMES
from tests.walls.catalogue import faults
from tests.walls.catalogue.relations import plain
from tests.walls.matrix import TABLES

pytestmark = pytest.mark.zone("walls")

OWN_COUNCIL = "municipal_council_id = (SELECT walls.case_council_id())"
# what somebody does -> what the gate says
TORN_DOWN = {
    "CREATE TABLE loans_bare (id int)": "loans_bare (kind r) is in no matrix",
    "CREATE VIEW loans_view AS SELECT * FROM loans_application": "loans_view (kind v) is in no matrix",
    "CREATE MATERIALIZED VIEW loans_copy AS SELECT 1 AS one": "loans_copy (kind m) is in no matrix",
    "CREATE SCHEMA other": "there is a schema: other",
    "CREATE SEQUENCE loans_count": "sequence loans_count belongs to no known table",
    "GRANT USAGE ON SEQUENCE councils_staff_id_seq TO counter": "sequence councils_staff_id_seq is granted",
    "DROP POLICY counter_rows ON loans_member": "loans_member: policies lack ('counter_rows'",
    "DROP POLICY own_hand ON loans_signature": "loans_signature: policies lack ('own_hand'",
    "DROP POLICY owner_rows ON loans_member": "loans_member: policies lack ('owner_rows'",
    "ALTER POLICY counter_rows ON loans_member USING (true)": "loans_member: policies lack ('counter_rows'",
    "ALTER POLICY counter_rows ON loans_member WITH CHECK (true)": "loans_member: policies lack ('counter_rows'",
    "ALTER POLICY counter_rows ON loans_member TO counter, gate_worker": "loans_member: policies lack ('counter_rows'",
    "ALTER POLICY office_rows ON loans_review USING (municipal_council_id = (SELECT walls.case_prefecture_id()))": (
        "loans_review: policies lack ('office_rows'"
    ),
    "ALTER POLICY office_rows ON loans_review USING (prefecture_id = walls.case_prefecture_id())": (
        "loans_review: policies lack ('office_rows'"  # asked for every row
    ),
    f"CREATE POLICY more ON loans_review TO counter USING ({OWN_COUNCIL})": "loans_review: policies have",
    "ALTER TABLE loans_member DISABLE ROW LEVEL SECURITY": "loans_member is without forced row security",
    "ALTER TABLE loans_member NO FORCE ROW LEVEL SECURITY": "loans_member is without forced row security",
    "ALTER TABLE loans_member OWNER TO postgres": "loans_member is owned by postgres",
    "GRANT SELECT ON loans_review TO counter": "loans_review: grants have",
    "GRANT UPDATE (municipal_council_id) ON loans_member TO counter": "loans_member: grants have",
    "GRANT SELECT ON loans_consenttext TO counter WITH GRANT OPTION": "loans_consenttext: grants have",
    "GRANT SELECT ON walls.key TO PUBLIC": "walls.key: grants have",
    "REVOKE SELECT ON loans_member FROM office": "loans_member: grants lack",
    "DROP TRIGGER guard ON loans_application": "loans_application: triggers lack guard",
    "ALTER TABLE loans_application DISABLE TRIGGER guard": "loans_application: trigger guard is not enabled",
    "ALTER TABLE loans_member DISABLE TRIGGER ALL": "loans_member: trigger RI_",
    "ALTER TABLE loans_member DROP CONSTRAINT member_of_application_key": "loans_member: key member_of_application_key",
    "ALTER TABLE loans_member DROP COLUMN application_id CASCADE": "loans_member: key member_of_application_key",
    "ALTER TABLE loans_member ADD CONSTRAINT plain FOREIGN KEY (application_id) REFERENCES loans_application (id)": (
        "loans_member: key plain to loans_application does not carry the tenant"
    ),
    "CREATE UNIQUE INDEX telltale ON loans_application (receipt_number)": "telltale is unique without the tenant",
    "CREATE FUNCTION walls.more() RETURNS int LANGUAGE sql AS 'SELECT 1'": "function walls.more()",
    "CREATE FUNCTION public.more() RETURNS int LANGUAGE sql AS 'SELECT 1'": "function public.more()",
    "ALTER FUNCTION walls.trail(text, uuid, uuid, varchar[], text, text) RESET search_path": "has no fixed search_path",
    "GRANT EXECUTE ON FUNCTION walls.guard_part() TO PUBLIC": "function walls.guard_part()",
    "ALTER FUNCTION walls.post() SECURITY DEFINER": "function walls.post()",
    "GRANT EXECUTE ON FUNCTION pg_terminate_backend(int, bigint) TO PUBLIC": "everybody may call pg_terminate_backend",
    "GRANT EXECUTE ON FUNCTION pg_stat_get_activity(int) TO PUBLIC": "everybody may call pg_stat_get_activity",
    "GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC": "there is a language that everybody may use: plpgsql",
    "ALTER TABLE loans_member ALTER COLUMN name SET STATISTICS 100": (
        "there is a statistic that says who: loans_member.name"
    ),
    "DROP TRIGGER belongs ON loans_review": "loans_review: triggers lack belongs",
    "GRANT CREATE ON SCHEMA public TO counter": "schema public: counter has CREATE",
    "ALTER ROLE counter BYPASSRLS": "login counter has attributes",
    "GRANT cases_owner TO counter": "counter is a member of cases_owner",
    "GRANT pg_read_all_data TO office": "office is a member of pg_read_all_data",
    "CREATE ROLE stranger LOGIN": "login stranger is nobody's",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO counter": "there is a default privilege",
    "SELECT lo_create(0)": "there is a large object",
    "CREATE RULE quietly AS ON DELETE TO loans_member DO INSTEAD NOTHING": "there is a rule: quietly",
    "CREATE PUBLICATION everything FOR ALL TABLES": "there is a publication: everything",
    "CREATE FOREIGN DATA WRAPPER elsewhere": "there is a foreign data wrapper: elsewhere",
    "CREATE TABLE loans_heir () INHERITS (loans_member)": "there is a heir of a table: loans_heir",
    "CREATE TYPE loans_word AS ENUM ('one')": "there is a type: loans_word",
    "CREATE DOMAIN loans_text AS text": "there is a type: loans_text",
    'CREATE COLLATION loans_order FROM "C"': "there is a collation: loans_order",
    "CREATE STATISTICS loans_counts ON state, fund FROM loans_application": "there is a statistics object",
    "CREATE CAST (text AS uuid) WITH INOUT AS IMPLICIT": "there is a cast: text to uuid",
    "CREATE OPERATOR =~= (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)": "there is a operator: =~=",
    "ALTER ROLE counter SET search_path = public": "there is a setting of a login: counter search_path=public",
    "GRANT SET ON PARAMETER session_replication_role TO counter": "there is a granted setting",
    "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO office": "office was given EXECUTE on function pg_read_file(text)",
    "GRANT SELECT ON pg_authid TO counter": "counter was given SELECT on table pg_authid",
    "GRANT SELECT (rolpassword) ON pg_authid TO counter": "counter was given SELECT on column rolpassword",
    "GRANT USAGE ON LANGUAGE plpgsql TO office": "office was given USAGE on language plpgsql",
    "REVOKE EXECUTE ON FUNCTION pg_notify(text, text) FROM office": "office lacks EXECUTE on function pg_notify",
    "ALTER TABLE loans_member ALTER kana SET DEFAULT walls.post()": "there is a function in a default, check or index",
    "ALTER TABLE loans_member ALTER kana SET DEFAULT current_setting('walls.context')": (
        "there is a default that calls: kana"
    ),
    "ALTER TABLE loans_member ADD EXCLUDE USING btree (name WITH =)": "is unique without the tenant",
}


@pytest.fixture(scope="module")
def copy(test_bed):
    """A throw-away copy of the cases' template, for what is torn down in a transaction."""
    with psycopg.connect(test_bed.admin, autocommit=True) as server:
        server.execute("CREATE DATABASE torn TEMPLATE cases_template STRATEGY FILE_COPY")
        with psycopg.connect(test_bed.admin, dbname="torn") as connection:
            yield connection
        server.execute("DROP DATABASE torn WITH (FORCE)")


@pytest.mark.parametrize("home", HOMES)
def test_the_database_is_what_the_matrix_says(admin, home):
    found = faults(admin(home), home)

    assert found == []


@pytest.mark.parametrize("home", HOMES)
def test_the_matrix_knows_the_tables_of_every_app(admin, home):
    kinds = {table.kind for table in TABLES[home].values()}

    tables = admin(home).execute("SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'walls')").fetchone()

    assert tables[0] == len(TABLES[home])
    assert len(kinds) >= 5


@pytest.mark.parametrize("statement", TORN_DOWN)
def test_the_gate_turns_red(copy, statement):
    with copy.transaction(force_rollback=True):
        copy.execute(statement)
        found = faults(copy, "cases")

    assert any(TORN_DOWN[statement] in each for each in found), found


def test_the_gate_is_green_on_the_copy_that_is_torn_down(copy):
    found = [each for each in faults(copy, "cases") if not each.startswith("cases: database:")]

    assert found == []


@pytest.mark.parametrize("statement", ["SELECT", "SELECT (ciphertext)", "INSERT", "UPDATE (wrapped)"])
def test_the_gate_turns_red_when_its_pages_may_reach_a_ciphertext(admin, statement):
    vault = admin("vault")
    table = "inquiry_vault_casekey" if "wrapped" in statement else "inquiry_vault_sealed"

    with vault.transaction(force_rollback=True):
        vault.execute(f"GRANT {statement} ON {table} TO gate")
        found = faults(vault, "vault")

    assert f"vault: {table} holds ciphertext, and the pages of the gate reach it" in found


def test_a_call_for_every_row_is_not_a_question_asked_once():
    once = "((prefecture_id)::text = ( SELECT walls.case_prefecture_id() AS case_prefecture_id))"

    assert plain(once) == "(prefecture_id = <case_prefecture_id>)"
    assert plain("((prefecture_id)::text = walls.post())") == "(prefecture_id = walls.post())"
