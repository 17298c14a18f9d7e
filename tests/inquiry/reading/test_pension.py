from datetime import date

import pytest

from councils.household import Relation
from inquiry.codes import Kind
from inquiry.reading import record
from inquiry.reading.pension import Branch, Renewal, pension
from inquiry.reading.words import lines
from inquiry.sources.layouts.reader import Record
from inquiry.sources.outcomes import Answered, NoRecord
from inquiry.sources.values import ZERO_FILLED, Empty, Given, Month
from inquiry.standin.well_known import named
from tests.inquiry.sources.asking import outcome_of

TODAY = date(2026, 6, 20)


def asked(network, given: str) -> Answered:
    return outcome_of(network.url, named(given), Kind.PENSION, "NENKIN")


def disability(**items) -> Record:
    row = {"fixed_years": Given(3), "certified_year": Given(2018), "certificate_code": Given("7")}
    return Record(Kind.PENSION, "1", {"pension_code": Given("5350")}, {"disabilities": (row | items,)})


def test_record_of_the_report_is_read_as_the_report_reads_it(network):
    said = asked(network, "年金子")

    read = pension(said.answer)

    assert read.name == Given("障害厚生・障害基礎")
    assert read.branch is Branch.DISABILITY
    assert [basic.system for basic in read.basics] == [Given("国民年金"), Given("厚生年金")]
    for basic in read.basics:
        assert basic.decided_on == Given(date(2016, 3, 15))
        assert basic.entitled_on == Given(date(2016, 1, 1))
        assert basic.lost_on == Empty("NotAcceptable")
        assert basic.is_suspended is False
        assert (basic.suspended_from, basic.suspended_until) == (Empty(ZERO_FILLED), Empty(ZERO_FILLED))
    (details,) = read.disabilities
    assert details.grade == Given("2級")
    assert (details.renewal, details.next_year) == (Renewal.DUE, 2021)
    assert details.first_seen_on == Given(date(2014, 7, 1))
    assert (details.disease_code, details.certificate_code) == (Given("06"), Given("7"))
    assert read.has_ended(TODAY) is False


def test_record_of_the_report_is_said_in_plain_words(network):
    said = lines(asked(network, "年金子").answer, relation=Relation.SELF, member_count=1)

    words = {line.label: line.value for line in said}
    assert words["年金の種類"] == "障害厚生・障害基礎"
    assert words["障害等級"] == "2級"
    assert words["次回診断書提出"] == "2021年"
    assert words["受給権失権年月日（国民年金）"] == "値なし（提供元に登録がありません）"
    assert words["支給停止（厚生年金）"] == "停止されていない"


def test_pension_survives_its_seal_item_by_item(network):
    said = asked(network, "年金子")

    opened = record.read(Kind.PENSION, record.written(said))

    assert opened == said


def test_permanent_certification_needs_no_certificate(network):
    (details,) = pension(asked(network, "永久").answer).disabilities

    assert (details.renewal, details.next_year) == (Renewal.PERMANENT, None)
    assert details.grade == Given("1級")


def test_suspension_shows_its_code_and_its_months(network):
    said = asked(network, "停止中")

    (basic,) = pension(said.answer).basics

    assert basic.is_suspended is True
    assert (basic.suspended_from, basic.suspended_until) == (Given(Month(2026, 4)), Empty(ZERO_FILLED))
    words = {line.label: line.value for line in lines(said.answer, relation=Relation.SELF, member_count=1)}
    assert words["支給停止（厚生年金）"] == (
        "停止理由：コード 02（意味は登録されていません）、令和8年4月から値なし（該当なし）まで"
    )


def test_lost_right_is_a_date_and_ended_from_that_day(network):
    read = pension(asked(network, "失権").answer)

    assert read.branch is Branch.SURVIVOR
    assert read.has_ended(date(2024, 3, 30)) is False
    assert read.has_ended(date(2024, 3, 31)) is True


def test_mutual_aid_has_no_record_of_a_pension_that_the_service_pays(network):
    assert outcome_of(network.url, named("年金子"), Kind.PENSION, "KYOSAI_LOCAL") == NoRecord()


@pytest.mark.parametrize(
    ("items", "renewal", "year"),
    [
        ({}, Renewal.DUE, 2021),
        ({"fixed_years": Given(0), "certificate_code": Given("1")}, Renewal.PERMANENT, None),
        ({"fixed_years": Given(0)}, Renewal.NOT_SAID, None),
        ({"fixed_years": Given(0), "certificate_code": Empty("x")}, Renewal.NOT_SAID, None),
        ({"fixed_years": Empty("x")}, Renewal.NOT_SAID, None),
        ({"certified_year": Empty("x")}, Renewal.NOT_SAID, None),
    ],
    ids=["due", "permanent", "zero and another certificate", "zero and none", "no years", "no year"],
)
def test_next_certificate_is_said_only_where_the_record_says_it(items, renewal, year):
    (details,) = pension(disability(**items)).disabilities

    assert (details.renewal, details.next_year) == (renewal, year)


def test_unknown_code_is_shown_as_it_is_and_not_guessed():
    read = pension(Record(Kind.PENSION, "1", {"pension_code": Given("9990")}, {}))

    assert read.name == Given("年金コード 9990（意味は登録されていません）")
    assert read.branch is Branch.UNKNOWN
    assert read.has_ended(TODAY) is None
