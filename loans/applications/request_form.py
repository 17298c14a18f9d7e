from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from councils.look.fields import ChoiceButtons, CountField, EraDateField, EraMonthField, NameField, TextField, YenField
from councils.look.forms import LookForm
from councils.look.words import yen
from loans.applications.asked import unasked
from loans.applications.models import Application
from loans.terms.facts import Ask, ConsultationRule, Per, Purpose, Terms

BLANK = ("", "選んでください")
# 24 months of the highest published month are far less; a longer run of figures is a slip.
MOST_A_MONTH, MOST_MONTHS = 3_000_000, 600
MOST_YEARS_AHEAD = 20


class RequestForm(LookForm):
    """借入れの内容. The boxes of single funds; `take_terms` leaves those that this fund asks for."""

    purpose = forms.ChoiceField(label="資金使途", required=False)
    lasting_months = CountField(label="使途の期間", unit="か月", required=False, min_value=1)
    monthly_yen = YenField(label="借入月額", required=False, min_value=1, max_value=MOST_A_MONTH)
    lending_months = CountField(label="貸付期間", unit="か月", required=False, min_value=1, max_value=MOST_MONTHS)
    lending_from = EraMonthField(
        label="貸付開始月",
        required=False,
        is_coming=True,
        help_text="初回の交付を希望する月を入力してください。例：令和9年1月",
    )
    school = forms.ChoiceField(label="学校の種別", required=False, widget=ChoiceButtons)
    school_name = TextField(label="学校名", required=False, max_length=60)
    school_year = CountField(
        label="学年", unit="年", required=False, min_value=1, max_value=9, help_text="入学前は1と入力してください。"
    )
    graduates_on = EraDateField(
        label="卒業予定日",
        required=False,
        is_coming=True,
        takes_month=True,
        help_text="月だけのときは、月末の日とします。据置期間は、卒業した月の翌月から数えます。例：令和13年3月",
    )
    is_specially_needed = forms.BooleanField(label="特に必要と認められる事情がある", required=False)
    special_need = TextField(
        label="特に必要な理由",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-wide"}),
    )
    own_funds_yen = YenField(label="自己資金", required=False)
    other_grants_yen = YenField(label="他制度からの給付・借入れ", required=False)
    payee = forms.ChoiceField(label="送金先", choices=Application.Payee, required=False, widget=ChoiceButtons)
    payee_name = NameField(
        label="送金先の名称",
        required=False,
        max_length=60,
        help_text="下の振込先には、この送金先の口座を入力してください。",
    )
    property_kind = forms.ChoiceField(label="不動産の種類", required=False, widget=ChoiceButtons)
    property_address = TextField(
        label="不動産の所在地", required=False, max_length=120, widget=forms.TextInput(attrs={"class": "w-wide"})
    )
    property_value_yen = YenField(label="不動産の評価額", required=False, min_value=1)
    heirs = TextField(
        label="推定相続人",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-wide"}),
        help_text="氏名と続柄を、お一人ずつ書いてください。いないときは「なし」と入力してください。",
    )
    assistance_yen = YenField(
        label="生活扶助額（月額）", required=False, min_value=1, help_text="福祉事務所が示した額を入力してください。"
    )
    support_centre = forms.ChoiceField(
        label="自立相談支援事業の利用",
        choices=Application.SupportCentre,
        required=False,
        widget=ChoiceButtons,
    )
    guide_reason = TextField(
        label="目安を超える理由",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-wide"}),
    )

    def clean_lending_from(self) -> date | None:
        return self._near("lending_from")

    def clean_graduates_on(self) -> date | None:
        return self._near("graduates_on")

    def _near(self, name: str) -> date | None:
        """A day that a plan of repayment can be counted from; one of the next century is a slip."""
        day: date | None = self.cleaned_data[name].first() if self.cleaned_data[name] is not None else None
        if day is not None and day.year > timezone.localdate().year + MOST_YEARS_AHEAD:
            label = self.fields[name].label
            raise forms.ValidationError(f"{label}は、今年から{MOST_YEARS_AHEAD}年以内の日付を入力してください。")
        return day

    def take_terms(self, terms: Terms) -> None:
        """この資金の欄. What is not asked goes; choices, limits and texts are those of the terms in force."""
        for name in unasked(terms):
            self.fields.pop(name, None)
        self.choose("purpose", [BLANK, *((each.code, _purpose_words(each)) for each in terms.purposes)])
        self.choose("school", [(each.code, each.name) for each in terms.schools])
        kinds = {share.of.value for share in terms.shares}
        self.choose(
            "property_kind", [(each.value, each.label) for each in Application.PropertyKind if each.value in kinds]
        )
        for name, words in _hints(terms).items():
            if name in self.fields:
                self.fields[name].help_text = words

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _hints(terms: Terms) -> dict[str, str]:
    """限度額と目安, beside the box that they are of; where they are written stands above the boxes."""
    total = max((each.amount_yen for each in terms.ceilings if each.per is Per.LOAN), default=0)
    standard = f"標準{terms.loan_months_standard}か月、" if terms.loan_months_standard else ""
    most = f"{terms.loan_months_max}か月以内" if terms.loan_months_max else "月数を入力してください。"
    return {
        "amount_yen": _amount_words(terms, total),
        "monthly_yen": _month_words(terms),
        "lending_months": f"{standard}{most}。借入希望額は、月額×月数で計算します。",
        "grace_months": f"{terms.grace_months_max}か月以内",
        "repayment_months": f"据置期間のあと{terms.repay_months_max}か月以内",
        "purpose": "かっこ内は目安です。超えるときは、理由を書いてください。",
        "lasting_months": "技能習得・療養・介護など、使途に期間があるときに入力してください。",
        "special_need": f"限度額が{terms.multiplier_if_needed.normalize():f}倍になります。理由を書いてください。",
        "guide_reason": "目安の額や期間を超えるときに、その理由を書いてください。",
        "property_value_yen": _share_words(terms),
        "support_centre": _support_words(terms),
    }


