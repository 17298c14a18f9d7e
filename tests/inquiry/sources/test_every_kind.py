import pytest

from inquiry.codes import Kind
from inquiry.sources.layouts.reader import Record
from inquiry.sources.outcomes import Answered, NoRecord, ResultClass
from inquiry.sources.specification import configured
from inquiry.sources.values import Empty, Given
from inquiry.standin.holders import MUTUAL_AIDS, PENSION_SERVICE, holder_of, prefecture_code
from inquiry.standin.people import Household, Person
from inquiry.standin.places import PLACES
from inquiry.standin.population import population
from inquiry.standin.records import held
from inquiry.standin.well_known import WELL_KNOWN, named
from tests.inquiry.sources.asking import outcome_of

NAMES = configured().kind_names


def providers(kind: Kind, household: Household, person: Person) -> list[str]:
    if kind is Kind.PENSION:
        return [PENSION_SERVICE, *MUTUAL_AIDS]
    if kind is Kind.WELFARE_LOAN:
        return sorted({prefecture_code(place.provider) for place in PLACES})
    return [holder_of(NAMES[kind], household, person)]


def somebody_with(kind: Kind) -> tuple[Person, str]:
    """The first of the population about whom somebody holds a record of this kind."""
    return next(
        (person, provider)
        for household in population().households
        for person in household.members
        for provider in providers(kind, household, person)
        if household.conduct.value == "answers" and held(household, person, NAMES[kind], provider) is not None
    )


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_the_catalogue_is_answered_and_read(network, kind: Kind):
    person, provider = somebody_with(kind)

    said = outcome_of(network.url, person, kind, provider)

    assert isinstance(said, Answered)
    assert said.result in (ResultClass.PROVIDED, ResultClass.NOT_DECLARED)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_the_nameless_provider_has_no_record(network, kind: Kind):
    assert outcome_of(network.url, WELL_KNOWN.members[0], kind, "999999") == NoRecord()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("提供", ResultClass.PROVIDED),
        ("空欄", ResultClass.PROVIDED_NULL),
        ("該当無", ResultClass.NO_RECORD),
        ("未申告", ResultClass.NOT_DECLARED),
        ("符号無", ResultClass.CODE_NOT_ISSUED),
        ("不許可", ResultClass.NOT_PERMITTED),
        ("重複", ResultClass.DUPLICATE_RECORD),
        ("拒否", ResultClass.REFUSED),
        ("停止", ResultClass.PROVIDER_STOPPED),
        ("時間切", ResultClass.TIMEOUT),
        ("人違", ResultClass.WRONG_PERSON),
        ("未知", ResultClass.UNKNOWN_CODE),
    ],
)
def test_each_named_person_is_answered_in_a_class_of_its_own(network, given: str, expected: ResultClass):
    said = outcome_of(network.url, named(given), Kind.TAX)

    assert said.result is expected


@pytest.mark.parametrize(
    ("kind", "provider"),
    [(Kind.TAX, "131016"), (Kind.HOUSEHOLD, "131016"), (Kind.ASSISTANCE, "131016"), (Kind.ACCOUNT, "DIGITAL")],
)
def test_answer_without_any_value_is_null_and_never_zero(network, kind: Kind, provider: str):
    said = outcome_of(network.url, named("空欄"), kind, provider)

    assert said.result is ResultClass.PROVIDED_NULL


def test_loan_of_another_prefecture_is_found_at_its_council_alone(network):
    there = outcome_of(network.url, named("借入"), Kind.WELFARE_LOAN, "110001")
    here = outcome_of(network.url, named("借入"), Kind.WELFARE_LOAN, "130001")

    assert isinstance(there.answer, Record)
    assert there.answer.rows("loans")[0]["is_overdue"] == Given(value=True)
    assert there.answer.rows("loans")[0]["completed_on"] == Empty("NotAcceptable")
    assert here == NoRecord()


def test_account_that_was_never_registered_is_said_and_gives_no_number(network):
    said = outcome_of(network.url, named("口座無"), Kind.ACCOUNT, "DIGITAL")

    assert said.answer.item("is_registered") == Given(value=False)
    assert said.answer.item("account_number") == Empty("NotAcceptable")
    assert said.result is ResultClass.PROVIDED


def test_old_copy_is_read_in_the_layout_of_its_day(network):
    said = outcome_of(network.url, named("旧版"), Kind.TAX)

    assert said.answer.total_income_yen == Given(310_000)
    assert said.answer.dependant_count == Empty("not_in_layout")


def test_answer_does_not_show_its_values(network):
    said = outcome_of(network.url, named("離職"), Kind.UNEMPLOYMENT, "MHLW")

    assert "5120" not in repr(said)
    assert "5120" not in repr(said.answer)
