"""Addresses of every zone: signing in and out, the post one acts in, and whether the zone lives."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.urls import URLPattern, URLResolver, include, path

from councils.administration.views import invitations
from councils.signin import views as signin

# The library's addresses are listed singly: all of them together would bring pages that no role can serve.
_SIGNIN = [
    path("no-post/", signin.no_post, name="no_post"),
    path("post/", signin.choose_post, name="post"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", signin.health, name="health"),
    path("signin/", account.login, name="account_login"),
    path("signout/", account.logout, name="account_logout"),
    path("signin/inactive/", account.account_inactive, name="account_inactive"),
    path("signin/invitation/", invitations.accept, name="invitation"),
    path("signin/again/", account.reauthenticate, name="account_reauthenticate"),
    path("signin/code/", mfa.authenticate, name="mfa_authenticate"),
    path("signin/code/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("signin/factors/", mfa.index, name="mfa_index"),
    path("signin/factors/app/", signin.Enrol.as_view(), name="mfa_activate_totp"),
    path("signin/factors/recovery/", signin.recovery_codes, name="mfa_view_recovery_codes"),
    path("signin/factors/recovery/new/", signin.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("signin/", include((_SIGNIN, "signin"))),
]

handler400 = "councils.look.views.bad_request"
handler404 = "councils.look.views.not_found"
handler500 = "councils.look.views.fault"
