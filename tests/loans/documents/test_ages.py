"""書類の期限: by the day of issue, until the receipt; and what is best of several that are there."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from loans.applications import actions as applications
from loans.applications import papers, rules
from loans.applications.missing import missing, to_confirm
from loans.applications.models import Application
from loans.applications.papers import Standing
from loans.documents import checklist, seen
from loans.documents.models import Document
from loans.documents.refusals import IssueDateMissing
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")
RECORD = "RESIDENT_RECORD"
SAID = "住所が申込書と同じ"


@pytest.fixture
def case(desk):
    """One of the household does not agree to the inquiry that would tell instead."""
    with desk("aoba") as by:
        application = make.complete(by)
        wife = rules.household(application)[1]
        applications.refuse_consent(application.id, wife.id, {"reason": "own_papers", "note": ""}, by=by)
        make.paper(application, "INCOME", by=by)
    return application


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def line(application: Application) -> papers.Line:
    [found] = [each for each in papers.lines(application) if each.required.code == RECORD]
    return found


@pytest.mark.parametrize(
    ("days", "expected", "words"),
    [
        (0, Standing.THERE, "まで使えます"),
        (84, Standing.THERE, "までに受け付けてください"),
        (100, Standing.EXPIRED, "過ぎました"),
    ],
)
def test_it_grows_old_and_one_is_told_before(desk, case, days, expected, words):
    with desk("aoba") as by:
        make.paper(case, RECORD, by=by, issued_on=ago(days))

        [row] = [each for each in checklist.rows(case) if each.code == RECORD]
        assert line(case).standing == expected
        assert words in row.warning
        assert [each.paper for each in missing(case)] == ([RECORD] if expected == Standing.EXPIRED else [])


@pytest.mark.parametrize(
    ("state", "days", "is_told"),
    [(State.DRAFT, 84, True), (State.RETURNED, 84, True), (State.DRAFT, 0, False), (State.SUBMITTED, 84, False)],
)
def test_the_case_says_which_paper_will_soon_be_too_old(desk, case, state, days, is_told):
    with desk("aoba") as by:
        make.paper(case, RECORD, by=by, issued_on=ago(days))
        case.state, case.submitted_at = state, timezone.now()
        told = [each for each in to_confirm(case) if each.paper == RECORD]

    assert [("で期限が切れます（あと" in each.sentence) for each in told] == [True] * is_told


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.DRAFT, Standing.EXPIRED),
        (State.RETURNED, Standing.EXPIRED),
        (State.SUBMITTED, Standing.THERE),
        (State.REVIEW, Standing.THERE),
    ],
)
def test_what_was_good_at_the_receipt_stays_good_until_the_next_one(desk, case, state, expected):
    with desk("aoba") as by:
        make.paper(case, RECORD, by=by, issued_on=ago(100))
        case.state, case.submitted_at = state, timezone.now() - timedelta(days=30)

        assert line(case).standing == expected


def test_one_sheet_without_a_day_makes_no_old_paper_good(desk, case):
    with desk("aoba") as by:
        make.paper(case, RECORD, by=by, issued_on=ago(100))
        undated = make.paper(case, RECORD, by=by, issued_on=ago(0))
    Document.objects.filter(pk=undated.pk).update(issued_on=None)

    with desk("aoba"):
        assert line(case).standing == Standing.EXPIRED


def test_a_paper_of_no_known_day_does_not_count_for_ever(desk, case):
    with desk("aoba") as by:
        undated = make.paper(case, RECORD, by=by)
    Document.objects.filter(pk=undated.pk).update(issued_on=None)

    with desk("aoba"):
        [lack] = missing(case)
        [row] = [each for each in checklist.rows(case) if each.code == RECORD]

    assert line(case).standing == Standing.UNDATED
    assert "発行日が記録されていません" in lack.sentence
    assert row.is_open
    assert "登録し直して" in row.warning


def test_an_old_copy_does_not_hide_what_was_seen_since(desk, case):
    with desk("aoba") as by:
        make.paper(case, RECORD, by=by, issued_on=ago(100))
        seen.see(case.id, RECORD, {"said": SAID, "issued_on": ago(1)}, by=by)

        assert line(case).standing == Standing.SEEN


def test_an_old_copy_does_not_hide_the_inquiry_that_tells_instead(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        make.paper(application, RECORD, by=by, issued_on=ago(100))

        found = line(application)

    assert (found.standing, found.count) == (Standing.SPARED, 1)


@pytest.mark.parametrize(
    "act",
    [
        lambda case, by: make.documents.add(
            case.id, RECORD, make.pdf(), by=by, filing=make.filing(RECORD, issued_on=None)
        ),
        lambda case, by: seen.see(case.id, RECORD, {"said": SAID, "issued_on": None}, by=by),
        lambda case, by: seen.retype(case.id, other(case, by).id, retyped(None), by=by),
    ],
    ids=["add", "see", "retype"],
)
def test_it_is_asked_for_its_day_however_it_comes(desk, case, act):
    with desk("aoba") as by, pytest.raises(IssueDateMissing, match="発行から3か月以内") as refusal:
        act(case, by)

    assert refusal.value.field == "issued_on"


def test_a_paper_gets_its_day_with_its_new_kind(desk, case):
    with desk("aoba") as by:
        paper = other(case, by)
        seen.retype(case.id, paper.id, retyped(ago(5)), by=by)

        assert line(case).standing == Standing.THERE
    assert Document.objects.get(pk=paper.pk).issued_on == ago(5)


def other(case: Application, by: object) -> Document:
    return make.paper(case, "OTHER", by=by)


def retyped(issued_on: date | None) -> dict[str, object]:
    return {"after": RECORD, "reason": "取り違え", "issued_on": issued_on}
