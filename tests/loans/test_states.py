import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from councils.refusals import StepNotAllowed
from loans.states import AT_COUNTER, COUNTER, ENDED, NEXT, State, Step, after

pytestmark = pytest.mark.zone("stages")


def test_the_database_knows_the_same_steps_by_the_same_posts(db):
    """Steps between the same states are one row there: it knows no names of steps."""
    here = {(before.value, then.value, post.value) for (before, _), (then, posts) in NEXT.items() for post in posts}

    with connection.cursor() as cursor:
        cursor.execute("SELECT before, after, post FROM walls.transition")
        there = set(cursor.fetchall())

    assert there == here


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_no_sequence_of_steps_leaves_the_table(steps):
    state = State.DRAFT
    for step in steps:
        try:
            state = after(state, step)
        except StepNotAllowed:
            continue

    assert state in State


def test_what_has_ended_takes_no_step():
    assert not [step for state, step in NEXT if state in ENDED]


def test_every_state_can_be_reached_and_left_unless_it_is_an_end():
    reached = {then for then, _ in NEXT.values()} | {State.DRAFT}

    assert reached == set(State)
    assert {state for state, _ in NEXT} == set(State) - ENDED


def test_the_counter_steps_only_from_where_the_case_is_its_own():
    assert {state for (state, _), (_, posts) in NEXT.items() if set(posts) <= set(COUNTER)} <= AT_COUNTER


@pytest.mark.parametrize("state", State)
def test_a_step_that_is_not_allowed_names_state_and_step(state):
    for step in (step for step in Step if (state, step) not in NEXT):
        with pytest.raises(StepNotAllowed) as refusal:
            after(state, step)
        assert state.label in refusal.value.sentence
        assert step.label in refusal.value.sentence
