"""気になる閲覧. Each rule points at the row that it should, and leaves its neighbour alone."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from config.demo import TOKYO
from councils.administration.actions import register_home
from councils.administration.models import RosterEntry
from councils.models import Alert, AlertRule, HomeDigest, NamePlate, TrailRow
from councils.trail.alerts.models import Rule
from councils.trail.alerts.raising import raise_alerts
from loans.applications.models import Application
from loans.oversight.rules import rules_of
from tests import make

pytestmark = pytest.mark.zone("stages")
NOON = timezone.now().astimezone(ZoneInfo("Asia/Tokyo")).replace(hour=12, minute=0, second=0) - timedelta(days=2)


@pytest.fixture
def looked(staff):
    """A look at another time, past all walls: looked("sakura", application, at=...)."""

    def look(username: str, application: Application, at: datetime = NOON, verb: str = "viewed") -> TrailRow:
        actor = staff(username)
        return TrailRow.objects.create(
            at=at,
            staff_id=actor.staff_id,
            post=actor.post,
            council_id=actor.council_id,
            prefecture_id=actor.prefecture_id,
            verb=verb,
            case_id=application.id,
            purpose="",
            result="done",
        )

    return look


@pytest.fixture
def found(system):
    """The rows that a rule points at now: found(Rule.AT_NIGHT)."""

    def ask(code: Rule) -> set[int]:
        rule = AlertRule.objects.get(code=code)
        with system():
            return set(rules_of(TOKYO)[code](rule, timezone.now() - timedelta(days=4)))

    return ask


def test_a_look_at_night_and_none_at_noon(desk, looked, found):
    application = make.forwarded(desk)
    night = looked("sakura", application, NOON.replace(hour=23))
    morning = looked("momiji", application, NOON.replace(hour=5, minute=59))
    noon = looked("kaede", application, NOON)
    six = looked("ajisai", application, NOON.replace(hour=6))

    rows = found(Rule.AT_NIGHT)

    assert {night.pk, morning.pk} <= rows
    assert not rows & {noon.pk, six.pk}


def test_a_household_of_the_same_surname_and_no_other(desk, looked, found, staff):
    application = make.forwarded(desk)
    NamePlate.objects.filter(pk=staff("sakura").staff_id).update(name="𠮷田 花子")
    same = looked("sakura", application)
    other = looked("momiji", application)

    rows = found(Rule.SAME_SURNAME)

    assert same.pk in rows
    assert other.pk not in rows


def test_a_household_at_the_same_address_however_it_is_written_and_no_other(desk, looked, found, staff):
    application = make.forwarded(desk)
    homes = {"sakura": "千代田区見本町3-12-5 203", "momiji": "千代田区見本町3-12-6 203"}
    with desk("kanri") as by:
        for username, address in homes.items():
            entry = RosterEntry.objects.get(staff_id=staff(username).staff_id)
            register_home(entry.pk, "１００－００００", address, by=by)
    same, other, unknown = (looked(username, application) for username in ("sakura", "momiji", "kaede"))

    rows = found(Rule.SAME_ADDRESS)

    assert same.pk in rows
    assert not rows & {other.pk, unknown.pk}


def test_no_administrator_reads_the_digest_of_an_address(desk, staff):
    with desk("kanri") as by:
        register_home(RosterEntry.objects.get(staff_id=staff("sakura").staff_id).pk, "100-0000", "見本町1", by=by)

        assert not HomeDigest.objects.exists()


def test_the_address_is_in_no_row_of_the_trail(desk, staff):
    with desk("kanri") as by:
        register_home(RosterEntry.objects.get(staff_id=staff("sakura").staff_id).pk, "100-0000", "見本町1", by=by)

    row = TrailRow.objects.get(verb="register_home")
    assert "見本町" not in str(row.__dict__)


def test_a_look_long_after_the_decision_and_none_soon_after(desk, looked, found):
    application = make.decided(desk)
    soon = looked("sakura", application, timezone.now() + timedelta(minutes=1))
    late = looked("momiji", application, timezone.now() + timedelta(days=91))

    rows = found(Rule.AFTER_DECISION)

    assert late.pk in rows
    assert soon.pk not in rows


def test_looks_without_an_act_and_none_with_one(desk, looked, found):
    application = make.forwarded(desk)
    idle = [looked("momiji", application, NOON + timedelta(minutes=each)) for each in range(3)]
    busy = [looked("sakura", application, NOON + timedelta(minutes=each)) for each in range(3)]
    looked("sakura", application, NOON + timedelta(hours=20), verb="return")
    seldom = [looked("kaede", application, NOON + timedelta(minutes=each)) for each in range(2)]

    rows = found(Rule.NO_ACT)

    assert idle[-1].pk in rows
    assert not rows & {row.pk for row in [*busy, *seldom]}


def test_far_more_than_the_own_median_and_not_just_many(looked, found, staff):
    AlertRule.objects.filter(code=Rule.MANY_LOOKS).update(least=12)
    for day in range(3, 10):
        _many(looked, "momiji", NOON - timedelta(days=day), 2)
        _many(looked, "sakura", NOON - timedelta(days=day), 6)
    _many(looked, "momiji", NOON, 12)
    _many(looked, "sakura", NOON, 12)

    rows = TrailRow.objects.filter(pk__in=found(Rule.MANY_LOOKS))

    assert {row.staff_id for row in rows} == {staff("momiji").staff_id}


def _many(looked, username, at, count):
    """Different cases: of one nobody looks at twelve times."""
    for each in range(count):
        looked(username, Application(id=uuid4()), at + timedelta(seconds=each))


def test_an_alert_is_raised_once_and_holds_what_the_row_holds(desk, looked, system):
    application = make.forwarded(desk)
    row = looked("sakura", application, NOON.replace(hour=23))
    looked("sakura", application, NOON.replace(hour=23, minute=30))

    with system():
        first = raise_alerts(TOKYO, rules_of(TOKYO))
        again = raise_alerts(TOKYO, rules_of(TOKYO))

    alert = Alert.objects.get(rule=Rule.AT_NIGHT, staff_id=row.staff_id, day=NOON.date())
    assert (first >= 1, again) == (True, 0)
    assert (alert.row_id, alert.case_id, alert.prefecture_id) == (row.pk, application.id, TOKYO)


def test_a_rule_that_a_prefecture_switched_off_raises_nothing(desk, looked, system):
    looked("sakura", make.forwarded(desk), NOON.replace(hour=23))
    AlertRule.objects.create(
        code=Rule.AT_NIGHT,
        prefecture_id=TOKYO,
        since="2026-04-02",
        is_on=False,
        from_hour=22,
        until_hour=6,
        source="規程",
    )

    with system():
        raise_alerts(TOKYO, rules_of(TOKYO))

    assert not Alert.objects.filter(rule=Rule.AT_NIGHT, day=NOON.date()).exists()
