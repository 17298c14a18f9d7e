"""通称・旧氏・前住所 of a candidate: used where the form has them, shown beside it, and never enough to link."""

import pytest

from councils.tenancy import system_of, transaction_for
from inquiry.officer.also_registered import registered
from inquiry.standin.moves import former_of
from inquiry.vault.actions.look import look
from inquiry.vault.models import Person
from tests.inquiry.officer.test_kinds import typed_in
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.test_providers import declared, moved_in

pytestmark = pytest.mark.zone("gate")
LATIN = "ＮＧＵＹＥＮ　ＶＡＮ　ＡＮ"
MOVED = former_of(moved_in())[0].address
ASKED = {
    "旧氏": (typed_in("旧氏") | {"name": "見本旧氏"}, "見本　旧氏", "NAME_REGISTERED_OTHER"),
    "通称": (typed_in("通称") | {"name": "Nguyen Van An"}, LATIN, "NAME_REGISTERED_OTHER"),
    "前住所": (declared(moved_in(), address=MOVED), MOVED, "ADDRESS_FORMER"),
}


@pytest.fixture
def looked_at(slip, signed_in, officer):
    def open_candidates(form, *, is_nondisclosure=False):
        order_id = slip.order([form], is_nondisclosure=is_nondisclosure)
        look(TOKYO)
        with transaction_for(system_of(TOKYO)):
            person = Person.objects.get(order_id=order_id)
        page = signed_in(officer)
        return person, page.get(page.post(f"/persons/{person.pk}/candidates/")["Location"]).content.decode()

    return open_candidates


@pytest.mark.parametrize("of", ASKED)
def test_who_is_found_by_what_is_registered_beside_is_for_a_person_who_sees_which_one_agreed(looked_at, of):
    form, found, code = ASKED[of]

    person, shown = looked_at(form)

    sentence = "前住所と一致します" if of == "前住所" else "通称・旧氏と一致します"
    assert (person.link, sentence in person.link_sentence) == ("needs_person", True)
    rows = shown[shown.index("通称・旧氏・前住所の登録") :]
    assert (found in rows, "申告と一致" in rows, code in shown) == (True, True, True)


def test_what_the_form_does_not_have_is_shown_without_a_mark(looked_at):
    _, shown = looked_at(typed_in("旧氏") | {"address": "東京都千代田区見本台9-9-9"})

    rows = shown[shown.index("通称・旧氏・前住所の登録") :]
    assert ("見本　旧氏" in rows, "参考" in rows, "申告と一致" in rows) == (True, True, False)


def test_of_a_protected_household_no_former_address_is_shown(looked_at):
    form, found, code = ASKED["前住所"]

    _, shown = looked_at(form, is_nondisclosure=True)

    assert (found in shown, "申告と一致" in shown, code in shown) == (False, True, True)


def test_what_was_sealed_before_they_were_kept_still_opens():
    four = {"name": "見本　太郎", "kana": "ミホン　タロウ", "born": "1970-01-01", "sex": "男", "address": "東京都"}

    assert registered(four).items.other_names == ()
