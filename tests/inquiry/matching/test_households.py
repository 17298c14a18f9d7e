"""1,000 invented households with what makes wrong links: mix-ups in the family, twins, namesakes, people who moved.

Who is meant is known from how the household was made; what is forbidden is written in `table`.
"""

import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from inquiry.matching.choose import Choice, choose
from inquiry.matching.compare import Outcome, compare
from inquiry.matching.findings import Rule

from .households import Asked, Town, as_on_register, as_registered, as_written
from .people import TODAY
from .table import FORBIDDEN

SEED, HOUSEHOLDS = 20261126, 1000


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    town = Town(SEED)
    families = [town.household() for _ in range(HOUSEHOLDS)]
    strangers = [town.dice.choice(town.dice.choice(families)) for _ in families]
    return [
        question
        for family, stranger in zip(families, strangers, strict=True)
        for question in town.questions(
            family, town.registered(replace(stranger.facts, surname="甲乙", born=(1999, 9, 9)))
        )
    ]


def chosen(question: Asked, rule: Rule, dice: random.Random) -> Choice:
    form, *others = (as_written(facts, dice) for facts in (question.form, *question.others))
    candidates = [as_on_register(each) for each in question.found]
    return choose(form, candidates, household=others, rule=rule, today=TODAY)


def test_a_thousand_households_have_no_wrong_link_and_no_choice_that_the_table_forbids(asked):
    dice, broken, linked = random.Random(SEED), Counter(), 0

    for question in asked:
        choice = chosen(question, Rule.STRICT, dice)
        linked += choice.index is not None
        broken.update((check.__name__, question.plant) for check in FORBIDDEN if check(question, choice))

    assert broken == {}
    assert linked > 3 * HOUSEHOLDS
    assert len(asked) > 20 * HOUSEHOLDS


def test_the_relaxed_rule_has_no_wrong_link_either(asked):
    dice, wrong = random.Random(SEED), Counter()

    for question in asked:
        choice = chosen(question, Rule.RELAXED, dice)
        if choice.index is not None and question.found[choice.index].number != question.meant:
            wrong[question.plant] += 1

    assert wrong == {}


@pytest.mark.parametrize("check", FORBIDDEN, ids=lambda check: check.__name__)
def test_each_check_of_the_table_finds_a_choice_that_breaks_it(asked, check):
    """A choice that always takes the first, and one that takes nobody: what they break must be seen."""
    first = Choice(Outcome.MATCH, 0, (), ())
    nobody = Choice(Outcome.NO_MATCH, None, (), ())

    seen = [question for question in asked[:2000] if check(question, nobody if not question.found else first)]
    dropped = [question for question in asked[:2000] if question.found and check(question, nobody_of(question))]

    assert seen or dropped


def nobody_of(question: Asked) -> Choice:
    form = as_written(question.form, random.Random(1))
    unlike = replace(form, name="甲乙丙", kana="コウ オツ", born="1901-01-01", sex="")
    verdicts = tuple(compare(unlike, as_registered(each.facts), today=TODAY) for each in question.found)
    return Choice(Outcome.NO_MATCH, None, verdicts, ())


def test_no_single_change_of_an_item_ever_matches():
    """Whatever one item becomes, four must agree: each member's item is put in the place of another's."""
    town = Town(4)
    people = [as_registered(member.facts) for _ in range(200) for member in town.household()]

    for one, other in pairwise(people):
        for field in ("name", "born", "sex", "address"):
            if getattr(one, field) != getattr(other, field):
                mixed = replace(one, **{field: getattr(other, field)})

                assert compare(one, mixed, rule=Rule.RELAXED, today=TODAY).outcome is not Outcome.MATCH
