from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from councils.refusals import NotFound, NotPermitted, Several, Stale, StepNotAllowed
from councils.trail.models import TrailRow
from loans.applications import actions
from loans.applications.actions.save import MEMBER_FIELDS
from loans.applications.models import Application, Member
from loans.applications.refusals import NotOneApplicant, OffUnit, OverCeiling, TooLong
from tests import make

pytestmark = pytest.mark.zone("stages")


def save(application, by, *, members=None, **facts):
    application.refresh_from_db()
    rows = make.household() if members is None else members
    return actions.save(application.id, make.request(application, **facts), rows, version=application.version, by=by)


def in_household(application):
    return Member.objects.filter(application=application, removed_at__isnull=True).order_by("position")


def as_typed(member):
    return {name: getattr(member, name) for name in ("id", *MEMBER_FIELDS)}


def test_request_and_household_are_saved_together(desk):
    with desk("aoba") as by:
        application = save(make.draft(by), by)

    assert (application.amount_yen, application.version) == (80_000, 2)
    assert [each.name for each in in_household(application)] == ["𠮷田　健一", "𠮷田　美咲", "𠮷田　葵"]


def test_the_trail_names_fields_and_no_values(desk):
    with desk("aoba") as by:
        application = save(make.draft(by), by)

    row = TrailRow.objects.get(case_id=application.id, verb="save_application")
    assert {"amount_yen", "members"} <= set(row.fields)


def test_a_half_filled_form_is_kept(desk):
    blank = {"reason": "", "reason_text": "", "outlook": "", "amount_yen": None, "repayment_months": None}

    with desk("aoba") as by:
        application = save(make.draft(by), by, **blank)

    assert application.amount_yen is None


def test_whoever_left_the_household_stays_in_the_books(desk):
    with desk("aoba") as by:
        application = save(make.draft(by), by)
        save(application, by, members=[as_typed(each) for each in in_household(application)][:2])

    assert in_household(application).count() == 2
    assert Member.objects.filter(application=application).count() == 3


def test_the_applicant_may_change_places_with_another_member(desk):
    with desk("aoba") as by:
        application = save(make.draft(by), by)
        first, second, *rest = (as_typed(each) for each in in_household(application))
        swapped = [first | {"relation": "husband"}, second | {"relation": "self"}, *rest]
        save(application, by, members=swapped)

    assert in_household(application).get(relation="self").name == "𠮷田　美咲"
    assert Application.objects.get(pk=application.pk).applicant_kana == "ヨシダ　ミサキ"


def test_a_member_whom_a_colleague_removed_comes_back_as_typed(desk):
    with desk("aoba") as by:
        application = save(make.draft(by), by)
        typed = [as_typed(each) for each in in_household(application)]
        save(application, by, members=typed[:2])
        save(application, by, members=typed)

    assert [each.name for each in in_household(application)] == ["𠮷田　健一", "𠮷田　美咲", "𠮷田　葵"]


def test_one_id_in_two_rows_loses_neither_row(desk):
    with desk("aoba") as by:
        application = save(make.draft(by), by)
        rows = [as_typed(each) for each in in_household(application)]
        save(application, by, members=[*rows, rows[2] | {"name": "𠮷田　茜", "position": 3}])

    assert {"𠮷田　葵", "𠮷田　茜"} <= {each.name for each in in_household(application)}


def test_a_member_of_another_case_is_never_touched(desk):
    with desk("kozue") as by:
        theirs = save(make.draft(by), by)
    [target, *_] = [as_typed(each) for each in in_household(theirs)]

    with desk("aoba") as by:
        ours = save(make.draft(by), by, members=[target | {"name": "書き換え"}])

    assert in_household(theirs).first().name == "𠮷田　健一"
    assert in_household(ours).get().id != target["id"]


