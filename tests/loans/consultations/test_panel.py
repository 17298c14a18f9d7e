"""確認したいこと and 要件: they follow from what was said, and from nothing else."""

from datetime import date

import pytest

from councils.refusals import NotFound, StepNotAllowed
from loans.consultations import actions
from loans.consultations.due import due_talks
from loans.consultations.forms.steps import HouseholdForm, SchemesForm
from loans.consultations.models import Consultation
from loans.consultations.panel import panel_of
from tests import make

pytestmark = pytest.mark.zone("stages")


def said(**facts):
    return Consultation(came_on=date(2026, 11, 2), prefecture_id="130001", **facts)


def fund(talk, code):
    [line] = [each for each in panel_of(talk).funds if each.code == code]
    return line


def asked(talk):
    panel = panel_of(talk)
    return {each.code for each in (*panel.at_hand, *panel.more)}


def test_nothing_said_meets_nothing_and_refuses_nothing():
    line = fund(said(), "KINKYU")

    assert (line.met, line.total, line.unmet, len(line.unknown)) == (0, 8, (), 8)


def test_six_of_eight_with_the_unmet_and_the_unknown_and_their_source():
    yes = dict.fromkeys(("low_income", "kinkyu_reason", "passing_need", "can_repay", "support_center"), "yes")
    no = dict.fromkeys(("gets_help_elsewhere",), "no")
    line = fund(said(answers={**yes, **no, "debt_settlement": "yes"}), "KINKYU")

    assert (line.met, line.total) == (6, 8)
    assert [(each.text, each.word) for each in line.unmet] == [
        ("債務整理・自己破産の手続き中でない", "当てはまらない回答")
    ]
    assert [each.text for each in line.unknown] == ["公的な貸付けの滞納や、その保証がない"]
    assert all(each.source for each in line.lines)


def test_one_answer_of_several_is_enough():
    assert fund(said(answers={"low_income": "no", "disability": "yes"}), "KINKYU").met == 1
    assert fund(said(answers={"low_income": "no", "disability": "no"}), "KINKYU").unmet == ()


@pytest.mark.parametrize("answer", ["asked", "later"])
def test_what_was_asked_and_is_neither_yes_nor_no_decides_nothing(answer):
    talk = said(answers={"low_income": answer, "disability": answer, "elderly_in_care": answer, "is_65": answer})

    line = fund(talk, "KINKYU")

    assert (line.met, line.unmet) == (0, ())
    assert "low_income" not in asked(talk)
    assert "low_income" in {each.code for each in panel_of(talk).done}


def test_other_debts_bring_their_questions():
    assert "debts_detail" not in asked(said())
    assert {"debts_detail", "debt_settlement"} <= asked(said(debts="yes"))
    assert "debts_detail" not in asked(said(debts="yes", debts_yen=300_000))


def test_what_the_talk_says_itself_is_not_asked_again():
    talk = said(topics=["job_search"], schemes={"SUPPORT_CENTER": {"result": "using", "note": ""}}, work="unemployed")

    assert not {"support_center", "income_fell"} & asked(talk)
    assert "job_left_on" in asked(talk)


def test_the_fund_that_is_wished_for_stands_first_with_its_questions():
    panel = panel_of(said(fund="RE_GENERAL", housing="owned"))

    assert panel.funds[0].code == "RE_GENERAL"
    assert "heirs_agree" in {each.code for each in (*panel.at_hand, *panel.more)}


@pytest.mark.parametrize(("born", "met"), [("1950-01-01", True), ("2000-01-01", False), ("", False)])
def test_an_age_of_65_is_read_from_the_birthday(born, met):
    line = fund(said(client_born=born), "RE_GENERAL")

    assert (line.lines[0].state == "met") == met


def test_a_household_of_spouse_and_parents_is_read_from_its_rows():
    near, far = ({"relation": each} for each in ("wife", "child"))

    assert fund(said(members=[near]), "RE_GENERAL").lines[4].state == "met"
    assert fund(said(members=[near, far]), "RE_GENERAL").lines[4].state == "unmet"


