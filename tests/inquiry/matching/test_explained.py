"""通称・旧氏・前住所 of the register: they explain what differs, and never make four items agree."""

from dataclasses import replace

import pytest

from inquiry.matching.choose import choose
from inquiry.matching.compare import Outcome, compare
from inquiry.matching.findings import Reason, Rule, Standing
from inquiry.matching.people import Item

from .people import HOME, TARO, TODAY

ELSEWHERE = "大阪府堺市堺区見本町1-1"
NAMES = [
    (("仮名太郎",), "仮名　太郎", Reason.NAME_REGISTERED_OTHER),
    (("仮名",), "仮名太郎", Reason.NAME_REGISTERED_OTHER),
    (("甲乙 丙", "ＮＧＵＹＥＮ　ＶＡＮ　ＡＮ"), "Nguyen Van An", Reason.NAME_REGISTERED_OTHER),
    (("渡邉太郎",), "渡辺太郎", Reason.NAME_NEAR_OTHER),
    (("仮名次郎",), "甲乙丙", Reason.NAME_SAME_READING),
]
PLACES = [
    ((ELSEWHERE,), "大阪府堺市堺区見本町1番1号", Reason.ADDRESS_FORMER),
    (("沖縄県那覇市見本1", f"{ELSEWHERE} 201号室"), ELSEWHERE, Reason.ADDRESS_NEAR_FORMER),
    ((ELSEWHERE,), "大阪府堺市堺区見本町1-2", Reason.ADDRESS_ELSEWHERE),
]
REGISTER = replace(TARO, name="架空　太郎")


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize(("others", "written", "reason"), NAMES)
def test_another_name_of_the_register_explains_a_name_that_differs(rule, others, written, reason):
    form, register = replace(TARO, name=written), replace(REGISTER, other_names=others)

    verdict = compare(form, register, rule=rule, today=TODAY)

    assert (verdict.outcome, verdict.differing) == (Outcome.NEEDS_REVIEW, {Item.NAME: reason})
    assert compare(register, form, rule=rule, today=TODAY).differing == verdict.differing
    assert (verdict.findings[0].by in others) == (reason is not Reason.NAME_SAME_READING)
    assert reason in verdict.sentence


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize(("former", "written", "reason"), PLACES)
def test_a_former_address_explains_an_address_that_differs(rule, former, written, reason):
    form, register = replace(TARO, address=written), replace(TARO, former_addresses=former)

    verdict = compare(form, register, rule=rule, today=TODAY)

    assert (verdict.outcome, verdict.differing) == (Outcome.NEEDS_REVIEW, {Item.ADDRESS: reason})
    assert (verdict.findings[3].by in former) == (reason is not Reason.ADDRESS_ELSEWHERE)


def test_a_name_and_an_address_of_before_are_for_a_person_and_without_them_it_is_somebody_else():
    form = replace(TARO, name="仮名太郎", address=ELSEWHERE)
    register = replace(TARO, other_names=("仮名太郎",), former_addresses=(ELSEWHERE,))

    assert compare(form, TARO, today=TODAY).outcome is Outcome.NO_MATCH
    assert compare(form, register, today=TODAY).outcome is Outcome.NEEDS_REVIEW


@pytest.mark.parametrize("facts", [{"born": "1999-09-09"}, {"sex": "女", "born": "1970-03-06"}])
def test_they_do_not_outweigh_what_contradicts(facts):
    form = replace(TARO, name="仮名太郎", **facts)

    assert compare(form, replace(TARO, other_names=("仮名太郎",)), today=TODAY).outcome is Outcome.NO_MATCH


def test_who_agrees_on_all_four_is_a_match_whatever_else_is_registered():
    register = replace(TARO, other_names=("仮名太郎",), former_addresses=(ELSEWHERE,))

    choice = choose(TARO, [register], today=TODAY)

    assert (choice.outcome, choice.index, choice.verdicts[0].reasons) == (Outcome.MATCH, 0, ())


def test_a_namesake_who_lived_here_before_is_not_dropped_beside_the_exact_one():
    namesake = replace(TARO, address=ELSEWHERE)

    dropped = choose(TARO, [TARO, namesake], today=TODAY)
    kept = choose(TARO, [TARO, replace(namesake, former_addresses=(HOME,))], today=TODAY)

    assert (dropped.index, kept.index, kept.outcome) == (0, None, Outcome.NEEDS_REVIEW)


def test_a_candidate_who_is_another_member_by_a_former_name_is_named_so():
    wife = replace(TARO, name="仮名花子", kana="カナ ハナコ", born="1972-08-09", sex="女")
    register = replace(wife, name="架空花子", other_names=("仮名花子",))

    choice = choose(replace(TARO, born="1972-08-09", sex="女"), [register], household=[wife], today=TODAY)

    assert (choice.index, choice.reasons[0]) == (None, Reason.FITS_OTHER_MEMBER)


def test_an_unreadable_or_missing_other_name_explains_nothing():
    register = replace(TARO, other_names=("", "〓〓"), former_addresses=("",))

    verdict = compare(replace(TARO, name="甲乙丙", address=ELSEWHERE), register, today=TODAY)

    assert [finding.standing for finding in verdict.findings if finding.item in (Item.NAME, Item.ADDRESS)] == [
        Standing.EXCLUDES if verdict.findings[0].reason is Reason.NAME_OTHER_GIVEN else Standing.DIFFERS,
        Standing.DIFFERS,
    ]


def test_nothing_of_a_person_stands_in_a_findings_repr():
    verdict = compare(replace(TARO, name="仮名太郎"), replace(TARO, other_names=("仮名太郎",)), today=TODAY)

    assert "仮名" not in repr(verdict.findings)
