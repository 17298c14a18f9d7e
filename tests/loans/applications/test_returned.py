"""返戻の項目 and 前回の進達から変わったところ."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from councils.refusals import Stale, StepNotAllowed
from councils.trail.models import TrailRow
from loans.applications import actions, rules
from loans.applications.actions.answer import NothingReturned
from loans.applications.answering import AnswersForm
from loans.applications.changed import changed_since_forwarding
from loans.applications.forwarding import forwarding_sheet
from loans.applications.models import Forwarding, ReturnItem, ReturnReason
from loans.applications.places import box_of, place_name, places
from loans.applications.refusals import ItemsUnanswered
from loans.applications.returned import item_lines, last_item_lines, reasons_in_force, returned_items
from loans.cases import forwarding
from loans.cases.next_acts import next_act
from loans.documents import actions as documents
from loans.review import actions as review
from loans.review.actions.intake import NoSuchPlace, NoSuchReason
from loans.talk.models import Notice
from tests import make

pytestmark = pytest.mark.zone("stages")

AMOUNT = {"reason": "AMOUNT_MISMATCH", "place": "field:amount_yen", "asked": "月額×月数と合いません。"}


def returned(desk, *items):
    application = make.received(desk)
    with desk("sakura") as by:
        review.return_case(application.id, make.RETURN | {"items": list(items)}, by=by)
    return application


def saved(application, by, **facts):
    application.refresh_from_db()
    there = rules.household(application)
    rows = [row | {"id": member.id} for row, member in zip(make.household(), there, strict=True)]
    actions.save(application.id, make.request(application, **facts), rows, version=application.version, by=by)


def up_again(application, desk):
    with desk("aoba") as by:
        actions.submit(application.id, by=by)
        actions.opine(application.id, {"verdict": "fit", "text": "x"}, by=by)
    with desk("wakaba") as by:
        actions.forward(application.id, chief_opinion="確かめました。", by=by)


def test_reasons_are_data_and_a_prefecture_has_its_own(desk):
    ReturnReason.objects.create(
        code="OWN",
        prefecture_id="130001",
        position=5,
        name="本県の様式でない",
        valid_from="2026-04-01",
        source="県要領",
    )
    ReturnReason.objects.create(
        code="OTHER", prefecture_id="130001", position=99, name="ほか", valid_from="2026-04-01", source="県要領"
    )
    with desk("sakura") as by:
        names = {each.code: each.name for each in reasons_in_force(by.prefecture_id)}
    with desk("ajisai") as by:
        elsewhere = {each.code for each in reasons_in_force(by.prefecture_id)}

    assert (names["OWN"], names["OTHER"]) == ("本県の様式でない", "ほか")
    assert {"OVER_INCOME", "PAPER_MISSING"} <= elsewhere
    assert "OWN" not in elsewhere


def test_a_reason_that_has_ended_is_not_chosen(desk):
    ReturnReason.objects.filter(code="OTHER").update(valid_until="2026-04-30")
    application = make.received(desk)

    with desk("sakura") as by, pytest.raises(NoSuchReason):
        review.return_case(application.id, make.RETURN | {"items": [AMOUNT | {"reason": "OTHER"}]}, by=by)


def test_a_prefecture_gives_up_a_national_reason_for_the_pages_and_for_the_guard(desk):
    ReturnReason.objects.create(
        code="OTHER",
        prefecture_id="130001",
        name="ほか",
        valid_from="2026-04-01",
        valid_until="2026-04-30",
        source="県要領",
    )
    application = returned(desk, AMOUNT)
    with desk("sakura") as by:
        assert "OTHER" not in {each.code for each in reasons_in_force(by.prefecture_id)}
        item = application.return_items.get()
        item.pk, item.position, item.reason = uuid4(), 9, "OTHER"
        with pytest.raises(DatabaseError, match="no such reason"), transaction.atomic():
            item.save(force_insert=True)


def test_an_item_is_pinned_to_what_the_application_has(desk):
    application = make.received(desk)

    with desk("sakura") as by, pytest.raises(NoSuchPlace):
        review.return_case(application.id, make.RETURN | {"items": [AMOUNT | {"place": "field:state"}]}, by=by)
    assert not ReturnItem.objects.exists()


def test_every_place_has_words_and_a_box(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        pinned = places(application)

        assert all(words for _, words in pinned)
        assert place_name(application, "field:amount_yen") == "借入希望額"
        assert place_name(application, "member:x") == ""
    assert box_of("field:amount_yen") == "amount_yen"
    assert {box_of(pin) for pin, _ in pinned if pin.startswith(("member:", "paper:"))} == {"household", "papers"}


def test_what_was_asked_stands_at_its_box(desk):
    application = returned(desk, AMOUNT, {"reason": "OTHER", "place": "", "asked": "ご確認ください。"})

    with desk("aoba"):
        found = returned_items(application)

    assert {box: [item.asked for item in items] for box, items in found.items()} == {
        "amount_yen": ["月額×月数と合いません。"],
        "": ["ご確認ください。"],
    }


def test_a_return_tells_the_counsellor_and_the_chief(desk):
    returned(desk, AMOUNT)
    with desk("aoba") as aoba, desk("wakaba") as wakaba:
        pass

    told = set(Notice.objects.filter(kind="returned").values_list("staff_id", flat=True))
    assert told == {aoba.staff_id, wakaba.staff_id}


def test_what_was_neither_mended_nor_answered_does_not_go_up(desk):
    application = returned(desk, AMOUNT)
    with desk("aoba") as by:
        actions.reopen(application.id, by=by)

    with pytest.raises(ItemsUnanswered) as refusal:
        up_again(application, desk)
    assert "借入希望額（金額・期間の不一致）" in refusal.value.sentence


def test_what_was_mended_needs_no_words(desk):
    application = returned(desk, AMOUNT)
    with desk("aoba") as by:
        actions.reopen(application.id, by=by)
        saved(application, by, amount_yen=70_000)
    up_again(application, desk)

    with desk("sakura"):
        application.refresh_from_db()
        [change] = changed_since_forwarding(application)
        [item] = last_item_lines(application)

    assert (change.label, change.before, change.now) == ("借入希望額", "80,000円", "70,000円")
    assert (list(item.changes), item.is_met, item.due) == ([change], True, "")


def test_what_is_answered_in_words_goes_on_with_the_opinion_that_was_given(desk):
    application = returned(desk, AMOUNT)
    with desk("aoba") as by:
        with pytest.raises(ItemsUnanswered):
            actions.resume(application.id, by=by)
        application.refresh_from_db()
        assert next_act(application, by=by).address == "loans:answer_return"
        make.answer(application, by)
        assert next_act(application, by=by).address == "loans:resume"
        resumed = actions.resume(application.id, by=by)
        opinions = resumed.opinions.count()
    with desk("wakaba") as by:
        forwarded = actions.forward(application.id, by=by)

    assert (resumed.state, opinions, forwarded.state) == ("opinion_done", 1, "forwarded")


def test_a_case_that_came_back_to_nobody_is_not_resumed(desk):
    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        actions.resume(make.submitted(by).id, by=by)


def test_what_is_answered_in_words_goes_up_and_the_office_reads_them(desk):
    application = returned(desk, AMOUNT)
    with desk("aoba") as by:
        make.answer(application, by, "月8万円の1か月分です。")
        actions.reopen(application.id, by=by)
    up_again(application, desk)

    with desk("sakura"):
        [item] = last_item_lines(application)
    assert (item.answer, item.answered_name) == ("月8万円の1か月分です。", "青葉 みどり")


def test_an_answer_can_be_taken_back_until_it_goes_up(desk):
    application = returned(desk, AMOUNT)
    with desk("aoba") as by:
        make.answer(application, by)
        make.answer(application, by, "")

    row = ReturnItem.objects.get()
    assert (row.answer, row.answered_by, row.answered_at) == ("", None, None)


def test_answers_that_were_opened_before_a_colleague_answered_are_stale(desk):
    application = returned(desk, AMOUNT, {**AMOUNT, "asked": "据置期間も確かめてください。"})
    first, second = ReturnItem.objects.order_by("position")
    with desk("aoba") as by:
        opened = AnswersForm(None, items=item_lines(application)).initial["version"]
    with desk("wakaba") as by:
        actions.answer_return(application.id, {first.pk: "直しました。", second.pk: ""}, version=opened, by=by)
    with desk("aoba") as by, pytest.raises(Stale):
        actions.answer_return(application.id, {first.pk: "", second.pk: "2か月です。"}, version=opened, by=by)

    assert [each.answer for each in ReturnItem.objects.order_by("position")] == ["直しました。", ""]


def test_nothing_is_answered_where_nothing_is_returned(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        with pytest.raises(NothingReturned):
            actions.answer_return(application.id, {}, version=0, by=by)


def test_nothing_is_answered_after_the_forwarding(desk):
    application = make.forwarded_again(desk)

    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        actions.answer_return(application.id, {}, version=0, by=by)


def test_members_and_papers_that_came_and_went_are_told(desk):
    application = returned(desk, AMOUNT)
    with desk("aoba") as by:
        actions.reopen(application.id, by=by)
        application.refresh_from_db()
        there = rules.household(application)
        rows = [row | {"id": member.id} for row, member in zip(make.household(), there, strict=True)][:2]
        rows[1] |= {"occupation": "パート"}
        rows.append(make.member(2, "𠮷田　空", "ヨシダ　ソラ", "2020-01-02", "M", "child"))
        actions.save(application.id, make.request(application), rows, version=application.version, by=by)
        documents.add(application.id, "ACCOUNT", make.pdf(), by=by)
        told = [(each.label, each.before, each.now) for each in changed_since_forwarding(application)]

    assert told == [
        ("𠮷田　美咲 様の職業・学校", "空欄", "パート"),
        ("𠮷田　葵 様", "世帯員", "外れました"),
        ("𠮷田　空 様", "なし", "世帯員に加わりました"),
        ("振込先の通帳またはキャッシュカードの写し", "なし", "IDENTITY.pdf を登録しました"),
    ]


def test_the_first_forwarding_has_nothing_before_it(desk):
    application = make.forwarded(desk)

    with desk("sakura"):
        assert changed_since_forwarding(application) == []


def test_what_was_sent_is_kept_with_the_chiefs_opinion(desk):
    with desk("aoba") as by:
        application = make.with_opinion(by)
    with desk("wakaba") as by:
        actions.forward(application.id, chief_opinion="急ぎでお願いします。", by=by)

    with desk("sakura"):
        application.refresh_from_db()
        sheet = forwarding_sheet(application)
    assert (sheet.number, sheet.chief_opinion, sheet.opinion) == (1, "急ぎでお願いします。", "適当")
    assert sheet.forwarded_name == Forwarding.objects.get().forwarded_name == "若葉 茂"
    assert {paper.name: paper.how for paper in sheet.papers}["振込先の通帳またはキャッシュカードの写し"] == "あり"


def test_the_sheet_says_of_each_paper_what_the_checklist_says(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        documents.remove(application.id, application.documents.get(kind="IDENTITY").id, by=by)
        wife = application.members.get(relation="wife")
        actions.refuse_consent(application.id, wife.id, {"reason": "own_papers", "note": ""}, by=by)
        for kind in ("LICENCE", "PAY_SLIP", "PAY_SLIP", "DISABILITY_BOOK"):
            make.paper(application, kind, by=by)

        told = as_told(application)

    assert told["本人確認書類の写し"] == ("あり", 2)
    assert told["収入がわかる書類"] == ("あり", 2)
    assert told["住民票の写し"] == ("未", 0)
    assert "そのほかの書類" not in told


def test_a_paper_that_answers_nothing_is_sent_too(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        make.paper(application, "OTHER", by=by)

        told = as_told(application)

    assert told["そのほかの書類"] == ("あり", 1)
    assert told["住民票の写し"] == ("照会で省略", 0)


def as_told(application):
    return {paper.name.split("（")[0]: (paper.how, paper.count) for paper in forwarding_sheet(application).papers}


def test_the_sheet_of_what_has_not_gone_up_has_no_day_yet(desk):
    with desk("aoba") as by:
        sheet = forwarding_sheet(make.with_opinion(by))

    assert (sheet.number, sheet.forwarded_on, sheet.chief_opinion) == (1, "", "")


def test_the_chief_who_is_shown_a_change_of_health_leaves_a_row_that_says_so(desk):
    application = returned(desk, AMOUNT)
    with desk("aoba") as by:
        actions.reopen(application.id, by=by)
        application.refresh_from_db()
        there = rules.household(application)
        rows = [row | {"id": member.id} for row, member in zip(make.household(), there, strict=True)]
        rows[1] |= {"care_level": "care_2"}
        actions.save(application.id, make.request(application), rows, version=application.version, by=by)
    with desk("wakaba"):
        application.refresh_from_db()
        shown = forwarding._page(application)

    assert [each.label for each in shown["changes"]] == ["𠮷田　美咲 様の介護度"]
    assert TrailRow.objects.filter(case_id=application.id, verb="viewed", fields=["health"]).count() == 1
