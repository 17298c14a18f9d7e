"""The gate in one process: its worker, its pages and the office's side of the slip, each as its real login role."""

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
from django.db import connections

from councils.permissions import PostKind
from councils.tenancy import Actor
from inquiry.vault.actions import look
from inquiry.vault.keysets import make_keyset
from tests import bed
from tests.inquiry.vault.limits import limit
from tests.inquiry.vault.logins import Logins, close_kept
from tests.inquiry.vault.slips import Slip

TOKYO, KANAGAWA = "130001", "140007"


@pytest.fixture(autouse=True)
def _patience(monkeypatch) -> None:
    """The stand-ins answer at once or not at all: who waits longer for them waits for nothing."""
    monkeypatch.setattr(look, "PATIENCE_SECONDS", 0.5)


@pytest.fixture(scope="module")
def databases(test_bed) -> Iterator[None]:
    """New copies for the next module: what is written here is committed, and no role may empty a table."""
    yield
    connections.close_all()
    close_kept()
    bed.copy(test_bed)


@pytest.fixture
def logins(secrets, servers, databases, django_db_blocker, settings, resident, network) -> Iterator[Logins]:
    """The gate's connections, which commit."""
    settings.RESIDENT_NETWORK_URL, settings.INFORMATION_NETWORK_URL = resident.url, network.url
    make_keyset(TOKYO, date(2026, 11, 1))
    unlimited(secrets, servers)
    with django_db_blocker.unblock():
        yield Logins(secrets, servers)


def unlimited(secrets, servers) -> None:
    """No limit from today: what is tested here is not how fast."""
    limit(Logins(secrets, servers).administrator("vault"), None)


@pytest.fixture
def slip(logins) -> Slip:
    return Slip(logins)


@pytest.fixture
def officer(logins) -> Actor:
    return member_of(logins, "shirabe")


@pytest.fixture
def colleague(logins) -> Actor:
    return member_of(logins, "tashika")


@pytest.fixture
def stranger(logins) -> Iterator[Actor]:
    """An officer of another prefecture: the demo has none, so the colleague is moved there for a while."""
    _move(logins, "tashika", KANAGAWA)
    yield member_of(logins, "tashika")
    _move(logins, "tashika", TOKYO)


def _move(logins: Logins, username: str, council: str) -> None:
    with psycopg.connect(logins.administrator("vault")) as vault:
        row = vault.execute("SELECT id FROM councils_staff WHERE username = %s", [username]).fetchone()
        for change in (
            "UPDATE councils_staff SET council_id = %s WHERE id = %s",
            "UPDATE councils_post SET council_id = %s WHERE staff_id = %s",
            "UPDATE guardian_userobjectpermission SET object_pk = %s WHERE user_id = %s",
        ):
            vault.execute(change, [council, row[0]])


def member_of(logins: Logins, username: str) -> Actor:
    """As an officer, which is what the pages take everybody here for unless their post says otherwise."""
    with psycopg.connect(logins.administrator("vault")) as vault:
        row = vault.execute(
            "SELECT s.id, s.name, p.council_id FROM councils_staff s JOIN councils_post p ON p.staff_id = s.id"
            " WHERE s.username = %s",
            [username],
        ).fetchone()
    return Actor(row[0], row[1], PostKind.INQUIRY_OFFICER, row[2], row[2])
