"""The case page and the list of the counter: what was asked is shown, what lacks leads to where it is mended."""

import pytest

from loans.applications import actions as applications
from loans.applications import rules
from tests import make
from tests.loans.pages.screens import text_of

pytestmark = pytest.mark.zone("counter")


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def complete(desk):
    with desk("aoba") as by:
        return make.complete(by)


def page_of(application):
    return f"/cases/{application.id}/"


def test_sex_and_occupation_are_shown(aoba, desk):
    with desk("aoba") as by:
        application = make.draft(by)
        rows = [make.household()[0] | {"occupation": "架空商店"}]
        applications.save(application.id, make.request(application), rows, version=1, by=by)

    text = text_of(aoba.get(page_of(application)))

    assert "本人 男" in text
    assert "架空商店" in text


def test_each_missing_line_leads_to_where_it_is_mended(aoba, desk):
    with desk("aoba") as by:
        application = make.draft(by)
        request = make.request(application, amount_yen=None)
        applications.save(application.id, request, make.household(), version=1, by=by)

        wife = rules.household(application)[1]

    html = aoba.get(page_of(application)).content.decode()

    for address in ("application/#id_amount_yen", f"consents/{wife.id}/", "papers/new/?for=IDENTITY"):
        assert f'<li><a href="{page_of(application)}{address}">' in html


def test_the_kind_of_the_missing_paper_is_chosen_already(aoba, complete):
    html = aoba.get(page_of(complete) + "papers/new/", kind="ACCOUNT").content.decode()

    assert '<input type="hidden" name="kind" value="ACCOUNT"' in html


def test_a_consent_that_ended_with_a_change_of_name_is_next(aoba, desk, complete):
    with desk("aoba") as by:
        there = rules.household(complete)
        rows = [{**row, "id": each.id} for row, each in zip(make.household(), there, strict=True)]
        rows[1] |= {"name": "別姓　美咲"}
        applications.save(complete.id, make.request(complete), rows, version=complete.version, by=by)

    text = text_of(aoba.get(page_of(complete)))

    assert "氏名または生年月日が変わったため、同意の確認をやり直してください。" in text


def test_the_opinion_is_read_before_it_is_forwarded(screen, desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)

    assert "適当と考えます。" in text_of(screen("wakaba").get(page_of(application)))


def test_who_said_no_is_not_said_to_be_unasked_before_it_is_forwarded(screen, desk, complete):
    with desk("aoba") as by:
        wife = complete.members.get(relation="wife")
        applications.refuse_consent(complete.id, wife.id, {"reason": "own_papers", "note": ""}, by=by)

    page = text_of(screen("wakaba").get(page_of(complete) + "forward/"))

    assert ("同意しない" in page, "未確認" in page) == (True, False)


def test_the_case_leads_back_to_its_talk_and_the_desk_lists_it(aoba, complete):
    address = f"/consultations/{complete.consultation_id}/"

    assert f'href="{address}"' in aoba.get(page_of(complete)).content.decode()
    today = aoba.get("/today/")
    assert "最近の相談" in text_of(today)
    assert f'href="{address}"' in today.content.decode()


def test_withdrawing_and_taking_a_paper_back_are_said(aoba, desk, complete):
    with desk("aoba"):
        paper = complete.documents.first()

    aoba.post(f"{page_of(complete)}papers/{paper.id}/remove/")
    assert "書類の登録を取り消しました。" in text_of(aoba.get(page_of(complete)))
    aoba.post(page_of(complete) + "withdraw/")
    assert "申込を取り下げました。" in text_of(aoba.get(page_of(complete)))


def test_what_a_consent_taken_back_after_receipt_lacks_is_said_before_forwarding(screen, desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)
        applications.withdraw_consent(application.id, rules.household(application)[1].id, by=by)
    wakaba = screen("wakaba")

    shown = text_of(wakaba.get(page_of(application)))
    pressed = text_of(wakaba.post(page_of(application) + "forward/"))

    assert "確かめて進達する" not in shown
    assert "都道府県社協へ進達する" not in pressed
    for each in (shown, pressed):
        assert "進達するには、次のことが必要です。" in each
        assert "𠮷田　美咲 様の情報照会の同意を確認する" in each
