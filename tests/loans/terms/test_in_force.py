from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from loans.terms.in_force import facts_of, row_in_force
from loans.terms.models import FundTerms
from loans.terms.refusals import UnknownFund

pytestmark = pytest.mark.zone("stages")
TOKYO, KANAGAWA = "130001", "140007"
DAY = date(2026, 11, 21)


@pytest.fixture
def national(db):
    return FundTerms.objects.filter(code="KINKYU", prefecture=None).latest("valid_from")


def of_tokyo(national, valid_from, valid_until=None):
    return FundTerms.objects.create(
        code="KINKYU",
        prefecture_id=TOKYO,
        valid_from=valid_from,
        valid_until=valid_until,
        terms=national.terms,
        source="要綱",
        confidence="B",
    )


def in_force(desk, prefecture_id=TOKYO, on=DAY):
    with desk("aoba"):
        return row_in_force("KINKYU", prefecture_id=prefecture_id, on=on)


def test_without_a_row_of_its_own_a_prefecture_lends_by_the_national_one(desk, national):
    assert in_force(desk) == national


def test_a_prefectures_own_row_goes_before_the_national_one(desk, national):
    own = of_tokyo(national, date(2026, 4, 1))

    assert in_force(desk) == own
    assert in_force(desk, KANAGAWA) == national


def test_a_row_is_in_force_from_its_first_to_its_last_day(desk, national):
    own = of_tokyo(national, date(2026, 4, 1), date(2026, 6, 30))

    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1)]

    assert [in_force(desk, on=day) for day in days] == [national, own, own, national]


def test_the_later_of_two_rows_is_in_force(desk, national):
    of_tokyo(national, date(2026, 4, 1))
    later = of_tokyo(national, date(2026, 10, 1))

    assert in_force(desk) == later


def test_an_unknown_fund_is_a_sentence(desk):
    with desk("aoba"), pytest.raises(UnknownFund) as refusal:
        row_in_force("NO_SUCH_FUND", prefecture_id=TOKYO, on=DAY)

    assert "管理者" in refusal.value.sentence


def test_every_row_that_was_loaded_can_be_read(db):
    assert {facts_of(row).code for row in FundTerms.objects.all()} == set(
        FundTerms.objects.values_list("code", flat=True)
    )


def test_the_database_itself_has_one_row_from_a_day(national):
    with pytest.raises(IntegrityError, match="fund_terms_from_a_day"), transaction.atomic():
        FundTerms.objects.create(code="KINKYU", valid_from=national.valid_from, terms={}, source="x", confidence="A")


def test_no_desk_rewrites_the_rules(desk, national):
    for who in ("aoba", "kaede", "kanri"):
        with desk(who), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            FundTerms.objects.filter(pk=national.pk).update(confidence="D")
