import pytest

from loans.cases.timeline import events
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
