"""One click asks each kind where it is held; after 該当なし the next provider is offered, or a paper tells."""

from dataclasses import replace
from datetime import date

import pytest

from councils.permissions import PostKind
from councils.tenancy import Actor, system_of, transaction_for
from inquiry import gateway
from inquiry.codes import Kind, MutualAid, ProviderType, Scene, Scope
from inquiry.officer.actions import codes, follow
from inquiry.officer.board import board_of
from inquiry.officer.refusals import NobodyNext
from inquiry.officer.showing import progress_words
from inquiry.sources.specification import configured
from inquiry.standin.people import Conduct, Household
from inquiry.standin.population import population
from inquiry.vault import underway
from inquiry.vault.actions.look import look
from inquiry.vault.book import book_of
from inquiry.vault.models import Inquiry, NetworkCode, Person, TakenOrder
from inquiry.vault.network_codes import CodeMissing, Codes
from inquiry.vault.providers import Directory, NoProvider, Provider
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")
FORMER = {"131016": "東京都千代田区見本町1-1", "131121": "東京都世田谷区見本町1-1", "132012": "東京都八王子市見本町1-1"}
_Type = ProviderType


def person_of(**facts):
    return Person(**{"prefecture_id": TOKYO, "born": "1986-05-14", "address": KENICHI["address"], **facts})


@pytest.fixture
def turns(logins):
    """Read as the pages read it."""

    def read(kind, **facts):
        with transaction_for(system_of(TOKYO)):
            found = Directory().turns_of(person_of(**facts), kind)
        return [[(each.type, each.code) for each in turn] for turn in found]

    return read


def moved_in() -> Household:
    """A household whose tax record is with a municipality of Tokyo where they lived before."""
    return next(
        each
        for each in population().households
        if each.conduct is Conduct.MOVED_IN and each.tax_provider in FORMER and each.members[0].tax.is_declared
    )


def declared(household, **facts):
    head = household.members[0]
    sexes = {"男": "M", "女": "F"}
    four = {"name": head.name, "kana": head.kana, "born": head.born, "sex": sexes[head.sex]}
    return {**four, "address": household.address, "relation": "self", **facts}


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        (Kind.TAX, {}, [["131016"]]),
        (Kind.TAX, {"former_addresses": ["神奈川県横浜市西区見本町1"]}, [["131016", "141003"]]),
        (Kind.TAX, {"former_addresses": ["千代田区見本町9"]}, [["131016"]]),
        (Kind.CHILD_ALLOWANCE, {"former_addresses": ["神奈川県横浜市西区見本町1"]}, [["131016"], ["141003"]]),
        (Kind.HOUSEHOLD, {"former_addresses": ["神奈川県横浜市西区見本町1"]}, [["131016"]]),
        (Kind.ASSISTANCE, {"address": "東京都西多摩郡奥多摩町見本1"}, [["130001"]]),
        (Kind.PENSION, {}, [["NENKIN"]]),
        (Kind.PENSION, {"mutual_aids": [MutualAid.LOCAL]}, [["NENKIN"], ["KYOSAI_LOCAL"]]),
        (Kind.SPECIAL_CHILD, {}, [["MHLW"], ["130001"]]),
        (Kind.MEDICAL_INSURANCE, {}, [["131016"], ["KYOKAI"]]),
        (Kind.MEDICAL_INSURANCE, {"born": "1940-01-01"}, [["130001"]]),
        (Kind.WELFARE_LOAN, {}, []),
        (Kind.WELFARE_LOAN, {"former_addresses": ["神奈川県横浜市西区見本町1", "東京都世田谷区見本町1"]}, [["140007"]]),
        (Kind.ACCOUNT, {}, [["DIGITAL"]]),
    ],
)
def test_each_kind_is_asked_where_it_is_held(turns, kind, facts, expected):
    assert [[code for _, code in turn] for turn in turns(kind, **facts)] == expected


