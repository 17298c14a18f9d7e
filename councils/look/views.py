"""Answers that are no page of a stage: refusals and faults, in words that say what to do next."""

import sys
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from redis.exceptions import RedisError

from councils.refusals import NotFound, Refused

# Of the others the typed words would be lost by a link: there the browser's own way back is named.
_NOT_NOW = 409
_UNREACHABLE = (RedisError, OperationalError, InterfaceError)


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    context = {"sentence": refusal.sentence, "back_url": _came_from(request) if refusal.status == _NOT_NOW else ""}
    return render(request, "refused.html", context, status=refusal.status)


def _came_from(request: HttpRequest) -> str:
    """前の画面. Where the button was pressed; '' where the browser does not say, or it was another house."""
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    back = f"{page.path}?{page.query}" if page.query else page.path
    is_ours = page.netloc == request.get_host() and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_ours and page.path != request.path else ""


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Absent, somebody else's and never existing are one page."""
    return refusal_page(request, NotFound())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal_page(request, _Unreadable())


class _Unreadable(Refused):
    sentence = "送信された内容を読み取れませんでした。前の画面に戻り、もう一度お試しください。"
    status = 400


class _FormExpired(Refused):
    sentence = (
        "画面を開いてから時間がたったため、送信できませんでした。"
        "前の画面に戻り、入力が残っていることを確かめてから、画面を開き直してください。"
    )
    status = 403


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refusal_page(request, _FormExpired())


def fault(request: HttpRequest) -> HttpResponse:
    """A neighbour that does not answer is 503, everything else 500; neither page needs anything that may be down."""
    is_unreachable = isinstance(sys.exc_info()[1], _UNREACHABLE)
    template, status = ("503.html", 503) if is_unreachable else ("500.html", 500)
    return HttpResponse(render_to_string(template), status=status)
