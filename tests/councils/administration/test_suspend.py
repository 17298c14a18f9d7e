"""停止・解除・退職・紛失. At once by one alone; back only by two; the gate is told."""

import pytest
from allauth.mfa.models import Authenticator

from config.demo import CHIYODA, KANAGAWA, TOKYO
from councils.administration import actions
from councils.administration.models import Proposal, RosterEntry
from councils.administration.refusals import (
    AboutOneself,
    AlreadySuspended,
    NoFactor,
    NotActive,
    NotSuspended,
    Oneself,
    OwnProposal,
)
from councils.administration.shown import posts_of as posts_shown
from councils.models import CALLED_OFF, Post, Staff, TrailRow
from councils.refusals import NotFound, NotPermitted
from councils.settings.registry import SECOND_FACTOR_FOR_ALL
from councils.settings.values import value_of
from councils.signin.stages import posts_of
from councils.tenancy import enter_signing_in
from inquiry.desk.models import Departure
from tests.councils.administration import acts

pytestmark = pytest.mark.zone("stages")


def suspended(desk, entry):
    with desk("kanri") as by:
        actions.suspend(entry.pk, by=by)


def test_a_suspension_is_at_once(desk, wakana, as_of):
    suspended(desk, wakana)

    with as_of(wakana, "counsellor"):
        enter_signing_in(staff_id=wakana.staff_id)
        assert posts_of(wakana.staff_id) == []
    wakana.refresh_from_db()
    assert (wakana.is_active, wakana.suspended_at is not None) == (False, True)


def test_nobody_suspends_himself_or_twice(desk, wakana, staff):
    suspended(desk, wakana)

    with desk("kanri") as by, pytest.raises(Oneself):
        actions.suspend(acts.entry_of(staff, "kanri").pk, by=by)
    with pytest.raises(AlreadySuspended):
        suspended(desk, wakana)


@pytest.mark.parametrize("who", ["sakura", "kansa"])
def test_only_an_administrator_suspends(desk, wakana, who):
    with desk(who) as by, pytest.raises(NotPermitted):
        actions.suspend(wakana.pk, by=by)


def test_staff_of_another_prefecture_are_not_suspended(desk, staff):
    with pytest.raises(NotFound):
        suspended(desk, acts.entry_of(staff, "ajisai"))


def test_resuming_needs_a_second_hand(desk, wakana):
    suspended(desk, wakana)
    with desk("kanri") as by:
        proposal = actions.resume(wakana.pk, "復職のため", by=by)
        with pytest.raises(OwnProposal):
            actions.confirm(proposal.pk, by=by)
    assert not Staff.objects.get(pk=wakana.staff_id).is_active

    acts.confirmed(desk, wakana)

    assert Staff.objects.get(pk=wakana.staff_id).is_active


def test_who_is_not_suspended_is_not_resumed(desk, wakana):
    with desk("kanri") as by, pytest.raises(NotSuspended):
        actions.resume(wakana.pk, "理由", by=by)


def test_a_suspension_in_the_office_reaches_the_slip_and_once_a_day(desk):
    entry = acts.officed(desk).entry
    suspended(desk, entry)

    first = Departure.objects.get(username="wakana")
    assert (first.prefecture_id, first.left_on) == (TOKYO, acts.today())
    with desk("kanri") as by:
        actions.resume(entry.pk, "復職のため", by=by)
    acts.confirmed(desk, entry)
    suspended(desk, entry)
    assert Departure.objects.get(username="wakana").pk != first.pk  # heard anew: somebody may have been let in between


def test_a_counsellor_is_nobody_to_the_gate(desk, wakana):
    suspended(desk, wakana)

    assert not Departure.objects.exists()


def test_who_leaves_keeps_the_last_day(desk, look, settled):
    entry = acts.officed(desk).entry
    with desk("kanri") as by:
        actions.leave(entry.pk, acts.ahead(3), by=by)

    assert Post.objects.get(staff_id=entry.staff_id).until == acts.ahead(3)
    assert Departure.objects.get(username="wakana").left_on == acts.ahead(4)
    assert settled() == 0
    look("UPDATE councils_rosterentry SET leaves_on = current_date - 1 WHERE id = %s RETURNING 1", entry.pk)
    assert settled() == 1
    assert not Staff.objects.get(pk=entry.staff_id).is_active


@pytest.mark.parametrize("days", [1, 40])
def test_a_post_that_would_begin_after_the_last_day_is_never_held(desk, wakana, as_of, rights, days):
    with desk("kanri") as by:
        actions.give_post(wakana.pk, acts.facts(post_kind="counter_chief", since=acts.ahead(days)), by=by)
    acts.confirmed(desk, wakana)
    with desk("kanri") as by:
        actions.leave(wakana.pk, acts.today(), by=by)

    later = Post.objects.get(staff_id=wakana.staff_id, kind="counter_chief")
    assert not any(later.is_held_on(acts.ahead(day)) for day in range(60))
    assert rights(wakana) == {(CHIYODA, "record_consultations"), (CHIYODA, "take_applications")}
    with desk("kanri") as by:
        shown = {post.id: post for post in posts_shown(wakana, by)}
    assert (shown[later.pk].state.label, shown[later.pk].can_end) == ("取りやめ", False)


