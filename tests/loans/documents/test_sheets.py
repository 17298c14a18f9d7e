"""書類の登録, sheet by sheet: several at once, taken again, blacked out, and vouched for."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from councils.refusals import NotFound
from councils.trail.models import TrailRow
from loans.documents import actions, seen
from loans.documents.boxes import Box
from loans.documents.check import check_waiting
from loans.documents.cleaning import clean
from loans.documents.models import Arrival, Document
from loans.documents.refusals import MarksMissing, NeverAnother, NoSuchKind, NotReadable, TooManySheets
from tests import make
from tests.loans.documents import files

pytestmark = pytest.mark.zone("stages")
TOKYO = "130001"


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        return make.draft(by)


@pytest.fixture
def checked(system):
    def run():
        with system():
            check_waiting(TOKYO, clean=clean)

    return run


def test_several_sheets_come_in_their_order_and_each_with_its_own_boxes(desk, draft):
    boxes = ([Box(0, 0, 0.5, 0.5)], [], [Box(0.25, 0, 1, 1)])
    with desk("aoba") as by:
        sent = [make.photo() for _ in boxes]
        filing = make.filing("IDENTITY", boxes=boxes)
        sheets = actions.add_sheets(draft.id, "IDENTITY", sent, by=by, filing=filing)

    assert [each.sheet for each in sheets] == [1, 2, 3]
    kept = [Arrival.objects.get(pk=each.pk).boxes for each in sheets]
    assert kept == [[[0, 0, 0.5, 0.5]], [], [[0.25, 0, 1, 1]]]
    assert TrailRow.objects.filter(verb="add_document").count() == 1


def test_what_was_drawn_over_is_black_in_what_is_kept_and_the_unblackened_is_gone(desk, draft, checked):
    with desk("aoba") as by:
        filing = make.filing("IDENTITY", boxes=[[Box(0, 0, 1, 1)]])
        document = actions.add(draft.id, "IDENTITY", make.photo("red"), by=by, filing=filing)
    checked()

    kept = Document.objects.get(pk=document.pk)
    assert files.colours(kept.content) == files.colours(kept.thumbnail) == {(0, 0, 0)}
    assert not Arrival.objects.exists()


def test_one_sheet_that_cannot_be_kept_keeps_all_out(desk, draft):
    sent = [make.photo(), SimpleUploadedFile("x.jpg", b"MZ", "image/jpeg")]
    with desk("aoba") as by, pytest.raises(NotReadable):
        actions.add_sheets(draft.id, "ACCOUNT", sent, by=by)

    assert not Document.objects.exists()


def test_more_sheets_than_a_paper_has_are_refused(desk, draft):
    with desk("aoba") as by, pytest.raises(TooManySheets, match="20枚まで"):
        actions.add_sheets(draft.id, "ACCOUNT", [make.photo()] * 21, by=by)


@pytest.mark.parametrize("marks", [{}, {"INSURER": "blacked"}, {"INSURER": "blacked", "SYMBOL": "perhaps"}])
def test_a_paper_of_which_a_number_was_not_looked_for_is_refused(desk, draft, marks):
    with desk("aoba") as by, pytest.raises(MarksMissing, match="「黒塗りした」か「載っていない」か") as said:
        actions.add(draft.id, "HEALTH_CERT", make.photo(), by=by, filing=actions.Filing(marks=marks))

    assert said.value.field in ("mark_INSURER", "mark_SYMBOL")


def test_what_was_said_of_each_number_is_kept(desk, draft):
    marks = {"INSURER": "blacked", "SYMBOL": "absent"}
    with desk("aoba") as by:
        document = actions.add(draft.id, "HEALTH_CERT", make.photo(), by=by, filing=actions.Filing(marks=marks))

    assert Document.objects.get(pk=document.pk).marks == marks


def test_no_other_kind_is_registered(desk, draft):
    with desk("aoba") as by, pytest.raises(NoSuchKind):
        actions.add(draft.id, "PORTAL", make.photo(), by=by)


def test_a_paper_that_is_taken_again_leaves_the_one_before_struck(desk, draft):
    with desk("aoba") as by:
        before = actions.add(draft.id, "ACCOUNT", make.photo(), by=by)
        filing = actions.Filing(replaces=before.id)
        after = actions.add(draft.id, "ACCOUNT", make.photo(), by=by, filing=filing)

        with pytest.raises(NotFound):
            actions.add(draft.id, "ACCOUNT", make.photo(), by=by, filing=filing)

    assert Document.objects.get(pk=before.pk).removed_at is not None
    assert Document.objects.get(pk=after.pk).replaces_id == before.pk


def test_what_was_never_there_or_is_of_another_case_is_not_taken_again(desk, draft):
    with desk("aoba") as by:
        other = actions.add(make.draft(by).id, "ACCOUNT", make.photo(), by=by)

        for replaced in (uuid4(), other.id):
            with pytest.raises(NotFound):
                actions.add(draft.id, "ACCOUNT", make.photo(), by=by, filing=actions.Filing(replaces=replaced))


@pytest.mark.parametrize("kind", ["RESIDENT_RECORD", "HEALTH_CERT", "IDENTITY"])
def test_on_an_identity_paper_no_number_is_another_one(desk, draft, kind):
    with desk("aoba") as by:
        with pytest.raises(NeverAnother):
            actions.add(draft.id, kind, make.pdf(), by=by, filing=make.filing(kind, is_vouched=True))

        other = actions.add(draft.id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER", is_vouched=True))
        with pytest.raises(NeverAnother):
            seen.retype(draft.id, other.id, {"after": kind, "reason": "取り違え", "issued_on": None}, by=by)


def test_a_number_in_a_pdf_stops_it_until_somebody_vouches_for_it(desk, draft, checked):
    def send(**more):
        file = SimpleUploadedFile("x.pdf", files.pdf_saying(b"123456789018"), "application/pdf")
        with desk("aoba") as by:
            return actions.add(draft.id, "ACCOUNT", file, by=by, filing=actions.Filing(**more))

    refused = send()
    checked()
    vouched = send(replaces=refused.id, is_vouched=True)
    checked()

    assert Document.objects.get(pk=refused.pk).trouble == "my_number"
    assert Document.objects.get(pk=vouched.pk).state == "checked"
    assert TrailRow.objects.get(verb="not_my_number").fields == ["ACCOUNT"]
