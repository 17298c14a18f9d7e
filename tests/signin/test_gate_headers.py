"""What every answer of the zone says to a browser, of whatever kind it is."""

import pytest

from tests.signin.headers import answers, under_tls, wrongs, wrongs_under_tls

pytestmark = pytest.mark.zone("gate")


def test_every_kind_of_answer_has_its_headers(account, settings):
    found = [wrong for kind in answers(account("shirabe"), settings) for wrong in wrongs(*kind)]

    assert found == []


def test_under_tls_cookies_are_the_hosts_own_and_plain_http_is_left(account, settings, monkeypatch):
    under_tls(settings, monkeypatch)

    assert wrongs_under_tls(account("shirabe"), "gate") == []
