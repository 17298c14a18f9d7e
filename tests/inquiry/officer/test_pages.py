import re
import time

import psycopg
import pytest
from django.contrib.messages import get_messages

from councils.signin import stepup
from councils.tenancy import system_of, transaction_for
from inquiry.vault.actions.look import look
from inquiry.vault.models import Inquiry, Person
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI, MISAKI

pytestmark = pytest.mark.zone("gate")

ELSEWHERE = KENICHI | {"address": "東京都千代田区見本町1-2-3"}


@pytest.fixture
def screen(signed_in, officer):
    return signed_in(officer)


def first_person(order_id) -> Person:
    with transaction_for(system_of(TOKYO)):
        return Person.objects.select_related("order").get(order_id=order_id, position=0)


def ask_for_all(screen, order_id):
    look(TOKYO)
    asked = screen.post(f"/orders/{order_id}/ask/")
    look(TOKYO)
    return asked


def test_one_click_asks_every_kind_of_every_member(slip, screen):
    order_id = slip.order()
    look(TOKYO)

    before = screen.get(f"/orders/{order_id}/").content.decode()
    ask_for_all(screen, order_id)
    after = screen.get(f"/orders/{order_id}/").content.decode()

    assert "全員に照会する" in before
    assert "3人について9件の照会を始めました。" in after
    assert "3人中3人回答" in after
    assert "すでにすべて照会しています" in after
    assert ("誤照会を申し出る" in before, "誤照会を申し出る" in after) == (False, True)
    assert f'href="/persons/{first_person(order_id).pk}/"' in before


def test_a_second_click_makes_no_second_inquiry(slip, screen):
    order_id = slip.order()
    ask_for_all(screen, order_id)

    again = screen.post(f"/orders/{order_id}/ask/")

    assert again.status_code == 409
    with transaction_for(system_of(TOKYO)):
        assert Inquiry.objects.filter(order_id=order_id).count() == 9


def test_who_is_not_identified_is_left_out_and_counted(slip, screen):
    order_id = slip.order([ELSEWHERE, MISAKI])
    ask_for_all(screen, order_id)

    shown = screen.get(f"/orders/{order_id}/").content.decode()

    assert "1人について3件の照会を始めました。1人は本人特定がまだのため、含めていません。" in shown
    assert "担当者のすること：本人特定の確認（1人）" in shown
    assert "残りの方の本人特定を済ませると、続けて照会できます" in shown


def test_nobody_is_asked_while_nobody_is_identified(slip, screen):
    order_id = slip.order([ELSEWHERE])

    refused = ask_for_all(screen, order_id)

    assert refused.status_code == 409
    assert "先に本人特定を済ませてください" in refused.content.decode()


def test_an_address_without_a_municipality_is_refused_with_the_name(slip, screen, logins):
    order_id = slip.order([KENICHI])
    look(TOKYO)
    with psycopg.connect(logins.administrator("vault")) as elsewhere:
        elsewhere.execute("UPDATE inquiry_vault_person SET address = '見本町3-12-5' WHERE order_id = %s", [order_id])

    refused = screen.post(f"/orders/{order_id}/ask/")

    assert "𠮷田　健一さんの住所から市区町村を決められません" in refused.content.decode()


def test_an_answer_is_shown_in_plain_words_after_an_intent(slip, screen):
    order_id = slip.order()
    ask_for_all(screen, order_id)
    person = first_person(order_id)

    opened = screen.post(f"/persons/{person.pk}/answers/", {"page": "/inquiries/"})
    shown = screen.get(opened["Location"]).content.decode()
    elsewhere = screen.post(f"/persons/{person.pk}/answers/", {"page": "//elsewhere/"})
    usual = screen.get(elsewhere["Location"]).content.decode()

    assert 'href="/inquiries/">戻る' in shown
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in shown
    assert f'href="/orders/{order_id}/">戻る' in usual
    assert "430,000円" in shown
    assert "非課税" in shown
    assert "本人（申込者から見て）" in shown


