"""What the named people of the stand-ins are answered, through worker, seal and page, as an officer sees it."""

from datetime import date

import pytest

from councils.era import wareki
from councils.permissions import PostKind
from councils.tenancy import Actor, system_of, transaction_for
from inquiry.codes import Kind
from inquiry.standin.today import moved
from inquiry.standin.well_known import NAMED, named
from inquiry.vault.actions.look import look
from inquiry.vault.models import Person
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO

pytestmark = pytest.mark.zone("gate")
EXPIRES = wareki(date.fromisoformat(moved("2027-06-30")))
SEXES = {"男": "M", "女": "F"}


def typed_in(given: str) -> dict[str, str]:
    """As the form has it."""
    person = named(given)
    household = next(each for each in NAMED if person in each.members)
    facts = {"name": person.name, "kana": person.kana, "born": person.born, "sex": SEXES[person.sex]}
    return facts | {"address": household.address, "relation": "self"}


@pytest.fixture
def answered(slip, logins, officer):
    def order_about(given: str, *kinds: Kind):
        order_id = slip.order([typed_in(given)], kinds=kinds)
        steps.identified_and_clicked(logins, officer, order_id)
        look(TOKYO)
        return order_id

    return order_about


def shown(signed_in, officer, order_id) -> str:
    with transaction_for(system_of(TOKYO)):
        person = Person.objects.get(order_id=order_id)
    screen = signed_in(officer)
    opened = screen.post(f"/persons/{person.pk}/answers/")
    return screen.get(opened["Location"]).content.decode()


def test_pension_of_the_report_is_shown_as_the_report_reads_it(answered, signed_in, officer):
    order_id = answered("年金子", Kind.PENSION)

    page = shown(signed_in, officer, order_id)

    for words in ("年金給付関係情報", "障害厚生・障害基礎", "2級", "2021年", "停止されていない"):
        assert words in page
    assert "値なし（提供元に登録がありません）" in page


def test_kind_without_words_of_its_own_is_shown_item_by_item(answered, signed_in, officer):
    order_id = answered("離職", Kind.UNEMPLOYMENT)

    page = shown(signed_in, officer, order_id)

    for words in ("基本手当日額", "5,120円", "支給残日数", "42日", EXPIRES):
        assert words in page


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("提供", ("answered", "provided")),
        ("空欄", ("answered", "provided_null")),
        ("該当無", ("no_record", "no_record")),
        ("未申告", ("answered", "not_declared")),
        ("符号無", ("failed", "code_not_issued")),
        ("不許可", ("failed", "not_permitted")),
        ("重複", ("failed", "duplicate_record")),
        ("拒否", ("failed", "refused")),
        ("停止", ("stopped", "provider_stopped")),
        ("時間切", ("stopped", "timeout")),
        ("人違", ("failed", "wrong_person")),
        ("未知", ("failed", "unknown_code")),
        ("新様式", ("unknown", "not_understood")),
    ],
)
def test_each_class_of_result_ends_where_it_belongs(answered, given: str, expected: tuple[str, str]):
    order_id = answered(given, Kind.TAX)

    assert steps.states(order_id) == [expected]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("未知", "意味の分からない応答コードが返りました"),
        ("人違", "別の方の可能性がある"),
        ("時間切", "時間内に回答しませんでした"),
        ("新様式", "返ってきた内容を読み取れませんでした"),
    ],
)
def test_what_nobody_may_guess_waits_for_an_officer_with_a_sentence(answered, signed_in, officer, given, sentence):
    order_id = answered(given, Kind.TAX)

    page = signed_in(officer).get(f"/inquiries/{steps.inquiries(order_id)[0].pk}/").content.decode()

    assert sentence in page


def test_administrator_reads_what_codes_are_taken_for_and_which_layouts_are_an_invention(logins, signed_in):
    found = steps.past_the_walls(logins, "SELECT id, name FROM councils_staff WHERE username = 'mamoru'")
    chief = Actor(*found[0], PostKind.ADMINISTRATOR, TOKYO, TOKYO)

    page = signed_in(chief).get("/codes/").content.decode()

    for words in ("応答コード表", "duplicate_record", "同じレコード識別番号の照会がすでにあります", "重複あり"):
        assert words in page
    for words in ("様式の一覧", "職業訓練受講給付金関係情報", "考案", "公開資料"):
        assert words in page
    for words in ("所得基準", "PENSION-1", "000 図表3-30"):
        assert words in page


def test_officer_does_not_read_the_administrators_page(signed_in, officer):
    assert signed_in(officer).get("/codes/").status_code in (403, 404)
