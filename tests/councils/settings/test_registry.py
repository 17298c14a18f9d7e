"""設定の一覧. Every entry is fit by its own rule, and says why its default holds."""

import pytest

from councils.settings.registry import Entry, SettingKind, UnknownSetting, entries, entry_of
from councils.settings.words import value_words
from inquiry.codes import FindingCode

DAYS = Entry("x.days", "日数", SettingKind.COUNT, default=30, why="見本", unit="日", least=1, most=90)


@pytest.mark.parametrize("entry", [*entries("office"), *entries("gate")], ids=lambda entry: entry.name)
def test_every_default_is_fit_and_has_its_reason(entry):
    assert entry.is_fit(entry.default)
    assert entry.why
    assert entry_of(entry.name) is entry


@pytest.mark.parametrize(
    ("value", "is_fit"), [(1, True), (90, True), (0, False), (91, False), (True, False), ("1", False)]
)
def test_a_count_is_a_number_within_its_bounds(value, is_fit):
    assert DAYS.is_fit(value) is is_fit


@pytest.mark.parametrize("value", [0, 1, "true", None])
def test_a_flag_is_yes_or_no(value):
    assert not entry_of("signin.second_factor_for_all").is_fit(value)


def test_a_name_that_nobody_has_written_down_is_a_fault():
    with pytest.raises(UnknownSetting):
        entry_of("signin.second_factor")


CHOICE = Entry("x.choice", "見せ方", SettingKind.COUNT, default=0, why="見本", most=2, words=("なし", "合図", "あり"))


@pytest.mark.parametrize(("value", "words"), [(0, "なし"), (2, "あり")])
def test_a_choice_is_said_by_its_words(value, words):
    assert value_words(CHOICE, value) == words


@pytest.mark.parametrize("value", [3, -1, True, "1"])
def test_a_choice_is_one_of_its_words(value):
    assert not CHOICE.is_fit(value)


def test_what_the_counter_sees_is_decided_for_each_finding_and_is_nothing_by_default():
    shown = [entry for entry in entries("office") if entry.name.startswith("findings.at_counter.")]

    assert {entry.name.rpartition(".")[2] for entry in shown} == set(FindingCode)
    assert not any(entry.default for entry in shown)
