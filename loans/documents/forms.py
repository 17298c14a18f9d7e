from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings

from councils.era import wareki
from councils.look.fields import ChoiceButtons, EraDateField, NameField, TextField
from councils.look.forms import LookForm
from loans.applications import papers
from loans.applications.models import Consent, Member, PaperType
from loans.consultations.paper_origins import PaperOrigin
from loans.documents.actions import Filing
from loans.documents.boxes import NotBoxes, boxes_of
from loans.documents.models import CommissionerReport, Document
from loans.documents.taking import whose
from loans.mark_kinds import Mark, Marked
from loans.paper_states import Trouble

CHOOSE = ("", "選んでください")


class SheetsInput(forms.ClearableFileInput):
    """何枚か一度に. On a tablet the camera opens where `capture` says so."""

    allow_multiple_selected = True


class SheetsField(forms.FileField):
    """何枚かのファイル. A list, empty where nothing was chosen."""

    widget = SheetsInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(SheetsField, self).clean(each, initial) for each in given]


class DocumentForm(LookForm):
    """書類の登録. The kind stands first; what must be said of it follows from the kind."""

    kind = forms.ChoiceField(label="書類の種類")
    photo = SheetsField(
        label="写真を撮る",
        required=False,
        help_text="続けて何枚でも撮れます。撮った順に並びます。",
        widget=SheetsInput(attrs={"accept": "image/*", "capture": "environment", "data-sheets": ""}),
        error_messages={"empty": "写真の中身が空です。撮り直してください。"},
    )
    file = SheetsField(
        label="ファイルから選ぶ",
        required=False,
        widget=SheetsInput(attrs={"accept": "application/pdf,image/jpeg,image/png", "data-sheets": ""}),
        error_messages={"empty": "ファイルの中身が空です。別のファイルを選んでください。"},
    )
    boxes = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-boxes": ""}))

    def __init__(self, *args: Any, kind: PaperType | None, replaced: Document | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.replaced = replaced
        chosen = self.fields["kind"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - for the type checker
        chosen.choices = [CHOOSE, *((code, each.name) for code, each in papers.types().items())]
        if kind:
            chosen.widget = forms.HiddenInput()
            self._ask_about(kind)
        one, together = (each // 1024 // 1024 for each in (settings.UPLOAD_LIMIT_BYTES, settings.REQUEST_LIMIT_BYTES))
        limit = f"1枚{one}MB、一度に合わせて{together}MBまで。"
        self.fields["file"].help_text = f"PDF、JPEG、PNG。何枚か選べます。{limit}"

    def _ask_about(self, kind: PaperType) -> None:
        for mark in kind.blackout:
            self.ask(f"mark_{mark}", _mark_field(Mark(mark)))
        if self.replaced and self.replaced.trouble == Trouble.MY_NUMBER and not kind.is_identity:
            self.ask("is_vouched", _vouch_field())

    def ask_for_issue(self, months: int) -> None:
        """発行日. Of a paper that counts for so many months."""
        self.ask("issued_on", _issue_field(months))

    def ask_whose(self, consents: Sequence[Consent]) -> None:
        """どなたの同意書か. Of those who agreed on paper."""
        names = [(str(each.id), f"{whose(each)} 様（{wareki(each.given_on)}）") for each in consents]
        self.ask(
            "consent",
            forms.ChoiceField(
                label="どなたの同意書か",
                choices=[("", "まだ同意を記録していない"), *names],
                required=False,
                help_text="選ぶと、その方の同意に、署名した紙の写しがあることが残ります。",
            ),
        )

    def clean_boxes(self) -> Any:
        try:
            return boxes_of(self.cleaned_data["boxes"])
        except NotBoxes:
            raise forms.ValidationError(
                "黒塗りの範囲を読み取れませんでした。もう一度、塗りつぶしてください。"
            ) from None

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not self.errors.keys() & {"photo", "file"} and not facts["photo"] + facts["file"]:
            self.add_error("file", "ファイルを選んでください。")
        return facts

    def sheets(self) -> list[Any]:
        return [*self.cleaned_data["photo"], *self.cleaned_data["file"]]

    def filing(self) -> Filing:
        facts = self.cleaned_data
        issued = facts.get("issued_on")
        return Filing(
            marks={name.removeprefix("mark_"): said for name, said in facts.items() if name.startswith("mark_")},
            issued_on=issued.first() if issued else None,
            replaces=self.replaced.pk if self.replaced else None,
            is_vouched=facts.get("is_vouched", False),
            consent=UUID(facts["consent"]) if facts.get("consent") else None,
            boxes=facts["boxes"],
        )


def _issue_field(months: int) -> EraDateField:
    hint = f"書類に書いてある日。発行から{months}か月以内のものが要ります。例：令和8年11月2日"
    return EraDateField(label="発行日", help_text=hint)


def _vouch_field() -> forms.BooleanField:
    return forms.BooleanField(
        label="書類にある12桁の数字は、個人番号ではない（確かめた）",
        required=False,
        help_text="お客様番号などの12桁が、個人番号の形と偶然同じことがあります。確かめた方の氏名とともに記録します。",
    )


def _mark_field(mark: Mark) -> forms.ChoiceField:
    asked = f"{mark.label}を「黒塗りした」か「載っていない」か、選んでください。"
    return forms.ChoiceField(
        label=f"{mark.label}は",
        choices=Marked.choices,
        widget=ChoiceButtons,
        error_messages={"required": asked, "invalid_choice": asked},
    )


class SightingForm(LookForm):
    """原本確認. What it said, in one line."""

    kind = forms.ChoiceField(label="書類の種類")
    said = TextField(
        label="書いてあったこと", max_length=120, help_text="一行で。例：住所・氏名・生年月日が申込書と同じ"
    )
    issued_on = EraDateField(label="発行日", required=False, help_text="書類に書いてある日。例：令和8年11月2日")

    def __init__(self, *args: Any, kind: PaperType | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["kind"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - for the type checker
        chosen.choices = [CHOOSE, *((code, each.name) for code, each in papers.types().items())]
        if kind:
            chosen.widget = forms.HiddenInput()

    def ask_for_issue(self, months: int) -> None:
        """発行日. Of a paper that counts for so many months."""
        self.fields["issued_on"] = _issue_field(months)

    def facts(self) -> dict[str, Any]:
        issued = self.cleaned_data["issued_on"]
        return {"said": self.cleaned_data["said"], "issued_on": issued.first() if issued else None}


class RetypeForm(LookForm):
    """種類の変更. To what, and why; of which day it is, where the new kind wants one."""

    after = forms.ChoiceField(label="正しい種類")
    issued_on = EraDateField(
        label="発行日", required=False, help_text="住民票の写しなど、発行日の要る種類に変えるとき。例：令和8年11月2日"
    )
    reason = TextField(label="変える理由", max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = self.fields["after"]
        assert isinstance(after, forms.ChoiceField)  # noqa: S101 - for the type checker
        after.choices = [CHOOSE, *((code, each.name) for code, each in papers.types().items())]

    def facts(self) -> dict[str, Any]:
        issued = self.cleaned_data["issued_on"]
        return {**self.cleaned_data, "issued_on": issued.first() if issued else None}


class ScanForm(LookForm):
    """紙からの入力. Where the paper was photographed, which of the case's papers it is."""

    document = forms.ChoiceField(label="登録した写し（あれば）", required=False)

    def __init__(self, *args: Any, scans: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        document = self.fields["document"]
        assert isinstance(document, forms.ChoiceField)  # noqa: S101 - for the type checker
        document.choices = [("", "写しは登録していない"), *scans]


class CommissionerForm(ScanForm):
    """民生委員意見書. As the 民生委員 wrote it."""

    verdict = forms.ChoiceField(label="意見", choices=CommissionerReport.Verdict.choices, widget=ChoiceButtons)
    written_on = EraDateField(label="作成日")
    commissioner = NameField(label="民生委員の氏名", max_length=60)
    district = TextField(label="地区", max_length=60)
    text = TextField(label="意見の内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
    field_order = ("verdict", "written_on", "commissioner", "district", "text", "document")

    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_data, "written_on": self.cleaned_data["written_on"].first()}


class OriginForm(ScanForm):
    """紙の様式から入力. Which form, of which day, by whose hand."""

    form = forms.ChoiceField(label="様式", choices=PaperOrigin.Form.choices[1:], widget=ChoiceButtons)
    dated_on = EraDateField(label="紙に書いてある日")
    written_by = NameField(label="紙に書いた方", max_length=60, help_text="例：ご本人、代筆した方の氏名")
    field_order = ("form", "dated_on", "written_by", "document")

    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_data, "dated_on": self.cleaned_data["dated_on"].first()}


class TalkOriginForm(LookForm):
    """相談受付票が紙だったこと."""

    dated_on = EraDateField(label="紙に書いてある日")
    written_by = NameField(label="紙に書いた方", max_length=60, help_text="例：ご本人、聞き取った相談員の氏名")

    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_data, "dated_on": self.cleaned_data["dated_on"].first()}


class PortalForm(LookForm):
    """マイナポータルの結果. Whose it is, the file, and that the person agrees."""

    member = forms.ChoiceField(label="どなたの情報か")
    file = forms.FileField(
        label="結果のファイル",
        help_text="マイナポータルから取り出した、JSON形式のファイル。1MBまで。",
        widget=forms.ClearableFileInput(attrs={"accept": "application/json,.json"}),
        error_messages={
            "required": "ファイルを選んでください。",
            "empty": "ファイルの中身が空です。別のファイルを選んでください。",
        },
    )
    is_consented = forms.BooleanField(
        label="ご本人が、この結果を案件に登録し、貸付の審査に使うことに同意している",
        error_messages={"required": "ご本人の同意を確かめてから、登録してください。"},
    )

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member = self.fields["member"]
        assert isinstance(member, forms.ChoiceField)  # noqa: S101 - for the type checker
        names = [(str(each.pk), f"{each.name}（{each.get_relation_display()}）") for each in members]
        member.choices = [CHOOSE, *names]
