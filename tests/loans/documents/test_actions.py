import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction

from config.walk.papers import paper
from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from loans.documents import actions
from loans.documents.models import Document
from loans.documents.refusals import AppleFormat, NotReadable, NumberInName, TooLarge, TooManyPixels
from tests import make
from tests.loans.documents import files

pytestmark = pytest.mark.zone("stages")


def upload(content, name="paper.pdf", declared="application/pdf"):
    return SimpleUploadedFile(name, content, declared)


def test_a_paper_is_kept_with_its_kind_and_its_sum(desk):
    paper_sent = paper("x")
    with desk("aoba") as by:
        application = make.draft(by)
        actions.add(
            application.id, "IDENTITY", upload(paper_sent, "本人確認書類.pdf"), by=by, filing=make.filing("IDENTITY")
        )

    stored = Document.objects.get(application=application)
    assert (stored.kind, stored.name, stored.media_type) == ("IDENTITY", "本人確認書類.pdf", "application/pdf")
    assert (stored.state, stored.content) == ("checking", None)
    assert stored.sha256 == hashlib.sha256(paper_sent).hexdigest()
    assert TrailRow.objects.get(verb="add_document").fields == ["IDENTITY"]


def test_neither_name_nor_declared_type_decides_what_a_file_is(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        actions.add(
            application.id, "OTHER", upload(files.picture("PNG"), "scan.pdf"), by=by, filing=make.filing("OTHER")
        )

    assert Document.objects.get(application=application).media_type == "image/png"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", NotReadable),
        (b"MZ" + bytes(100), NotReadable),
        (files.pixel_bomb(), TooManyPixels),
        (files.apple(), AppleFormat),
        (files.large_pdf(20_000_000), TooLarge),
    ],
    ids=["empty", "program", "bomb", "apple", "20 MB"],
)
def test_what_we_cannot_keep_is_refused_and_not_kept(desk, content, refusal):
    with desk("aoba") as by:
        application = make.draft(by)

        with pytest.raises(refusal) as said:
            actions.add(application.id, "IDENTITY", upload(content), by=by, filing=make.filing("IDENTITY"))

    assert said.value.sentence.endswith("。")
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["123456789018.pdf", "個人番号1234-5678-9018.pdf", "１２３４５６７８９０１８.pdf"])
def test_a_number_in_the_name_of_a_file_is_refused(desk, name):
    with desk("aoba") as by:
        application = make.draft(by)

        with pytest.raises(NumberInName):
            actions.add(application.id, "IDENTITY", upload(paper("x"), name), by=by, filing=make.filing("IDENTITY"))


def test_a_very_long_name_keeps_its_ending(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        document = actions.add(
            application.id, "OTHER", upload(paper("x"), "長" * 200 + ".pdf"), by=by, filing=make.filing("OTHER")
        )

    assert (len(document.name), document.name[-4:]) == (120, ".pdf")


def test_what_was_taken_back_stays_in_the_books(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        document = actions.add(application.id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER"))
        actions.remove(application.id, document.id, by=by)

    assert Document.objects.get(pk=document.pk).removed_at is not None


def test_a_paper_is_taken_back_once(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        document = actions.add(application.id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER"))
        actions.remove(application.id, document.id, by=by)

        with pytest.raises(NotFound):
            actions.remove(application.id, document.id, by=by)


def test_a_paper_of_another_case_is_not_taken_back(desk):
    with desk("aoba") as by:
        theirs = actions.add(make.draft(by).id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER"))

        with pytest.raises(NotFound):
            actions.remove(make.draft(by).id, theirs.id, by=by)


def test_after_the_case_has_left_its_papers_stand_still(desk):
    application = make.forwarded(desk)
    document = Document.objects.filter(application=application).first()

    with desk("aoba") as by:
        with pytest.raises(StepNotAllowed):
            actions.add(application.id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER"))
        with pytest.raises(StepNotAllowed):
            actions.remove(application.id, document.id, by=by)


def test_a_returned_case_takes_papers_again(desk):
    application = make.returned(desk)

    with desk("aoba") as by:
        actions.add(application.id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER"))

    with desk("sakura"):
        assert Document.objects.filter(application=application, kind="OTHER").exists()


@pytest.mark.parametrize(("stranger", "refusal"), [("kozue", NotFound), ("minato", NotFound), ("sakura", NotPermitted)])
def test_nobody_else_adds_or_takes_back_our_papers(desk, stranger, refusal):
    with desk("aoba") as by:
        application = make.draft(by)
        document = actions.add(application.id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER"))

    with desk(stranger) as by:
        with pytest.raises(refusal):
            actions.add(application.id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER"))
        with pytest.raises(refusal):
            actions.remove(application.id, document.id, by=by)


def test_the_database_itself_keeps_what_a_paper_is(desk):
    with desk("aoba") as by:
        document = actions.add(make.draft(by).id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER"))

        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(content=b"other")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Document.objects.filter(pk=document.pk).delete()
