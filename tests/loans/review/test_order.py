from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from inquiry import gateway
from inquiry.desk.models import CatalogueLine, Closing, Finding, Order, Progress, Protection, Subject
from loans.applications import actions as applications
from loans.applications import consents, rules
from loans.applications.models import Application, Consent
from loans.applications.plan import LEGAL_BASIS, PURPOSE
from loans.protection import Lifting
from loans.review import actions
from loans.review.actions.order import AskedOtherwise, ConsentMissing, StillProtected
from loans.review.actions.propose import WithoutFindings
from loans.review.inquiries import asked, findings, is_done, was_asked
from loans.states import State
from tests import make
from tests.acting import past_the_pages

pytestmark = pytest.mark.zone("stages")


def ordered(desk, **facts):
    application = make.received(desk)
    with desk("sakura") as by:
        actions.order(application.id, **{"is_nondisclosure": False, **facts}, by=by)
    return application


def test_an_order_puts_the_whole_household_on_the_slip(desk):
    application = ordered(desk)

    order = Order.objects.get(case_id=application.id)
    subjects = list(Subject.objects.filter(order=order).order_by("position"))
    assert (order.reference, order.purpose) == (application.prefectural_number, gateway.Purpose.REVIEW)
    assert [each.name for each in subjects] == ["𠮷田　健一", "𠮷田　美咲", "𠮷田　葵"]
    assert Application.objects.get(pk=application.pk).state == State.INQUIRY


def test_each_adult_is_asked_about_on_that_persons_own_consent(desk):
    application = ordered(desk)

    own = {each.member_id: each.id for each in Consent.objects.filter(application=application)}
    for subject in Subject.objects.filter(order__case_id=application.id):
        assert subject.consent_id == own.get(subject.member_id)
    assert len(own) == 3


def test_a_protected_household_goes_with_the_mark(desk):
    application = ordered(desk, is_nondisclosure=True)

    assert Order.objects.get(case_id=application.id).is_nondisclosure
    assert Application.objects.get(pk=application.pk).is_nondisclosure


def test_without_a_consent_nothing_is_ordered_and_the_person_is_named(desk):
    application = make.received(desk)
    Consent.objects.filter(application=application, member__relation="wife").update(
        withdrawn_at="2026-11-01T00:00+09:00"
    )

    with desk("sakura") as by, pytest.raises(ConsentMissing) as refusal:
        actions.order(application.id, is_nondisclosure=False, by=by)

    assert "𠮷田　美咲 様" in refusal.value.sentence
    assert not Order.objects.exists()
    assert Application.objects.get(pk=application.pk).state == State.RECEIVED


def test_a_second_press_orders_nothing_more(desk):
    application = ordered(desk)

    with desk("sakura") as by, pytest.raises(StepNotAllowed):
        actions.order(application.id, is_nondisclosure=False, by=by)

    assert Order.objects.count() == 1


@pytest.mark.parametrize("made", [make.forwarded, make.in_review, make.decided, make.returned])
def test_an_inquiry_is_ordered_on_a_received_case_only(desk, made):
    application = made(desk)

    with desk("sakura") as by, pytest.raises(StepNotAllowed):
        actions.order(application.id, is_nondisclosure=False, by=by)


@pytest.mark.parametrize(("who", "refusal"), [("ajisai", NotFound), ("momiji", NotPermitted), ("aoba", NotPermitted)])
def test_nobody_else_orders_about_our_clients(desk, who, refusal):
    application = make.received(desk)

    with desk(who) as by, pytest.raises(refusal):
        actions.order(application.id, is_nondisclosure=False, by=by)

    assert not Order.objects.exists()


def told_before_a_return(desk, **facts):
    """Asked and answered once, then returned, mended and received anew."""
    application = ordered(desk, **facts)
    order = Order.objects.get(case_id=application.id)
    told = {"prefecture_id": order.prefecture_id, "case_id": application.id, "order_id": order.id}
    Progress.objects.create(**told, code="DONE", done=9, total=9, number=1)
    Finding.objects.create(**told, code="HOUSEHOLD_COMPOSITION", verdict="DIFFERENT", rule_version="HOUSEHOLD-1")
    with desk("sakura") as by:
        assert is_done(application)
        actions.return_case(application.id, make.RETURN, by=by)
    make.mended(desk, application)
    with desk("sakura") as by:
        return actions.receive(application.id, by=by)


