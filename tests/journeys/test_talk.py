"""連絡: two offices, two people, one case. What they would have telephoned about is asked, answered and mended here."""

import os

import pytest

from config.walk.walk import case_page
from tests.journeys.demo import take
from tests.journeys.eyes import CHROMIUM, Cast, Person, watched

pytestmark = pytest.mark.zone("journeys")


@pytest.fixture(scope="module")
def cast(demo):
    if not CHROMIUM:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("the browser part cannot run: no Chromium")
        pytest.skip("the browser part is not run: no Chromium")
    with watched(demo.ready) as people:
        yield people


def test_a_case_is_talked_over_returned_and_answered(cast, demo):
    case = case_page(take(demo.walk(), until="県社協が受付"))
    reviewer, counsellor = signed_in(cast, "sakura"), signed_in(cast, "aoba")

    written_to(reviewer, counsellor, case)
    one_thing_asked(reviewer, counsellor, case)
    returned(reviewer, counsellor, case)
    came_again(cast, reviewer, case)

    assert not cast.eyes.faults, "\n".join(cast.eyes.faults)


def written_to(reviewer: Person, counsellor: Person, case: str) -> None:
    reviewer.open(case + "talk/?place=field:amount_yen")
    reviewer.look("office-talk-empty")
    form = reviewer.page.locator("#write")
    form.get_by_label("本文").fill("申込金額の内訳を教えてください。")
    form.locator("summary").click()
    form.get_by_text("青葉 みどり").click()
    reviewer.press("連絡を送る")
    note = reviewer.page.locator("#note")
    note.get_by_label("メモ").fill("内訳が届いたら係長に相談する。")
    reviewer.press("内部メモを残す")
    reviewer.look("office-talk")
    counsellor.open("/notices/")
    counsellor.look("counter-notices")
    counsellor.follow(counsellor.page.get_by_role("link", name="あなた宛ての連絡があります"))
    assert "内訳を教えて" in counsellor.page.inner_text("#thread")
    assert "係長に相談" not in counsellor.page.content()
    counsellor.look("counter-talk")
    counsellor.page.wait_for_timeout(500)  # the page says by itself that it was read
    counsellor.page.locator("#write").get_by_label("本文").fill("家賃4万円と食費4万円です。")
    counsellor.press("連絡を送る")
    reviewer.open(case + "talk/")
    assert "食費4万円" in reviewer.page.inner_text("#thread")
    assert "さんが" in reviewer.page.inner_text("#thread")


def one_thing_asked(reviewer: Person, counsellor: Person, case: str) -> None:
    reviewer.open(case + "corrections/new/")
    reviewer.look("office-ask-correction")
    reviewer.fill(kind="FIGURE", asked="家賃の月額が分かるものはありますか。")
    reviewer.press("補正を依頼する")
    reviewer.look("office-case-corrections")
    counsellor.open(case)
    counsellor.look("counter-case-corrections")
    counsellor.follow(counsellor.page.locator("#corrections").get_by_role("link", name="答える"))
    counsellor.look("counter-answer-correction")
    counsellor.fill(answer="賃貸借契約書に4万円とあります。")
    counsellor.press("回答する")
    reviewer.open(case)
    reviewer.follow(reviewer.page.get_by_role("button", name="確認済みにする"))


def returned(reviewer: Person, counsellor: Person, case: str) -> None:
    reviewer.open(case + "return/")
    reviewer.page.locator("[name=items-0-reason]").select_option("AMOUNT_MISMATCH")
    reviewer.page.locator("[name=items-0-place]").select_option("field:amount_yen")
    reviewer.page.locator("[name=items-0-asked]").fill("内訳の合計に合わせてください。")
    reviewer.page.locator("[name=items-1-reason]").select_option("OTHER")
    reviewer.page.locator("[name=items-1-asked]").fill("連絡のつく時間を教えてください。")
    reviewer.look("office-return-filled")
    reviewer.press("返戻する")
    reviewer.look("office-case-returned")
    counsellor.open(case)
    counsellor.look("counter-case-returned")
    counsellor.press("申込書を直す")
    counsellor.look("counter-edit-returned")
    counsellor.fill(amount_yen="70000")
    counsellor.press("申込書を保存する")
    counsellor.open(case + "returned/")
    counsellor.look("counter-answer-return")
    counsellor.fill(answer_2="平日の夕方です。")
    counsellor.press("回答を保存する")
    counsellor.press("申込を受け付ける")
    counsellor.open(case + "opinion/")
    counsellor.page.get_by_text("適当", exact=True).click()
    counsellor.fill(text="補正しました。")
    counsellor.press("意見を記録する")


def came_again(cast: Cast, reviewer: Person, case: str) -> None:
    chief = signed_in(cast, "wakaba")
    chief.open(case + "hand-back/")
    chief.look("counter-hand-back")
    chief.open(case + "forward/")
    chief.look("counter-forward-again")
    assert "80,000円" in chief.page.inner_text("#changes")
    chief.press("都道府県社協へ進達する")
    reviewer.open(case)
    assert "70,000円" in reviewer.page.inner_text("#changes")
    assert "平日の夕方です。" in reviewer.page.inner_text("#returned")
    reviewer.look("office-case-again")
    reviewer.open("/notices/mail/")
    reviewer.look("office-mail")


def signed_in(cast: Cast, username: str) -> Person:
    person = cast.person(username)
    person.sign_in()
    return person
