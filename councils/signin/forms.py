"""サインインの入力. allauth's forms in our words; a code opens once, and what a browser sends may be anything."""

import hashlib
import struct
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordAgain
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError

from councils.look.fields import TextField
from councils.signin.factors import spend_recovery_code
from councils.signin.names import folded

# A code is good for three periods of 30 s (one of tolerance on each side), and for one use in all of them.
ONE_USE_SECONDS = 120
APP_DIGITS = 6
_MOST_OF_A_CREDENTIAL = 16_384
_UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, AssertionError, struct.error)


class SignInForm(LoginForm):
    """サインイン. Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        self.fields["login"].label = "利用者名"
        self.fields["login"].error_messages["required"] = "利用者名を入力してください。"
        self.fields["login"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        )
        self.fields["password"] = password_field()

    def clean_login(self) -> str:
        return folded(super().clean_login())


class PasswordAgainForm(PasswordAgain):
    """パスワードの再入力."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field()


def password_field(label: str = "パスワード", *, is_new: bool = False) -> forms.CharField:
    """Never stripped, never normalised: a password is what was typed."""
    kind = "new-password" if is_new else "current-password"
    return forms.CharField(
        label=label,
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": kind}),
        error_messages={"required": f"{label}を入力してください。"},
    )


class CodeField(forms.CharField):
    """確認コード. Six digits of the app, or a recovery code; １２３４５６ and 123 456 are 123456."""

    def __init__(self) -> None:
        box = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True})
        words = {"required": "確認コードを入力してください。"}
        super().__init__(label="確認コード（6桁）", max_length=64, widget=box, error_messages=words)

    def to_python(self, value: Any) -> str:
        return "".join(unicodedata.normalize("NFKC", super().to_python(value) or "").replace("-", "").split())


class _CodeOnce:
    """A code that was used opens nothing again, not even within its tolerance."""

    user: Any
    authenticator: Any
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField()

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if len(code) == APP_DIGITS:
            return self.use_once(super().clean_code())  # type: ignore[misc]  # the library's form stands behind this one
        counted = check_rate_limit(self.user)
        spent = spend_recovery_code(self.user, code)
        if spent is None:
            raise get_adapter().validation_error("incorrect_code")
        counted()
        self.authenticator = spent
        return code

    def use_once(self, code: str) -> str:
        spent = hashlib.sha256(f"{self.user.pk}:{code}".encode()).hexdigest()
        if not cache.add(f"code-used:{spent}", 1, timeout=ONE_USE_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class FactorForm(_CodeOnce, AuthenticateForm):
    """確認コード. The second factor of a sign-in."""


class FactorAgainForm(_CodeOnce, ReauthenticateForm):
    """確認コード. The second factor given again, before a look or a sign-off."""


class EnrolForm(ActivateTOTPForm):
    """確認アプリの登録. A secret is shown once and proved by a first code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField()

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())
        except ValidationError:
            raise get_adapter().validation_error("incorrect_code") from None


class CredentialField(forms.JSONField):
    """パスキーの応答. JSON that a browser made; a long or deep one was made by nobody's browser."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and (len(value) > _MOST_OF_A_CREDENTIAL or value.count("[") + value.count("{") > 64):
            raise get_adapter().validation_error("incorrect_passkey")
        return super().to_python(value)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """The library speaks of a wrong code, and lets through what its parsers raise for bytes that are none."""
    try:
        yield
    except ValidationError as refused:
        if refused.code != "incorrect_code":
            raise
    except _UNREADABLE:
        pass
    else:
        return
    raise get_adapter().validation_error("incorrect_passkey")


class PasskeyForm(AuthenticateWebAuthnForm):
    """パスキー. The second factor of a sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean_credential(self) -> Any:
        with _in_our_words():
            return super().clean_credential()


class PasskeyAgainForm(PasskeyForm, ReauthenticateWebAuthnForm):
    """パスキー. Given again, before a look or a sign-off."""


class EnrolPasskeyForm(AddWebAuthnForm):
    """パスキーの登録. The browser's ceremony proves that the key is there; its owner gives it a name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = TextField(
            label="呼び名", max_length=40, required=False, help_text="あとで見分けるための名前です。例：窓口のパソコン"
        )
        self.fields["credential"] = CredentialField()

    def clean(self) -> dict[str, Any]:
        with _in_our_words():
            return dict(super().clean())
