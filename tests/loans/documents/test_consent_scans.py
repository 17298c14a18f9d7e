"""署名した同意書の写し: whose consent it proves, and of which case."""

import pytest

from councils.refusals import NotFound
from loans.documents import actions, checklist, seen
from loans.documents.models import Document
from loans.documents.taking import on_paper
from tests import make

pytestmark = pytest.mark.zone("stages")
SIGNED = "CONSENT_PAPER"


@pytest.fixture
def case(desk):
    with desk("aoba") as by:
        return make.complete(by)


def test_a_scan_says_whose_consent_it_proves(desk, case):
    with desk("aoba") as by:
        consent = case.consents.get(member__relation="wife")
        make.paper(case, SIGNED, by=by, consent=consent.id)

        [sheet] = [each for row in checklist.rows(case) for each in row.sheets if each.kind == SIGNED]

    assert sheet.proves == "𠮷田　美咲 様の同意"
    assert Document.objects.get(kind=SIGNED).consent_id == consent.id


def test_a_scan_may_come_before_the_consent_is_recorded(desk, case):
    with desk("aoba") as by:
        make.paper(case, SIGNED, by=by)

    assert Document.objects.get(kind=SIGNED).consent_id is None


def test_it_proves_no_consent_of_another_case_and_none_that_was_given_otherwise(desk, case):
    with desk("aoba") as by:
        theirs = make.complete(by).consents.first()
        own = case.consents.get(member__relation="wife")
        make.applications.withdraw_consent(case.id, own.member_id, by=by)

        assert own.id not in {each.id for each in on_paper(case)}
        for consent in (theirs, own):
            with pytest.raises(NotFound):
                make.paper(case, SIGNED, by=by, consent=consent.id)


def test_no_other_paper_proves_a_consent(desk, case):
    with desk("aoba") as by, pytest.raises(NotFound):
        make.paper(case, "OTHER", by=by, consent=case.consents.first().id)


def test_what_is_called_something_else_proves_it_no_more(desk, case):
    with desk("aoba") as by:
        paper = make.paper(case, SIGNED, by=by, consent=case.consents.first().id)
        seen.retype(case.id, paper.id, {"after": "REASON_PROOF", "reason": "取り違え", "issued_on": None}, by=by)
        actions.remove(case.id, paper.id, by=by)

    assert Document.objects.get(pk=paper.pk).consent_id is None