def _amount_words(terms: Terms, total: int) -> str:
    unit = "" if terms.unit_yen == 1 else f"、{terms.unit_yen:,}円単位"
    need = "。空欄のときは、必要額を借入希望額とします" if Ask.COSTS in terms.asks else ""
    return f"{total:,}円以内{unit}で入力してください{need}。"


def _month_words(terms: Terms) -> str:
    names = {each.code: each.name for each in terms.schools}
    limits = [f"{names.get(each.school, _size_words(each))} {yen(each.amount_yen)}" for each in terms.ceilings]
    if terms.monthly_of_assistance:
        limits.append(f"生活扶助額の{terms.monthly_of_assistance.normalize():f}倍")
    return f"月額の限度：{'、'.join(limits)}。"


def _size_words(ceiling: Any) -> str:
    if ceiling.household_to == 1:
        return "単身"
    return f"{ceiling.household_from}人以上" if ceiling.household_from > 1 else "世帯"


def _purpose_words(purpose: Purpose) -> str:
    guides = [
        (f"{each.up_to_months}か月まで" if each.up_to_months else "") + yen(each.amount_yen) for each in purpose.guides
    ]
    return f"{purpose.name}（{'・'.join(guides)}、償還{purpose.guide_repay_months}か月以内）"


def _share_words(terms: Terms) -> str:
    names = dict(Application.PropertyKind.choices)
    shares = [f"{names[each.of]}は評価額の{each.share * 100:.0f}％" for each in terms.shares]
    return f"貸付限度額：{'、'.join(shares)}まで。"


def _support_words(terms: Terms) -> str:
    if terms.consultation is ConsultationRule.REQUIRED:
        return "この資金は、自立相談支援事業の利用が要件です。"
    needing = [each.name for each in terms.reasons if each.consultation_required]
    return f"次の事由のときは、利用が要件です：{'、'.join(needing)}"