def test_an_address_that_names_no_municipality_is_refused_and_a_former_one_is_shown(logins):
    strange = person_of(former_addresses=["どこかの町"])

    with transaction_for(system_of(TOKYO)):
        with pytest.raises(NoProvider):
            Directory().turns_of(person_of(address="どこかの町"), Kind.TAX)

        assert Directory().unplaced(strange) == ["どこかの町"]
        assert Directory().turns_of(strange, Kind.TAX) == [(Provider(_Type.MUNICIPALITY, "131016"),)]


def test_taxes_are_asked_of_the_former_municipality_in_the_same_click(slip, logins, officer):
    household = moved_in()
    order_id = slip.order([declared(household, former_addresses=[FORMER[household.tax_provider]])], kinds=[Kind.TAX])

    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)

    assert {(each.provider, each.state) for each in steps.inquiries(order_id)} == {
        (household.place.provider, "no_record"),
        (household.tax_provider, "answered"),
    }
    assert slip.findings(order_id)["RESIDENT_TAX_EXEMPT"] != ["NEEDS_CHECK"]


@pytest.fixture
def without_record(slip, logins, officer):
    """Asked at one provider, which has no record; another one is known."""
    order_id = slip.order([KENICHI | {"former_addresses": [FORMER["131121"]]}], kinds=[Kind.ASSISTANCE])
    steps.identified_and_clicked(logins, officer, order_id)
    steps.change(order_id, state="no_record", result_class="no_record")
    return order_id


def book_now(order_id):
    with transaction_for(system_of(TOKYO)):
        book = book_of(order_id)
        return book, [provider.code for provider in book.following(book.persons[0], Kind.ASSISTANCE)]


def act(logins, officer, what, order_id):
    with logins.pages(), transaction_for(officer):
        return what(book_of(order_id).persons[0].pk, Kind.ASSISTANCE.value, by=officer)


def test_after_no_record_the_next_provider_is_offered_and_nothing_is_told_yet(without_record, slip):
    look(TOKYO)

    book, following = book_now(without_record)
    assert following == ["131121"]
    assert not book.is_over(book.persons[0], Kind.ASSISTANCE)
    assert slip.findings(without_record) == {}


def test_an_officer_asks_the_next_provider_once(without_record, logins, officer):
    new = act(logins, officer, follow.ask_next, without_record)

    assert [(each.provider, each.provider_type) for each in new] == [("131121", _Type.PREFECTURE)]
    with pytest.raises(NobodyNext):
        act(logins, officer, follow.ask_next, without_record)


def test_an_officer_who_asks_nobody_next_leaves_it_to_paper(without_record, logins, officer, slip):
    act(logins, officer, follow.leave_next, without_record)
    look(TOKYO)

    assert slip.findings(without_record) == {"PUBLIC_ASSISTANCE": ["NEEDS_CHECK"]}
    with pytest.raises(NobodyNext):
        act(logins, officer, follow.leave_next, without_record)


def test_a_kind_whose_answers_are_not_known_here_is_left_to_paper_and_keeps_nothing_waiting(slip, logins, officer):
    with pytest.MonkeyPatch.context() as patched:
        spoken = replace(configured(), kind_names={Kind.TAX: "local_tax"})
        patched.setattr("inquiry.vault.book.configured", lambda: spoken)
        order_id = slip.order([KENICHI], kinds=[Kind.TAX, Kind.PENSION])

        steps.identified_and_clicked(logins, officer, order_id)
        look(TOKYO)

    assert [each.kind for each in steps.inquiries(order_id)] == [Kind.TAX]
    assert slip.progress(order_id)[-1] == "DONE 2/2"


def planned(kind, **facts):
    return gateway.PlannedLine(kind=kind, scene=Scene.INCOME, why="確かめるため", **facts)


