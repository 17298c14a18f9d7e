"""同意の確認 at the counter: its words, its tick, taken back, and nobody's name in what is kept for the next page."""

import pytest
from django.contrib.messages import get_messages

from loans.applications import rules
from loans.applications.models import Consent, Member
from tests import make
from tests.loans.pages.forms import application_form
from tests.loans.pages.screens import text_of

pytestmark = pytest.mark.zone("counter")


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        return make.draft(by)


def edit(application):
    return f"/cases/{application.id}/application/"


def members(application):
    return Member.objects.filter(application=application, removed_at__isnull=True)


def consent_page(application, person):
    return f"/cases/{application.id}/consents/{person.id}/"


def test_a_consent_is_asked_for_with_its_words_and_recorded_with_a_tick(aoba, draft):
    aoba.post(edit(draft), application_form(draft))
    page = consent_page(draft, members(draft).get(position=1))

    shown, unticked = aoba.get(page), aoba.post(page, {"way": "paper"})
    given = aoba.post(page, {"way": "paper", "agreed": "on"})

    assert rules.consent_text().text.split()[0] in text_of(shown)
    for words in ("𠮷田　美咲 様", "令和", "読み上げて説明し、ご本人の同意を得ました"):
        assert words in text_of(shown)
    assert unticked.status_code == 422
    assert "「読み上げて説明し、ご本人の同意を得ました」に印を付けてください。" in text_of(unticked)
    assert (given.status_code, Consent.objects.count()) == (302, 1)
    assert "同意を記録しました。" in text_of(aoba.get(given.url))


def test_a_consent_can_be_taken_back(aoba, draft):
    aoba.post(edit(draft), application_form(draft))
    page = consent_page(draft, members(draft).get(position=1))
    aoba.post(page, {"way": "paper", "agreed": "on"})

    answer = aoba.post(page + "withdraw/")

    assert "同意を取り消しました。" in text_of(aoba.get(answer.url))
    assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()


def test_what_is_kept_for_the_next_page_names_nobody(aoba, draft):
    aoba.post(edit(draft), application_form(draft))
    page = consent_page(draft, members(draft).get(position=1))

    given, taken_back = aoba.post(page, {"way": "paper", "agreed": "on"}), aoba.post(page + "withdraw/")

    said = [str(message) for answer in (given, taken_back) for message in get_messages(answer.wsgi_request)]
    assert len(said) >= 2
    assert not any(word in sentence for sentence in said for word in ("𠮷田", "美咲"))


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
def test_another_council_sees_no_page_of_consent(aoba, screen, draft, stranger):
    aoba.post(edit(draft), application_form(draft))
    page = consent_page(draft, members(draft).get(position=1))

    answer = screen(stranger).get(page)

    assert answer.status_code == 404
