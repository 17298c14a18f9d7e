from dataclasses import replace

from inquiry.matching.choose import choose
from inquiry.matching.compare import Outcome
from inquiry.matching.findings import Reason, Rule

from .people import TARO, TODAY

ELSEWHERE = replace(TARO, address="大阪府堺市堺区見本町1-1")
HANAKO = replace(TARO, name="架空花子", kana="カクウ ハナコ", born="1972-08-09", sex="女")


def test_the_one_exact_candidate_is_chosen_and_the_namesake_elsewhere_dropped():
    choice = choose(TARO, [ELSEWHERE, TARO], today=TODAY)

    assert (choice.outcome, choice.index) == (Outcome.MATCH, 1)
    assert [choice.outcome_of(index) for index in (0, 1)] == [Outcome.NO_MATCH, Outcome.MATCH]
    assert Reason.OTHERS_DROPPED in choice.reasons


def test_an_exact_candidate_beside_a_nearly_exact_one_is_not_chosen():
    for near in (
        replace(TARO, born="1970-03-06"),
        replace(TARO, address=f"{TARO.address} 201号室"),
        replace(TARO, sex=""),
    ):
        choice = choose(TARO, [TARO, near], today=TODAY)

        assert (choice.outcome, choice.index) == (Outcome.NEEDS_REVIEW, None)


def test_two_exact_candidates_are_never_chosen_between():
    choice = choose(TARO, [TARO, TARO], today=TODAY)

    assert (choice.outcome, choice.reasons) == (Outcome.NEEDS_REVIEW, (Reason.SEVERAL_EXACT,))


def test_several_candidates_without_an_exact_one_are_for_a_person():
    form = replace(TARO, address="")

    choice = choose(form, [TARO, ELSEWHERE, HANAKO], today=TODAY)

    assert (choice.outcome, choice.reasons) == (Outcome.NEEDS_REVIEW, (Reason.SEVERAL_CANDIDATES,))
    assert choice.outcome_of(2) is Outcome.NO_MATCH


def test_nobody_found_is_for_a_person_who_asks_for_earlier_addresses():
    choice = choose(TARO, [], today=TODAY)

    assert (choice.outcome, choice.reasons) == (Outcome.NEEDS_REVIEW, (Reason.NOBODY_FOUND,))


def test_a_candidate_who_is_another_member_is_never_a_match_and_is_named_so():
    choice = choose(TARO, [HANAKO], household=[HANAKO], today=TODAY)

    assert (choice.outcome, choice.index) == (Outcome.NO_MATCH, None)
    assert choice.reasons[0] is Reason.FITS_OTHER_MEMBER
    assert "取り違え" in choice.sentence


def test_a_candidate_who_fits_two_members_alike_is_not_chosen():
    choice = choose(TARO, [TARO], household=[HANAKO, TARO], today=TODAY)

    assert (choice.outcome, choice.index) == (Outcome.NEEDS_REVIEW, None)


def test_a_relaxed_match_yields_to_the_member_who_fits_plainly():
    form, member = (replace(TARO, name=name) for name in ("髙橋一郎", "高橋一郎"))

    alone = choose(form, [member], rule=Rule.RELAXED, today=TODAY)
    beside = choose(form, [member], household=[member], rule=Rule.RELAXED, today=TODAY)

    assert (alone.outcome, beside.outcome) == (Outcome.MATCH, Outcome.NEEDS_REVIEW)


def test_members_found_by_the_same_query_do_not_hide_the_exact_one():
    choice = choose(TARO, [HANAKO, TARO], household=[HANAKO], today=TODAY)

    assert (choice.outcome, choice.index) == (Outcome.MATCH, 1)