def test_an_inquiry_goes_as_far_back_as_the_plan_says(slip, logins, officer):
    since, until = date(2024, 4, 1), date(2026, 3, 31)
    line = planned(Kind.TAX, scope=Scope.RANGE, from_on=since, until_on=until)
    order_id = slip.order([KENICHI | {"lines": [line]}], kinds=[Kind.TAX])

    steps.identified_and_clicked(logins, officer, order_id)

    with transaction_for(system_of(TOKYO)):
        [waiting] = underway.held([steps.inquiries(order_id)[0].pk], Inquiry.State.WAITING)
        asked = waiting.asked("S1")
        book = book_of(order_id)
        board = board_of(TakenOrder.objects.get(pk=order_id), book)
    assert (asked.scope, asked.from_on, asked.until_on) == (Scope.RANGE, since, until)
    assert [(row.kind, row.why, row.scope) for row in board.lines] == [
        (Kind.TAX, "確かめるため", "令和6年4月1日から令和8年3月31日まで")
    ]


def test_the_board_names_what_is_left_out_and_why(slip):
    left = replace(planned(Kind.PENSION), left_out="NOT_IN_PLAN")
    order_id = slip.order([KENICHI | {"lines": [planned(Kind.TAX), left]}], kinds=[Kind.TAX])

    look(TOKYO)

    with transaction_for(system_of(TOKYO)):
        board = board_of(TakenOrder.objects.get(pk=order_id), book_of(order_id))
    assert [line.kind for line in board.lines] == [Kind.TAX]
    assert [(line.label, line.reason) for line in board.left] == [("年金給付関係情報", "この資金の計画では照会しない")]


def test_somebody_about_whom_nothing_is_asked_is_not_looked_up(slip):
    left = replace(planned(Kind.TAX), left_out="PAPER_AT_HAND")
    order_id = slip.order([KENICHI | {"lines": [left]}], kinds=[])

    look(TOKYO)

    with transaction_for(system_of(TOKYO)):
        person = Person.objects.get(order_id=order_id)
    assert (person.link, person.looked_up_at) == (Person.Link.LEFT_OUT, None)


def test_the_board_says_who_has_answered_who_is_not_linked_and_since_when_one_waits(slip, logins, officer):
    stranger = KENICHI | {"name": "見本　太郎", "kana": "ミホン　タロウ", "relation": "other"}
    order_id = slip.order([KENICHI, stranger], kinds=[Kind.TAX])
    steps.identified_and_clicked(logins, officer, order_id)
    steps.change(order_id, state="asked", asked_at="2026-11-20T09:05:00+09:00")

    with transaction_for(system_of(TOKYO)):
        words = progress_words(book_of(order_id))

    assert words == "2人中0人回答、1人は未紐付け、11月20日9時05分から待ち"


@pytest.fixture
def chief(logins):
    """責任者 of the gate."""
    found = steps.past_the_walls(logins, "SELECT id, name FROM councils_staff WHERE username = 'mamoru'")
    return Actor(*found[0], PostKind.ADMINISTRATOR, TOKYO, TOKYO)


def test_codes_that_are_not_public_are_entered_by_an_administrator_and_never_invented(logins, chief, officer):
    with logins.pages(), transaction_for(chief):
        with pytest.raises(CodeMissing):
            Codes(TOKYO, date(2026, 11, 1)).value(NetworkCode.What.AFFAIR)
        codes.register(NetworkCode.What.AFFAIR, "", "JM00000000000001", date(2026, 11, 1), by=chief)
        codes.register(NetworkCode.What.AFFAIR, "", "JM00000000000002", date(2026, 11, 20), by=chief)

    with logins.pages(), transaction_for(officer):
        assert Codes(TOKYO, date(2026, 11, 19)).value(NetworkCode.What.AFFAIR) == "JM00000000000001"
        assert Codes(TOKYO, date(2026, 11, 20)).value(NetworkCode.What.AFFAIR) == "JM00000000000002"


@pytest.mark.parametrize(
    ("what", "of", "refusal"),
    [
        ("INFORMATION", "NOTHING", codes.NoSuchKind),
        ("PROVIDER", "999999", codes.NoSuchProvider),
        ("AFFAIR", "TAX", codes.NothingToName),
    ],
)
def test_a_code_names_what_it_is_of(logins, chief, what, of, refusal):
    with logins.pages(), transaction_for(chief), pytest.raises(refusal):
        codes.register(NetworkCode.What(what), of, "X1", date(2026, 11, 1), by=chief)
