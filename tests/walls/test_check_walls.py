"""`manage.py check_walls`: no zone is served while one of its walls is down."""

import subprocess
import sys

import psycopg
import pytest

from config.embedded import plain_environment
from tests.bed import ROOT

pytestmark = pytest.mark.zone("walls")


def check(environment):
    words = [sys.executable, "manage.py", "check_walls"]
    return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def torn(test_bed):
    """Tears something down for one test: torn(statement, way back, database)."""
    back = []

    def run(statement, way_back, database="cases"):
        with psycopg.connect(test_bed.admin, dbname=database, autocommit=True) as admin:
            admin.execute(statement)
        back.append((way_back, database))

    yield run
    for way_back, database in back:
        with psycopg.connect(test_bed.admin, dbname=database, autocommit=True) as admin:
            admin.execute(way_back)


@pytest.mark.parametrize(
    ("zone", "worker"), [("counter", False), ("office", False), ("office", True), ("gate", False), ("gate", True)]
)
def test_every_process_of_a_deployment_may_be_served(test_bed, zone, worker):
    answer = check(test_bed.environment(zone, worker=worker))

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "the walls stand\n", "")


def refused(answer, line):
    assert answer.returncode == 1
    assert line in answer.stderr.splitlines(), answer.stderr
    assert "this zone is not served" in answer.stderr


def test_a_wrong_context_key_is_refused(test_bed):
    offices = test_bed.secrets.context_keys["office@cases"]

    answer = check({**test_bed.environment("counter"), "CASES_CONTEXT_KEY": offices})

    refused(answer, "default: the context key is not the one that the database holds for this login.")


def test_no_context_key_is_refused(test_bed):
    answer = check({**test_bed.environment("counter"), "CASES_CONTEXT_KEY": ""})

    refused(answer, "default: there is no context key.")


def test_a_table_without_forced_row_security_is_refused(test_bed, torn):
    torn(
        "ALTER TABLE loans_member NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE loans_member FORCE ROW LEVEL SECURITY",
    )

    refused(check(test_bed.environment("counter")), "default: table loans_member is without forced row security.")


def test_all_zones_in_one_are_refused():
    answer = check(plain_environment(ZONE="all", DJANGO_SETTINGS_MODULE="config.settings"))

    refused(answer, "ZONE=all is for checks of the code; it is never served.")


def test_a_setting_that_a_login_gave_itself_is_refused(test_bed, login, torn):
    torn("SELECT 1", "ALTER ROLE counter RESET synchronous_commit")

    login("counter", "cases", autocommit=True).execute("ALTER ROLE counter SET synchronous_commit = off")

    refused(
        check(test_bed.environment("counter")),
        "default: the login carries a setting of its own (synchronous_commit).",
    )


def test_the_owners_login_is_refused(test_bed):
    environment = test_bed.environment("office") | test_bed.secrets.for_migrate("cases", test_bed.servers)

    refused(check(environment), "default: the login owns the database.")


def test_a_membership_is_refused(test_bed, torn):
    torn("GRANT pg_monitor TO counter", "REVOKE pg_monitor FROM counter")

    refused(check(test_bed.environment("counter")), "default: the login is a member of another role.")


def test_the_password_of_another_zone_is_refused(test_bed, torn):
    own, counters = test_bed.secrets.passwords["office"], test_bed.secrets.passwords["counter"]
    torn(f"ALTER ROLE office PASSWORD '{counters}'", f"ALTER ROLE office PASSWORD '{own}'")

    refused(check(test_bed.environment("counter")), "default: the login office opens from here.")


@pytest.mark.parametrize(("zone", "database"), [("counter", "vault"), ("office", "vault"), ("gate", "cases")])
def test_a_way_into_the_other_database_is_refused(test_bed, torn, zone, database):
    torn(f"GRANT CONNECT ON DATABASE {database} TO {zone}", f"REVOKE CONNECT ON DATABASE {database} FROM {zone}")

    refused(check(test_bed.environment(zone)), f"default: the database {database} opens from here.")


def test_a_redis_that_is_not_there_is_refused(test_bed):
    answer = check({**test_bed.environment("counter"), "REDIS_URL": "redis://127.0.0.1:1/0"})

    refused(answer, "Redis does not answer at REDIS_URL.")
