"""聞き取り over HTTP: with scripts it saves itself, without them by its button; nothing is obligatory but the day."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from loans.consultations.models import Consultation, Referral
from loans.states import ConsultationState
from tests import make
from tests.loans.pages.screens import text_of, typed_in

pytestmark = pytest.mark.zone("counter")
STEPS = ("start", "household", "troubles", "schemes", "check")


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def talk(desk):
    with desk("aoba") as by:
        return make.consultation(by)


def page_of(talk, step):
    return reverse("loans:interview", args=[talk.pk, step])


def stored(talk, desk):
    with desk("aoba"):
        return Consultation.objects.get(pk=talk.pk)


def opened(aoba, path):
    typed = typed_in(aoba.get(path))
    return {"version": typed["version"], "page": typed["page"]}


def typing(aoba, path, facts, **more):
    return aoba.client.post(path, {**facts, "typing": "1"}, headers={"HX-Request": "true"}, **more)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_shown_with_the_memo_and_what_to_ask_beside_it(aoba, talk, step):
    answer = aoba.get(page_of(talk, step))

    assert answer.status_code == 200
    text = answer.content.decode()
    assert "聞き取りメモ" in text
    assert "確認したいこと" in text
    assert "都道府県社協が審査して決めます" in text


def test_a_step_that_there_is_not_is_not_found(aoba, talk):
    assert aoba.get(page_of(talk, "secret")).status_code == 404


def test_a_talk_is_held_without_scripts_from_the_first_word_to_its_end(aoba, desk):
    first = aoba.post("/consultations/new/", {"came_on": "令和8年11月2日", "memo": "匿名の電話。"})
    [talk_id] = re.findall(r"/consultations/([0-9a-f-]{36})/steps/household/", first.url)
    path = f"/consultations/{talk_id}/"
    said = {
        "household": {"client_born": "S55.4.1", "members-0-relation": "child", "members-0-name": "葵"},
        "troubles": {"topics": ["income", "food"], "main_topic": "food", "debts": "yes", "debts_yen": "３０万くらい"},
    }
    household = aoba.post(f"{path}steps/household/", opened(aoba, f"{path}steps/household/") | said["household"])
    refused = aoba.post(f"{path}steps/troubles/", opened(aoba, f"{path}steps/troubles/") | said["troubles"])
    said["troubles"]["debts_yen"] = "３０万円"
    troubles = aoba.post(f"{path}steps/troubles/", opened(aoba, f"{path}steps/troubles/") | said["troubles"])
    asked = aoba.post(f"{path}ask/", {"answer": "low_income:yes", "back": "troubles"})
    ended = aoba.post(f"{path}close/", {"as": "advise"})

    assert [each.status_code for each in (household, refused, troubles, asked, ended)] == [302, 422, 302, 302, 302]
    with desk("aoba"):
        talk = Consultation.objects.get(pk=talk_id)
    assert (talk.client_born, talk.members[0]["name"], talk.main_topic) == ("1980-04-01", "葵", "food")
    assert (talk.debts_yen, talk.answers, talk.state) == (
        300_000,
        {"low_income": "yes"},
        ConsultationState.ADVISED_CLOSED,
    )


def test_what_is_typed_saves_itself_and_begins_one_talk(aoba, desk):
    page = typed_in(aoba.get("/consultations/new/"))
    facts = {"page": page["page"], "version": page["version"], "came_on": "令和8年11月2日"}

    first = typing(aoba, "/consultations/new/", facts | {"client_name": "髙﨑"})
    again = typing(aoba, "/consultations/new/", facts | {"client_name": "髙﨑　花子"})

    assert (first.status_code, again.status_code) == (200, 200)
    assert "に保存しました" in again.content.decode()
    with desk("aoba"):
        assert [talk.client_name for talk in Consultation.objects.all()] == ["髙﨑　花子"]


def test_what_cannot_be_read_is_said_and_the_rest_is_saved(aoba, talk, desk):
    path = page_of(talk, "start")
    facts = opened(aoba, path) | {"came_on": "令和8年11月2日", "client_phone": "090-12", "client_name": "髙﨑"}

    answer = typing(aoba, path, facts)

    assert 'data-box="client_phone"' in answer.content.decode()
    assert stored(talk, desk).client_name == "髙﨑"
    assert stored(talk, desk).client_phone == talk.client_phone


def test_a_half_typed_cell_of_a_row_keeps_what_was_stored_of_it(aoba, talk, desk):
    path = page_of(talk, "household")
    row = opened(aoba, path) | {"members-0-name": "葵", "members-0-born": "H29.7.21"}
    typing(aoba, path, row)
    [key] = re.findall(r'name="members-0-key" value="([^"]+)"', aoba.get(path).content.decode())

    answer = typing(aoba, path, opened(aoba, path) | row | {"members-0-key": key, "members-0-born": "平成"})

    assert 'data-box="members-0-born"' in answer.content.decode()
    assert [each["born"] for each in stored(talk, desk).members] == ["2017-07-21"]


def test_a_colleagues_save_is_not_written_over_by_typing(aoba, talk, screen, desk):
    path = page_of(talk, "troubles")
    mine, other = opened(aoba, path), opened(screen("wakaba"), path)
    screen("wakaba").post(path, other | {"gist": "先の保存"})

    answer = typing(aoba, path, mine | {"gist": "後の保存"})

    assert answer.status_code == 409
    assert "相談の要旨：先の保存" in answer.content.decode()
    assert stored(talk, desk).gist == "先の保存"


def test_of_two_saves_of_one_page_the_older_one_changes_nothing(aoba, talk, desk):
    path = page_of(talk, "troubles")
    mine = opened(aoba, path)
    newer = typing(aoba, path, mine | {"gist": "家賃も", "turn": "2"})

    late = typing(aoba, path, mine | {"gist": "家賃", "turn": "1"})

    assert (newer.status_code, late.status_code) == (200, 200)
    assert stored(talk, desk).gist == "家賃も"


def test_a_later_yes_to_sharing_has_the_day_on_which_it_is_given(aoba, talk, desk):
    path = page_of(talk, "schemes")
    refused = {"sharing": "refused", "sharing_on": "令和8年11月2日"}
    aoba.post(path, opened(aoba, path) | refused)
    aoba.post(path, opened(aoba, path) | refused | {"sharing": "given"})
    given = stored(talk, desk).sharing_on
    aoba.post(path, opened(aoba, path) | {"sharing": "given", "sharing_on": "令和8年11月3日"})

    assert given == timezone.localdate()
    assert stored(talk, desk).sharing_on == date(2026, 11, 3)


def test_a_saved_step_is_said_by_the_quiet_line_of_the_next(aoba, talk):
    path = page_of(talk, "troubles")
    saved = aoba.post(path, opened(aoba, path) | {"gist": "家賃も"})

    following = text_of(aoba.get(saved.url))

    assert "に保存しました。" in following
    assert "保存しました。" not in following.replace("に保存しました。", "")


def test_the_next_day_is_not_in_the_past(aoba, talk):
    path = page_of(talk, "check")

    answer = aoba.post(path, opened(aoba, path) | {"next_on": "令和8年1月1日"})

    assert answer.status_code == 422
    assert "今日か今日より後の日" in text_of(answer)


def test_an_earlier_talk_is_offered_by_telephone_and_carried_over_with_its_mark(aoba, talk, desk):
    with desk("aoba") as by:
        new = make.consultation(by, client_name="", client_kana="")
    path = page_of(new, "start")
    shown = text_of(aoba.get(path))
    carried = aoba.post(f"/consultations/{new.pk}/carry/", {"from": str(talk.pk), "back": "start"})
    marked = text_of(aoba.get(path))
    confirmed = aoba.post(path, opened(aoba, path) | typed_in(aoba.get(path)) | {"confirm": "client_name"})

    assert "以前の相談があります" in shown
    assert carried.status_code == 302
    assert "前回" in marked
    assert confirmed.url == path
    assert stored(new, desk).client_name == talk.client_name
    assert "client_name" not in stored(new, desk).carried


def test_the_client_sees_no_memo_and_nobody_else(aoba, talk):
    path = page_of(talk, "start")
    aoba.post(
        path, opened(aoba, path) | typed_in(aoba.get(path)) | {"memo": "職員だけの言葉", "visitor_name": "別の人"}
    )

    text = text_of(aoba.get(f"/consultations/{talk.pk}/client/"))

    assert talk.client_name in text
    assert "職員だけの言葉" not in text
    assert "別の人" not in text


def test_a_slip_asks_for_the_consent_first_and_is_printed_with_its_day(aoba, talk, desk):
    path = f"/consultations/{talk.pk}/referrals/new/"
    facts = {"scheme": "FOOD", "agency": "架空フードバンク", "told": "食料が足りない。", "asked": ""}
    early = aoba.post(path, facts)
    schemes = page_of(talk, "schemes")
    aoba.post(schemes, opened(aoba, schemes) | {"sharing": "given", "scheme-FOOD": "refer"})
    made = aoba.post(path, facts)
    with desk("aoba"):
        [referral] = Referral.objects.filter(consultation=talk)
    paper = aoba.get(reverse("loans:slip", args=[talk.pk, referral.pk]))

    assert (early.status_code, made.status_code) == (422, 302)
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert stored(talk, desk).schemes == {"FOOD": {"result": "refer", "note": ""}}


def test_no_page_may_use_the_microphone_until_the_prefecture_decides_so(aoba, talk, monkeypatch):
    closed = aoba.get(page_of(talk, "start"))
    monkeypatch.setattr("loans.consultations.views.speech.value_of", lambda *_: True)
    opened_up = aoba.get(page_of(talk, "start"))

    assert "microphone=()" in closed["Permissions-Policy"]
    assert "dictation.js" not in closed.content.decode()
    assert "microphone=(self)" in opened_up["Permissions-Policy"]
    assert "dictation.js" in opened_up.content.decode()


@pytest.mark.parametrize("way", ["steps/start/", "client/", "referrals/new/", "form.pdf"])
def test_another_councils_talk_is_not_there(screen, talk, way):
    assert screen("kozue").get(f"/consultations/{talk.pk}/{way}").status_code == 404


def test_a_household_of_which_little_is_known_goes_into_the_application(aoba, talk, desk):
    path = page_of(talk, "household")
    aoba.post(path, opened(aoba, path) | {"members-0-name": "葵", "members-0-relation": "child"})

    assert aoba.post(f"/consultations/{talk.pk}/apply/", {"fund": "KINKYU"}).status_code == 302
    with desk("aoba"):
        assert [row.name for row in talk.applications.get().members.order_by("position")] == [talk.client_name, "葵"]


def test_the_page_of_a_talk_says_whose_it_is(aoba, talk):
    assert f"{talk.client_name} 様" in text_of(aoba.get(f"/consultations/{talk.pk}/"))


def test_an_ended_talk_is_read_and_not_asked(aoba, talk):
    aoba.post(f"/consultations/{talk.pk}/close/", {"as": "advise"})

    assert aoba.get(page_of(talk, "troubles")).url == f"/consultations/{talk.pk}/"
    assert typing(aoba, page_of(talk, "troubles"), {"version": "1", "gist": "x"}).status_code == 409


def test_a_talk_without_a_name_is_asked_for_it_before_an_application(aoba, desk):
    with desk("aoba") as by:
        talk = make.consultation(by, client_name="", client_kana="")

    assert "申込へ進むには" in text_of(aoba.get(f"/consultations/{talk.pk}/"))
    assert aoba.post(f"/consultations/{talk.pk}/apply/", {"fund": "KINKYU"}).status_code in (409, 422)


def test_the_button_pressed_while_the_first_save_is_on_its_way_saves_into_the_same_talk(aoba, desk, monkeypatch):
    there = opened(aoba, "/consultations/new/")
    typing(aoba, "/consultations/new/", there | {"came_on": "令和8年11月2日", "client_name": "髙﨑　花子"})
    begun = iter([None])
    monkeypatch.setattr("loans.consultations.actions.begun_from", lambda page, *, by: next(begun))
    pressed = aoba.post(
        "/consultations/new/", there | {"came_on": "令和8年11月2日", "client_phone": "０９０－００００－５６７８"}
    )

    assert pressed.status_code == 302
    with desk("aoba"):
        [talk] = Consultation.objects.filter(client_phone="090-0000-5678")
    assert str(talk.pk) in pressed.url
