"""職. Proposed by one, confirmed by another; fixed conflicts refused with their reason."""

import pytest

from config.demo import KANAGAWA, SETAGAYA, TOKYO
from councils.administration import actions
from councils.administration.models import Proposal
from councils.administration.refusals import (
    AboutOneself,
    AuditorAlone,
    HeldAlready,
    LaterPost,
    NoEarlierEnd,
    NotActive,
    Oneself,
    OtherZone,
    OwnProposal,
    PostElsewhere,
    SameCouncil,
    Settled,
    WaitsAlready,
)
from councils.administration.rules import check_confirm, why_not
from councils.models import NamePlate, Post
from councils.permissions import RIGHTS, PostKind
from councils.refusals import NotFound, NotPermitted
from tests.councils.administration import acts

pytestmark = pytest.mark.zone("stages")


def given(desk, entry, who="kanri", **changed):
    with desk(who) as by:
        return actions.give_post(entry.pk, acts.facts(**changed), by=by)


def move_facts(**changed):
    return acts.facts(council=SETAGAYA, post_kind="counter_chief", **changed)


def test_a_proposal_gives_nothing_before_it_is_confirmed(desk, wakana, rights):
    before = rights(wakana)

    given(desk, wakana, post_kind="counter_chief")

    assert rights(wakana) == before
    assert Post.objects.filter(staff_id=wakana.staff_id).count() == 1


def test_another_confirms(desk, wakana, rights):
    given(desk, wakana, post_kind="counter_chief", until=acts.ahead(90))
    acts.confirmed(desk, wakana)

    post = Post.objects.get(staff_id=wakana.staff_id, kind="counter_chief")
    assert (post.until, post.prefecture_id) == (acts.ahead(90), TOKYO)
    assert ("131016", "forward_applications") in rights(wakana)


def test_nobody_confirms_an_own_proposal_and_is_told_beforehand(desk, wakana):
    proposal = given(desk, wakana, post_kind="counter_chief")

    with desk("kanri") as by:
        assert why_not(check_confirm, proposal, by) == OwnProposal.sentence
        with pytest.raises(OwnProposal):
            actions.confirm(proposal.pk, by=by)


def test_nobody_confirms_a_post_of_his_own(desk, staff):
    own = acts.entry_of(staff, "nodoka")
    proposal = given(desk, own, post_kind="reviewer")

    with desk("nodoka") as by, pytest.raises(AboutOneself):
        actions.confirm(proposal.pk, by=by)


def test_one_may_propose_for_oneself_and_the_other_confirms(desk, staff, rights):
    own = acts.entry_of(staff, "kanri")
    given(desk, own, post_kind="reviewer")

    acts.confirmed(desk, own)

    assert (TOKYO, "review_applications") in rights(own)


def test_a_proposal_is_settled_once(desk, wakana):
    proposal = given(desk, wakana, post_kind="counter_chief")
    acts.confirmed(desk, wakana)

    with desk("nodoka") as by, pytest.raises(Settled):
        actions.confirm(proposal.pk, by=by)
    with desk("nodoka") as by, pytest.raises(Settled):
        actions.withdraw(proposal.pk, by=by)


@pytest.mark.parametrize("who", ["kanri", "nodoka"])
def test_what_was_withdrawn_is_not_confirmed(desk, wakana, who):
    proposal = given(desk, wakana, post_kind="counter_chief")
    with desk(who) as by:
        actions.withdraw(proposal.pk, by=by)

    with desk("nodoka") as by, pytest.raises(Settled):
        actions.confirm(proposal.pk, by=by)


def test_the_same_waits_once(desk, wakana):
    given(desk, wakana, post_kind="counter_chief")

    with pytest.raises(WaitsAlready):
        given(desk, wakana, who="nodoka", post_kind="counter_chief")


@pytest.mark.parametrize("kind", ["reviewer", "section_chief", "administrator"])
def test_an_auditor_gets_no_other_post(desk, staff, kind):
    with pytest.raises(AuditorAlone):
        given(desk, acts.entry_of(staff, "kansa"), post_kind=kind)


def test_who_works_on_cases_does_not_audit(desk, staff):
    with pytest.raises(AuditorAlone):
        given(desk, acts.entry_of(staff, "sakura"), post_kind="auditor")


def test_the_database_refuses_a_conflict_that_came_after_the_proposal(desk):
    entry = acts.invited(desk, council=TOKYO, post_kind="reviewer").entry
    first = Proposal.objects.get(staff_id=entry.staff_id)
    second = given(desk, entry, post_kind="auditor")
    with desk("nodoka") as by:
        actions.confirm(first.pk, by=by)

    with desk("nodoka") as by, pytest.raises(AuditorAlone):
        actions.confirm(second.pk, by=by)


def test_a_post_is_held_once_at_a_time(desk, wakana):
    with pytest.raises(HeldAlready):
        given(desk, wakana, post_kind="counsellor")


@pytest.mark.parametrize("kind", ["reviewer", "administrator", "inquiry_officer", "system", "x"])
def test_a_post_of_another_kind_of_council_is_refused(desk, wakana, kind):
    with pytest.raises(PostElsewhere):
        given(desk, wakana, post_kind=kind)


