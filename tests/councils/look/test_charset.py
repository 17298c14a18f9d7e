"""A form says in its head how its letters are written; only what browsers say is read."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from councils.look.middleware import only_utf8

KINDS = {
    "multipart/form-data; boundary=b; charset=zlib": 400,
    "multipart/form-data; boundary=b; charset=idna": 400,
    "application/x-www-form-urlencoded; charset=cp932": 400,
    "application/x-www-form-urlencoded; charset=UTF-8": 200,
    "multipart/form-data; boundary=b": 200,
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_read_as_utf8_or_not_at_all(kind):
    request = RequestFactory().generic("POST", "/", b"--b--", content_type=kind)

    answer = only_utf8(lambda _: HttpResponse("read"))(request)

    assert answer.status_code == KINDS[kind]
