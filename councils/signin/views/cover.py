"""画面を隠す・解除する. What the covering page asks of the server, with scripts (JSON) and without."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from councils.refusals import Refused
from councils.signin import covering
from councils.signin.own import WrongPassword
from councils.signin.unlocking import UnlockForm
from councils.trail import write
from councils.trail.requests import refused_by


@require_POST
def cover(request: Any) -> HttpResponse:
    """The page has covered itself: from now on the session is covered too."""
    if request.actor is None:
        return _state(request)
    covering.cover(request)
    write.act("cover")
    return HttpResponse(status=204)


@require_GET
def here(request: Any) -> HttpResponse:
    """Asked by a page that is being worked on, and by one that wants to open again: is this still its owner?"""
    if request.actor is None:
        return _state(request)
    if request.GET.get("who") != covering.who(request.actor):
        return JsonResponse({"state": "another"}, status=409)
    return JsonResponse({"token": get_token(request)})


@require_http_methods(["GET", "POST"])
def unlock(request: Any) -> HttpResponse:
    """画面の解除."""
    is_script = request.headers.get("Accept") == "application/json"
    if request.stage != "covered":
        return _state(request) if is_script else redirect("/")
    form = UnlockForm(request.POST or None, staff=request.user)
    kept, back = request.POST.get("kept", ""), _safe(request.POST.get("back", "/"))
    if request.method == "POST" and _opens(request, form):
        covering.uncover(request)
        return JsonResponse({}) if is_script else _resumed(request, kept, back)
    if is_script:
        return JsonResponse({"sentences": [each for errors in form.errors.values() for each in errors]}, status=422)
    status = 422 if request.method == "POST" else 200
    return covering.covered_page(request, form, kept=kept, back=back, status=status)


def _opens(request: HttpRequest, form: UnlockForm) -> bool:
    if not form.is_valid():
        return False
    try:
        form.unlock()
    except Refused as refusal:
        refused_by(request, refusal)
        field = "password" if refusal.field == WrongPassword.field else refusal.field
        form.add_error(field, refusal.sentence)
        return False
    return True


def _resumed(request: HttpRequest, kept: str, back: str) -> HttpResponse:
    """What had been sent to a covered session is shown as one button: nobody sends it but the person."""
    facts = covering.unkept(request, kept)
    if facts is None:
        return redirect(back)
    return render(request, "signin/resume.html", {"path": facts["path"], "pairs": facts["pairs"]})


def _safe(back: str) -> str:
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/"


def _state(request: Any) -> HttpResponse:
    return JsonResponse({"state": request.stage}, status=401)
