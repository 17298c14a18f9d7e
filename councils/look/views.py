"""Answers that are no page of a stage: refusals and faults, in words that say what to do next."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from redis.exceptions import RedisError

from councils.refusals import NotFound, Refused

_UNREACHABLE = (RedisError, OperationalError, InterfaceError)


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return render(request, "refused.html", {"sentence": refusal.sentence}, status=refusal.status)


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
