from typing import Any

from django import forms

from councils.look.forms import LookForm
from councils.signin.forms import password_field


class PasswordForm(LookForm):
    """パスワードの変更."""

    current = password_field("いまのパスワード")
    new = password_field("新しいパスワード", is_new=True)
    again = password_field("新しいパスワード（もう一度）", is_new=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = "12文字以上。氏名や利用者名、よく使われる語は使えません。"

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if self.cleaned_data.get("new", again) != again:
            raise forms.ValidationError("新しいパスワードが二つの欄で違います。同じものを入力してください。")
        return again
