"""The walk in a real browser: every page it passes has no fault that axe finds, and works without a mouse."""

import os

import pytest

from config.walk.household import RELATIONS, SEXES, Household, ask_household
from config.walk.papers import paper
from councils.era import PartialDate
from tests.config.living import eventually
from tests.journeys.demo import take
from tests.journeys.eyes import CHROMIUM, Cast, Person, watched

pytestmark = pytest.mark.zone("journeys")
PAPERS = ("IDENTITY", "REASON_PROOF", "AMOUNT_PROOF", "ACCOUNT")
REQUEST = {
    "reason": "WAITING_BENEFIT",
    "reason_text": "初回の給与が支給されるまでの生活費として。",
    "outlook": "来月25日から、月18万円ほどの給与が支給される見込み。",
    "amount_yen": "８００００",
    "grace_months": "２",
    "repayment_months": "12",
    "bank_name": "見本銀行",
    "bank_branch": "架空支店",
    "account_number": "0000001",
}


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
    aoba = cast.person("aoba")
    aoba.open("/signin/")
    aoba.look("counter-signin")
    aoba.sign_in()
    aoba.look("counter-desk-empty")
    _talk_by_keyboard(aoba, household)
    aoba.look("counter-consultation")
    _begin(aoba)
    case = aoba.page.url.removeprefix(aoba.url).removesuffix("application/")
    aoba.look("counter-application")
    _apply(aoba, household)
    while (asked := aoba.page.locator("#household").get_by_role("link", name="同意を確認")).count():
        aoba.follow(asked)
        _consent(aoba)
    for kind in PAPERS:
        _add_paper(aoba, case, kind)
    aoba.look("counter-case-complete")
    aoba.press("申込を受け付ける")
    aoba.open(case + "opinion/")
    aoba.look("counter-opinion")
    aoba.page.get_by_text("適当", exact=True).click()
    aoba.fill(text="一時的な不足であり、償還の見込みがある。")
    aoba.press("意見を記録する")
    aoba.look("counter-case-opinion")
    _forward(signed_in(cast, "wakaba"), case)
    return case


def _forward(chief: Person, case: str) -> None:
    chief.open(case)
    chief.follow(chief.page.get_by_role("link", name="確かめて進達する"))
    chief.look("counter-forward")
    chief.fill(chief_opinion="内容を確かめました。")
    chief.press("都道府県社協へ進達する")
    chief.look("counter-case-forwarded")
    chief.open("/")
    chief.look("counter-desk")


def _begin(aoba: Person) -> None:
    """Cases that another journey left open are of the same household."""
    aoba.page.locator("#apply-fund").select_option("KINKYU")
    aoba.press("この資金の申込へ進む")
    if "/apply/" in aoba.page.url:
        aoba.fill(again_reason="前回とは別の事情。")
        aoba.press("申込書を作成する")


def in_the_office(cast: Cast, case: str) -> None:
    sakura = cast.person("sakura")
    sakura.open("/signin/")
    sakura.look("office-signin")
    sakura.sign_in()
    sakura.look("office-queue")
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


def _talk_by_keyboard(person: Person, household: Household) -> None:
    keys = person.page.keyboard
    person.tab_to('a[href="/consultations/new/"]')
    with person.page.expect_navigation():
        keys.press("Enter")
    person.look("counter-consultation-form")
    boxes = {"client_name": household.applicant["name"], "client_kana": household.applicant["kana"]}
    for name, typed in {**boxes, "client_phone": "０９０－００００－１２３４"}.items():
        person.tab_to(f"[name={name}]")
        keys.insert_text(typed)
    person.tab_to("[name=memo]")
    keys.insert_text("面談室で聞き取り。")
    for step in ("household", "troubles", "schemes", "check"):
        person.tab_to(".memo-foot button")
        with person.page.expect_navigation():
            keys.press("Enter")
        person.look(f"counter-interview-{step}")
        if step == "troubles":
            person.tab_to("[name=topics]")
            keys.press("Space")
            person.tab_to("[name=gist]")
            keys.insert_text("勤務先が変わり、初回の給与まで生活費が足りない。")
    assert person.page.get_by_role("heading", name=household.applicant["name"]).count()


def _apply(person: Person, household: Household) -> None:
    for _ in household.members[1:]:
        person.page.get_by_role("button", name="＋ 世帯員を追加").click()
    for index, member in enumerate(household.members):
        row = {
            "name": member["name"],
            "kana": member["kana"],
            "relation": "self" if index == 0 else RELATIONS.get(member["relation"], "other"),
            "sex": SEXES.get(member["sex"], ""),
            "postcode": household.postcode,
            "address": household.address,
        }
        person.fill(**{f"members-{index}-{name}": value for name, value in row.items()})
    person.fill(**REQUEST, account_holder_kana=household.applicant["kana"])
    for box in person.page.locator("[name=statements]").all():
        box.check()
    person.press("申込書を保存する")
    person.look("counter-application-error")
    assert person.page.get_by_text("生年月日を入力してください").count()
    for index, member in enumerate(household.members):
        person.fill(**{f"members-{index}-born": PartialDate.parse(member["born"]).wareki()})
    person.press("申込書を保存する")
    person.look("counter-case-draft")


def _consent(person: Person) -> None:
    person.look("counter-consent")
    person.page.locator("[name=agreed]").check()
    person.follow(person.page.get_by_role("button", name="様の同意を記録する"))


def _add_paper(person: Person, case: str, kind: str) -> None:
    person.open(case + f"papers/new/?kind={kind}")
    if kind == PAPERS[0]:
        person.look("counter-paper")
        person.press("書類を登録する")
        person.look("counter-paper-error")
        person.page.get_by_text("載っていない").click()
    file = {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": paper(kind)}
    person.page.locator("[name=file]").set_input_files(file)
    person.press("書類を登録する")


def _is_shown(person: Person, address: str, words: str) -> bool:
    person.open(address)
    return words in person.page.inner_text("main")
