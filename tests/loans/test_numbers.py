from datetime import date

import pytest

from loans import numbers

pytestmark = pytest.mark.zone("stages")
DAY = date(2026, 11, 21)


def test_a_councils_numbers_follow_one_another(desk):
    with desk("aoba") as by:
        given = [numbers.municipal_number(by, DAY) for _ in range(3)]

    assert given == ["131016-R8-00001", "131016-R8-00002", "131016-R8-00003"]


def test_each_council_counts_for_itself(desk):
    with desk("aoba") as by:
        numbers.municipal_number(by, DAY)

    with desk("kozue") as by:
        assert numbers.municipal_number(by, DAY) == "131121-R8-00001"


@pytest.mark.parametrize(
    ("day", "year"), [(date(2027, 3, 31), "R8"), (date(2027, 4, 1), "R9"), (date(2028, 1, 1), "R9")]
)
def test_the_year_of_a_number_is_the_fiscal_year(desk, day, year):
    with desk("aoba") as by:
        assert numbers.municipal_number(by, day) == f"131016-{year}-00001"


def test_a_new_year_begins_anew(desk):
    with desk("sakura") as by:
        first = [numbers.prefectural_number(by, "KINKYU", day) for day in (DAY, DAY, date(2027, 4, 1))]

    assert first == ["13-R8-KINKYU-00001", "13-R8-KINKYU-00002", "13-R9-KINKYU-00001"]


def test_each_fund_and_each_prefecture_counts_for_itself(desk):
    with desk("sakura") as by:
        numbers.prefectural_number(by, "KINKYU", DAY)
        other_fund = numbers.prefectural_number(by, "EDUCATION", DAY)
        letter = numbers.document_number(by, DAY)
    with desk("ajisai") as by:
        other_prefecture = numbers.prefectural_number(by, "KINKYU", DAY)

    assert (other_fund, letter) == ("13-R8-EDUCATION-00001", "13社協貸決R8-00001")
    assert other_prefecture == "14-R8-KINKYU-00001"
