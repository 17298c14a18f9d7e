"""誤照会・支援措置・緊急閲覧 on the pages: one screen each, readable, and nothing of a value."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from councils.permissions import PostKind
from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import emergencies
from inquiry.officer.kept import wrong_persons
from inquiry.vault.actions.forget import forget
from inquiry.vault.actions.look import look
from inquiry.vault.models import Emergency, Mishap, MishapStep, Person, Term
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO, member_of
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")

ELSEWHERE = KENICHI | {"address": "東京都千代田区見本町1-2-3"}
WRONG = {"cause": "WRONG_LINK", "known_on": "２０２６．１１．２"}


@pytest.fixture
def order_id(slip, logins, officer):
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)
    return order_id


@pytest.fixture
def screen(signed_in, officer):
    return signed_in(officer)


def person_of(order_id) -> Person:
    with transaction_for(system_of(TOKYO)):
        return Person.objects.get(order_id=order_id)


def proposed(screen, order_id) -> str:
    return screen.post(f"/persons/{person_of(order_id).pk}/mishap/", WRONG)["Location"]


def text(answer) -> str:
    return answer.content.decode()


def test_a_mishap_is_proposed_with_full_width_digits_and_shown_with_its_clock(order_id, screen):
    page = proposed(screen, order_id)

    shown = text(screen.get(page))

    assert "回答を隔離しています" in shown
    assert "ご自身が申し出た誤照会は、ご自身では判断できません" in shown
    assert "期限：令和8年11月5日" in shown
    assert "既定値" in shown


def test_the_order_says_so_and_offers_no_look(order_id, screen):
    before = text(screen.get(f"/orders/{order_id}/"))
    proposed(screen, order_id)

    after = text(screen.get(f"/orders/{order_id}/"))
    refused = screen.post(f"/persons/{person_of(order_id).pk}/answers/")

    assert ("回答を見る" in before, "回答を見る" in after) == (True, False)
    assert "誤照会（隔離中）" in after
    assert (refused.status_code, "誤照会の申出により閲覧できません" in text(refused)) == (409, True)


def test_a_colleague_confirms_and_the_steps_are_recorded_to_the_end(order_id, screen, signed_in, colleague):
    page = proposed(screen, order_id)
    second = signed_in(colleague)

    second.post(f"{page}confirm/")
    look(TOKYO)
    destroyed = text(second.get(page))
    early = second.post(f"{page}end/")
    unjudged = text(early)
    second.post(f"{page}judge/", {"leak": "NO"})
    for step in ("INSIDE", "ANNOTATE", "SECOND"):
        second.post(page, {"step": step, "done_on": "令和8年11月3日"})
    second.post(f"{page}end/")

    assert "回答を廃棄しました" in destroyed
    assert (early.status_code, "漏えい等の判断がまだです" in unjudged) == (409, True)
    with transaction_for(system_of(TOKYO)):
        assert MishapStep.objects.filter(mishap__order_id=order_id).count() == 3
        assert Mishap.objects.get(order_id=order_id).ended_at is not None
    assert "対応済み" in text(second.get("/mishaps/"))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"cause": "WRONG_LINK", "known_on": "令和108年1月1日"}, "知った日"),
        ({"cause": "FLAG_LATE", "known_on": "2026-11-02"}, "原因"),
        ({"cause": "", "known_on": ""}, "原因"),
    ],
)
def test_what_cannot_be_is_refused_and_quarantines_nobody(order_id, screen, facts, words):
    answer = screen.post(f"/persons/{person_of(order_id).pk}/mishap/", facts)

    assert (answer.status_code, words in text(answer)) == (422, True)
    with transaction_for(system_of(TOKYO)):
        assert not Mishap.objects.filter(order_id=order_id).exists()


def test_a_step_of_before_it_was_known_is_refused(order_id, screen):
    page = proposed(screen, order_id)

    answer = screen.post(page, {"step": "INSIDE", "done_on": "2026-11-01"})

    assert (answer.status_code, "知った日から今日まで" in text(answer)) == (422, True)


def test_a_judgement_that_is_none_changes_nothing(order_id, screen):
    page = proposed(screen, order_id)

    answers = [screen.post(f"{page}judge/", facts) for facts in ({"leak": "MAYBE"}, {})]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all('href="#id_leak' in text(answer) for answer in answers)
    with transaction_for(system_of(TOKYO)):
        assert Mishap.objects.get(order_id=order_id).leak == ""


def test_the_record_on_paper_has_its_letters_and_no_value(order_id, screen):
    page = proposed(screen, order_id)

    shown = text(screen.get(f"{page}record/"))

    assert "お知らせ（誤って照会した方へ）" in shown
    outside = shown.partition('stack sheet">')[2]
    assert "お知らせ（誤って照会した方へ）の照会" in outside
    assert "𠮷田" not in outside
    assert "情報提供等の記録への追記" in shown
    assert "地方税関係情報" in shown
    assert "430,000" not in shown


def test_what_was_no_mishap_has_no_clock_and_no_letter(order_id, screen, signed_in, colleague):
    page = proposed(screen, order_id)
    signed_in(colleague).post(f"{page}lift/")

    shown, record = text(screen.get(page)), text(screen.get(f"{page}record/"))

    assert "誤照会ではありませんでした" in shown
    assert "期限：" not in shown + record
    assert "お知らせ（誤って照会した方へ）" not in record
    assert "報告とお知らせは要りません" in record


def test_wrong_persons_are_counted(order_id, screen, logins, officer):
    with logins.pages(), transaction_for(officer):
        before = wrong_persons()

    proposed(screen, order_id)

    with logins.pages(), transaction_for(officer):
        after = wrong_persons()
    assert (after["all"] - before["all"], after["open"] - before["open"]) == (1, 1)


def test_a_protected_order_leads_to_the_stop_first_and_prints_no_address(slip, screen):
    order_id = slip.order([KENICHI, ELSEWHERE], kinds=[Kind.TAX], is_nondisclosure=True)
    look(TOKYO)
    with transaction_for(system_of(TOKYO)):
        to_confirm = Person.objects.get(order_id=order_id, position=1)

    before = text(screen.get(f"/orders/{order_id}/"))
    refused = screen.post(f"/orders/{order_id}/ask/")
    stop = text(screen.get(f"/orders/{order_id}/stop/"))
    screen.post(f"/orders/{order_id}/stop/")
    after = text(screen.get(f"/orders/{order_id}/"))
    person = text(screen.get(f"/persons/{to_confirm.pk}/"))
    opened = screen.post(f"/persons/{to_confirm.pk}/candidates/")
    candidates = text(screen.get(opened["Location"]))

    assert "支援措置の確認へ進む" in before
    assert (refused.status_code, "支援措置" in text(refused)) == (409, True)
    assert "不開示コード" in stop
    assert "全員に照会する" in after
    assert "支援措置のため表示しません" in person
    assert "支援措置のため表示しません" in candidates
    assert not [page for page in (before, after, stop, person, candidates) if "見本町" in page]


def test_after_the_end_of_a_case_two_persons_open_its_answers(slip, screen, signed_in, officer, colleague, logins):
    case_id = uuid4()
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)
    slip.close(case_id)
    look(TOKYO)
    shut = screen.post(f"/persons/{person_of(order_id).pk}/answers/")

    screen.post(f"/orders/{order_id}/emergency/", {"purpose": "COMPLAINT"})
    with transaction_for(system_of(TOKYO)):
        emergency = Emergency.objects.get(order_id=order_id)
    own = screen.post(f"/emergencies/{emergency.pk}/allow/")
    listed = text(signed_in(colleague).get("/emergencies/"))
    signed_in(colleague).post(f"/emergencies/{emergency.pk}/allow/")
    opened = screen.post(f"/persons/{person_of(order_id).pk}/answers/")
    shown = text(screen.get(opened["Location"]))

    assert (shut.status_code, "緊急閲覧" in text(shut)) == (409, True)
    assert own.status_code == 409
    assert "認める" in listed
    assert "430,000円" in shown


def test_an_auditor_reviews_a_look_once_and_sees_no_case(slip, signed_in, logins, officer, colleague):
    case_id = uuid4()
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    look(TOKYO)
    slip.close(case_id)
    look(TOKYO)
    with logins.pages(), transaction_for(officer):
        emergency = emergencies.ask(order_id, Emergency.Purpose.LIFE, by=officer)
    with logins.pages(), transaction_for(colleague):
        emergencies.allow(emergency.pk, by=colleague)
    auditor = signed_in(member_of(logins, "mimamori"))
    early = auditor.post(f"/emergencies/{emergency.pk}/review/", {"review": "PROPER"})
    steps.past_the_walls(
        logins,
        "UPDATE inquiry_vault_emergency SET allowed_at = allowed_at - interval '31 minutes' WHERE id = %s",
        emergency.pk,
    )

    before = text(auditor.get("/emergencies/reviews/"))
    unclear = auditor.post(f"/emergencies/{emergency.pk}/review/", {"review": "PERHAPS"})
    first = auditor.post(f"/emergencies/{emergency.pk}/review/", {"review": "PROPER"})
    second = auditor.post(f"/emergencies/{emergency.pk}/review/", {"review": "IMPROPER"})

    assert (early.status_code, "まだ閲覧できる時間です" in text(early)) == (409, True)
    assert "人の生命・身体・財産を守るため" in before
    assert "R8-東京-" not in before
    assert (unclear.status_code, first.status_code, second.status_code) == (302, 302, 409)
    with transaction_for(system_of(TOKYO)):
        assert Emergency.objects.get(pk=emergency.pk).review == "PROPER"


def test_a_review_that_is_late_is_seen_on_the_first_page(slip, screen, logins, officer, colleague):
    case_id = uuid4()
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    look(TOKYO)
    slip.close(case_id)
    look(TOKYO)
    with logins.pages(), transaction_for(officer):
        emergency = emergencies.ask(order_id, Emergency.Purpose.LIFE, by=officer)
    with logins.pages(), transaction_for(colleague):
        emergencies.allow(emergency.pk, by=colleague)
    steps.past_the_walls(
        logins,
        "UPDATE inquiry_vault_emergency SET allowed_at = allowed_at - interval '49 hours' WHERE id = %s",
        emergency.pk,
    )

    shown = text(screen.get("/"))

    assert "事後の確認が遅れている緊急閲覧：" in shown


def test_a_term_is_of_an_administrator_alone(screen):
    assert screen.get("/terms/").status_code == 403


def test_a_silent_worker_is_seen_on_the_first_page(order_id, screen, logins):
    forget(TOKYO)
    fresh = text(screen.get("/"))
    steps.past_the_walls(logins, "UPDATE inquiry_vault_keptcount SET counted_at = now() - interval '2 hours'")

    old = text(screen.get("/"))

    assert "照会の処理が止まっているおそれ" not in fresh
    assert "照会の処理が止まっているおそれ" in old


def administrator(officer):
    return replace(officer, post=PostKind.ADMINISTRATOR)


def test_an_administrator_enters_days_in_the_own_name(logins, officer):
    by = administrator(officer)

    with logins.pages(), transaction_for(by):
        term = Term.objects.create(
            prefecture_id=TOKYO,
            what="ANSWERS",
            days=30,
            valid_from=date(2126, 1, 1),
            source="県の規程",
            entered_by=by.staff_id,
        )

    assert term.days == 30
