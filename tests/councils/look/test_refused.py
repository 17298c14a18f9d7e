"""断りの画面. It leads back to the page where the button was, and nowhere else."""

import pytest
from django.test import RequestFactory

from councils.look.views import csrf_failure, refusal_page
from councils.refusals import Refused


def refused(came_from: str) -> str:
    request = RequestFactory().post("/files/new/", headers={"Referer": came_from})
    return refusal_page(request, Refused()).content.decode()


def test_a_refusal_leads_back_to_the_page_with_the_button():
    page = refused("http://testserver/files/?closed=1")

    assert '<a class="button button-main" href="/files/?closed=1">前の画面へ戻る</a>' in page


@pytest.mark.parametrize(
    "came_from",
    [
        "",
        "http://elsewhere/files/",
        "http://testserver/files/new/",
        "http://testserver//elsewhere/",
        "http://[broken/",
        "javascript:alert(1)",
    ],
)
def test_a_refusal_leads_nowhere_else(came_from):
    page = refused(came_from)

    assert "前の画面へ戻る" not in page
    assert 'href="/"' in page


def test_a_form_that_expired_offers_no_link_that_would_lose_what_was_typed():
    request = RequestFactory().post("/codes/", headers={"Referer": "http://testserver/codes/form/"})

    page = csrf_failure(request).content.decode()

    assert 'href="/codes/form/"' not in page
