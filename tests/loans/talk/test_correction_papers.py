"""補正で求めた書類: which may come and be struck while the case lies with the office, and what the answer waits for."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from councils.refusals import StepNotAllowed
from loans.decision import actions as decision
from loans.documents import actions as documents
from loans.documents.models import Document
from loans.documents.refusals import SentAlready
from loans.review import actions as review
from loans.talk import actions
from loans.talk.corrections_shown import correction_line, correction_panel
from loans.talk.forms import AnswerForm
from loans.talk.models import Correction
from loans.talk.refusals import PapersBeingChecked, PapersNotOpened
from tests import make
from tests.loans.documents import files

pytestmark = pytest.mark.zone("stages")


@pytest.fixture
def ask(desk):
    def run(application, **facts):
        with desk("sakura") as by:
            return actions.ask_correction(application.id, make.CORRECTION | facts, by=by)

    return run


@pytest.fixture
def received(desk):
    return make.received(desk)


def send(application, by, **more):
    """A file in which twelve digits pass for a 個人番号."""
    file = SimpleUploadedFile("x.pdf", files.pdf_saying(b"123456789018"), "application/pdf")
    return documents.add(application.id, "ACCOUNT", file, by=by, filing=documents.Filing(**more))


def answer(application, correction, by):
    return actions.answer_correction(application.id, correction.id, "付けました。", by=by)


def test_a_paper_that_was_refused_is_taken_again_and_vouched_for(desk, ask, received):
    correction = ask(received)
    with desk("aoba") as by:
        refused = send(received, by)
        make.check_papers(by)
        [line] = correction_panel(received, by).lines
        [shown] = line.papers
        with pytest.raises(PapersNotOpened):
            answer(received, correction, by)

        vouched = send(received, by, replaces=refused.id, is_vouched=True)
        with pytest.raises(PapersBeingChecked):
            answer(received, correction, by)
        make.check_papers(by)
        answer(received, correction, by)

    assert (shown.paper.state, shown.paper.chip, shown.can_strike) == ("登録できません", "bad", True)
    assert Document.objects.get(pk=refused.pk).removed_at is not None
    assert Document.objects.get(pk=vouched.pk).state == "checked"


def test_the_page_of_the_answer_says_what_to_do_with_each_file(desk, ask, received, settings):
    settings.ROOT_URLCONF = "config.urls.counter"
    correction = ask(received)
    with desk("aoba") as by:
        refused = send(received, by)
        make.check_papers(by)
        line = correction_line(correction, received, by)
        page = render_to_string(
            "talk/answer_correction.html", {"application": received, "line": line, "form": AnswerForm()}
        )

    assert f"?kind=ACCOUNT&amp;replaces={refused.id}" in page
    assert f"/papers/{refused.id}/remove/" in page
    assert "登録できません" in page
    assert "紙の上で黒塗りしてから撮り直すか" in page


def test_the_office_sees_of_each_file_how_it_stands_and_strikes_none(desk, ask, received):
    ask(received)
    with desk("aoba") as by:
        send(received, by)
    with desk("sakura") as by:
        waiting = [each.paper.state for each in correction_panel(received, by).lines[0].papers]
    with desk("aoba") as by:
        make.check_papers(by)
    with desk("sakura") as by:
        [shown] = correction_panel(received, by).lines[0].papers

    assert waiting == ["確認中"]
    assert (shown.paper.state, shown.can_strike) == ("登録できません", False)


def test_what_went_up_or_was_answered_with_stands(desk, ask, received):
    sent = received.documents.get(kind="ACCOUNT")
    first = ask(received)
    with desk("aoba") as by:
        answered = make.paper(received, "ACCOUNT", by=by)
        make.check_papers(by)
        answer(received, first, by)
    ask(received)

    with desk("aoba") as by:
        fresh = make.paper(received, "ACCOUNT", by=by)
        for each in (sent, answered):
            with pytest.raises(SentAlready):
                documents.remove(received.id, each.id, by=by)
            with pytest.raises(SentAlready):
                documents.add(received.id, "ACCOUNT", make.pdf(), by=by, filing=documents.Filing(replaces=each.id))
            with pytest.raises(ProgrammingError, match="has left the counter"), transaction.atomic():
                Document.objects.filter(pk=each.pk).update(removed_at=timezone.now())
        documents.remove(received.id, fresh.id, by=by)

    struck = Document.objects.filter(removed_at__isnull=False)
    assert list(struck.values_list("pk", flat=True)) == [fresh.pk]


def test_the_database_takes_no_answer_with_a_file_that_nobody_can_open(desk, ask, received):
    correction = ask(received)
    with desk("aoba") as by:
        make.paper(received, "ACCOUNT", by=by)
        answered = {"state": "answered", "answer": "x", "answered_by": by.staff_id, "answered_at": timezone.now()}
        with pytest.raises(ProgrammingError, match="a paper of this answer"), transaction.atomic():
            Correction.objects.filter(pk=correction.pk).update(**answered)


@pytest.mark.parametrize("then", ["approval", "approved"])
def test_no_paper_comes_once_it_is_proposed_or_decided(desk, ask, then):
    application = make.in_review(desk)
    ask(application, kind="ACCOUNT")
    with desk("sakura") as by:
        review.propose(application.id, make.PROPOSAL, by=by)
    for rank in ("momiji", "kaede") if then == "approved" else ():
        with desk(rank) as by:
            decision.sign(application.id, "", by=by)

    with desk("aoba") as by:
        application.refresh_from_db()
        assert application.state == then
        with pytest.raises(StepNotAllowed):
            make.paper(application, "ACCOUNT", by=by)
        assert [line.takes_papers for line in correction_panel(application, by).lines] == [False]


def test_who_ends_the_case_gives_up_what_was_still_asked(desk, ask):
    application = make.in_review(desk)
    left, answered = ask(application, kind="CONTACT"), ask(application, kind="CONTACT")
    with desk("aoba") as by:
        answer(application, answered, by)
    with desk("sakura") as by:
        review.propose(application.id, make.PROPOSAL, by=by)
    make.signed_by(desk, application, "momiji", "kaede")

    assert settled(left.pk) == settled(answered.pk) == ("cancelled", "楓 実")


def test_who_withdraws_it_too(desk, ask, received):
    correction = ask(received)
    with desk("sakura") as by:
        review.return_case(received.id, make.RETURN, by=by)
    with desk("aoba") as by:
        make.applications.withdraw(received.id, by=by)

    assert settled(correction.pk) == ("cancelled", "青葉 みどり")


def settled(pk: UUID) -> tuple[str, str]:
    row = Correction.objects.get(pk=pk)
    return row.state, row.settled_name
