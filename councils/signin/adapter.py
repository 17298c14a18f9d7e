import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from councils.look.frame import ZONE_NAMES
from councils.models import Staff
from councils.signin.factors import enrolled, has_factor
from councils.signin.lockout import MustWait, try_of
from councils.signin.names import folded
from councils.signin.stages import is_factor_fresh


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "利用者名またはパスワードが違います。もう一度入力してください。",
        "too_many_login_attempts": (
            "入力の誤りが続いたため、しばらくサインインできません。5分ほど待ってからお試しください。"
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def reauthenticate(self, user: Staff, password: str) -> bool:
        """By name and password; the library would look for mail addresses, which nobody has and no role may read."""
        return self.authenticate(context.request, username=user.username, password=password) is not None

    def is_reauthentication_required(self, *, app: str | None = None) -> bool:
        """A factor of the last five minutes is enough, also that of the sign-in."""
        return not is_factor_fresh(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has a factor is asked for it again; the password alone is for who has none."""
        if not user.is_authenticated:
            return []
        name = "mfa_reauthenticate" if has_factor(user.pk) else "account_reauthenticate"
        return [{"id": name, "description": "本人確認", "url": reverse(name)}]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counted by us and not by the library, whose count by address shuts out a whole council (lockout.py)."""
        self._try = try_of(request, folded(str(credentials.get("username", ""))))
        try:
            self._try.begin()
        except MustWait:
            raise self.validation_error("too_many_login_attempts") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Staff | None:
        staff: Staff | None = super().authenticate(request, **credentials)
        if staff is not None:
            self._try.was_right()
        return staff

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Sign-in speaks through its pages; allauth's own notices would name the account."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """There is no address to write to."""


class FactorAdapter(DefaultMFAAdapter):
    """Second factors. Their secrets are encrypted with the zone's own key before they reach the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "確認コードが違います。最新の6桁を入力してください。",
        "incorrect_passkey": "パスキーを確認できませんでした。もう一度お試しください。",
    }

    def encrypt(self, text: str) -> str:
        return box_for("second factors").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box_for("second factors").decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Staff, type: Any) -> str:  # noqa: A002 - the library's word
        return f"パスキー{len([each for each in enrolled(user.pk) if each.type == type]) + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": f"Yorisoi {ZONE_NAMES[settings.ZONE]}"}

    def get_public_key_credential_user_entity(self, user: Staff) -> dict[str, Any]:
        """Named by zone: two zones on one host would overwrite each other's passkeys on a device."""
        return {**super().get_public_key_credential_user_entity(user), "id": f"{settings.ZONE}:{user.pk}".encode()}


def box_for(what: str) -> Fernet:
    """Encrypts with a key of the zone's own, another for each use."""
    key = hashlib.sha256(f"{what}|{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
