"""相談の画面: what was said stands there, and what is next can be done from there."""

import re
import subprocess

import pytest
from django.urls import reverse

from councils.models import Letterhead
from loans.applications import actions as applications
from loans.consultations.models import Consultation
from loans.states import ConsultationState
from tests import make
from tests.loans.pages.screens import text_of, typed_in

pytestmark = pytest.mark.zone("counter")
SLIP = {"scheme": "FOOD", "agency": "架空フードバンク", "told": "食料が足りない。", "asked": ""}
AGREED = {"sharing": "given", "sharing_on": make.CAME_ON}


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def told(desk):
    """Stores a talk of which this is known."""

    def record(**facts):
        with desk("aoba") as by:
            return make.consultation(by, **facts)

    return record


def page_of(talk, step=""):
    return reverse("loans:interview", args=[talk.pk, step]) if step else reverse("loans:consultation", args=[talk.pk])


def test_a_talk_that_ended_by_a_slip_of_the_finger_is_reopened_from_its_page(aoba, told, desk):
    talk = told()
    aoba.post(f"{page_of(talk)}close/", {"as": "advise"})
    shown = text_of(aoba.get(page_of(talk)))
    back = aoba.post(f"{page_of(talk)}reopen/")

    assert "取り消して聞き取りに戻る" in shown
    assert back.url == page_of(talk, "check")
    with desk("aoba"):
        assert Consultation.objects.get(pk=talk.pk).state == ConsultationState.OPEN
    assert "取り消して聞き取りに戻る" not in text_of(aoba.get(page_of(talk)))
    assert aoba.post(f"{page_of(talk)}reopen/").status_code == 409


def test_an_anonymous_call_is_nobody_and_what_was_not_said_is_one_line_a_part(aoba, told):
    text = text_of(aoba.get(page_of(told(client_name="", client_kana="", client_phone=""))))

    assert "お名前未確認" in text
    assert "お名前未確認 様" not in text
    assert text.count("未入力") == 4
    assert "未入力：生年月日、性別、住所" in text


def test_a_part_that_has_answers_is_mended_and_an_empty_one_is_asked(aoba, told):
    page = aoba.get(page_of(told())).content.decode()

    assert re.findall(r'steps/(\w+)/">(直す|聞き取る)<', page) == [
        ("start", "直す"),
        ("household", "聞き取る"),
        ("troubles", "直す"),
        ("schemes", "聞き取る"),
    ]


def test_the_first_visit_says_how_it_was_held_though_that_was_chosen_later(aoba, told):
    talk = told()
    path = page_of(talk, "start")
    aoba.post(path, typed_in(aoba.get(path)) | {"channel": "counter"})

    assert re.search(r"令和8年\d+月\d+日　来所　\S", text_of(aoba.get(page_of(talk))))


def test_a_slip_is_offered_with_the_consent_and_printed_from_the_step_it_was_made_in(aoba, told):
    early, talk = told(), told(**AGREED)
    refused = aoba.get(f"{page_of(early)}referrals/new/").content.decode()
    made = aoba.post(f"{page_of(talk)}referrals/new/", SLIP)
    step = text_of(aoba.get(made.url.partition("#")[0]))

    assert f"{page_of(early, 'schemes')}#id_sharing" in refused
    assert 'id="id_sharing"' in aoba.get(page_of(early, "schemes")).content.decode()
    assert made.url == f"{page_of(talk, 'schemes')}#referrals"
    assert "架空フードバンク 連絡票を印刷する（PDF）" in re.sub(r"\s+", " ", step)


def test_the_slip_says_whom_the_agency_answers(aoba, told, tmp_path, desk):
    talk = told(**AGREED)
    aoba.post(f"{page_of(talk)}referrals/new/", SLIP)
    with desk("aoba") as by:
        head = Letterhead.objects.get(pk=by.council_id)
        slip = talk.referrals.get()
    (paper := tmp_path / "slip.pdf").write_bytes(aoba.get(f"{page_of(talk)}referrals/{slip.pk}.pdf").content)
    printed = subprocess.run(["pdftotext", "-raw", paper, "-"], capture_output=True, check=True).stdout.decode()

    assert head.telephone
    assert head.telephone in printed
    assert re.sub(r"\s", "", head.address) in re.sub(r"\s", "", printed)


def test_the_client_reads_words_and_no_marks(aoba, told):
    talk = told(topics=["income"], main_topic="food", schemes={"FOOD": {"result": "refer", "note": ""}})

    text = text_of(aoba.get(f"{page_of(talk)}client/"))

    assert "◎" not in text
    assert "○" not in text
    assert "窓口におつなぎします" in text
    assert re.search(r"いちばん\s+食べるものがない", text)
    assert re.search(r"ほかに\s+収入・生活費", text)


def test_a_talk_that_goes_on_is_one_of_the_ways(aoba, told):
    page = aoba.get(page_of(told(), "check")).content.decode()

    assert "相談を続ける（継続相談）" in page
    assert "/steps/check/#id_next_on" in page
    assert 'id="id_next_on"' in page
    assert "担当案件の一覧に出ます" not in page


def test_one_tap_confirms_what_a_section_carries(aoba, told, desk):
    first = told(housing="rented", client_born="1986-05-14")
    new = told(client_name="", client_kana="", client_phone="")
    aoba.post(f"{page_of(new)}carry/", {"from": str(first.pk), "back": "household"})
    path = page_of(new, "household")
    page = aoba.get(path)
    answer = aoba.post(path, typed_in(page) | {"confirm": "client_born,housing"})

    assert 'value="client_born,housing">すべてこのままでよい' in page.content.decode()
    assert answer.url == path
    with desk("aoba"):
        assert {"client_born", "housing"}.isdisjoint(Consultation.objects.get(pk=new.pk).carried)


def test_the_applicant_is_not_offered_as_somebody_who_stands_beside(aoba, desk):
    with desk("aoba") as by:
        talk = make.consultation(by, members=[{"key": "a", "name": "𠮷田　葵", "relation": "child"}])
        application = applications.start(talk.id, "KINKYU", by=by)

    text = text_of(aoba.get(reverse("loans:add_party", args=[application.id])))

    assert "𠮷田　葵 様から写す" in text
    assert "𠮷田　健一 様から写す" not in text
