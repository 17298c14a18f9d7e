"""戸口. A view opens to a right and to methods; what follows is parse, one action, answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from councils.access import check_may
from councils.look.forms import LookForm
from councils.look.unfinished import is_unfinished
from councils.models import Post
from councils.permissions import Permission
from councils.refusals import Refused, Stale
from councils.signin.factors import has_factor
from councils.signin.stages import is_factor_fresh
from councils.tenancy import Actor
from councils.trail.requests import refused_by, vouched_by

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request that has come through a door: somebody in a post."""

    actor: Actor
    stage: str
    posts: list[Post]


View = Callable[Concatenate[StaffRequest, P], HttpResponse]
_NEXT_STEP = {"out": "account_login", "enrol": "mfa_activate_totp", "no_post": "signin:no_post"}


def door(permission: Permission | None, *methods: str) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Opens to signed-in staff whose post carries the right, or (None) to every post of the zone."""

    def opened(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
                return HttpResponseNotAllowed(methods, render_to_string("405.html", request=request))
            if request.actor is None:
                return _to_sign_in(request)
            if permission is not None:
                check_may(request.actor, permission)
            return view(request, *args, **kwargs)

        return guarded

    return opened


def fresh_factor(view: View[P]) -> Callable[..., HttpResponse]:
    """For one's own sign-in: who has a second factor gives it again when the last is older than five minutes."""

    @wraps(view)
    def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_factor_fresh(request) or not has_factor(request.user.pk):
            return view(request, *args, **kwargs)
        # After a POST the page with the button comes back, and a person presses it again.
        back = request.path if request.method == "GET" else request.POST.get("page", "/")
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")

    return guarded


def _to_sign_in(request: Any) -> HttpResponse:
    url = reverse(_NEXT_STEP[request.stage])
    if request.htmx:
        response = HttpResponse(status=401)
        response["HX-Redirect"] = url
        return response
    return redirect(url)


class Act(Protocol):
    def __call__(self, facts: dict[str, Any]) -> Any: ...


def answer_form(  # noqa: PLR0913 - one page with one form, all its parts by name
    request: HttpRequest,
    form: Form,
    act: Act,
    *,
    template: str,
    then: Callable[[Any], str | HttpResponse],
    done: str,
    context: dict[str, Any],
) -> HttpResponse:
    """A page with one form: what was typed stays on the screen when the form or a rule says no.

    done: said on the next page; "" where that page shows by itself what was saved.
    then: where to go, or the page itself where what it shows is shown this once.
    """
    if is_unfinished(request):
        return _written_so_far(request, form, template, context)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                result = act(form.cleaned_data)
                if isinstance(form, LookForm):
                    vouched_by(request, form)
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            _take_version(form, refusal)
            for each in refusal.each():
                refused_by(request, each)
                form.add_error(each.field if each.field in form.fields else None, each.sentence)
        else:
            _say(request, done)
            answer = then(result)
            return redirect(answer) if isinstance(answer, str) else answer
    return render(request, template, {"form": form, **context}, status=422 if request.method == "POST" else 200)


def _say(request: HttpRequest, done: str) -> None:
    if done:
        messages.success(request, done)


def _written_so_far(request: HttpRequest, form: Form, template: str, context: dict[str, Any]) -> HttpResponse:
    """書きかけ. A button in the form asked for something else than its end."""
    if isinstance(form, LookForm):
        form.unjudge()
    return render(request, template, {"form": form, **context})


def _take_version(form: Form, refusal: Refused) -> None:
    """Whoever has seen that somebody saved in between, and presses again, means it."""
    if isinstance(refusal, Stale):
        typed: Any = QueryDict(mutable=True)
        typed.update(form.data)
        typed["version"] = str(refusal.version)
        form.data = typed