def test_an_answer_is_stored_moved_and_taken_back(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        actions.answer(talk.id, "low_income", "yes", by=by)
        first = Consultation.objects.get(pk=talk.pk).answers
        actions.answer(talk.id, "low_income", "later", by=by)
        second = Consultation.objects.get(pk=talk.pk).answers
        actions.answer(talk.id, "low_income", "later", by=by)

    assert (first, second) == ({"low_income": "yes"}, {"low_income": "later"})
    assert Consultation.objects.get(pk=talk.pk).answers == {}


@pytest.mark.parametrize(("question", "given"), [("no_such", "yes"), ("low_income", "maybe"), ("debts_detail", "yes")])
def test_what_the_rules_do_not_ask_is_not_answered(desk, question, given):
    with desk("aoba") as by:
        talk = make.consultation(by)
        with pytest.raises(NotFound):
            actions.answer(talk.id, question, given, by=by)


def test_an_ended_talk_is_not_answered(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        actions.advise(talk.id, by=by)
        with pytest.raises(StepNotAllowed):
            actions.answer(talk.id, "low_income", "yes", by=by)


def test_a_talk_that_goes_on_is_due_on_its_day_and_at_no_other_council(desk):
    with desk("aoba") as by:
        talk = make.consultation(by, next_on=date(2026, 12, 1))
        early = due_talks(by, on=date(2026, 11, 30))
        due = due_talks(by, on=date(2026, 12, 1))
    with desk("kozue") as by:
        elsewhere = due_talks(by, on=date(2026, 12, 1))

    assert (early, due, elsewhere) == ([], [talk], [])


def test_what_was_said_last_time_is_carried_over_until_it_is_confirmed(desk):
    with desk("aoba") as by:
        first = make.consultation(by, housing="rented", client_born="1986-05-14", gist="前の困りごと")
        talk = actions.record({"came_on": make.CAME_ON, "client_name": "𠮷田　健一"}, by=by)
        actions.carry(talk.id, first.id, by=by)
        carried = Consultation.objects.get(pk=talk.pk)
        actions.confirm(talk.id, "housing", by=by)

    confirmed = Consultation.objects.get(pk=talk.pk)
    assert (carried.housing, carried.gist, carried.earlier_id) == ("rented", "", first.id)
    assert {"housing", "client_born", "client_phone"} <= set(carried.carried)
    assert "client_name" not in carried.carried
    assert "housing" not in confirmed.carried


def test_what_the_greatest_trouble_raises_is_asked_first():
    panel = panel_of(said(topics=["income", "debt"], main_topic="food", debts="yes", wish="yes"))

    assert [each.code for each in panel.at_hand[:2]] == ["food_today", "on_assistance"]


def test_the_mark_alone_tells_a_trouble():
    assert "food_today" in asked(said(main_topic="food"))
    assert "food_today" not in asked(said())


def test_the_scheme_of_the_greatest_trouble_stands_first_and_the_others_as_the_rules_have_them():
    usual, hungry = (SchemesForm(talk=said(main_topic=topic)).schemes for topic in ("", "food"))

    assert (usual[0].code, usual[-1].code) == ("SUPPORT_CENTER", "FOOD")
    assert [each.code for each in hungry] == ["FOOD", *(each.code for each in usual if each.code != "FOOD")]


def test_a_fund_stands_open_once_something_of_it_is_met_or_it_is_wished_for():
    nothing, wished = panel_of(said()), panel_of(said(fund="KINKYU", answers={"disability": "yes"}))

    assert (nothing.likely, len(nothing.others)) == ([], 9)
    assert wished.likely[0].code == "KINKYU"
    assert {each.code for each in wished.likely} == {"KINKYU", *(each.code for each in wished.likely if each.met)}
    assert not any(each.met or each.is_wished for each in wished.others)


def test_the_answers_of_one_section_are_confirmed_together(desk):
    with desk("aoba") as by:
        first = make.consultation(by, housing="rented", client_born="1986-05-14", work="regular")
        talk = actions.record({"came_on": make.CAME_ON}, by=by)
        actions.carry(talk.id, first.id, by=by)
        carried = Consultation.objects.get(pk=talk.pk)
        together = HouseholdForm(talk=carried).carried_together()
        actions.confirm(talk.id, *together["home"].split(","), "gist", by=by)

    assert together == {"home": "client_born,housing"}
    assert set(Consultation.objects.get(pk=talk.pk).carried) == set(carried.carried) - {"client_born", "housing"}
