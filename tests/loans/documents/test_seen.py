"""原本確認, 種類の変更, 民生委員意見書, 紙の様式から入力: what is recorded without a file, and who may."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from loans.applications import papers
from loans.applications.missing import missing
from loans.consultations.paper_origins import PaperOrigin
from loans.documents import actions, origins, seen
from loans.documents.models import CommissionerReport, Document, Retyping, Sighting
from loans.documents.refusals import NeedsBlackout, NoSuchKind, SameKind
from tests import make

pytestmark = pytest.mark.zone("stages")
SAID = {"said": "住所が申込書と同じ", "issued_on": None}
RETYPED = {"after": "AMOUNT_PROOF", "reason": "取り違えたため", "issued_on": None}


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        return make.draft(by)


@pytest.fixture
def paper(desk, draft):
    with desk("aoba") as by:
        return make.paper(draft, "REASON_PROOF", by=by)


ACTS = {
    "see": lambda case, paper, by: seen.see(case.id, "LICENCE", SAID, by=by),
    "retype": lambda case, paper, by: seen.retype(case.id, paper.id, RETYPED, by=by),
    "report": lambda case, paper, by: seen.report(case.id, make.commissioner(), by=by),
    "origin": lambda case, paper, by: origins.of_case(case.id, make.on_paper(form="application"), by=by),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("stranger", "refusal"), [("kozue", NotFound), ("minato", NotFound), ("sakura", NotPermitted)])
def test_nobody_else_records_anything_of_our_papers(desk, draft, paper, act, stranger, refusal):
    with desk(stranger) as by, pytest.raises(refusal):
        ACTS[act](draft, paper, by)


@pytest.mark.parametrize("act", ACTS)
def test_after_the_case_has_left_nothing_is_recorded_and_the_office_reads_what_was(desk, act):
    with desk("aoba") as by:
        application = make.complete(by)
        document = make.paper(application, "PAPER_FORM", by=by)
        make.check_papers(by)
        ACTS[act](application, document, by)
        make.applications.submit(application.id, by=by)
        make.applications.opine(application.id, {"verdict": "fit", "text": "適当。"}, by=by)
    with desk("sakura"):
        before = [each.objects.count() for each in (Sighting, Retyping, CommissionerReport, PaperOrigin)]
    with desk("wakaba") as by:
        make.applications.forward(application.id, by=by)

    with desk("sakura"):
        after = [each.objects.count() for each in (Sighting, Retyping, CommissionerReport, PaperOrigin)]
    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        ACTS[act](application, document, by)

    assert (sum(before), sum(after)) == (0, 1)


def test_what_was_seen_says_who_when_and_what(desk, draft):
    with desk("aoba") as by:
        seen.see(draft.id, "LICENCE", SAID, by=by)

    kept = Sighting.objects.get()
    assert (kept.kind, kept.said, kept.seen_by, kept.seen_name) == ("LICENCE", SAID["said"], by.staff_id, by.name)
    assert TrailRow.objects.get(verb="see_paper").fields == ["LICENCE"]


def test_a_sighting_is_taken_back_once(desk, draft):
    with desk("aoba") as by:
        sighting = seen.see(draft.id, "LICENCE", SAID, by=by)
        seen.take_back_sighting(draft.id, sighting.id, by=by)

        with pytest.raises(NotFound):
            seen.take_back_sighting(draft.id, sighting.id, by=by)
        assert Sighting.objects.filter(pk=sighting.pk).update(removed_at=None) == 0


def test_a_kind_changes_with_its_reason(desk, draft, paper):
    with desk("aoba") as by:
        seen.retype(draft.id, paper.id, RETYPED, by=by)

    assert Document.objects.get(pk=paper.pk).kind == "AMOUNT_PROOF"
    assert Retyping.objects.get().reason == "取り違えたため"
    assert TrailRow.objects.get(verb="retype_document").fields == ["REASON_PROOF", "AMOUNT_PROOF"]


@pytest.mark.parametrize(
    ("after", "refusal"), [("REASON_PROOF", SameKind), ("HEALTH_CERT", NeedsBlackout), ("NO_SUCH", NoSuchKind)]
)
def test_a_kind_is_not_changed_to_itself_or_past_its_blackout(desk, draft, paper, after, refusal):
    with desk("aoba") as by, pytest.raises(refusal):
        seen.retype(draft.id, paper.id, {**RETYPED, "after": after}, by=by)

    assert Document.objects.get(pk=paper.pk).kind == "REASON_PROOF"


def test_the_database_changes_no_kind_without_a_reason(desk, draft, paper):
    with desk("aoba") as by:
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Document.objects.filter(pk=paper.pk).update(kind="OTHER")
        row = seen.retype(draft.id, paper.id, RETYPED, by=by)
        row.pk, row.before, row.after = uuid4(), "REASON_PROOF", "OTHER"
        with pytest.raises(ProgrammingError, match="no such paper"), transaction.atomic():
            row.save(force_insert=True)


def test_what_a_commissioner_wrote_is_the_paper_that_the_terms_ask_for(desk, draft):
    with desk("aoba") as by:
        draft.terms.terms["papers"].append(
            {"code": "COMMISSIONER_REPORT", "name": "民生委員の調査書", "stage": "application"}
        )
        before = [each.paper for each in missing(draft)]
        seen.report(draft.id, make.commissioner(verdict="unfit"), by=by)
        seen.report(draft.id, make.commissioner(), by=by)
        after = [each.paper for each in missing(draft)]

    assert "COMMISSIONER_REPORT" in before
    assert "COMMISSIONER_REPORT" not in after
    kept = CommissionerReport.objects.order_by("created_at", "removed_at")
    assert kept.count() == 2
    assert kept.get(removed_at__isnull=True).verdict == "fit"


def test_the_scan_of_a_report_is_a_paper_of_the_same_case(desk, draft):
    with desk("aoba") as by:
        theirs = make.paper(make.draft(by), "PAPER_FORM", by=by)
        own = make.paper(draft, "PAPER_FORM", by=by)

        with pytest.raises(NotFound):
            seen.report(draft.id, make.commissioner(document=str(theirs.id)), by=by)
        assert seen.report(draft.id, make.commissioner(document=str(own.id)), by=by).document_id == own.id


def test_what_was_typed_from_paper_says_so(desk, draft):
    with desk("aoba") as by:
        origins.of_talk(draft.consultation_id, make.on_paper(), by=by)
        origins.of_case(draft.id, make.on_paper(form="consent", written_by="𠮷田　健一"), by=by)

        lines = origins.origins_of_case(draft)

    assert [(each.form, each.dated, each.written_by) for each in lines] == [
        ("相談受付票", "令和8年11月1日", "ご本人"),
        ("同意書", "令和8年11月1日", "𠮷田　健一"),
    ]
    assert {each.typed_by for each in lines} == {by.name}
    assert TrailRow.objects.filter(verb="type_from_paper").count() == 2


def test_a_second_case_of_a_talk_does_not_show_the_papers_of_the_first(desk, draft):
    with desk("aoba") as by:
        origins.of_case(draft.id, make.on_paper(form="application"), by=by)

        other = make.draft(by)

        assert origins.origins_of_case(other) == []


def test_what_was_said_of_paper_is_taken_back_once(desk, draft):
    with desk("aoba") as by:
        of_talk = origins.of_talk(draft.consultation_id, make.on_paper(), by=by)
        of_case = origins.of_case(draft.id, make.on_paper(form="application"), by=by)
        for origin in (of_talk, of_case):
            origins.take_back(draft.consultation_id, origin.id, by=by)
            with pytest.raises(NotFound):
                origins.take_back(draft.consultation_id, origin.id, by=by)

        assert origins.origins_of_case(draft) == []


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
def test_another_counter_says_nothing_of_our_talk(desk, draft, stranger):
    with desk(stranger) as by, pytest.raises(NotFound):
        origins.of_talk(draft.consultation_id, make.on_paper(), by=by)


def test_a_number_is_in_no_column_of_ours(desk, draft, paper):
    """Nothing of what was typed is written twice: only kinds and codes go into the trail."""
    with desk("aoba") as by:
        seen.see(draft.id, "LICENCE", SAID, by=by)
        actions.remove(draft.id, paper.id, by=by)

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(fields::text || purpose, ' ') FROM councils_trailrow")
        [told] = cursor.fetchone()
    assert SAID["said"] not in told
    assert "LICENCE" in told


def test_every_required_code_of_the_terms_is_a_kind_that_can_be_registered(desk, draft):
    with desk("aoba"):
        codes = {each.code for each in papers.required(draft)}
        kinds = papers.types()

    assert codes
    assert codes <= kinds.keys()
