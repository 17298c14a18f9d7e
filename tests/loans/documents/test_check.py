"""書類の確認, from the counter's upload to what the office reads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from councils.outbox.models import OutboxRow
from councils.trail.models import TrailRow
from loans.applications import actions as applications
from loans.applications.missing import missing
from loans.applications.refusals import Incomplete, PapersBeingChecked
from loans.applications.shown import paper_lines
from loans.documents import actions, check, scanner
from loans.documents.check import check_waiting
from loans.documents.cleaning import CannotOpen, Code, clean
from loans.documents.models import Arrival, Document
from loans.documents.opening import check_is_open, download_name
from loans.documents.refusals import BeingChecked, CouldNotBeOpened
from tests import make
from tests.loans.documents import files
from tests.loans.documents.test_actions import upload

pytestmark = pytest.mark.zone("stages")
TOKYO = "130001"


@pytest.fixture
def added(desk):
    """A paper with this content, in quarantine."""

    def add(content, name="paper.pdf"):
        with desk("aoba") as by:
            return actions.add(
                make.draft(by).id, "IDENTITY", upload(content, name), by=by, filing=make.filing("IDENTITY")
            )

    return add


@pytest.fixture
def checked(system):
    def run(document):
        with system():
            check_waiting(TOKYO, clean=clean)
        return Document.objects.get(pk=document.pk)

    return run


def cannot(code):
    def fail(content, wishes):
        raise CannotOpen(code)

    return fail


def test_a_paper_is_written_anew_and_what_came_in_is_destroyed(added, checked):
    came_in = files.photograph(orientation=6)
    document = added(came_in)

    paper = checked(document)

    assert (paper.state, paper.media_type, paper.sha256) == ("checked", "image/jpeg", document.sha256)
    assert paper.size == len(bytes(paper.content))
    assert b"Exif" in came_in
    assert b"Exif" not in bytes(paper.content)
    assert not Arrival.objects.exists()
    assert TrailRow.objects.get(verb="check_document").result == "checked"
    assert OutboxRow.objects.get(kind=check.KIND).settled_at is not None


@pytest.mark.parametrize(("content", "code"), [(files.encrypted_pdf(), "protected"), (b"%PDF-1.4\n", "unreadable")])
def test_what_cannot_be_opened_is_said_and_destroyed(added, checked, content, code):
    paper = checked(added(content))

    assert (paper.state, paper.trouble, paper.content) == ("refused", code, None)
    assert not Arrival.objects.exists()
    with pytest.raises(CouldNotBeOpened, match=r"開けませんでした。.+ください。"):
        check_is_open(paper)


def test_a_virus_is_said_and_destroyed(added, checked, monkeypatch):
    def find(content):
        raise scanner.Infected

    monkeypatch.setattr(scanner, "scan", find)

    paper = checked(added(files.picture("PNG")))

    assert (paper.state, paper.trouble) == ("refused", "infected")
    assert not Arrival.objects.exists()


def test_without_an_answer_of_the_scanner_a_paper_waits_and_is_asked_again(added, checked, monkeypatch):
    real = scanner.scan

    def no_answer(content):
        raise scanner.ScannerUnavailable

    monkeypatch.setattr(scanner, "scan", no_answer)
    document = added(files.picture("PNG"))
    waiting, kept = checked(document), Arrival.objects.count()
    row = OutboxRow.objects.get(kind=check.KIND)
    monkeypatch.setattr(scanner, "scan", real)
    OutboxRow.objects.update(next_at=timezone.now() - timedelta(seconds=1))

    assert (waiting.state, row.settled_at, row.trouble) == ("checking", None, "ScannerUnavailable")
    assert (kept, row.next_at > timezone.now()) == (1, True)
    assert checked(document).state == "checked"


def test_a_paper_that_is_being_checked_is_opened_by_nobody(added):
    with pytest.raises(BeingChecked):
        check_is_open(added(files.picture("PNG")))


def test_what_is_saved_is_called_by_what_it_is(added, checked):
    paper = checked(added(files.picture("PNG"), "住民票.pdf.exe"))

    assert download_name(paper) == "住民票.pdf.png"


def test_two_checks_of_one_paper_are_one(added, checked):
    document = added(files.picture("PNG"))
    first = checked(document)
    OutboxRow.objects.update(next_at=timezone.now() - timedelta(seconds=1), settled_at=None)

    again = checked(document)

    assert again.checked_at == first.checked_at
    assert TrailRow.objects.filter(verb="check_document").count() == 1


def test_a_case_is_taken_in_while_its_papers_are_checked_but_not_forwarded(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        actions.add(application.id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER"))
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "適当。"}, by=by)

    with desk("wakaba") as by, pytest.raises(PapersBeingChecked):
        applications.forward(application.id, by=by)


def test_a_paper_that_could_not_be_opened_does_not_count_and_is_named(desk, system):
    with desk("aoba") as by:
        application = make.complete(by)
        actions.add(application.id, "OTHER", make.pdf(), by=by, filing=make.filing("OTHER"))
    with system():
        check_waiting(TOKYO, clean=cannot(Code.UNREADABLE))

    with desk("aoba") as by:
        lacking = missing(application)
        [line] = [each for each in paper_lines(application) if not each.is_open]
        with pytest.raises(Incomplete, match="開けなかった書類を取り消して"):
            applications.submit(application.id, by=by)

    assert [each.sentence for each in lacking] == ["開けなかった書類を取り消して、登録し直す"]
    assert (line.state, "撮り直す" in line.note) == ("登録できません", True)


def test_a_refused_paper_that_was_needed_is_asked_for_again(desk, system):
    with desk("aoba") as by:
        application = make.draft(by)
        actions.add(application.id, "IDENTITY", make.pdf(), by=by, filing=make.filing("IDENTITY"))
        before = [each.paper for each in missing(application)]
    with system():
        check_waiting(TOKYO, clean=cannot(Code.UNREADABLE))

    with desk("aoba"):
        after = [each.paper for each in missing(application)]

    assert "IDENTITY" not in before
    assert "IDENTITY" in after


def test_a_check_that_does_not_end_is_said(added):
    document = added(files.picture("PNG"))
    Document.objects.filter(pk=document.pk).update(created_at=timezone.now() - timedelta(minutes=11))

    [line] = paper_lines(document.application)

    assert "確認に時間がかかっています" in line.note