def test_stale_is_refused_and_changes_nothing(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        facts = make.request(application)
        actions.save(application.id, facts, make.household(), version=1, by=by)

        with pytest.raises(Stale) as refusal:
            actions.save(application.id, facts | {"amount_yen": 10_000}, make.household(), version=1, by=by)

    assert refusal.value.version == 2
    assert Application.objects.get(pk=application.pk).amount_yen == 80_000


@pytest.mark.parametrize(
    ("facts", "refusal", "words"),
    [
        ({"amount_yen": 101_000}, OverCeiling, "100,000円以内"),
        ({"amount_yen": 80_500}, OffUnit, "1,000円単位"),
        ({"grace_months": 3}, TooLong, "据置期間は2か月以内"),
        ({"repayment_months": 13}, TooLong, "償還期間は12か月以内"),
    ],
)
def test_what_the_terms_do_not_allow_is_refused_with_the_figure(desk, facts, refusal, words):
    with desk("aoba") as by:
        application = make.draft(by)

        with pytest.raises(refusal) as said:
            save(application, by, **facts)

    assert words in said.value.sentence
    assert Application.objects.get(pk=application.pk).version == 1


def test_all_that_the_terms_do_not_allow_is_refused_at_once(desk):
    with desk("aoba") as by:
        application = make.draft(by)

        with pytest.raises(Several) as said:
            save(application, by, amount_yen=101_500, grace_months=3, repayment_months=13, members=[])

    assert [each.field for each in said.value.each()] == [
        None,
        "amount_yen",
        "amount_yen",
        "grace_months",
        "repayment_months",
    ]


def test_stale_says_who_saved_and_when(desk):
    with desk("wakaba") as by:
        application = save(make.draft(by), by)

    with desk("aoba") as by, pytest.raises(Stale) as said:
        actions.save(application.id, make.request(application), make.household(), version=1, by=by)

    assert "若葉" in said.value.sentence


@pytest.mark.parametrize("relations", [("wife", "child"), ("self", "self")])
def test_a_household_has_one_applicant(desk, relations):
    rows = [row | {"relation": relation} for row, relation in zip(make.household(), relations, strict=False)]

    with desk("aoba") as by:
        application = make.draft(by)
        with pytest.raises(NotOneApplicant):
            save(application, by, members=rows)


def test_after_submission_the_form_stands_still(desk):
    with desk("aoba") as by:
        application = make.submitted(by)

        with pytest.raises(StepNotAllowed):
            save(application, by)


def test_the_office_writes_in_no_form(desk):
    with desk("sakura") as by, pytest.raises(NotPermitted):
        actions.save(uuid4(), {}, [], version=1, by=by)


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
def test_another_council_finds_no_form(desk, stranger):
    with desk("aoba") as by:
        application = make.draft(by)

    with desk(stranger) as by, pytest.raises(NotFound):
        actions.save(application.id, make.request(application), make.household(), version=1, by=by)


def test_the_database_itself_holds_one_applicant(desk):
    with desk("aoba") as by:
        application = save(make.draft(by), by)
        wife = in_household(application).get(relation="wife")

        with pytest.raises(IntegrityError, match="member_one_applicant"), transaction.atomic():
            Member.objects.filter(pk=wife.pk).update(relation="self")


def test_the_database_itself_wants_a_date_of_birth(desk):
    with desk("aoba") as by:
        application = save(make.draft(by), by)

        with pytest.raises(IntegrityError, match="member_born_is_a_date"), transaction.atomic():
            in_household(application).update(born="昭和55年")


def test_the_database_itself_takes_no_member_of_another_councils_case(desk):
    with desk("kozue") as by:
        theirs = save(make.draft(by), by)

    with desk("aoba") as by:
        facts = {name: row for name, row in make.household()[1].items() if name != "id"}
        intruder = Member(
            prefecture_id=by.prefecture_id, municipal_council_id=by.council_id, application=theirs, **facts
        )
        with pytest.raises(IntegrityError, match="member_of_application_key"), transaction.atomic():
            intruder.save(force_insert=True)


def test_the_database_itself_keeps_a_submitted_household_of_the_office_unwritten(desk):
    application = make.received(desk)

    with desk("sakura"), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        in_household(application).update(name="x")
