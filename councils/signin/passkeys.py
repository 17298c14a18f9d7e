"""パスキー. What the browser is asked for (WebAuthn), as the JSON that passkey.js reads from the page."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth

from councils.signin.factors import has_factor


def question_for(user: Any) -> str:
    """What one of the person's passkeys is to sign; "" where there is none."""
    if not has_factor(user.pk, Authenticator.Type.WEBAUTHN):
        return ""
    return json.dumps(auth.begin_authentication(user), default=dict)


def offer_to(user: Any) -> str:
    """What a new passkey is to be made for."""
    return json.dumps(auth.begin_registration(user, False), default=dict)
