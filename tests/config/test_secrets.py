"""Secrets are made once, and each zone is given its own only."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from config.secrets import ZONES, ExposedSecrets, Secrets
from config.servers import Servers, as_login, shared_redis

EXTERNAL = Servers(
    cases="postgresql://admin:a@cases.example:5432/postgres?sslmode=verify-full",
    vault="postgresql://admin:a@vault.example/postgres",
    redis={"counter": "redis://c", "office": "redis://o", "gate": "redis://g"},
    broker={"office": "redis://o/1", "gate": "redis://g/1"},
)


def test_secrets_are_made_once_for_their_owner_alone(tmp_path):
    first = Secrets.load_or_make(tmp_path)

    again = Secrets.load_or_make(tmp_path)

    assert again == first
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_two_starts_at_once_agree(tmp_path):
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: Secrets.load_or_make(tmp_path), range(4)))

    assert all(one == made[0] for one in made)


def test_no_secret_is_there_twice_and_context_keys_are_32_bytes(secrets):
    values = [*secrets.passwords.values(), *secrets.secret_keys.values(), *secrets.context_keys.values()]

    assert len(set(values)) == len(values)
    assert {len(bytes.fromhex(key)) for key in secrets.context_keys.values()} == {32}


def test_a_secret_that_came_later_is_added_and_the_others_stay(tmp_path):
    first = Secrets.load_or_make(tmp_path)
    file = tmp_path / "secrets.json"
    kept = json.loads(file.read_text())
    del kept["passwords"]["sealer"]
    file.write_text(json.dumps(kept))

    again = Secrets.load_or_make(tmp_path)

    assert again.passwords["sealer"] != first.passwords["sealer"]
    assert again.passwords["office"] == first.passwords["office"]


def test_a_file_that_others_can_read_is_refused(tmp_path):
    Secrets.load_or_make(tmp_path)
    (tmp_path / "secrets.json").chmod(0o644)

    with pytest.raises(ExposedSecrets, match="can be read by others"):
        Secrets.load_or_make(tmp_path)


def test_secrets_are_not_shown_by_accident(secrets):
    shown = f"{secrets!r} {EXTERNAL!r}"

    assert not any(password in shown for password in secrets.passwords.values())
    assert "admin" not in shown


@pytest.mark.parametrize("zone", ["counter", "office"])
def test_counter_and_office_know_nothing_of_the_vault(secrets, zone):
    env = secrets.for_zone(zone, EXTERNAL)

    assert not [name for name in env if name.startswith("VAULT")]
    assert "vault" not in " ".join(env.values())
    assert env["CASES_DATABASE_URL"].startswith(
        f"postgresql://{zone}:{secrets.passwords[zone]}@cases.example:5432/cases?"
    )
    assert env["CASES_CONTEXT_KEY"] == secrets.context_keys[f"{zone}@cases"]


@pytest.mark.parametrize(("worker", "login"), [(False, "gate"), (True, "gate_worker")])
def test_pages_and_workers_of_the_gate_have_logins_and_keys_of_their_own(secrets, worker, login):
    env = secrets.for_zone("gate", EXTERNAL, worker=worker)

    assert env["VAULT_DATABASE_URL"] == f"postgresql://{login}:{secrets.passwords[login]}@vault.example/vault"
    assert env["VAULT_CONTEXT_KEY"] == secrets.context_keys[f"{login}@vault"]


def test_the_gates_worker_alone_reaches_the_cases(secrets):
    pages, worker = (secrets.for_zone("gate", EXTERNAL, worker=is_worker) for is_worker in (False, True))

    assert not [name for name in pages if name.startswith("CASES")]
    assert worker["CASES_CONTEXT_KEY"] == secrets.context_keys["gate_worker@cases"]


def test_no_two_zones_share_a_value(secrets):
    envs = [set(secrets.for_zone(zone, EXTERNAL).values()) for zone in ("counter", "office", "gate")]

    assert len(set.union(*envs)) == sum(map(len, envs))


def test_the_counter_has_neither_broker_nor_workers(secrets):
    assert "BROKER_URL" not in secrets.for_zone("counter", EXTERNAL)

    with pytest.raises(ValueError, match="counter has no workers"):
        secrets.for_zone("counter", EXTERNAL, worker=True)


@pytest.mark.parametrize(
    ("home", "zone", "owner"), [("cases", "office", "cases_owner"), ("vault", "gate", "vault_owner")]
)
def test_migrate_alone_gets_the_owner(secrets, home, zone, owner):
    env = secrets.for_migrate(home, EXTERNAL)

    assert env["ZONE"] == zone
    assert env[f"{home.upper()}_DATABASE_URL"].startswith(
        f"postgresql://{owner}:{secrets.passwords[owner]}@{home}.example"
    )


def test_the_database_learns_the_keys_of_those_who_may_enter(secrets):
    assert set(secrets.context_keys_of("vault")) == {"gate", "gate_worker", "sealer"}


def test_a_login_keeps_the_server_and_leaves_the_administrator_behind():
    server = "postgresql://admin:a@/postgres?host=%2Ftmp%2Fa%20b&user=admin&sslmode=require"

    assert as_login(server, "office", "p@/", "cases") == (
        "postgresql://office:p%40%2F@/cases?host=%2Ftmp%2Fa%20b&sslmode=require"
    )


def test_zones_on_one_redis_have_databases_of_their_own():
    redis, broker = shared_redis("redis://:p@r.example:6379/0", ZONES)

    assert redis["counter"] == "redis://:p@r.example:6379/0"
    assert broker["gate"] == "redis://:p@r.example:6379/5"
    assert len({*redis.values(), *broker.values()}) == 6
