"""責任者. Two of them administer the gate: officers invited, designated after their training, both by two hands."""

from contextlib import contextmanager

import psycopg
import pytest
from django.utils import timezone

from config.demo import TOKYO
from councils.administration import actions
from councils.administration.models import Proposal, RosterEntry
from councils.administration.refusals import AboutOneself, NoEarlierEnd, OwnProposal, PostElsewhere, UntrainedYet
from councils.models import Designation
from councils.permissions import PostKind
from councils.refusals import NotPermitted
from councils.tenancy import Actor, transaction_for
from tests.councils.administration import acts

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def sit(logins):
    """Somebody of the gate's pages, in one transaction that is kept: `with sit("mamoru") as by:`."""

    @contextmanager
    def seated(username):
        with psycopg.connect(logins.administrator("vault")) as vault:
            row = vault.execute(
                "SELECT s.id, s.name, p.kind FROM councils_staff s JOIN councils_post p ON p.staff_id = s.id"
                " WHERE username = %s",
                [username],
            ).fetchone()
        by = Actor(row[0], row[1], PostKind(row[2]), TOKYO, TOKYO)
        with logins.pages(), transaction_for(by):
            yield by

    return seated


@pytest.fixture
def new(sit):
    """Somebody invited by one of the two."""

    def invite(username):
        with sit("mamoru") as by:
            facts = acts.facts(council=TOKYO, post_kind="inquiry_officer", username=username, office_username="")
            return actions.invite(facts, by=by).entry

    return invite


def days(**changed):
    today = timezone.localdate()
    return {"trained_on": today, "since": today, "until": None, **changed}


def test_an_officer_is_invited_and_designated_by_two(sit, new):
    entry = new("atarashi")
    with sit("mamoru") as by:
        designation = actions.designate(entry.pk, days(), by=by)
    with sit("mamoru") as by, pytest.raises(OwnProposal):
        actions.confirm(designation.pk, by=by)

    with sit("subaru") as by:
        for each in Proposal.objects.filter(staff_id=entry.staff_id):
            actions.confirm(each.pk, by=by)
        made = Designation.objects.get(staff_id=entry.staff_id)

    assert (made.trained_on, made.designated_by) == (timezone.localdate(), "昴 統")


def test_a_designation_follows_the_training(sit, new):
    entry = new("minarai")

    with sit("mamoru") as by, pytest.raises(UntrainedYet):
        actions.designate(entry.pk, days(trained_on=acts.ahead(1)), by=by)


def test_a_designation_ends_on_a_day_by_one_alone(sit):
    with sit("subaru") as by:
        entry = RosterEntry.objects.get(username="shirabe")
        designation = Designation.objects.get(staff_id=entry.staff_id)
        actions.end_designation(designation.pk, acts.today(), by=by)

    with sit("subaru") as by, pytest.raises(NoEarlierEnd):
        actions.end_designation(designation.pk, acts.ahead(1), by=by)


def test_the_gate_knows_no_other_posts(sit):
    with sit("mamoru") as by, pytest.raises(PostElsewhere):
        actions.invite(acts.facts(council=TOKYO, post_kind="reviewer", username="betsu", office_username=""), by=by)


def test_an_officer_administers_nobody(sit):
    with sit("tashika") as by, pytest.raises(NotPermitted):
        actions.invite(acts.facts(council=TOKYO, post_kind="inquiry_officer", office_username=""), by=by)


def test_nobody_confirms_an_own_designation(sit):
    with sit("mamoru") as by:
        entry = RosterEntry.objects.get(username="subaru")
        proposal = actions.designate(entry.pk, days(), by=by)

    with sit("subaru") as by, pytest.raises(AboutOneself):
        actions.confirm(proposal.pk, by=by)
