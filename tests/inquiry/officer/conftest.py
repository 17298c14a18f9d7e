import time

import psycopg
import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from councils.models import Staff
from councils.signin import stepup
from councils.tenancy import Actor
from tests.inquiry.vault.conftest import colleague, databases, logins, officer, slip, stranger

__all__ = ["colleague", "databases", "logins", "officer", "slip", "stranger"]


class Browser:
    """照会担当の画面. Signed in with a second factor; every request runs as role `gate`."""

    def __init__(self, logins, actor: Actor, *, factor_age: float = 0, is_confirmed: bool = True) -> None:
        self.logins, self.is_confirmed = logins, is_confirmed
        self.client = Client()
        session = self.client.session
        session[SESSION_KEY] = str(actor.staff_id)
        session[HASH_SESSION_KEY] = _hash_of(logins, actor)
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - factor_age}]
        session.save()
        self.client.cookies["gate-session"] = session.session_key

    def get(self, path, **headers):
        with self.logins.pages():
            return self.client.get(path, headers=headers)

    def post(self, path, facts=None):
        if path.endswith(("/answers/", "/candidates/")) and self.is_confirmed:
            self._step_up(path.split("/")[2])
        with self.logins.pages():
            return self.client.post(path, facts or {})

    def _step_up(self, person_id: str) -> None:
        """本人確認 for the looks of the person's order, as if its code had been given."""
        with psycopg.connect(self.logins.administrator("vault")) as vault:
            query = "SELECT order_id, case_id FROM inquiry_vault_person WHERE id = %s"
            [order_id, case_id] = vault.execute(query, [person_id]).fetchone()
        session = self.client.session
        stepup.keep(session, stepup.Covered("look", [str(order_id)], [case_id]))
        session.save()


def _hash_of(logins, actor: Actor) -> str:
    with psycopg.connect(logins.administrator("vault")) as vault:
        row = vault.execute("SELECT password FROM councils_staff WHERE id = %s", [actor.staff_id]).fetchone()
    return Staff(password=row[0]).get_session_auth_hash()


@pytest.fixture
def signed_in(logins):
    return lambda actor, **facts: Browser(logins, actor, **facts)
