import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from councils.numbers import check_digit
from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from inquiry.desk.models import Finding, Order
from inquiry.standin.people import Tax
from inquiry.standin.records import local_tax
from loans.applications import actions as applications
from loans.applications import rules
from loans.documents import actions
from loans.documents.check import check_waiting
from loans.documents.cleaning import CannotOpen
from loans.documents.kept import cleaned, kept_results
from loans.documents.models import Arrival, Document
from loans.documents.opening import download_name
from loans.documents.portal import keep_portal
from loans.review import actions as review
from loans.review.shown import finding_lines
from tests import make

pytestmark = pytest.mark.zone("stages")
TAX = {"kind": "local_tax", "layout": "2", "updated_on": "2026-06-10", "items": local_tax(Tax(0, 0, 430_000))}
NUMBER = f"12345678901{check_digit('12345678901')}"
WITH_NUMBER = json.dumps([{"kind": "TAX", "title": "x", "updated_on": "x", "lines": [["x", NUMBER]]}]).encode()
RESULT = json.dumps({"format": "yorisoi-1", "obtained_on": "2026-06-15", "answers": [TAX]}).encode()


def handed_over() -> SimpleUploadedFile:
    return SimpleUploadedFile("result.json", RESULT, "application/json")


def test_showing_leaves_a_row_with_the_kinds_and_the_person_and_no_value(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        member = rules.household(application)[0]

        handed = keep_portal(application.id, member.id, handed_over(), by=by)

    row = TrailRow.objects.get(verb="read_portal")
    assert (row.case_id, row.subject_id, row.fields) == (application.id, member.id, ["TAX"])
    assert handed.member == member
    assert [part.title for part in handed.shown.parts] == ["地方税関係情報"]


def test_somebody_of_another_case_is_not_found(desk):
    with desk("aoba") as by:
        application = make.complete(by)

        with pytest.raises(NotFound):
            keep_portal(application.id, uuid4(), handed_over(), by=by)


def test_counter_of_another_municipality_does_not_find_the_case(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        member = rules.household(application)[0]

    with desk("minato") as by, pytest.raises(NotFound):
        keep_portal(application.id, member.id, handed_over(), by=by)


def test_office_may_not(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        member = rules.household(application)[0]

    with desk("sakura") as by, pytest.raises(NotPermitted):
        keep_portal(application.id, member.id, handed_over(), by=by)


@pytest.fixture
def kept(desk, system):
    """Handed in by the counter, checked, and still at the counter."""
    with desk("aoba") as by:
        application = make.complete(by)
        member = rules.household(application)[0]
        keep_portal(application.id, member.id, handed_over(), by=by)
    with system():
        check_waiting("130001")
    return application


def forwarded(desk, application):
    with desk("aoba") as by:
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "適当と考えます。"}, by=by)
    with desk("wakaba") as by:
        applications.forward(application.id, by=by)


def seen(desk, who, application):
    with desk(who):
        return kept_results(application)


def test_it_is_kept_with_its_origin_and_the_file_is_not(desk, kept):
    [result] = seen(desk, "aoba", kept)

    paper = Document.objects.get(kind="PORTAL")
    values = dict(result.parts[0].lines)
    assert (result.origin, result.obtained_on) == ("本人提出（マイナポータル）", "令和8年6月15日")
    assert result.added_by == paper.added_name != ""
    assert [part.kind for part in result.parts] == ["TAX"]
    assert "430,000円" in values.values()
    assert (paper.state, paper.media_type) == ("checked", "application/json")
    assert b"yorisoi-1" not in bytes(paper.content)
    assert not Arrival.objects.exists()
    assert download_name(paper).endswith(".json")


def test_the_office_sees_it_once_it_is_forwarded_and_no_other_council_does(desk, kept):
    before = seen(desk, "sakura", kept)
    with desk("kozue"):
        elsewhere = Document.objects.filter(kind="PORTAL").count()

    forwarded(desk, kept)

    assert (before, elsewhere) == ([], 0)
    assert len(seen(desk, "sakura", kept)) == 1


def test_beside_a_finding_it_is_named_as_handed_in_and_changes_no_comparison(desk, kept):
    forwarded(desk, kept)
    with desk("sakura") as by:
        review.receive(kept.id, by=by)
        review.order(kept.id, is_nondisclosure=False, by=by)
    order = Order.objects.get(case_id=kept.id)
    facts = {"prefecture_id": order.prefecture_id, "case_id": order.case_id, "order_id": order.pk}
    member_id = Document.objects.get(kind="PORTAL").member_id
    for code, whose in (("RESIDENT_TAX_EXEMPT", member_id), ("PUBLIC_ASSISTANCE", member_id)):
        Finding.objects.create(**facts, member_id=whose, code=code, verdict="NEEDS_CHECK", rule_version="TAX_EXEMPT-1")

    with desk("sakura"):
        lines = {line.item: line for line in finding_lines(kept)}

    assert lines["市町村民税非課税"].own == "本人提出（マイナポータル）：令和8年6月15日に取得した結果があります。"
    assert (lines["生活保護の受給"].own, lines["市町村民税非課税"].beside) == ("", "未確認")


def test_it_is_taken_back_like_any_paper_and_gone_from_both_desks(desk, kept):
    with desk("aoba") as by:
        actions.remove(kept.id, Document.objects.get(kind="PORTAL").pk, by=by)

    assert seen(desk, "aoba", kept) == []


def test_after_the_case_has_left_the_counter_nothing_is_handed_in(desk):
    application = make.received(desk)

    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        keep_portal(application.id, rules.household(application)[0].id, handed_over(), by=by)


@pytest.mark.parametrize("content", [b"[]", b"{", b'[{"kind": 1}]', WITH_NUMBER, b"[" * 50_000, b"\xff"])
def test_the_check_keeps_nothing_that_is_not_of_our_shape_or_has_a_number(content):
    with pytest.raises(CannotOpen):
        cleaned(content)


@pytest.mark.parametrize(
    "change",
    ["obtained_on = NULL", "member_id = NULL", "kind = 'OTHER'", "member_id = gen_random_uuid()"],
)
def test_the_database_keeps_no_result_without_its_origin(kept, change):
    wrong = pytest.raises(DatabaseError, match=r"document_of_portal_has_its_origin|document_of_member")

    with wrong, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE loans_document SET {change} WHERE kind = 'PORTAL'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("who", ["aoba", "sakura"])
def test_nobody_changes_whose_it_is_or_when_it_was_obtained(desk, kept, who):
    denied = pytest.raises(DatabaseError, match="permission denied")

    with desk(who), denied, transaction.atomic():
        Document.objects.filter(kind="PORTAL").update(obtained_on="2026-01-01")
