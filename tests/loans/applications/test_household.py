"""世帯員: work, income by its kinds, disability and care; what few need is folded away, what is sensitive is told."""

import pytest

from councils.trail.models import TrailRow
from loans.applications import actions, rules
from loans.applications.health import look_at_health
from loans.applications.household_form import MemberForm, rows_of
from tests import make

pytestmark = pytest.mark.zone("stages")

TYPED = {
    "name": "𠮷田　健一",
    "kana": "よしだ けんいち",
    "relation": "self",
    "born": "昭和61年5月14日",
    "address": make.ADDRESS,
}


def saved(by, **facts):
    application = make.draft(by)
    rows = make.household()
    rows[0] = {**rows[0], **facts}
    actions.save(application.id, make.request(application), rows, version=1, by=by)
    return application


WAGE = {"wage_yen": 80_000, "monthly_income_yen": 80_000}


def form(**typed):
    return MemberForm({**TYPED, **typed})


def test_what_is_known_of_a_person_is_kept(desk):
    facts = {"work": "part_time", "employer": "架空商店", "employed_since": "2020-04-00", **WAGE}
    with desk("aoba") as by:
        application = saved(by, **facts, care_level="care_2", school="見本高校", school_year="2年", note="右の耳が遠い")

        [applicant, *_] = rules.household(application)

    assert {name: getattr(applicant, name) for name in facts} == facts
    assert (applicant.care_level, applicant.school_year, applicant.note) == ("care_2", "2年", "右の耳が遠い")


def test_what_a_row_does_not_say_stays_as_it_is(desk):
    with desk("aoba") as by:
        application = saved(by, disability="mental", disability_grade="2級")
        rows = [
            {**row, "id": each.id} for row, each in zip(make.household(), rules.household(application), strict=True)
        ]
        actions.save(application.id, make.request(application), rows, version=2, by=by)

        [applicant, *_] = rules.household(application)

    assert (applicant.disability, applicant.disability_grade) == ("mental", "2級")


def test_the_household_comes_back_as_it_was_typed(desk):
    with desk("aoba") as by:
        application = saved(by, employed_since="2020-04-00", **WAGE)
        [row, *_] = rows_of(application)

    again = MemberForm(initial=row)
    assert "令和2年4月" in again["employed_since"].value()
    assert [fold.filled for fold in again.folded()] == [2, 0, 0]


def test_income_is_the_sum_of_its_kinds():
    typed = form(wage_yen="１２０，０００円", pension_yen="30,000")

    assert typed.is_valid(), typed.errors
    assert typed.cleaned_data["monthly_income_yen"] == 150_000


def test_a_sum_that_differs_is_a_slip():
    typed = form(wage_yen="120,000", monthly_income_yen="100,000")

    assert not typed.is_valid()
    assert "内訳の合計（120,000円）" in typed.errors["monthly_income_yen"][0]


def test_income_without_kinds_stays_as_it_is():
    typed = form(monthly_income_yen="100,000")

    assert typed.is_valid(), typed.errors
    assert (typed.cleaned_data["monthly_income_yen"], typed.cleaned_data["wage_yen"]) == (100_000, None)


def test_the_boxes_that_few_need_are_folded_and_open_where_one_is_wrong():
    shown = form(employed_since="いつか")

    assert [field.name for field in shown.plain_fields()] == [
        "name",
        "kana",
        "relation",
        "born",
        "sex",
        "postcode",
        "address",
        "occupation",
        "monthly_income_yen",
    ]
    assert [fold.is_open for fold in shown.folded()] == [True, False, False]


def test_whoever_is_shown_disability_or_care_is_told_of(desk):
    with desk("aoba") as by:
        application = saved(by, disability="physical", disability_grade="1級", care_level="support_1")
        [line] = look_at_health(application)

    assert (line.name, line.words) == ("𠮷田　健一", "身体障害者手帳 1級、要支援1")
    assert TrailRow.objects.filter(verb="viewed", fields=["health"], case_id=application.id).count() == 1


def test_where_there_is_nothing_to_see_nothing_is_told(desk):
    with desk("aoba") as by:
        application = saved(by)

        assert look_at_health(application) == []

    assert not TrailRow.objects.filter(fields=["health"]).exists()
