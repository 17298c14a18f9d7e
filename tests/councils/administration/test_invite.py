"""招待. Nobody's password, no right, a code that is good once and for seven days."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password

from config.demo import KANAGAWA, TOKYO, YOKOHAMA
from councils.administration import actions
from councils.administration.models import Proposal, RosterEntry
from councils.administration.refusals import CodeNotGood, InOneHand, NotActive, Oneself, PostElsewhere, UsernameTaken
from councils.refusals import NotFound, NotPermitted, Refused
from councils.tenancy import system_of
from tests.councils.administration import acts

pytestmark = pytest.mark.zone("stages")


@pytest.fixture
def accept(seat):
    """The invited person at the counter, signed in as nobody."""

    def take(code, password=acts.PASSWORD, prefecture=TOKYO):
        with seat(system_of(prefecture)):
            return actions.accept(code, password)

    return take


def test_an_invited_person_has_no_password_and_no_right(desk, look, rights):
    slip = acts.invited(desk)

    [(password, is_active)] = look("SELECT password, is_active FROM councils_staff WHERE username = 'wakana'")
    assert (password[0], is_active) == ("!", True)
    assert rights(slip.entry) == set()
    assert Proposal.objects.get(staff_id=slip.entry.staff_id).act == "post"


def test_the_code_stands_nowhere_but_on_the_slip(desk, look):
    slip = acts.invited(desk)

    [(digest,)] = look("SELECT digest FROM councils_invitation WHERE staff_id = %s", slip.entry.staff_id)
    assert len(slip.code) == 24
    assert slip.code.lower() not in digest
    assert len(digest) == 64


def test_a_post_that_another_confirmed_carries_its_rights(desk, rights):
    entry = acts.hired(desk).entry

    assert rights(entry) == {("131016", "record_consultations"), ("131016", "take_applications")}


def test_the_name_of_somebody_else_is_refused(desk):
    with desk("kanri") as by, pytest.raises(UsernameTaken):
        actions.invite(acts.facts(username="minato"), by=by)


@pytest.mark.parametrize("council", [YOKOHAMA, KANAGAWA, "000000", ""])
def test_nobody_is_invited_to_a_council_of_another_prefecture(desk, council):
    with desk("kanri") as by, pytest.raises(NotFound):
        actions.invite(acts.facts(council=council), by=by)


@pytest.mark.parametrize(
    ("council", "kind"), [("131016", "reviewer"), (TOKYO, "counsellor"), ("131016", "administrator")]
)
def test_a_post_that_this_council_does_not_know_is_refused_and_nobody_is_made(desk, council, kind):
    with desk("kanri") as by, pytest.raises(PostElsewhere):
        actions.invite(acts.facts(council=council, post_kind=kind), by=by)

    assert not RosterEntry.objects.filter(username="wakana").exists()


@pytest.mark.parametrize("who", ["sakura", "kansa", "momiji"])
def test_only_an_administrator_invites(desk, who):
    with desk(who) as by, pytest.raises(NotPermitted):
        actions.invite(acts.facts(), by=by)


def test_the_invited_person_sets_an_own_password(desk, accept, look):
    slip = acts.officed(desk)

    assert accept(slip.code) == "wakana"

    [(password, used)] = look(
        "SELECT password, used_at IS NOT NULL FROM councils_staff s JOIN councils_invitation i ON i.staff_id = s.id"
        " WHERE username = 'wakana'"
    )
    assert check_password(acts.PASSWORD, password)
    assert used


@pytest.mark.parametrize("change", [str.lower, "-".join, lambda code: f"　{code.translate(FULL)} "])
def test_a_code_is_read_as_people_type_it(desk, accept, change):
    slip = acts.officed(desk)

    assert accept(change(slip.code)) == "wakana"


FULL = str.maketrans("0123456789ABCDEF", "０１２３４５６７８９ＡＢＣＤＥＦ")


def test_a_code_is_good_once(desk, accept):
    slip = acts.officed(desk)
    accept(slip.code)

    with pytest.raises(CodeNotGood):
        accept(slip.code)


def test_a_code_ends_after_seven_days(desk, accept, look):
    slip = acts.officed(desk)
    with_days_gone(look, slip.entry, timedelta(days=7, seconds=1))

    with pytest.raises(CodeNotGood):
        accept(slip.code)


def with_days_gone(look, entry, gone):
    look(
        "UPDATE councils_invitation SET issued_at = issued_at - %s, expires_at = expires_at - %s WHERE staff_id = %s"
        " RETURNING 1",
        gone,
        gone,
        entry.staff_id,
    )


@pytest.mark.parametrize("code", ["", "0" * 24, "ABCD", "'; DROP TABLE councils_staff", "\x7f"])
def test_any_other_code_is_refused(desk, accept, code):
    acts.officed(desk)

    with pytest.raises(CodeNotGood):
        accept(code)


def test_a_code_of_the_counter_opens_nothing_in_the_office(desk, accept):
    slip = acts.hired(desk)

    with pytest.raises(CodeNotGood):
        accept(slip.code)


@pytest.mark.parametrize("password", ["short", "password1234", "wakana-wakana"])
def test_the_validators_of_passwords_stand(desk, accept, password):
    slip = acts.officed(desk, username="wakana-wakana")

    with pytest.raises(Refused) as refused:
        accept(slip.code, password)

    assert refused.value.field == "password"


def test_a_new_invitation_ends_the_earlier_one(desk, accept):
    slip = acts.officed(desk)
    with desk("nodoka") as by:
        second = actions.invite_again(slip.entry.pk, by=by)

    with pytest.raises(CodeNotGood):
        accept(slip.code)
    assert accept(second.code) == "wakana"


def in_use(desk, accept):
    """Somebody with a password and no second factor."""
    slip = acts.officed(desk)
    accept(slip.code)
    return slip.entry


def test_nobody_comes_in_as_another_by_one_hand(desk, accept):
    entry = in_use(desk, accept)

    with desk("kanri") as by, pytest.raises(InOneHand):
        actions.invite_again(entry.pk, by=by)


def test_by_two_hands_a_forgotten_password_is_made_anew_once(desk, accept):
    entry = in_use(desk, accept)
    with desk("kanri") as by:
        proposal = actions.reset_factor(entry.pk, "パスワードを忘れたため", by=by)
    with desk("nodoka") as by:
        actions.confirm(proposal.pk, by=by)

    with desk("kanri") as by:
        slip = actions.invite_again(entry.pk, by=by)
        with pytest.raises(InOneHand):
            actions.invite_again(entry.pk, by=by)

    assert slip.code


def test_nobody_invites_himself_anew(desk, staff):
    own = RosterEntry.objects.get(staff_id=staff("kanri").staff_id)

    with desk("kanri") as by, pytest.raises(Oneself):
        actions.invite_again(own.pk, by=by)


def test_who_is_suspended_is_not_invited_and_an_open_code_ends(desk, accept):
    slip = acts.officed(desk)
    with desk("kanri") as by:
        actions.suspend(slip.entry.pk, by=by)

    with desk("kanri") as by, pytest.raises(NotActive):
        actions.invite_again(slip.entry.pk, by=by)
    with pytest.raises(CodeNotGood):
        accept(slip.code)


def test_staff_of_another_prefecture_are_not_there(desk, staff):
    other = RosterEntry.objects.get(staff_id=staff("ajisai").staff_id)

    with desk("kanri") as by, pytest.raises(NotFound):
        actions.invite_again(other.pk, by=by)