@pytest.mark.parametrize(("told", "done"), [(["DONE", "ASKED"], False), (["ASKED", "DONE", "CLOSED"], True)])
def test_an_inquiry_is_done_until_the_gate_asks_again(desk, told, done):
    application = ordered(desk)
    order = Order.objects.get(case_id=application.id)
    facts = {"prefecture_id": order.prefecture_id, "case_id": application.id, "order_id": order.id}
    for number, code in enumerate(told, start=1):
        Progress.objects.create(**facts, code=code, done=0, total=9, number=number)

    with desk("sakura"):
        assert is_done(application) is done


def test_what_was_found_before_a_return_opens_no_review(desk):
    application = told_before_a_return(desk)

    with desk("sakura") as by:
        assert was_asked(application)
        assert findings(application) == []
        with pytest.raises(WithoutFindings):
            actions.take_up(application.id, by=by)
        actions.order(application.id, is_nondisclosure=False, by=by)
        assert was_asked(application)
    assert Order.objects.filter(case_id=application.id).count() == 2


def test_protection_is_taken_off_for_a_reason_alone_and_the_trail_keeps_it(desk):
    application = told_before_a_return(desk, is_nondisclosure=True)

    with desk("sakura") as by:
        with pytest.raises(StillProtected):
            actions.order(application.id, is_nondisclosure=False, by=by)
        actions.order(application.id, is_nondisclosure=False, lifting=Lifting.ENDED, by=by)

    assert not Application.objects.get(pk=application.pk).is_nondisclosure
    assert TrailRow.objects.get(verb="lift_nondisclosure", case_id=application.id).purpose == "ENDED"


def with_other_household(desk):
    """The same applicant again, in a household of one member less."""
    with desk("aoba") as by:
        application = make.complete(by)
        one_less = [{**facts, "id": None} for facts in make.household()[:2]]
        applications.save(application.id, make.request(application), one_less, version=application.version, by=by)
        make.consents(application, by=by)
        applications.submit(application.id, by=by)
        applications.opine(application.id, {"verdict": "fit", "text": "適当と考えます。"}, by=by)
    with desk("wakaba") as by:
        applications.forward(application.id, by=by)
    with desk("sakura") as by:
        return actions.receive(application.id, by=by)


def test_the_same_people_with_one_less_are_asked_about_for_a_reason_alone(desk):
    ordered(desk)
    again = with_other_household(desk)

    with desk("sakura") as by:
        with pytest.raises(AskedOtherwise, match="𠮷田　健一 様、𠮷田　美咲 様"):
            actions.order(again.id, is_nondisclosure=False, by=by)
        actions.order(again.id, is_nondisclosure=False, repeat_reason="MOVED", by=by)

    assert Order.objects.get(case_id=again.id).repeat_reason == "MOVED"
    assert TrailRow.objects.filter(verb="order_inquiry").latest("id").result == "MOVED"


def test_the_same_household_is_asked_about_again_without_a_reason(desk):
    ordered(desk)

    again = ordered(desk, repeat_reason="MOVED")

    assert Order.objects.get(case_id=again.id).repeat_reason == ""


@pytest.mark.parametrize(
    ("terms", "days", "is_refused"),
    [
        ([], 29, True),
        ([], 31, False),
        ([("2026-10-01", 60)], 59, True),
        ([("2026-10-01", 60)], 61, False),
        ([("2026-10-01", 60), ("2999-04-01", 90)], 61, False),
    ],
)
def test_pages_and_database_hold_the_days_of_the_term_in_force(desk, terms, days, is_refused):
    first = ordered(desk)
    again = with_other_household(desk)
    for since, of_days in terms:
        past_the_pages("INSERT INTO inquiry_desk_repeatterm VALUES (%s, %s, '県との取決め')", since, of_days)
    past_the_pages("ALTER TABLE inquiry_desk_order DISABLE TRIGGER USER")
    past_the_pages(
        "UPDATE inquiry_desk_order SET written_at = now() - %s * interval '1 day' WHERE case_id = %s", days, first.id
    )

    with desk("sakura") as by:
        persons = [asked(member, None) for member in rules.household(again)]
        assert bool(gateway.asked_otherwise_lately(persons, PURPOSE, LEGAL_BASIS)) is is_refused
        with pytest.raises(DatabaseError, match="otherwise") if is_refused else nullcontext(), transaction.atomic():
            write_by_sql(by, again, persons[:1])


