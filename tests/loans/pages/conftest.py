import os
import subprocess
import sys

import pytest

from config.demo import accounts
from councils.trail import write
from tests.bed import ROOT
from tests.loans.pages.screens import Screen

_COOKIES: dict[str, dict[str, str]] = {}


@pytest.fixture
def screen(db, test_bed):
    """A browser of somebody of the demo, signed in once per run: screen("aoba")."""

    def open_as(username: str) -> Screen:
        [account] = [each for each in accounts(test_bed.folder) if each.username == username]
        return Screen(account, _COOKIES.setdefault(username, {}))

    return open_as


@pytest.fixture(scope="session")
def forwarded_id(test_bed, django_db_setup) -> str:
    """進達済みの案件, committed by the counter's login once per run; what a test does to it is rolled back."""
    words = [sys.executable, "-m", "tests.loans.pages.seed", "1"]
    environment = {**os.environ, **test_bed.environment("counter"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment.pop("LEGACY_URL", None)
    told = subprocess.run(words, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return told.stdout.split()[-1]


@pytest.fixture
def sakura(screen):
    return screen("sakura")


@pytest.fixture
def case(forwarded_id):
    return f"/cases/{forwarded_id}/"


@pytest.fixture
def received(sakura, case):
    assert sakura.post(case + "receive/").status_code == 302
    return case


@pytest.fixture
def told(monkeypatch):
    """記録 as it is written, verb by verb: a desk's login may read none of it."""
    found, act = [], write.act

    def listen(verb, **facts):
        found.append((verb, facts))
        act(verb, **facts)

    monkeypatch.setattr(write, "act", listen)
    return found
