"""A page that shows a case leaves its trail row, because the row is found through access.look."""

import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from councils import access
from councils.models import Post, TrailRow
from councils.permissions import Permission
from loans.applications.models import Application
from tests import make

pytestmark = pytest.mark.zone("stages")
LOANS = Path(__file__).resolve().parents[2] / "loans"


def test_a_look_at_a_case_names_who_and_what(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        access.look(Application, application.id, by=by, may=Permission.APPLY, seen=["members"])

    row = TrailRow.objects.get(case_id=application.id, verb="viewed")
    assert (row.staff_id, row.post, row.fields) == (by.staff_id, "counsellor", ["members"])


def test_no_page_of_the_loans_finds_a_case_without_a_look():
    pages = [*LOANS.glob("*/views.py"), LOANS / "applications" / "filling.py", *LOANS.glob("cases/*.py")]

    assert pages
    assert [page for page in pages if re.search(r"access\.find\(", page.read_text(encoding="utf-8"))] == []


def test_an_auditor_holds_no_other_post(db, staff):
    auditor = staff("kansa")

    with pytest.raises(DatabaseError, match="audits only"), transaction.atomic():
        Post.objects.create(staff_id=auditor.staff_id, council_id="130001", kind="reviewer", since="2026-04-01")


def test_a_transaction_does_not_wait_long_behind_a_lock(desk):
    with desk("aoba"), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
        assert cursor.fetchone() == ("2s", "15s")
