from typing import Any

from django import forms

from councils.look.fields import CountField, EraDateField, TextField, YenField
from councils.look.forms import LookForm
from inquiry.vault.models import Fund

# What the constraints of the table hold too.
MOST_MEMBERS, MOST_PERCENT = 20, 50


class LimitForm(LookForm):
    """所得基準の登録."""

    fund = forms.ChoiceField(label="資金の種類", required=False)
    household_size = CountField(label="世帯の人数", unit="人", min_value=1, max_value=MOST_MEMBERS)
    yearly_yen = YenField(
        label="世帯の合計所得金額の上限（年額）",
        min_value=1,
        example="1,800,000",
        help_text="世帯全員の合計所得金額の合計と比べます。収入（所得にする前の額）の基準は入力しないでください。",
    )
    near_percent = CountField(
        label="近接とみる幅",
        unit="％",
        max_value=MOST_PERCENT,
        help_text="上限の上下この割合までを「基準に近接」とします。使わないときは0を入力してください。",
    )
    valid_from = EraDateField(label="適用開始日", allow_future=True, help_text="今日か、今日より後の日付です。")
    source = TextField(
        label="根拠資料", max_length=300, help_text="額を定めた要綱や通知の名称と日付を入力してください。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["fund"]
        field.choices = [("", "すべての資金"), *funds()]  # type: ignore[attr-defined]  # a ChoiceField


def funds() -> list[tuple[str, str]]:
    return list(Fund.objects.order_by("pk").values_list("code", "name"))
