"""Addresses of every zone: signing in and out, the post one acts in, and whether the zone lives."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

from councils.administration.views import invitations
from councils.signin.views import cover, factors, own, zone

# The library's addresses are listed singly: all of them together would bring pages that no role can serve.
_SIGNIN = [
    path("no-post/", zone.no_post, name="no_post"),
    path("cover/", cover.cover, name="cover"),
    path("here/", cover.here, name="here"),
    path("unlock/", cover.unlock, name="unlock"),
    path("post/", zone.choose_post, name="post"),
    path("factors/<int:factor_id>/remove/", factors.remove, name="remove_factor"),
]
_OWN = [
    path("password/", own.password, name="password"),
    path("devices/end/", own.end_device, name="end_device"),
    path("devices/end-others/", own.end_other_devices, name="end_other_devices"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", zone.health, name="health"),
    path("signin/", account.login, name="account_login"),
    path("signout/", account.logout, name="account_logout"),
    path("signin/inactive/", account.account_inactive, name="account_inactive"),
    path("signin/invitation/", invitations.accept, name="invitation"),
    path("signin/again/", account.reauthenticate, name="account_reauthenticate"),
    path("signin/code/", factors.GiveFactor.as_view(), name="mfa_authenticate"),
    path("signin/code/again/", factors.GiveFactorAgain.as_view(), name="mfa_reauthenticate"),
    path("signin/factors/app/", factors.EnrolApp.as_view(), name="mfa_activate_totp"),
    path("signin/factors/passkey/", factors.EnrolPasskey.as_view(), name="mfa_add_webauthn"),
    path("signin/factors/recovery/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path("signin/factors/recovery/new/", factors.new_recovery_codes, name="mfa_generate_recovery_codes"),
    # the library sends whoever has enrolled or removed a factor to what it calls its index
    path("me/", own.me, name="mfa_index"),
    path("me/", include((_OWN, "me"))),
    path("signin/", include((_SIGNIN, "signin"))),
]

handler400 = "councils.look.views.bad_request"
handler404 = "councils.look.views.not_found"
handler500 = "councils.look.views.fault"