def test_who_comes_back_may_have_the_post_that_was_called_off(desk, wakana):
    facts = acts.facts(post_kind="counter_chief", since=acts.ahead(40))
    with desk("kanri") as by:
        actions.give_post(wakana.pk, facts, by=by)
    acts.confirmed(desk, wakana)
    with desk("kanri") as by:
        actions.leave(wakana.pk, acts.today(), by=by)
        actions.resume(wakana.pk, "復職のため", by=by)
    acts.confirmed(desk, wakana)

    with desk("kanri") as by:
        actions.give_post(wakana.pk, facts, by=by)
    acts.confirmed(desk, wakana)

    held = Post.objects.filter(staff_id=wakana.staff_id, kind="counter_chief").exclude(CALLED_OFF)
    assert [post.until for post in held] == [None]


def test_who_is_leaving_gets_no_post_that_was_proposed_before(desk):
    entry = acts.invited(desk, council=TOKYO, post_kind="reviewer").entry
    proposal = Proposal.objects.get(staff_id=entry.staff_id)
    with desk("kanri") as by:
        actions.leave(entry.pk, acts.ahead(30), by=by)

    with desk("nodoka") as by, pytest.raises(NotActive):
        actions.confirm(proposal.pk, by=by)


def with_factor(staff, username):
    return Authenticator.objects.get(user_id=staff(username).staff_id, type="totp")


@pytest.mark.parametrize("who", ["nodoka", "kaede"])
def test_a_lost_factor_is_reset_by_another_administrator_or_the_chief(desk, staff, who):
    entry = acts.entry_of(staff, "momiji")
    with desk("kanri") as by:
        proposal = actions.reset_factor(entry.pk, "機器を紛失", by=by)
    assert with_factor(staff, "momiji")

    with desk(who) as by:
        actions.confirm(proposal.pk, by=by)

    assert not Authenticator.objects.filter(user_id=entry.staff_id).exists()
    assert Staff.objects.get(pk=entry.staff_id).sessions_from is not None
    entry.refresh_from_db()
    assert entry.factor_since is None


def test_the_chief_of_a_counter_confirms_for_its_own_staff_alone(desk, wakana, staff):
    Authenticator.objects.create(user_id=wakana.staff_id, type="totp", data={})
    with desk("kanri") as by:
        own = actions.reset_factor(wakana.pk, "機器を紛失", by=by)
        other = actions.reset_factor(acts.entry_of(staff, "momiji").pk, "機器を紛失", by=by)

    with desk("wakaba") as by:
        actions.confirm(own.pk, by=by)
        with pytest.raises(NotFound):
            actions.confirm(other.pk, by=by)


def test_a_chief_does_not_confirm_for_himself(desk, staff):
    with desk("kanri") as by:
        proposal = actions.reset_factor(acts.entry_of(staff, "momiji").pk, "機器を紛失", by=by)

    with desk("momiji") as by, pytest.raises(AboutOneself):
        actions.confirm(proposal.pk, by=by)


def test_a_chief_confirms_no_post(desk, staff):
    entry = acts.invited(desk, council=TOKYO, post_kind="reviewer").entry
    proposal = Proposal.objects.get(staff_id=entry.staff_id)

    with desk("kaede") as by, pytest.raises(NotFound):
        actions.confirm(proposal.pk, by=by)


def test_where_there_is_no_factor_there_is_none_to_reset(desk, wakana):
    with desk("kanri") as by, pytest.raises(NoFactor):
        actions.reset_factor(wakana.pk, "理由", by=by)


def test_a_setting_is_changed_by_two(desk):
    with desk("kanri") as by:
        proposal = actions.change_setting(SECOND_FACTOR_FOR_ALL, True, acts.today(), "準備が整ったため", by=by)
        with pytest.raises(OwnProposal):
            actions.confirm(proposal.pk, by=by)
        assert value_of(TOKYO, SECOND_FACTOR_FOR_ALL.name) is False

    with desk("nodoka") as by:
        actions.confirm(proposal.pk, by=by)
        assert value_of(TOKYO, SECOND_FACTOR_FOR_ALL.name) is True
        assert value_of(KANAGAWA, SECOND_FACTOR_FOR_ALL.name) is False


def test_every_act_leaves_its_row_with_names_of_fields_alone(desk):
    entry = acts.officed(desk).entry
    suspended(desk, entry)
    with desk("kanri") as by:
        actions.resume(entry.pk, "復職のため", by=by)
    acts.confirmed(desk, entry)

    rows = TrailRow.objects.filter(subject_id=entry.pk, prefecture_id=TOKYO).order_by("pk")
    assert list(rows.values_list("verb", flat=True)) == [
        "invite_staff",
        "propose_post",
        "issue_invitation",
        "confirm_post",
        "suspend_staff",
        "propose_resume",
        "confirm_resume",
    ]
    assert {row.post for row in rows} == {"administrator"}
    assert not any("wakana" in str(vars(row)) or "復職" in str(vars(row)) for row in rows)


def test_an_auditor_reads_what_administrators_did(desk):
    entry = acts.officed(desk).entry

    with desk("kansa"):
        assert TrailRow.objects.filter(subject_id=entry.pk).count() == 4
        assert RosterEntry.objects.get(pk=entry.pk).name == "新井 若菜"
