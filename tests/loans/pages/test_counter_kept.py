"""Boxes that stand outside a page's form: what they cannot take comes back in its box, with a sentence at it."""

import pytest
from django.urls import reverse

from loans.applications.models import Member
from loans.cases.models import SavedFilter
from loans.consultations.models import Consultation
from loans.states import ConsultationState
from tests import make
from tests.loans.pages.forms import application_form
from tests.loans.pages.screens import text_of, typed_in

pytestmark = pytest.mark.zone("counter")

UNSEEN = "見\u202e本"
NUMBER = "お客様番号 1234-5678-9018"


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def talk(desk):
    with desk("aoba") as by:
        return make.consultation(by)


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        return make.draft(by)


def vouched(told):
    return [facts["fields"] for verb, facts in told if verb == "not_my_number"]


@pytest.mark.parametrize("typed", ["", UNSEEN, "見\0本", "見本\u200b", "長" * 31, "山田\n花子"])
def test_the_name_of_a_filter_comes_back_in_its_box(aoba, typed):
    answer = aoba.post(f"{reverse('loans:save_filter')}?view=mine", {"label": typed})

    assert answer.status_code == 422
    assert 'id="id_label_error"' in answer.content.decode()
    assert typed_in(answer)["label"].replace("\r", "") == typed
    assert not SavedFilter.objects.exists()


def test_a_filter_is_saved_and_its_list_is_shown_again(aoba):
    answer = aoba.post(f"{reverse('loans:save_filter')}?view=mine", {"label": "わたしの"})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{reverse('loans:desk')}?view=mine")
    assert SavedFilter.objects.filter(label="わたしの", query="view=mine").exists()


@pytest.mark.parametrize("typed", [UNSEEN, "見\0本", "長" * 81, NUMBER])
def test_to_whom_a_talk_goes_comes_back_in_its_box(aoba, talk, typed):
    close = reverse("loans:close_consultation", args=[talk.id])

    answer = aoba.post(close, {"as": "refer", "agency": typed})

    assert answer.status_code == 422
    assert 'id="id_agency_error"' in answer.content.decode()
    assert typed_in(answer)["agency"] == typed
    assert Consultation.objects.get(pk=talk.pk).state == ConsultationState.OPEN


def test_a_talk_without_slip_and_agency_is_asked_for_one_and_ends_with_it(aoba, talk):
    close = reverse("loans:close_consultation", args=[talk.id])

    asked = aoba.post(close, {"as": "refer", "agency": ""})
    done = aoba.post(close, {"as": "refer", "agency": "架空相談センター"})

    assert "つなぎ先を入力するか、連絡票を作ってから" in text_of(asked)
    assert done.status_code == 302
    assert Consultation.objects.get(pk=talk.pk).referred_to == "架空相談センター"


@pytest.mark.parametrize("typed", ["見\0本", "長" * 81, "123456789018"])
def test_what_cannot_be_looked_for_stays_in_the_box(aoba, typed):
    answer = aoba.post(reverse("loans:search"), {"q": typed})
    html = answer.content.decode()

    assert answer.status_code == 422
    assert f'value="{typed}" aria-invalid="true" aria-describedby="look-search_error"' in html
    assert 'id="look-search_error"' in html


def test_a_number_in_a_row_is_vouched_for_and_recorded_without_itself(aoba, draft, told):
    facts = application_form(draft, **{"members-1-note": NUMBER})
    address = reverse("loans:edit", args=[draft.id])

    before = aoba.post(address, facts)
    after = aoba.post(address, {**facts, "members-1-note-other_number": "on"})

    assert 'name="members-1-note-other_number"' in before.content.decode()
    assert (before.status_code, after.status_code) == (422, 302)
    assert Member.objects.get(application=draft, relation="wife").note == NUMBER
    assert vouched(told) == [["note"]]
    assert "9018" not in str(told)


def test_while_a_talk_is_typed_a_number_is_recorded_once(aoba, talk, told):
    step = reverse("loans:interview", args=[talk.id, "troubles"])
    facts = typed_in(aoba.get(step)) | {"typing": "1", "gist": NUMBER, "gist-other_number": "on"}

    first = aoba.post(step, facts)
    version = Consultation.objects.get(pk=talk.pk)
    again = aoba.post(step, facts | {"version": typed_in(aoba.get(step))["version"], "memo": "もう少し"})

    assert (first.status_code, again.status_code) == (200, 200)
    assert version.gist == NUMBER
    assert vouched(told) == [["gist"]]