def test_a_look_that_has_ended_says_so_and_offers_another(slip, screen, logins):
    order_id = slip.order()
    ask_for_all(screen, order_id)
    opened = screen.post(f"/persons/{first_person(order_id).pk}/answers/")
    with psycopg.connect(logins.administrator("vault")) as clock:
        clock.execute("UPDATE inquiry_vault_intent SET opened_at = opened_at - interval '61 seconds'")

    shown = screen.get(opened["Location"]).content.decode()

    assert "表示できるのは60秒です" in shown
    assert "もう一度見る" in shown
    assert "http-equiv" not in shown
    assert "430,000" not in shown


def test_a_colleague_does_not_find_somebody_elses_look(slip, screen, signed_in, colleague):
    order_id = slip.order()
    ask_for_all(screen, order_id)
    opened = screen.post(f"/persons/{first_person(order_id).pk}/answers/")

    assert signed_in(colleague).get(opened["Location"]).status_code == 404


def test_a_look_asks_for_a_second_factor_that_names_its_order(slip, signed_in, officer, screen):
    order_id, other_id = slip.order(), slip.order()
    ask_for_all(screen, order_id)
    person, other = first_person(order_id), first_person(other_id)
    browser = signed_in(officer, is_confirmed=False)
    step_up(browser, other_id)

    sent = browser.post(f"/persons/{person.pk}/answers/", {"page": f"/orders/{order_id}/"})
    page = browser.get(sent["Location"]).content.decode()
    step_up(browser, order_id)
    opened = browser.post(f"/persons/{person.pk}/answers/")
    late = browser.post(f"/persons/{other.pk}/candidates/")

    assert sent["Location"] == f"/orders/{order_id}/confirm/?back=%2Forders%2F{order_id}%2F"
    assert person.order.reference in page
    assert opened["Location"].startswith("/looks/")
    assert late["Location"].startswith(f"/orders/{other_id}/confirm/")


def test_a_step_up_ends_after_five_minutes(slip, signed_in, officer, screen):
    order_id = slip.order()
    ask_for_all(screen, order_id)
    browser = signed_in(officer, is_confirmed=False)
    step_up(browser, order_id, age=301)

    sent = browser.post(f"/persons/{first_person(order_id).pk}/answers/", {"page": "https://elsewhere.example/"})

    assert sent["Location"].startswith(f"/orders/{order_id}/confirm/")
    assert "elsewhere" not in browser.get(sent["Location"]).content.decode()


def step_up(browser, order_id, age=0):
    session = browser.client.session
    items = [str(order_id)]
    entry = {"at": time.time() - age, "items": items, "digest": stepup.digest_of("look", items)}
    session["step_ups"] = {"look": entry}
    session.save()


def test_there_is_nothing_to_look_at_before_an_answer(slip, screen):
    order_id = slip.order()
    look(TOKYO)

    refused = screen.post(f"/persons/{first_person(order_id).pk}/answers/")

    assert (refused.status_code, "まだ届いていません" in refused.content.decode()) == (409, True)


def test_another_prefecture_finds_no_order_person_or_inquiry(slip, screen, signed_in, stranger):
    order_id = slip.order()
    ask_for_all(screen, order_id)
    person = first_person(order_id)
    other = signed_in(stranger)
    with transaction_for(system_of(TOKYO)):
        inquiry = Inquiry.objects.filter(order_id=order_id).first()

    paths = [
        f"/orders/{order_id}/",
        f"/orders/{order_id}/progress/",
        f"/persons/{person.pk}/",
        f"/inquiries/{inquiry.pk}/",
    ]
    acts = [
        f"/orders/{order_id}/ask/",
        *(f"/persons/{person.pk}/{act}/" for act in ("answers", "candidates", "confirm")),
    ]

    assert [other.get(path).status_code for path in paths] == [404] * 4
    assert [other.post(path).status_code for path in acts] == [404] * 4
    assert str(order_id) not in other.get("/").content.decode()


def test_the_moving_part_stops_looking_again_by_itself(slip, screen):
    order_id = slip.order([ELSEWHERE | {"address": "東京都千代田区見本町9-9-9"}])
    slip_only = screen.get(f"/orders/{order_id}/progress/")
    look(TOKYO)
    done = screen.get(f"/orders/{order_id}/progress/?times=100").content.decode()

    assert slip_only.status_code == 404
    assert "hx-trigger" not in done


