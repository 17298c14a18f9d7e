import pytest

from loans.applications import actions as applications
from loans.cases.timeline import events, office_events
from loans.review import actions as review
from tests import make

pytestmark = pytest.mark.zone("stages")


def titles(desk, who, application):
    with desk(who) as _:
        application.refresh_from_db()
        return [event.title for event in events(application)]


def test_a_new_case_has_one_event(desk):
    with desk("aoba") as by:
        application = make.draft(by)

    assert titles(desk, "aoba", application) == ["申込書を作成"]


@pytest.mark.parametrize("who", ["aoba", "sakura"])
def test_both_offices_read_the_same_course_newest_first(desk, who):
    application = make.decided(desk)

    seen = titles(desk, who, application)

    assert seen[0] == "貸付決定"
    assert seen[-1] == "申込書を作成"
    assert {"申込を受付", "都道府県社協へ進達", "都道府県社協が受付", "市区町村社協の意見：適当"} <= set(seen)


def test_a_return_says_its_reasons_in_words(desk):
    application = make.returned(desk)

    with desk("aoba"):
        application.refresh_from_db()
        [event] = [event for event in events(application) if event.title == "返戻"]

    assert event.body == "書類の不足：通帳の写しを付けてください。"
    assert (event.who, event.kind) == ("桜井 春", "returned")


def test_an_event_has_a_finished_time(desk):
    with desk("aoba") as by:
        [event] = events(make.draft(by))

    assert event.when.startswith("令和")
    assert event.iso.count(":") >= 2


def test_a_second_submission_does_not_erase_the_first(desk):
    application = make.forwarded_again(desk)

    for who in ("aoba", "sakura"):
        seen = titles(desk, who, application)
        assert [seen.count(each) for each in ("申込を受付", "都道府県社協へ進達", "申込書を直し始める")] == [2, 2, 1]


def test_every_step_says_who_took_it(desk):
    application = make.received(desk)
    with desk("sakura") as by:
        review.order(application.id, is_nondisclosure=False, by=by)

    with desk("aoba"):
        who = {event.title: event.who for event in events(application)}

    assert who["申込を受付"] == "青葉 みどり"
    assert who["都道府県社協へ進達"] == "若葉 茂"
    assert who["都道府県社協が受付"] == who["情報照会を依頼"] == "桜井 春"


def test_a_withdrawal_is_told(desk):
    application = make.returned(desk)
    with desk("aoba") as by:
        applications.withdraw(application.id, by=by)

    assert titles(desk, "aoba", application)[0] == "申込の取下げ"


def test_proposals_and_seals_are_told_in_the_office_alone(desk):
    application = make.sent_back(desk)

    with desk("sakura"):
        [proposal] = [each for each in office_events(application) if each.title == "起案：承認"]
        [back] = [each for each in office_events(application) if each.title == "差戻し（係長）"]
    assert proposal.who == "桜井 春"
    assert (back.who, back.body, back.kind) == ("椛島 秋", "所見を補ってください。", "returned")
    assert not {"起案：承認", "差戻し（係長）"} & set(titles(desk, "aoba", application))


def test_a_denial_is_not_told_as_good_news(desk):
    application = make.decided(desk, proposal="deny", amount_yen=None, denial_reason="要件に当たらない。")

    with desk("sakura"):
        [event] = [each for each in events(application) if each.title == "不承認"]

    assert event.kind == "bad"
