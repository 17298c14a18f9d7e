"""What leaves the application for HEAD, past Django's test client, which takes a body away by itself."""

import io
from wsgiref.util import FileWrapper

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from councils.look.middleware import no_body_of_head

pytestmark = pytest.mark.zone("counter")


def answered(method, path):
    """Status, headers and body, as a server is given them."""
    told = {}
    environ = RequestFactory().generic(method, path).environ | {"wsgi.file_wrapper": FileWrapper}
    parts = WSGIHandler()(environ, lambda status, headers, *_: told.update(status=status, headers=dict(headers)))
    body = b"".join(parts)
    parts.close()
    return told["status"], told["headers"], body


@pytest.mark.parametrize("path", ["/signin/", "/signin/invitation/", "/no-such-page/"])
def test_head_is_answered_without_a_body_and_with_the_length_of_one(db, path):
    got = answered("GET", path)

    status, headers, body = answered("HEAD", path)

    assert status == got[0]
    assert body == b""
    assert got[2]
    assert int(headers["Content-Length"]) > 100


@pytest.mark.parametrize(
    "make",
    [
        lambda: HttpResponse("shown"),
        lambda: StreamingHttpResponse([b"shown"]),
        lambda: FileResponse(io.BytesIO(b"shown")),
    ],
)
@pytest.mark.parametrize(("method", "body"), [("GET", b"shown"), ("HEAD", b"")])
def test_only_head_loses_its_body_however_it_was_given(make, method, body):
    request = RequestFactory().generic(method, "/")

    answer = no_body_of_head(lambda _: make())(request)

    assert (b"".join(answer.streaming_content) if answer.streaming else answer.content) == body
    assert getattr(answer, "file_to_stream", None) is None or method == "GET"