def test_unknown_outcomes_are_listed_and_an_officer_decides(slip, screen, network):
    order_id = slip.order([KENICHI])
    network.settle(fail_next=["none", "cut"])
    ask_for_all(screen, order_id)
    with transaction_for(system_of(TOKYO)):
        inquiry = Inquiry.objects.get(order_id=order_id, state="unknown")

    listed = screen.get("/inquiries/").content.decode()
    unsure = screen.post(f"/inquiries/{inquiry.pk}/", {"settlement": "left"})
    settled = screen.post(f"/inquiries/{inquiry.pk}/", {"settlement": "left", "reason": "PAPER"})
    again = screen.post(f"/inquiries/{inquiry.pk}/", {"settlement": "asked_anew", "reason": "PHONED"})

    assert str(inquiry.pk) in listed
    assert (unsure.status_code, "判断の理由を選んでください" in unsure.content.decode()) == (422, True)
    assert settled["Location"] == f"/orders/{order_id}/"
    assert "いま担当者の判断を待っていません" in again.content.decode()


def test_what_is_kept_for_the_next_page_names_nobody(slip, screen):
    order_id = slip.order([ELSEWHERE, MISAKI])
    asked = ask_for_all(screen, order_id)
    left = screen.post(f"/persons/{first_person(order_id).pk}/leave-out/")

    said = [str(message) for answer in (asked, left) for message in get_messages(answer.wsgi_request)]

    assert len(said) >= 2
    assert not any(name in sentence for sentence in said for name in ("𠮷田", "健一", "美咲"))


def test_relations_and_times_are_in_words(slip, screen):
    order_id = slip.order([KENICHI, MISAKI])
    ask_for_all(screen, order_id)

    shown = screen.get(f"/orders/{order_id}/").content.decode() + screen.get("/").content.decode()

    assert ">妻<" in shown
    assert re.search(r"令和\d+年\d+月\d+日 \d+:\d\d", shown)
    assert not re.search(r"20\d\d年|>wife<", shown)


def test_an_unknown_lookup_offers_another_one_and_says_what_it_leaves(slip, screen, resident):
    resident.settle(fail_next=["cut"])
    order_id = slip.order([KENICHI])
    look(TOKYO)
    person = first_person(order_id)

    shown = screen.get(f"/persons/{person.pk}/").content.decode()
    again = screen.post(f"/persons/{person.pk}/look-up-again/")
    look(TOKYO)

    assert "照会の記録がもう1件残ります" in shown
    assert again["Location"] == f"/orders/{order_id}/"
    assert first_person(order_id).link == "linked"
    assert screen.post(f"/persons/{person.pk}/look-up-again/").status_code == 409


def test_the_day_list_names_what_is_to_do_and_puts_urgent_orders_first(slip, screen, logins):
    usual, urgent = slip.order([KENICHI]), slip.order([MISAKI])
    look(TOKYO)
    with psycopg.connect(logins.administrator("vault")) as vault:
        vault.execute("UPDATE inquiry_vault_takenorder SET is_urgent = true WHERE id = %s", [urgent])

    listed = screen.get("/today/").content.decode()

    assert "照会を始める（3件）" in listed
    assert "至急" in listed
    assert listed.index(str(urgent)) < listed.index(str(usual))


def test_a_bulk_file_without_codes_is_refused_and_says_which_are_missing(slip, screen):
    slip.order([KENICHI])
    look(TOKYO)

    made = screen.post("/files/new/")
    listed = screen.get("/files/").content.decode()

    assert made.status_code == 409
    assert "責任者に登録を頼む" in made.content.decode()
    assert "責任者に登録を頼むか" in listed
    assert 'action="/files/new/"' not in listed
    assert "番号がそろっていないため" in listed
    assert "提供者機関コード：千代田区（131016）" in listed
    assert "依頼ファイルは、まだありません" in listed


@pytest.mark.parametrize("path", ["next", "leave-next"])
def test_a_next_provider_that_is_not_offered_is_refused(slip, screen, path):
    order_id = slip.order([KENICHI])
    look(TOKYO)

    for kind in ("", "TAX", "NOTHING", "'; DROP TABLE"):
        answer = screen.post(f"/persons/{first_person(order_id).pk}/{path}/", {"kind": kind})
        assert answer.status_code == 409


def test_an_officer_enters_no_codes(screen):
    assert screen.get("/codes/").status_code == 403
