from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from councils.doors import StaffRequest, door, fresh_factor
from councils.signin.stages import POST_KEY, factor_given_at
from councils.trail import write


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Lives, and reaches its database. Says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def no_post(request: HttpRequest) -> HttpResponse:
    """Signed in, but no post today: an expired or missing right, or a designation that ended."""
    return render(request, "no_post.html", {"is_gate": settings.ZONE == "gate"}, status=403)


@door(None, "POST")
def choose_post(request: StaffRequest) -> HttpResponse:
    """職の切替え. Rights belong to the post one acts in."""
    wanted = request.POST.get("post", "")
    for post in request.posts:
        if str(post.pk) == wanted:
            request.session[POST_KEY] = post.pk
            write.act("choose_post", result=post.kind)
    return redirect("/")


class Enrol(ActivateTOTPView):
    """確認アプリの登録. The first code proves that the app is there, and counts as the factor of this session."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            # Who is signed in by password alone gives the factor; nobody enrols a second app beside the first.
            return redirect("mfa_index" if factor_given_at(request) else "mfa_reauthenticate")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type=Authenticator.Type.TOTP)
        return response


# A recovery code is a second factor: with a password alone nobody may see one.
recovery_codes = fresh_factor(recovery.view_recovery_codes)
new_recovery_codes = fresh_factor(recovery.generate_recovery_codes)
