"""相談から申込へ: what a talk knows of the household, in the words of an application."""

from datetime import date

import pytest

from councils.refusals import StepNotAllowed
from loans.consultations.carried import MEMBER, carried_over
from loans.consultations.models import Consultation


def talk(**facts):
    usual = {
        "client_name": "髙﨑　花子",
        "client_kana": "タカサキ　ハナコ",
        "client_address": "東京都見本区架空町1番1号",
    }
    return Consultation(came_on=date(2026, 11, 2), **{**usual, **facts})


def test_the_client_comes_first_and_whoever_lives_there_has_the_same_address():
    beside = {"key": "a", "name": "髙﨑　葵", "relation": "child", "born": "2017-07-21", "monthly_income_yen": 0}

    first, second = carried_over(talk(members=[beside])).members

    assert (first["relation"], second["relation"]) == ("self", "child")
    assert (second["born"], second["address"], second["monthly_income_yen"]) == ("2017-07-21", first["address"], 0)
    assert set(first) == set(second) == set(MEMBER)


def test_what_is_not_known_is_blank_and_a_figure_is_nothing():
    [_, beside] = carried_over(talk(members=[{"key": "a", "name": "葵", "born": "", "monthly_income_yen": ""}])).members

    assert (beside["kana"], beside["born"], beside["monthly_income_yen"]) == ("", "", None)


@pytest.mark.parametrize("missing", ["client_name", "client_kana"])
def test_an_application_is_somebodys(missing):
    with pytest.raises(StepNotAllowed, match="氏名とフリガナ"):
        carried_over(talk(**{missing: ""}))
