"""二つめの確認: given at the sign-in, given again, enrolled, removed."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils.doors import StaffRequest, door, fresh_factor
from councils.signin import factors
from councils.signin.forms import FactorAgainForm, PasskeyAgainForm
from councils.signin.passkeys import offer_to, question_for
from councils.signin.stages import is_factor_fresh
from councils.trail import write


class GiveFactor(AuthenticateView):
    """サインインの二つめの確認. A code or a passkey, whichever the person has."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        refusals = self.webauthn_form.errors.get("credential", []) if self.webauthn_form.is_bound else []
        return {**context, "passkey_refusals": refusals, **_ways(self.stage.login.user)}


class GiveFactorAgain(ReauthenticateView):
    """二つめの確認をもう一度. For what the password and a sign-in long ago do not open."""

    def get_form_class(self) -> Any:
        return PasskeyAgainForm if "credential" in self.request.POST else FactorAgainForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form, refusals = context["form"], []
        if isinstance(form, PasskeyAgainForm):
            refusals = form.errors.get("credential", [])
            context["form"] = FactorAgainForm(user=self.request.user)
        return {**context, "passkey_refusals": refusals, **_ways(self.request.user)}


class EnrolApp(ActivateTOTPView):
    """確認アプリの登録. The first code proves that the app is there, and counts as the factor of this session."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            if _must_give_first(request):
                return _to_factor(request)
            if factors.has_factor(request.user.pk, Authenticator.Type.TOTP):
                return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        return _enrolled(self.request, Authenticator.Type.TOTP, response)


class EnrolPasskey(AddWebAuthnView):
    """パスキーの登録. The ceremony proves that the key is there, and counts as the factor of this session."""

    template_name = "mfa/webauthn/add_form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and _must_give_first(request):
            return _to_factor(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Not the library's own: it would begin a second ceremony, and lose the errors of a form that came back.
        form = kwargs.get("form") or self.get_form()
        refusals = [*form.errors.get("credential", []), *form.non_field_errors()]
        return {"form": form, "offer": offer_to(self.request.user), "passkey_refusals": refusals}

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        return _enrolled(self.request, Authenticator.Type.WEBAUTHN, response)


@door(None, "POST")
@fresh_factor
def remove(request: StaffRequest, factor_id: int) -> HttpResponse:
    """登録の削除."""
    factors.remove(factor_id, posts=request.posts, by=request.actor)
    messages.success(request, "登録を削除しました。")
    return redirect("mfa_index")


# A recovery code is a second factor: with a password alone nobody may see one.
recovery_codes = fresh_factor(recovery.view_recovery_codes)
new_recovery_codes = fresh_factor(recovery.generate_recovery_codes)


def _ways(user: Any) -> dict[str, Any]:
    """What the page asks for: nobody is shown a box for what is not enrolled."""
    return {"passkey": question_for(user), "has_app": factors.has_factor(user.pk, Authenticator.Type.TOTP)}


def _must_give_first(request: HttpRequest) -> bool:
    """A password alone adds no factor beside one that is there."""
    return factors.has_factor(request.user.pk) and not is_factor_fresh(request)


def _to_factor(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")


def _enrolled(request: HttpRequest, kind: str, response: HttpResponse) -> HttpResponse:
    record_authentication(request, request.user, "mfa", type=kind, reauthenticated=True)
    write.act("enrol_factor", result=kind)
    return response
