import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from councils.refusals import NotFound, NotPermitted
from councils.trail.models import TrailRow
from inquiry.standin.people import Tax
from inquiry.standin.records import local_tax
from loans.applications import rules
from loans.documents.portal import read_portal
from tests import make

pytestmark = pytest.mark.zone("stages")
TAX = {"kind": "local_tax", "layout": "2", "updated_on": "2026-06-10", "items": local_tax(Tax(0, 0, 430_000))}
RESULT = json.dumps({"format": "yorisoi-1", "obtained_on": "2026-06-15", "answers": [TAX]}).encode()


def handed_over() -> SimpleUploadedFile:
    return SimpleUploadedFile("result.json", RESULT, "application/json")


def test_showing_leaves_a_row_with_the_kinds_and_the_person_and_no_value(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        member = rules.household(application)[0]

        handed = read_portal(application.id, member.id, handed_over(), by=by)

    row = TrailRow.objects.get(verb="read_portal")
    assert (row.case_id, row.subject_id, row.fields) == (application.id, member.id, ["TAX"])
    assert handed.member == member
    assert [part.title for part in handed.shown.parts] == ["地方税関係情報"]


def test_somebody_of_another_case_is_not_found(desk):
    with desk("aoba") as by:
        application = make.complete(by)

        with pytest.raises(NotFound):
            read_portal(application.id, uuid4(), handed_over(), by=by)


def test_counter_of_another_municipality_does_not_find_the_case(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        member = rules.household(application)[0]

    with desk("minato") as by, pytest.raises(NotFound):
        read_portal(application.id, member.id, handed_over(), by=by)


def test_office_may_not(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        member = rules.household(application)[0]

    with desk("sakura") as by, pytest.raises(NotPermitted):
        read_portal(application.id, member.id, handed_over(), by=by)
