"""A page is sent after the commit: where its trail row cannot be committed, none of it is sent."""

import time

import psycopg
import pytest
from django.db import close_old_connections, connections
from django.http import StreamingHttpResponse
from django.test import override_settings
from django.urls import path

from config.urls import counter
from councils.tenancy import transaction_for
from councils.trail import write
from loans.applications.models import Application
from tests import make
from tests.acting import actor_of
from tests.walls.proofs.injection.attempts import signed_in

pytestmark = pytest.mark.zone("counter")

NAME = "𠮷田"
FAILS = """
CREATE FUNCTION public.late() RETURNS trigger LANGUAGE plpgsql AS
  $$BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END$$;
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON councils_trailrow DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION public.late()
"""


def streamed(request):
    """Read, recorded and streamed, as an export would be."""
    names = list(Application.objects.values_list("applicant_name", flat=True))
    write.appeared(len(names), where="test")
    return StreamingHttpResponse(iter(names))


urlpatterns = [path("streamed/", streamed), *counter.urlpatterns]
handler500 = counter.handler500


@pytest.fixture
def admin(test_bed):
    with psycopg.connect(test_bed.admin, dbname="cases", autocommit=True) as connection:
        yield connection


@pytest.fixture
def case_page(test_bed, fresh, django_db_blocker):
    """The address of a committed case of the counsellor's."""
    by = actor_of(test_bed, "aoba")
    with django_db_blocker.unblock():
        with transaction_for(by):
            address = f"/cases/{make.complete(by).id}/"
        yield address
        connections.close_all()


@pytest.fixture
def client(case_page, test_bed):
    return signed_in(test_bed, "aoba")


def body(response):
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


@pytest.fixture
def addresses(case_page):
    with override_settings(ROOT_URLCONF="tests.walls.test_commit"):
        yield [case_page, "/", "/streamed/"]


def test_a_page_shows_the_name_when_its_row_is_committed(client, addresses):
    answers = [client.get(address) for address in addresses]

    assert [(answer.status_code, NAME in body(answer)) for answer in answers] == [(200, True)] * 3


def test_nothing_is_shown_when_the_commit_fails(client, addresses, admin):
    admin.execute(FAILS)
    close_old_connections()

    answers = [client.get(address) for address in addresses]

    assert [(answer.status_code, NAME in body(answer)) for answer in answers] == [(503, False)] * 3


def test_nothing_is_shown_while_the_trail_is_locked_and_the_answer_comes_soon(client, addresses, admin):
    with admin.transaction():
        admin.execute("LOCK TABLE councils_trailrow IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        answers = [client.get(address) for address in addresses]
        seconds = time.monotonic() - began

    assert [(answer.status_code, NAME in body(answer)) for answer in answers] == [(503, False)] * 3
    assert seconds < 3 * 3
