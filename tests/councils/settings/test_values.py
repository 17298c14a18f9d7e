"""県の設定. The newest confirmed row that has begun; the database shows each prefecture its own."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.demo import KANAGAWA, TOKYO
from councils.models import Setting, Staff
from councils.settings.values import value_of

pytestmark = pytest.mark.zone("stages")

NAME = "signin.second_factor_for_all"


@pytest.fixture
def decide(db):
    """Writes past all walls what two administrators would decide."""

    def write(*, days=0, is_confirmed=True, value=True, prefecture=TOKYO, **facts):
        one, two = Staff.objects.filter(username__in=["kanri", "kansa"]).order_by("username")
        confirmed = {"confirmed_by": two, "confirmed_at": timezone.now()} if is_confirmed else {}
        since = timezone.localdate() + timedelta(days)
        usual = {"name": NAME, "kind": "flag", "value": value, "since": since, "reason": "見本", "proposed_by": one}
        return Setting.objects.create(prefecture_id=prefecture, **{**usual, **confirmed, **facts})

    return write


def test_until_a_prefecture_decides_the_default_holds(desk):
    with desk("sakura"):
        assert value_of(TOKYO, NAME) is False


def test_what_two_have_decided_holds_from_its_day(decide, desk):
    decide(days=-2, value=False)
    decide(days=0, value=True)
    decide(days=1, value=False)

    with desk("sakura"):
        assert value_of(TOKYO, NAME) is True


def test_the_later_of_two_of_one_day_holds(decide, desk):
    decide(value=True)
    decide(value=False)

    with desk("aoba"):
        assert value_of(TOKYO, NAME) is False


def test_what_one_has_proposed_does_not_hold(decide, desk):
    decide(is_confirmed=False)

    with desk("sakura"):
        assert value_of(TOKYO, NAME) is False
        assert not Setting.objects.exists()


def test_another_prefecture_is_neither_bound_nor_shown(decide, desk):
    decide()

    with desk("ajisai"):
        assert value_of(KANAGAWA, NAME) is False
        assert not Setting.objects.exists()


@pytest.mark.parametrize("facts", [{"kind": "count"}, {"value": "yes"}, {"value": 1}, {"reason": ""}])
def test_the_database_refuses_what_is_not_of_its_kind(decide, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        decide(**facts)


def test_nobody_confirms_what_he_proposed(decide):
    one = Staff.objects.get(username="kanri")

    with pytest.raises(IntegrityError, match="setting_confirmed_by_another"), transaction.atomic():
        decide(proposed_by=one, confirmed_by=one)


@pytest.mark.parametrize("username", ["aoba", "sakura", "kanri"])
@pytest.mark.parametrize("statement", ["UPDATE councils_setting SET value = 'true'", "DELETE FROM councils_setting"])
def test_no_login_changes_a_setting(decide, desk, username, statement):
    from django.db import ProgrammingError, connection

    decide()

    with desk(username), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)
