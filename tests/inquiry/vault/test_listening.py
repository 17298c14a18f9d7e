"""The bell of the slip: a notice is anybody's who may notify, and the connection is that of the settings."""

import threading

import pytest
from django.db import connections

from councils.outbox import listening
from tests.inquiry.vault.conftest import TOKYO

pytestmark = pytest.mark.zone("gate")
SECONDS = 20


class Heard(Exception):
    """Ends the hearing."""


@pytest.fixture
def hearing(logins):
    """Hears until the bell of Tokyo; what rang before it."""
    rung, ready = [], threading.Event()

    def ring(payload):
        rung.append(payload)
        if payload == TOKYO:
            raise Heard

    def hear():
        try:
            listening._hear("slip", ring, "cases")
        except Heard:
            ready.set()
        finally:
            connections.close_all()

    thread = threading.Thread(target=hear, daemon=True)
    thread.start()
    yield rung, ready
    thread.join(SECONDS)
    assert not thread.is_alive()


def notify(logins, *payloads):
    """As the office, which may notify whatever it likes."""
    with logins.office(), connections["cases"].cursor() as cursor:
        for payload in payloads:
            cursor.execute("SELECT pg_notify('slip', %s)", [payload])


def test_only_a_prefectures_code_rings(hearing, logins):
    rung, ready = hearing
    for _ in range(SECONDS * 10):
        notify(logins, "吉田健一", "131016", "999999", "", TOKYO)
        if ready.wait(0.1):
            break

    assert set(rung) == {TOKYO}


def test_the_listener_connects_with_every_option_of_the_settings(logins, monkeypatch):
    cases = connections["cases"]
    monkeypatch.setitem(cases.settings_dict, "OPTIONS", {**cases.settings_dict["OPTIONS"], "sslmode": "verify-full"})

    address = listening._address("slip", "cases")

    assert (address["sslmode"], address["user"], address["application_name"]) == ("verify-full", "gate_worker", "slip")
