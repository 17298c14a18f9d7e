"""The walk in a real browser: every page it passes has no fault that axe finds, and works without a mouse."""

import os

import pytest

from config.walk.household import Household, ask_household
from tests.config.living import eventually
from tests.journeys.demo import take
from tests.journeys.eyes import CHROMIUM, Cast, Person, watched
from tests.journeys.nine.tablet import UPRIGHT, Tablet
from tests.journeys.nine.walk import MOST_FIELDS, Nine, stands_in_queue

pytestmark = pytest.mark.zone("journeys")


@pytest.fixture(scope="module")
def cast(demo):
    if not CHROMIUM:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("the browser part cannot run: no Chromium")
        pytest.skip("the browser part is not run: no Chromium")
    with watched(demo.ready) as people:
        yield people


def test_the_walk_in_a_browser(cast, demo):
    household = ask_household(demo.ready["standins"]["resident"], prefecture="東京都", municipality="千代田区")
    case = at_the_counter(cast, household)
    in_the_office(cast, case)
    order = at_the_gate(cast, case)
    reviewed_and_signed(cast, case)
    arrived(cast, case, order)

    for person in cast.people.values():
        person.sign_out()

    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)
    assert len(cast.eyes.pages) > 20


def test_a_person_who_is_not_certain_is_compared_in_a_browser(cast, demo):
    walk = take(demo.walk(), until="相談を記録")
    first, *others = walk.household.members
    walk.household = Household(walk.household.postcode, "東京都千代田区架空町99番9号", (first, *others))
    take(walk, after="相談を記録", until="情報照会を依頼")
    officer = signed_in(cast, "shirabe")

    assert eventually(lambda: _is_shown(officer, "/links/", first["name"]), 20)
    officer.look("gate-links")
    officer.follow(officer.page.get_by_role("link", name=first["name"]))
    officer.look("gate-person")

    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


def at_the_counter(cast: Cast, household: Household) -> str:
    aoba = cast.person("aoba", **UPRIGHT)
    aoba.open("/signin/")
    aoba.look("counter-signin")
    aoba.sign_in()
    aoba.look("counter-desk-empty")
    chief = cast.person("wakaba", **UPRIGHT)
    chief.open("/")
    chief.sign_in()
    nine = Nine("KINKYU", household, Tablet(aoba), Tablet(chief))
    case = nine.walk()
    print(f"緊急小口資金: {nine.ledger.touched} fields")
    assert nine.ledger.touched <= MOST_FIELDS
    chief.open("/")
    chief.look("counter-desk")
    return case


def in_the_office(cast: Cast, case: str) -> None:
    sakura = cast.person("sakura")
    sakura.open("/signin/")
    sakura.look("office-signin")
    sakura.sign_in()
    sakura.look("office-queue")
    assert stands_in_queue(Tablet(sakura, has_touch=False), case)
    sakura.open(case)
    sakura.press("受け付ける")
    sakura.look("office-case-received")
    sakura.open(case + "return/")
    sakura.look("office-return")
    sakura.press("返戻する")
    sakura.look("office-return-error")
    sakura.open(case)
    sakura.open(case + "order/")
    sakura.page.get_by_text("いいえ", exact=True).click()
    sakura.press("情報照会を依頼する")
    sakura.look("office-case-inquiry")


def at_the_gate(cast: Cast, case: str) -> str:
    officer = cast.person("shirabe")
    officer.open("/signin/")
    officer.look("gate-signin")
    officer.sign_in()
    number = cast.person("sakura").page.locator(".identity .reference").inner_text()
    assert eventually(lambda: _is_shown(officer, "/", number), 20)
    officer.look("gate-orders")
    officer.follow(officer.page.locator("tr", has_text=number).get_by_role("link"))
    order = officer.page.url.removeprefix(officer.url)
    assert eventually(lambda: not _is_shown(officer, order, "本人特定待ち"), 20)
    officer.look("gate-order")
    officer.press("全員に照会する")
    assert eventually(lambda: _is_shown(officer, order, "照会完了"), 30)
    officer.look("gate-order-done")
    officer.follow(officer.page.get_by_role("button", name="回答を見る"))
    officer.look("gate-confirm")
    officer.confirm("確認して戻る")
    officer.follow(officer.page.get_by_role("button", name="回答を見る"))
    officer.look("gate-answer")
    return order


def reviewed_and_signed(cast: Cast, case: str) -> None:
    sakura = cast.person("sakura")
    assert eventually(lambda: _is_shown(sakura, case, "照会が完了しました"), 20)
    sakura.look("office-case-findings")
    sakura.press("審査に入る")
    sakura.open(case + "proposal/")
    sakura.look("office-proposal")
    sakura.press("起案して決裁へ回す")
    sakura.look("office-proposal-error")
    sakura.page.get_by_text("承認", exact=True).click()
    sakura.fill(comment="初回給与までの不足で、償還の見込みあり。")
    sakura.press("起案して決裁へ回す")
    sakura.look("office-case-approval")
    for rank in ("momiji", "kaede"):
        person = cast.person(rank)
        person.open("/signin/")
        person.sign_in()
        person.open(case + "sign/")
        person.look(f"office-confirm-{rank}")
        person.confirm("確認して決裁の画面へ進む")
        person.look(f"office-sign-{rank}")
        person.fill(comment="起案のとおり。")
        person.press("決裁する")
    person.look("office-case-decided")


def arrived(cast: Cast, case: str, order: str) -> None:
    sakura, aoba, officer = (cast.person(name) for name in ("sakura", "aoba", "shirabe"))
    assert eventually(lambda: _is_shown(sakura, case, "受領済み"), 20)
    sakura.look("office-case-arrived")
    aoba.open(case)
    aoba.look("counter-case-decided")
    assert eventually(lambda: _is_shown(officer, order, "番号廃棄"), 20)
    officer.look("gate-order-closed")


def signed_in(cast: Cast, username: str) -> Person:
    person = cast.person(username)
    person.open("/")
    if "/signin" in person.page.url:
        person.sign_in()
    return person


def _is_shown(person: Person, address: str, words: str) -> bool:
    person.open(address)
    return words in person.page.inner_text("main")