def write_by_sql(by, application, persons, **changed):
    """An order past the action, as whoever can write SQL would."""
    facts = {"purpose": PURPOSE, "legal_basis": LEGAL_BASIS, "kinds": list(gateway.Kind), **changed}
    order = Order.objects.create(
        prefecture_id=by.prefecture_id,
        case_id=application.id,
        reference="x",
        ordered_by=by.person_id,
        ordered_name=by.name,
        **{name: facts.pop(name) for name in ("purpose", "legal_basis", "written_at") if name in facts},
    )
    given = consents.in_force(application)
    own = ("member_id", "name", "kana", "born", "sex", "address", "relation")
    Subject.objects.bulk_create(
        Subject(
            prefecture_id=by.prefecture_id,
            order=order,
            position=position,
            consent_id=given[person.member_id].pk,
            **facts,
            **{name: getattr(person, name) for name in own},
        )
        for position, person in enumerate(persons)
    )
    return order


def _may_be_asked(by):
    """By another purpose or basis too: otherwise the catalogue would refuse first."""
    for line in CatalogueLine.objects.all() if by else ():
        line.pk = None
        for name, code in by.items():
            setattr(line, name, code)
        line.save(force_insert=True)


@pytest.mark.parametrize(
    "changed", [{"purpose": "OTHER"}, {"legal_basis": "OTHER"}, {"kinds": ["TAX"]}, {"kinds": ["HOUSEHOLD", "TAX"]}]
)
def test_the_same_household_is_asked_about_by_another_rule_for_a_reason_alone(desk, changed):
    first = ordered(desk)
    _may_be_asked({name: code for name, code in changed.items() if name != "kinds"})

    with desk("sakura") as by:
        persons = [asked(member, None) for member in rules.household(first)]
        with pytest.raises(DatabaseError, match="otherwise"), transaction.atomic():
            write_by_sql(by, first, persons, **changed)
        facts = {"purpose": PURPOSE, "legal_basis": LEGAL_BASIS, **changed}
        persons = [replace(person, kinds=facts.get("kinds", person.kinds)) for person in persons]
        names = gateway.asked_otherwise_lately(persons, facts["purpose"], facts["legal_basis"])

    assert names == [person.name for person in persons]


def test_a_reading_without_its_space_is_the_same_person(desk):
    first = ordered(desk)

    with desk("sakura") as by:
        [alone, *_] = [asked(member, None) for member in rules.household(first)]
        bare = replace(alone, kana="".join(alone.kana.split()), kinds=list(gateway.Kind))
        assert gateway.asked_otherwise_lately([bare], PURPOSE, LEGAL_BASIS) == [alone.name]
        with pytest.raises(DatabaseError, match="otherwise"), transaction.atomic():
            write_by_sql(by, first, [bare])


def test_nobody_says_when_a_case_ended_or_was_protected(desk):
    long_ago = timezone.now() - timedelta(days=400)

    with desk("sakura") as by:
        facts = {"prefecture_id": by.prefecture_id, "case_id": ordered(desk).id, "written_at": long_ago}
        rows = [Closing.objects.create(reason="DECIDED", **facts), Protection.objects.create(**facts)]
        for row in rows:
            row.refresh_from_db()

    assert all(timezone.localdate(row.written_at) == timezone.localdate() for row in rows)


def test_nobody_says_when_an_order_was_written(desk):
    application = ordered(desk)

    with desk("sakura") as by:
        order = write_by_sql(by, application, [], written_at=timezone.now() - timedelta(days=400))
        order.refresh_from_db()

    assert timezone.localdate(order.written_at) == timezone.localdate()
