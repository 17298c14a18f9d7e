import re
from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from councils.era import PartialDate
from councils.look.fields import ChoiceButtons, CountField, EraDateField, NameField, PostcodeField, TextField
from councils.look.forms import LookForm
from councils.permissions import PostKind
from councils.settings.registry import Entry, SettingKind
from councils.signin.forms import password_field
from councils.signin.names import folded

Choices = list[tuple[str, str]]


def shown_day(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


class DayField(EraDateField):
    """日. A whole date, today or to come as well; cleaned as a date."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_future=True, **kwargs)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return found.first() if isinstance(found, PartialDate) else found


class PostForm(LookForm):
    """職の付与. From a day to a day."""

    post_kind = forms.ChoiceField(label="職")
    since = DayField(label="開始日")
    until = DayField(label="終了日", required=False, help_text="決まっていないときは空けておきます。")

    def __init__(self, *args: Any, posts: tuple[PostKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post_kind"] = forms.ChoiceField(
            label="職",
            choices=[("", "選んでください"), *((kind.value, kind.label) for kind in posts)],
            error_messages={"required": "職を選んでください。", "invalid_choice": "職を一覧から選び直してください。"},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "終了日は、開始日以降の日にしてください。")
        return cleaned


def _council_field(label: str, councils: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "選んでください"), *councils],
        error_messages={
            "required": f"{label}を選んでください。",
            "invalid_choice": f"{label}を一覧から選び直してください。",
        },
    )


class HomeForm(LookForm):
    """住所の要約. What is typed here is compared, never kept."""

    postcode = PostcodeField(label="郵便番号")
    address = TextField(label="住所", max_length=120)


class InviteForm(PostForm):
    """招待."""

    name = NameField(label="氏名", max_length=60)
    username = TextField(
        label="利用者名",
        max_length=60,
        help_text="サインインに使う名前。半角の英小文字・数字・「.」「-」「_」で、ほかの職員と重ならないもの。",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    office_username = TextField(
        label="事務局での利用者名",
        max_length=60,
        required=False,
        help_text="事務局では別の利用者名をお使いの場合。退職・異動の連絡を受けるために使います。",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    field_order = ("name", "username", "office_username", "council", "post_kind", "since", "until")

    def __init__(self, *args: Any, councils: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.ZONE != "gate":
            del self.fields["office_username"]
        self.fields["council"] = _council_field("所属", councils)
        self.order_fields(self.field_order)

    def clean_username(self) -> str:
        return _username(self.cleaned_data["username"])

    def clean_office_username(self) -> str:
        typed = self.cleaned_data["office_username"]
        return _username(typed) if typed else ""


def _username(typed: str) -> str:
    name = folded(typed)
    if not re.fullmatch(r"[a-z0-9._-]{2,60}", name):
        raise forms.ValidationError("利用者名は、半角の英小文字・数字・「.」「-」「_」で2文字以上にしてください。")
    return name


class MoveForm(PostForm):
    """異動."""

    field_order = ("council", "post_kind", "since", "until")

    def __init__(self, *args: Any, councils: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"] = _council_field("異動先", councils)
        self.fields["since"].label = "異動日"
        self.order_fields(self.field_order)


class ReasonForm(LookForm):
    """理由."""

    reason = TextField(label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class LastDayForm(LookForm):
    """最終日."""

    last_day = DayField(
        label="最終日", help_text="この日までは使えます。きょうから使えなくするときは、昨日の日付にします。"
    )


class LeaveForm(LookForm):
    """退職・転出."""

    last_day = DayField(
        label="最終勤務日", help_text="この日までは使えます。すぐに止めるときは「停止」を使ってください。"
    )


class DesignationForm(LookForm):
    """取扱担当者の指定."""

    trained_on = DayField(label="研修受講日")
    since = DayField(label="指定日")
    until = DayField(label="終了日", required=False, help_text="決まっていないときは空けておきます。")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "終了日は、指定日以降の日にしてください。")
        return cleaned


class PressForm(LookForm):
    """押すだけの画面. Nothing to fill in."""


class SettingForm(LookForm):
    """県の設定の変更."""

    since = DayField(label="適用日")
    reason = TextField(label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("value", "since", "reason")

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _value_field(entry)
        self.order_fields(self.field_order)


def _value_field(entry: Entry) -> forms.Field:
    if entry.words:
        return forms.TypedChoiceField(
            label="新しい値",
            choices=list(enumerate(entry.words)),
            coerce=int,
            widget=ChoiceButtons,
            error_messages={"required": "一つ選んでください。"},
        )
    if entry.kind == SettingKind.COUNT:
        return CountField(label="新しい値", unit=entry.unit, min_value=entry.least, max_value=entry.most)
    return forms.TypedChoiceField(
        label="新しい値",
        choices=[("yes", "する"), ("no", "しない")],
        coerce=lambda answer: answer == "yes",
        widget=ChoiceButtons,
        error_messages={"required": "「する」か「しない」を選んでください。"},
    )


class AcceptForm(LookForm):
    """招待の受取り."""

    # Not a TextField: a code may hold twelve digits that look like a number of a person.
    code = forms.CharField(
        label="招待コード",
        max_length=60,
        help_text="管理者から受け取った用紙のコード。英字の大小、全角・半角、区切りの有無は問いません。",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "data-from-fragment": True}
        ),
    )
    password = password_field("新しいパスワード", is_new=True)
    again = password_field("新しいパスワード（もう一度）", is_new=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = "12文字以上。氏名や利用者名に似たもの、よく使われるものは使えません。"
        self.fields["password"].help_text = words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "二つのパスワードが違います。もう一度入力してください。")
        return cleaned
