"""必要書類: by the fund, the household and the plan; seen, spared or there."""

from datetime import date

import pytest

from councils.tenancy import Actor
from councils.trail import words
from loans.applications import actions as applications
from loans.applications import papers, rules
from loans.applications.missing import missing
from loans.applications.models import Application, PaperRule, PaperType, PlanRule
from loans.applications.papers import Standing
from loans.documents import checklist, seen
from loans.words import learn
from tests import make

pytestmark = pytest.mark.zone("stages")


def standing(application: Application, code: str) -> Standing:
    [line] = [each for each in papers.lines(application) if each.required.code == code]
    return line.standing


def lacking(application: Application) -> list[str]:
    return [each.paper for each in missing(application) if each.paper]


def with_household(by: Actor, **applicant: object) -> Application:
    application = make.draft(by)
    people = [dict(each) for each in make.household()]
    people[0] |= applicant
    return applications.save(application.id, make.request(application), people, version=1, by=by)


def test_what_the_plan_asks_about_is_spared_and_the_rest_is_lacking(desk):
    with desk("aoba") as by:
        application = with_household(by)

        found = {each.required.code: each.standing for each in papers.lines(application) if each.required.is_needed}

        assert found["RESIDENT_RECORD"] == found["INCOME"] == Standing.SPARED
        assert found["IDENTITY"] == Standing.LACKING
        assert lacking(application) == ["IDENTITY", "REASON_PROOF", "AMOUNT_PROOF", "ACCOUNT"]


def test_where_the_prefecture_does_not_ask_the_paper_is_needed(desk):
    for rule in PlanRule.objects.filter(fund="KINKYU", prefecture=None):
        rule.pk, rule.prefecture_id, rule.is_asked = None, "130001", rule.kind != "TAX"
        rule.save(force_insert=True)
    with desk("aoba") as by:
        assert "INCOME" in lacking(with_household(by))


def test_what_was_seen_and_given_back_is_enough(desk):
    with desk("aoba") as by:
        application = with_household(by)
        sighting = seen.see(application.id, "LICENCE", {"said": "住所が同じ", "issued_on": None}, by=by)

        assert standing(application, "IDENTITY") == Standing.SEEN
        assert "IDENTITY" not in lacking(application)

        seen.take_back_sighting(application.id, sighting.id, by=by)

        assert standing(application, "IDENTITY") == Standing.LACKING


def test_a_kind_of_its_own_answers_what_was_asked_for(desk):
    with desk("aoba") as by:
        application = with_household(by)
        make.paper(application, "HEALTH_CERT", by=by)

        assert standing(application, "IDENTITY") == Standing.THERE
        assert checklist.rows(application)[1].sheets[0].kind == "HEALTH_CERT"


@pytest.mark.parametrize("kind", ["HEALTH_CARD", "HEALTH_NOTICE"])
def test_a_health_card_of_former_times_and_a_notice_are_no_identity(desk, kind):
    with desk("aoba") as by:
        application = with_household(by)
        make.paper(application, kind, by=by)

        assert standing(application, "IDENTITY") == Standing.LACKING
        assert checklist.rows(application)[-1].sheets[0].kind == kind


def test_the_household_asks_for_what_applies_and_it_stops_nothing(desk):
    with desk("aoba") as by:
        application = with_household(by, born="1950-05-14", monthly_income_yen=None)

        [line] = [each for each in papers.lines(application) if each.required.code == "PENSION_NOTICE"]

        assert (line.required.whose, line.required.is_needed) == (("𠮷田　健一",), False)
        assert "PENSION_NOTICE" not in lacking(application)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"work": "regular"}, "PAY_SLIP"),
        ({"work": "between_jobs"}, "JOBLESS_CARD"),
        ({"pension_yen": 60_000, "monthly_income_yen": 60_000}, "PENSION_NOTICE"),
        ({"disability": "physical"}, "DISABILITY_BOOK"),
        ({"care_level": "care_2"}, "CARE_NOTICE"),
        ({"school": "見本大学"}, "SCHOOL"),
    ],
)
def test_each_fact_of_a_person_asks_for_its_paper(desk, said, code):
    with desk("aoba") as by:
        without, having = with_household(by), with_household(by, **said)

        found = {each.required.code: each.required.whose for each in papers.lines(having)}

    assert found[code] == ("𠮷田　健一",)
    with desk("aoba"):
        assert code not in {each.required.code for each in papers.lines(without)}


def test_whoever_does_not_agree_to_the_inquiry_is_asked_for_paper_and_the_others_are_spared(desk):
    with desk("aoba") as by:
        application = with_household(by)
        wife = rules.household(application)[1]
        applications.refuse_consent(application.id, wife.id, {"reason": "own_papers", "note": ""}, by=by)

        [line] = [each for each in papers.lines(application) if each.required.code == "INCOME"]
        sentences = [each.sentence for each in missing(application) if each.paper == "INCOME"]
        make.paper(application, "PAY_SLIP", by=by)

        assert (line.standing, line.declined) == (Standing.LACKING, (wife.name,))
        assert sentences[0].startswith(f"{wife.name} 様は照会に同意していないため、")
        assert "INCOME" not in lacking(application)


def test_a_prefecture_may_make_it_needed_by_a_row_of_its_own(desk):
    PaperRule.objects.create(
        prefecture_id="130001",
        condition="child",
        paper="CHILD_NOTICE",
        is_needed=True,
        why="県の要領による。",
        valid_from=date(2026, 4, 1),
        source="県要領",
    )
    with desk("aoba") as by:
        ours = lacking(with_household(by))
    with desk("minato") as by:
        theirs = lacking(with_household(by))

    assert "CHILD_NOTICE" in ours
    assert "CHILD_NOTICE" not in theirs


def test_every_kind_of_paper_has_a_word_in_the_trail(desk):
    learn()
    with desk("aoba"):
        codes = set(PaperType.objects.values_list("code", flat=True))

    assert len(codes) > 30
    assert {code for code in codes if words.fields([code]) == code} == set()
