"""The plan of a fund: who is asked about by which kinds and why; nothing outside the catalogue reaches the slip."""

from datetime import date

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from inquiry import gateway
from inquiry.desk.models import CatalogueLine, Order, PlanLine, Subject
from inquiry.gateway import Kind, LeftOut, MutualAid, Scope
from loans.applications import plan, rules
from loans.applications.models import Application, PlanRule
from loans.applications.plan import Choices, LifeHistory, months_before, plan_of
from loans.review import actions
from loans.review.actions.order import NothingToAsk
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")


def ordered(desk, choices=None):
    application = make.received(desk)
    with desk("sakura") as by:
        actions.order(application.id, is_nondisclosure=False, choices=choices, by=by)
    return application


def kinds_of(application):
    rows = Subject.objects.filter(order__case_id=application.id).order_by("position")
    return {row.relation: set(row.kinds) for row in rows}


def test_each_member_is_asked_about_by_what_the_fund_plans(desk):
    application = ordered(desk)

    everybody = {Kind.HOUSEHOLD, Kind.ASSISTANCE}
    assert kinds_of(application) == {
        "self": everybody | {Kind.TAX, Kind.WELFARE_LOAN, Kind.UNEMPLOYMENT},
        "wife": everybody | {Kind.TAX},
        "child": everybody,
    }
    written = Order.objects.get(case_id=application.id)
    assert (written.is_urgent, written.fund) == (True, application.fund)


def test_the_slip_says_why_each_kind_is_asked_or_left_out(desk):
    application = ordered(desk)

    lines = PlanLine.objects.filter(order__case_id=application.id)
    assert all(line.why for line in lines)
    assert "今後の収入の見通し" in lines.filter(kind=Kind.TAX).first().why
    assert set(lines.filter(kind=Kind.PENSION).values_list("left_out", flat=True)) == {LeftOut.NOT_IN_PLAN}


def test_a_line_that_the_reviewer_leaves_out_is_not_asked_and_its_reason_goes_along(desk):
    application = ordered(desk, Choices(left_out={Kind.TAX: LeftOut.PAPER_AT_HAND}))

    assert not any(Kind.TAX in kinds for kinds in kinds_of(application).values())
    told = PlanLine.objects.filter(order__case_id=application.id, kind=Kind.TAX)
    assert [line.left_out for line in told] == [LeftOut.PAPER_AT_HAND] * 2


def test_an_order_that_asks_nothing_is_refused(desk):
    application = make.received(desk)
    nothing = dict.fromkeys(Kind, LeftOut.NOT_NEEDED)

    with desk("sakura") as by, pytest.raises(NothingToAsk):
        actions.order(application.id, is_nondisclosure=False, choices=Choices(left_out=nothing), by=by)

    assert not Order.objects.exists()
    assert Application.objects.get(pk=application.pk).state == State.RECEIVED


def test_the_life_history_says_whom_else_to_ask(desk):
    application = make.received(desk)
    with desk("sakura") as by:
        applicant = rules.household(application)[0]
        history = LifeHistory(["神奈川県横浜市西区見本町1-1"], [MutualAid.LOCAL])
        choices = Choices(histories={applicant.id: history})
        actions.order(application.id, is_nondisclosure=False, choices=choices, by=by)

    subject = Subject.objects.get(member_id=applicant.id)
    assert (subject.former_addresses, subject.mutual_aids) == (["神奈川県横浜市西区見本町1-1"], [MutualAid.LOCAL])


def test_a_reason_for_borrowing_may_bring_a_kind_into_the_plan(desk):
    application = make.received(desk)
    application.reason = "THEFT"

    with desk("sakura"):
        kinds = {line.kind for line in plan_of(application)}

    assert Kind.UNEMPLOYMENT not in kinds
    assert Kind.TAX in kinds


@pytest.mark.parametrize("fund", ["SOGO_LIVING", "FUKUSHI", "EDU_SUPPORT", "RE_GENERAL"])
def test_every_fund_has_a_plan_whose_kinds_the_catalogue_names(desk, fund):
    application = make.received(desk)
    application.fund = fund

    with desk("sakura"):
        planned = plan_of(application)
        scenes = {(each.kind, each.scene) for each in _catalogue()}

    assert {Kind.HOUSEHOLD, Kind.TAX, Kind.ASSISTANCE} <= {line.kind for line in planned}
    assert {(line.kind, line.rule.scene) for line in planned} <= scenes


def test_a_period_reaches_back_by_whole_months(desk):
    application = make.received(desk)
    application.fund = "SOGO_LIVING"

    with desk("sakura"):
        line = next(line for line in plan_of(application) if line.kind == Kind.UNEMPLOYMENT)

    assert line.scope == Scope.RANGE
    assert (line.from_on, line.from_on.day) == (months_before(line.until_on, 24), 1)
    assert months_before(date(2026, 1, 31), 1) == date(2025, 12, 1)


def test_a_prefectures_own_plan_goes_before_the_national_one(desk):
    application = make.received(desk)
    PlanRule.objects.create(
        fund="KINKYU",
        prefecture_id=application.prefecture_id,
        kind=Kind.HOUSEHOLD,
        whom="all",
        scene="HOUSEHOLD",
        why="県の計画",
        valid_from=date(2026, 4, 1),
        source="x",
    )

    with desk("sakura"):
        planned = plan_of(application)

    assert [(line.kind, line.rule.why) for line in planned] == [(Kind.HOUSEHOLD, "県の計画")]
    assert not plan.is_urgent(planned)


def _catalogue():
    return gateway.catalogue(gateway.LegalBasis.LIVELIHOOD_LOAN, gateway.Purpose.REVIEW)


def test_the_catalogue_says_which_papers_an_asked_kind_replaces(desk):
    with desk("sakura"):
        entries = _catalogue()

    tax = next(each for each in entries if each.kind == Kind.TAX)
    assert "課税証明書" in tax.papers
    assert tax.still_on_paper
    assert {each.kind for each in entries} == set(Kind)


def test_what_left_the_catalogue_cannot_be_ordered_by_anybody(desk):
    application = make.received(desk)
    CatalogueLine.objects.filter(kind=Kind.TAX).update(valid_until=date(2026, 3, 31))

    with desk("sakura") as by, pytest.raises(DatabaseError, match="outside the catalogue"), transaction.atomic():
        actions.order(application.id, is_nondisclosure=False, by=by)

    assert not Order.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [{"kind": "PENSION", "left_out": ""}, {"kind": "TAX", "left_out": "NOT_NEEDED", "scene": "CARE"}],
    ids=str,
)
def test_a_line_that_says_something_else_than_its_subject_or_the_catalogue_is_refused(desk, facts):
    application = make.received(desk)
    with desk("sakura") as by:
        actions.order(
            application.id,
            is_nondisclosure=False,
            choices=Choices(left_out={Kind.ASSISTANCE: LeftOut.NOT_NEEDED}),
            by=by,
        )
        subject = Subject.objects.get(order__case_id=application.id, relation="child")

        with pytest.raises(DatabaseError, match="not as the catalogue and the subject say"), transaction.atomic():
            PlanLine.objects.create(
                **{"scene": "INCOME", "why": "x", "left_out": "", **facts},
                prefecture_id=subject.prefecture_id,
                order_id=subject.order_id,
                member_id=subject.member_id,
            )
