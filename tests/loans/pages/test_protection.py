"""支援措置 at the counter, through the pages: in the middle of a talk, on its page, and on that of the case."""

import pytest
from django.urls import reverse

from loans.applications.models import Application
from loans.consultations.models import Consultation
from tests import make
from tests.loans.pages.screens import refused, text_of, typed_in

pytestmark = pytest.mark.zone("counter")
SIGN = "支援措置あり（住所等の取扱い注意）"


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


def step(talk, code="household"):
    return reverse("loans:interview", args=[talk.pk, code])


def stored(row, desk):
    with desk("aoba"):
        return type(row).objects.get(pk=row.pk)


def test_the_button_in_the_middle_of_a_talk_saves_what_was_typed_and_stays(aoba, talk, desk):
    page = aoba.get(step(talk))
    assert 'form="interview" name="protect"' in page.content.decode()
    assert SIGN not in text_of(page)

    opened = {name: typed_in(page)[name] for name in ("version", "page")}
    answer = aoba.post(step(talk), {**opened, "client_address": "見本町1番1号", "protect": "yes"})

    assert answer["Location"] == step(talk)
    found = stored(talk, desk)
    assert (found.is_nondisclosure, found.client_address) == (True, "見本町1番1号")
    for path in (step(talk), step(talk, "check"), reverse("loans:look_talk", args=[talk.pk])):
        assert SIGN in text_of(aoba.get(path))
    assert 'name="protect"' not in aoba.get(step(talk)).content.decode()


def test_a_talk_is_begun_by_it(aoba, desk):
    page = typed_in(aoba.get("/consultations/new/"))
    answer = aoba.post(
        "/consultations/new/",
        {"version": page["version"], "page": page["page"], "came_on": "令和8年11月2日", "protect": "yes"},
    )

    assert answer.status_code == 302
    with desk("aoba"):
        assert Consultation.objects.get().is_nondisclosure


def test_a_talk_that_has_ended_is_protected_on_its_page_and_lifted_by_the_chief(screen, aoba, talk, desk):
    page = reverse("loans:consultation", args=[talk.pk])
    assert aoba.post(f"{page}protect/")["Location"] == page
    told = text_of(aoba.get(page))
    assert (SIGN in told, "対象から外す" in told) == (True, False)
    assert aoba.get(f"{page}protect/lift/").status_code == 403
    assert aoba.post(f"{page}protect/").status_code == 409

    wakaba = screen("wakaba")
    assert "対象から外す" in text_of(wakaba.get(page))
    assert refused(wakaba.post(f"{page}protect/lift/"), "対象から外す理由を選んでください")
    assert wakaba.post(f"{page}protect/lift/", {"reason": "ENDED"})["Location"] == page
    assert not stored(talk, desk).is_nondisclosure
    assert wakaba.post(f"{page}protect/lift/", {"reason": "ENDED"}).status_code in (409, 422)


def test_a_case_is_protected_and_lifted_on_its_page(screen, aoba, draft, desk):
    page = reverse("loans:case", args=[draft.pk])
    assert "支援措置の対象として登録する" in text_of(aoba.get(page))
    assert aoba.post(f"{page}protect/")["Location"] == page
    told = text_of(aoba.get(page))
    assert (SIGN in told, "対象から外す" in told) == (True, False)
    assert SIGN in text_of(aoba.get(reverse("loans:look", args=[draft.pk])))
    assert SIGN in text_of(aoba.get(reverse("loans:consultation", args=[draft.consultation_id])))
    assert aoba.post(f"{page}protect/lift/", {"reason": "ENDED"}).status_code == 403

    wakaba = screen("wakaba")
    assert wakaba.get(f"{page}protect/lift/").status_code == 200
    assert wakaba.post(f"{page}protect/lift/", {"reason": "DECLINED"})["Location"] == page
    with desk("aoba"):
        assert not Application.objects.get(pk=draft.pk).is_nondisclosure