@pytest.mark.parametrize("who", ["sakura", "kansa", "kaede"])
def test_only_an_administrator_proposes_and_confirms(desk, wakana, who):
    proposal = given(desk, wakana, post_kind="counter_chief")

    with desk(who) as by:
        with pytest.raises(NotPermitted):
            actions.give_post(wakana.pk, acts.facts(post_kind="counter_chief"), by=by)
        with pytest.raises((NotPermitted, NotFound)):
            actions.confirm(proposal.pk, by=by)


def test_staff_of_another_prefecture_are_not_there(desk, staff):
    with pytest.raises(NotFound):
        given(desk, acts.entry_of(staff, "ajisai"), post_kind="section_chief")


def test_a_post_ends_on_a_day_by_one_alone(desk, wakana, rights):
    post = Post.objects.get(staff_id=wakana.staff_id)
    with desk("kanri") as by:
        actions.end_post(post.pk, acts.today(), by=by)

    post.refresh_from_db()
    assert post.until == acts.today()
    assert rights(wakana)


def test_the_rights_end_with_the_post(desk, wakana, rights, look, settled):
    post = Post.objects.get(staff_id=wakana.staff_id)
    look("UPDATE councils_post SET since = since - 10, until = current_date - 5 WHERE id = %s RETURNING 1", post.pk)
    before = rights(wakana)

    assert settled() == 1

    assert (bool(before), rights(wakana)) == (True, set())


@pytest.mark.parametrize("days", [-2, -400])
def test_an_end_is_not_set_into_the_past(desk, wakana, days):
    post = Post.objects.get(staff_id=wakana.staff_id)

    with desk("kanri") as by, pytest.raises(NoEarlierEnd):
        actions.end_post(post.pk, acts.ahead(days), by=by)


def test_an_end_is_not_put_off_without_a_second_hand(desk, wakana):
    post = Post.objects.get(staff_id=wakana.staff_id)
    with desk("kanri") as by:
        actions.end_post(post.pk, acts.ahead(10), by=by)

    with desk("kanri") as by, pytest.raises(NoEarlierEnd):
        actions.end_post(post.pk, acts.ahead(11), by=by)


def test_nobody_ends_an_own_post(desk, staff):
    post = Post.objects.get(staff_id=staff("kanri").staff_id)

    with desk("kanri") as by, pytest.raises(Oneself):
        actions.end_post(post.pk, acts.today(), by=by)


def test_a_move_ends_the_old_posts_and_begins_the_new_one(desk, wakana, look, rights):
    look("UPDATE councils_post SET since = since - 100 WHERE staff_id = %s RETURNING 1", wakana.staff_id)
    with desk("kanri") as by:
        actions.move(wakana.pk, move_facts(), by=by)
    acts.confirmed(desk, wakana)

    old, new = Post.objects.filter(staff_id=wakana.staff_id).order_by("since")
    assert (old.until, new.council_id, new.since) == (acts.ahead(-1), SETAGAYA, acts.today())
    assert {council for council, _ in rights(wakana)} == {SETAGAYA}
    wakana.refresh_from_db()
    assert (wakana.council_id, NamePlate.objects.get(pk=wakana.staff_id).council_id) == (SETAGAYA, SETAGAYA)


def test_a_move_of_a_later_day_waits_for_it(desk, wakana, look, settled):
    with desk("kanri") as by:
        actions.move(wakana.pk, move_facts(since=acts.ahead(5)), by=by)
    acts.confirmed(desk, wakana)
    assert settled() == 0

    look("UPDATE councils_proposal SET since = current_date WHERE act = 'move' RETURNING 1")

    assert settled() == 1
    wakana.refresh_from_db()
    assert wakana.council_id == SETAGAYA


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"council": "131016"}, SameCouncil),
        ({"council": TOKYO}, OtherZone),
        ({"council": KANAGAWA}, NotFound),
        ({"post_kind": "reviewer"}, PostElsewhere),
        ({}, LaterPost),
    ],
)
def test_a_move_that_cannot_be_is_refused(desk, wakana, changed, refusal):
    facts = {**move_facts(), **changed}

    with desk("kanri") as by, pytest.raises(refusal):
        actions.move(wakana.pk, facts, by=by)


def test_staff_of_the_office_are_not_moved_to_a_counter(desk, staff):
    with desk("kanri") as by, pytest.raises(OtherZone):
        actions.move(acts.entry_of(staff, "sakura").pk, move_facts(), by=by)


def test_who_is_suspended_gets_no_post(desk, wakana):
    with desk("kanri") as by:
        actions.suspend(wakana.pk, by=by)

    with pytest.raises(NotActive):
        given(desk, wakana, post_kind="counter_chief")


@pytest.mark.parametrize("kind", PostKind)
def test_the_database_knows_the_rights_of_each_post(look, kind):
    [(rights,)] = look("SELECT walls.rights_of(%s)", kind.value)

    assert set(rights) == {right.value for right in RIGHTS[kind]}
