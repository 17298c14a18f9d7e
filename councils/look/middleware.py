from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from councils.look.views import bad_request

GetResponse = Callable[[HttpRequest], HttpResponse]
_PIECE = 1024 * 1024
# A browser shows our page only when it could send everything; whoever sends more than this is no browser of staff.
_DRAINED_AT_MOST = 4


def limit_body(get_response: GetResponse) -> GetResponse:
    """大きすぎる送信. Refused by its declared length, before anything of it is stored."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= settings.REQUEST_LIMIT_BYTES:
            return get_response(request)
        _drain(request, min(int(length), _DRAINED_AT_MOST * settings.REQUEST_LIMIT_BYTES))
        return render(request, "413.html", status=413)

    return middleware


def only_utf8(get_response: GetResponse) -> GetResponse:
    """文字コード. A browser sends our forms in UTF-8; another name in the head may be a codec that reads no text."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if (request.content_params or {}).get("charset", "utf-8").lower() in ("utf-8", "utf8"):
            return get_response(request)
        return bad_request(request)

    return middleware


def no_body_of_head(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """HEAD. A view answers it as it would GET; the body ends here, since no server may send it.

    Left to the server, each such answer would be a warning in its log. The length stays that of the body.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = get_response(request)
        if request.method != "HEAD":
            return response
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        elif isinstance(response, HttpResponse):
            response.content = b""
        return response

    return middleware


def _drain(request: HttpRequest, length: int) -> None:
    while length > 0 and (piece := request.read(min(_PIECE, length))):
        length -= len(piece)
