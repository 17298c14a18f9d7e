"""パスキー. What the browser is asked for (WebAuthn), as the JSON that passkey.js reads from the page."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth

from councils.signin.factors import has_factor


def ways_of(user: Any, form: Any) -> dict[str, Any]:
    """What the page asks for: a passkey, a code, a recovery code. Nobody is asked for what is not there."""
    ways = {"passkey": _question_for(user), "has_app": has_factor(user.pk, Authenticator.Type.TOTP)}
    if not ways["has_app"]:
        form.fields["code"].label = "回復コード（8桁）"
    if ways["passkey"]:
        form.fields["code"].widget.attrs.pop("autofocus", None)
    return ways


def _question_for(user: Any) -> str:
    """What one of the person's passkeys is to sign; "" where there is none."""
    if not has_factor(user.pk, Authenticator.Type.WEBAUTHN):
        return ""
    return json.dumps(auth.begin_authentication(user), default=dict)


def offer_to(user: Any) -> str:
    """What a new passkey is to be made for."""
    return json.dumps(auth.begin_registration(user, False), default=dict)
