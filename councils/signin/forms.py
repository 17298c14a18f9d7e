import hashlib
from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError

from councils.signin.names import folded

# A code is good for three periods of 30 s (one of tolerance on each side), and for one use in all of them.
ONE_USE_SECONDS = 120


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
        self.fields["password"].label = "パスワード"
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = "パスワードを入力してください。"
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})

    def clean_login(self) -> str:
        return folded(super().clean_login())


class _CodeOnce:
    """A code that was used opens nothing again, not even within its tolerance."""

    user: Any
    fields: dict[str, forms.Field]

    def label_code(self) -> None:
        code = self.fields["code"]
        code.label = "確認コード（6桁）"
        code.error_messages["required"] = "確認コードを入力してください。"
        code.widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        )

    def use_once(self, code: str) -> str:
        spent = hashlib.sha256(f"{self.user.pk}:{code}".encode()).hexdigest()
        if not cache.add(f"code-used:{spent}", 1, timeout=ONE_USE_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class FactorForm(_CodeOnce, AuthenticateForm):
    """確認コード. The second factor of a sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_code()

    def clean_code(self) -> str:
        return self.use_once(super().clean_code())


class FactorAgainForm(_CodeOnce, ReauthenticateForm):
    """確認コード. The second factor given again, before a look or a sign-off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_code()

    def clean_code(self) -> str:
        return self.use_once(super().clean_code())


class EnrolForm(ActivateTOTPForm):
    """確認アプリの登録. A secret is shown once and proved by a first code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "確認コード（6桁）"

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())
        except ValidationError:
            raise get_adapter().validation_error("incorrect_code") from None
