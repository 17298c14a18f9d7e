"""段ごとの入力. At most seven questions each; buttons up to six choices."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from councils.era import PartialDate
from councils.look.fields import (
    ChoiceButtons,
    EraDateField,
    KanaField,
    NameField,
    PhoneField,
    PostcodeField,
    TextField,
    TickButtons,
    YenField,
)
from loans.consultations import rules
from loans.consultations.forms.base import StepForm, step_of, stored, today
from loans.consultations.forms.household import people, people_form
from loans.consultations.models import Consultation, words
from loans.consultations.panel import names


def _buttons(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices.choices, required=False, widget=ChoiceButtons, **more)


def _lines(label: str, rows: int, **more: Any) -> TextField:
    return TextField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **more)


class StartForm(StepForm):
    """相談のきっかけ."""

    step = step_of("start")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {"client": ("client_name", "client_kana", "client_phone")}

    client_name = NameField(label="氏名", required=False, max_length=60)
    client_kana = KanaField(label="フリガナ", required=False, max_length=80)
    client_phone = PhoneField(label="電話番号", required=False, max_length=20)
    visitor = _buttons("来談された方", words.Visitor)
    visitor_name = NameField(label="来談された方の氏名", required=False, max_length=60)
    visitor_phone = PhoneField(label="来談された方の電話番号", required=False, max_length=20)
    channel = _buttons("面談方法", words.Channel)
    route = _buttons("来談経路", words.Route)
    came_on = EraDateField(label="相談日")


class HouseholdForm(StepForm):
    """世帯と収入."""

    step = step_of("household")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "home": ("client_born", "client_sex", "client_postcode", "client_address", "housing"),
        "income": ("work", "occupation", "monthly_income_yen", "household_income_yen"),
    }

    client_born = EraDateField(label="生年月日", required=False, allow_unknown=True)
    client_sex = _buttons("性別", words.Sex)
    client_postcode = PostcodeField(label="郵便番号", required=False)
    client_address = TextField(
        label="住所", required=False, max_length=120, widget=forms.TextInput(attrs={"class": "w-wide"})
    )
    housing = _buttons("住居", words.Housing)
    work = _buttons("仕事", words.Work)
    occupation = TextField(label="勤務先・職業", required=False, max_length=40)
    monthly_income_yen = YenField(label="ご本人の月収", required=False)
    household_income_yen = YenField(label="世帯の月収", required=False)
    outlook = _lines("今後の収入の見通し", 2, max_length=1000)

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        self.members = people_form(data, self.talk.members)

    def opened_on(self, talk: Consultation) -> dict[str, Any]:
        born = PartialDate.parse(talk.client_born) if talk.client_born else None
        return {**super().opened_on(talk), "client_born": born}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.members.is_valid():
            self.add_error(None, "いっしょに暮らす方の欄を見直してください。")
        return cleaned

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        if "client_born" in facts:
            born = self.cleaned_data["client_born"]
            facts["client_born"] = born.iso() if born else ""
        return {**facts, "members": people(self.members, self.talk.members, self.screen)}

    def sentences(self) -> list[tuple[str, str]]:
        own = [each for each in super().sentences() if each[0] != "__all__"]
        rows = [row for row in self.members.forms if row.errors]
        return [*own, *((row.add_prefix(name), str(said[0])) for row in rows for name, said in row.errors.items())]


class TroublesForm(StepForm):
    """困りごと."""

    step = step_of("troubles")

    topics = forms.MultipleChoiceField(
        label="ご相談の内容（いくつでも）", choices=words.Topic.choices, required=False, widget=TickButtons
    )
    main_topic = forms.ChoiceField(
        label="◎ いちばんお困りのこと", choices=[("", "まだ決めない"), *words.Topic.choices], required=False
    )
    gist = _lines("相談の要旨", 4, max_length=4000)
    debts = _buttons("ほかの借入れがありますか", words.Answer)
    debts_yen = YenField(label="残高の合計", required=False)
    debts_monthly_yen = YenField(label="毎月の返済額", required=False)
    wish = _buttons("貸付けの希望", words.Wish)
    fund = forms.ChoiceField(label="希望する資金", required=False)
    amount_yen = YenField(label="希望する金額", required=False)
    needed_by = EraDateField(label="必要な時期", required=False, is_coming=True)
    reason_text = _lines("借入れの理由", 2, max_length=2000)

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["fund"].choices = [("", "まだ決めない"), *names().items()]  # type: ignore[attr-defined]  # a choice field


class SchemesForm(StepForm):
    """使える制度. One pair of boxes for each scheme of the rules in force."""

    step = step_of("schemes")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {"insurance": ("health_insurance", "pension")}

    other_schemes = _lines("その他の制度・確認した結果", 2, max_length=2000)
    health_insurance = _buttons("健康保険", words.HealthInsurance)
    pension = _buttons("年金", words.Pension)
    sharing = _buttons("関係機関と情報を共有することの同意", words.Sharing)
    sharing_on = EraDateField(
        label="同意を確認した日", required=False, help_text="空欄のときは、きょうの日付で記録します。"
    )

    def __init__(self, data: Any = None, **given: Any) -> None:
        # What the greatest trouble calls for comes first: food today before anything that takes weeks.
        main = given["talk"].main_topic
        self.schemes = sorted(rules.schemes_on(today()), key=lambda each: main not in each.topics)
        super().__init__(data, **given)
        for scheme in self.schemes:
            known = self.talk.schemes.get(scheme.code, {})
            self.fields[f"scheme-{scheme.code}"] = forms.ChoiceField(
                label=scheme.name,
                choices=rules.RESULTS,
                required=False,
                widget=ChoiceButtons,
                help_text=scheme.hint,
                initial=known.get("result", ""),
            )
            note = TextField(
                label=f"メモ（{scheme.name}）", required=False, max_length=200, initial=known.get("note", "")
            )
            self.fields[f"note-{scheme.code}"] = note

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        return {**facts, "sharing_on": self._shared_on(facts), "schemes": self._schemes()}

    def _shared_on(self, facts: dict[str, Any]) -> date | None:
        """同意を確認した日. A new word is of today, unless another day is typed."""
        sharing, old = facts.get("sharing", self.talk.sharing), self.talk.sharing_on
        if not sharing:
            return None
        typed: date | None = facts.get("sharing_on", old)
        is_left = typed == old and sharing != self.talk.sharing
        return today() if typed is None or is_left else typed

    def pairs(self) -> list[tuple[Any, Any, Any]]:
        """As the page shows them: the scheme, its buttons, its note."""
        return [(each, self[f"scheme-{each.code}"], self[f"note-{each.code}"]) for each in self.schemes]

    def _schemes(self) -> dict[str, dict[str, str]]:
        """What can be read of each; the rest stays. Schemes that are no longer in force keep what was said of them."""
        kept = dict(self.talk.schemes)
        for each in self.schemes:
            old = kept.pop(each.code, {})
            result = self.cleaned_data.get(f"scheme-{each.code}", old.get("result", ""))
            note = self.cleaned_data.get(f"note-{each.code}", old.get("note", ""))
            if result or note:
                kept[each.code] = {"result": result, "note": note}
        return kept


class CheckForm(StepForm):
    """確認. When the talk goes on."""

    step = step_of("check")

    next_on = EraDateField(label="次回の予定日", required=False, is_coming=True)
    next_note = TextField(label="次回に確認すること", required=False, max_length=200)

    def clean_next_on(self) -> PartialDate | None:
        found: PartialDate | None = self.cleaned_data["next_on"]
        if found is not None and stored(found) != self.talk.next_on and found.first() < today():
            raise forms.ValidationError("次回の予定日は、今日か今日より後の日を入力してください。")
        return found


FORMS: dict[str, type[StepForm]] = {
    form.step.code: form for form in (StartForm, HouseholdForm, TroublesForm, SchemesForm, CheckForm)
}
