"""書類の壁 by SQL: what a counter may register, strike and call by another name, as the real login."""

import json

import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege

from config.demo import CHIYODA
from tests.walls.contexts import COUNSELLOR
from tests.walls.test_writes import copied

pytestmark = pytest.mark.zone("walls")
LOOKED_FOR = json.dumps({"INSURER": "blacked", "SYMBOL": "absent"})
PAPER = {
    "added_by": COUNSELLOR.staff,
    "state": "checking",
    "content": None,
    "thumbnail": None,
    "checked_at": None,
    "marks": "{}",
}
LEFT = "the application has left the counter"
NOT_LOOKED_FOR, NEVER = "nobody looked for a number", "never another number"


@pytest.fixture
def run(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as connection:
        yield connection


def register(run, application, **facts):
    """A copy of one of its papers."""
    query = "SELECT id FROM loans_document WHERE application_id = %s AND kind = 'ACCOUNT' ORDER BY created_at LIMIT 1"
    [source] = run.execute(query, [application.id]).fetchone()
    copied("loans_document", **{**PAPER, **facts})(run, source)


@pytest.mark.parametrize(
    "marks", ["{}", '{"INSURER": "blacked"}', '{"INSURER": "blacked", "SYMBOL": "perhaps"}', "[]", "null"]
)
def test_a_paper_comes_with_a_word_of_every_number_that_it_may_show(run, cases, marks):
    draft = cases[CHIYODA].draft
    register(run, draft, kind="HEALTH_CERT", marks=LOOKED_FOR)

    with pytest.raises(InsufficientPrivilege, match=NOT_LOOKED_FOR):
        register(run, draft, kind="HEALTH_CERT", marks=marks)


@pytest.mark.parametrize("kind", ["LICENCE", "PORTAL"])
def test_on_an_identity_paper_nobody_vouches_for_twelve_digits(run, cases, kind):
    draft = cases[CHIYODA].draft
    register(run, draft, kind="REASON_PROOF", is_vouched=True)

    with pytest.raises(InsufficientPrivilege, match=NEVER):
        register(run, draft, kind=kind, is_vouched=True)


def test_a_paper_of_no_known_kind_is_none(run, cases):
    with pytest.raises(InsufficientPrivilege, match="no such kind of paper"):
        register(run, cases[CHIYODA].draft, kind="SECRET")


@pytest.mark.parametrize(
    ("after", "is_vouched", "refusal"), [("HEALTH_CERT", False, NOT_LOOKED_FOR), ("LICENCE", True, NEVER)]
)
def test_another_name_is_no_way_past_its_blackout(run, cases, after, is_vouched, refusal):
    draft = cases[CHIYODA].draft
    register(run, draft, kind="REASON_PROOF", is_vouched=is_vouched, name="renamed")
    query = "SELECT id FROM loans_document WHERE application_id = %s AND name = 'renamed'"
    [paper] = run.execute(query, [draft.id]).fetchone()
    [row] = run.execute("SELECT id FROM loans_retyping WHERE application_id = %s", [draft.id]).fetchone()
    facts = {"changed_by": COUNSELLOR.staff, "document_id": paper, "before": "REASON_PROOF"}
    copied("loans_retyping", **facts, after="AMOUNT_PROOF")(run, row)

    with pytest.raises(InsufficientPrivilege, match=refusal):
        copied("loans_retyping", **{**facts, "before": "AMOUNT_PROOF"}, after=after)(run, row)


def test_a_scan_proves_a_consent_on_paper_of_its_own_case(run, cases):
    draft, other = cases[CHIYODA].draft, cases[CHIYODA].forwarded
    query = "SELECT id FROM loans_consent WHERE application_id = %s AND way = 'paper' LIMIT 1"
    own, theirs = (run.execute(query, [each.id]).fetchone()[0] for each in (draft, other))
    register(run, draft, kind="CONSENT_PAPER", consent_id=own)

    with pytest.raises(InsufficientPrivilege, match="no consent on paper in this case"), run.transaction():
        register(run, draft, kind="CONSENT_PAPER", consent_id=theirs)
    with pytest.raises(CheckViolation, match="proves_a_consent"):
        register(run, draft, kind="OTHER", marks='{"MY_NUMBER": "absent"}', consent_id=own)


def test_three_hundred_papers_and_no_more(run, cases):
    draft = cases[CHIYODA].draft
    count = "SELECT count(*) FROM loans_document WHERE application_id = %s AND removed_at IS NULL"
    [there] = run.execute(count, [draft.id]).fetchone()
    for _ in range(300 - there):
        register(run, draft, removed_at=None)

    with pytest.raises(InsufficientPrivilege, match="too many papers"):
        register(run, draft, removed_at=None)


def test_with_the_office_only_what_came_for_an_open_request_is_struck(run, cases):
    received = cases[CHIYODA].forwarded
    strike = (
        "UPDATE loans_document SET removed_at = now() WHERE application_id = %s AND removed_at IS NULL AND name = %s"
    )
    register(run, received, removed_at=None, name="new", created_at="2020-01-01")
    [sent] = run.execute(
        "SELECT name FROM loans_document WHERE application_id = %s AND removed_at IS NULL AND name <> 'new' LIMIT 1",
        [received.id],
    ).fetchone()

    with pytest.raises(InsufficientPrivilege, match=LEFT), run.transaction():
        run.execute(strike, [received.id, sent])
    assert run.execute(strike, [received.id, "new"]).rowcount == 1


def test_no_paper_comes_when_nobody_looks_at_it_any_more(cases, desk_of, admin):
    received = cases[CHIYODA].forwarded
    with admin("cases", autocommit=True) as past:
        past.execute("SET session_replication_role = replica")
        move = "UPDATE loans_application SET state = %s WHERE id = %s"
        for state in ("approval", "approved"):
            past.execute(move, [state, received.id])
            with desk_of("counter").acting(COUNSELLOR) as run, pytest.raises(InsufficientPrivilege, match=LEFT):
                register(run, received)
        past.execute(move, ["received", received.id])
    with desk_of("counter").acting(COUNSELLOR) as run:
        register(run, received)
