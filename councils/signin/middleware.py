"""Every request is one transaction, entered as whoever asks; a refusal is a page with its sentence."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from councils.look.views import refusal_page
from councils.refusals import Refused
from councils.signin import known
from councils.signin.stages import StagedRequest, enter_request
from councils.tenancy import leave
from councils.trail.requests import refused_by

GetResponse = Callable[[HttpRequest], HttpResponse]


def no_store(get_response: GetResponse) -> GetResponse:
    """What was shown here stays in no cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/static/"):
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store"
        return response

    return middleware


def own_origin(get_response: GetResponse) -> GetResponse:
    """No page of another site may take in what was answered here, not even as a picture."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


class ActingMiddleware:
    """Opens the transaction of the request and enters it; ATOMIC_REQUESTS is the savepoint inside it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: StagedRequest) -> HttpResponse:
        if request.path.startswith("/static/") or request.path == "/health":
            return self.get_response(request)
        try:
            with transaction.atomic():
                enter_request(request)
                response = self.get_response(request)
                known.tell(request, response)
                return response
        finally:
            leave()


class RefusalMiddleware:
    """断り. The view's savepoint has been rolled back; the refusal is recorded and its sentence shown."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        refused_by(request, exception)
        return refusal_page(request, exception)
