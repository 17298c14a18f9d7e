from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from councils.look.forms import LookForm
from loans.applications import rules
from loans.applications.models import Member
from loans.terms.facts import Terms


class DocumentForm(LookForm):
    """書類の登録. The kind first, then the file or a photograph."""

    kind = forms.ChoiceField(label="書類の種類")
    file = forms.FileField(
        label="ファイル",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        error_messages={
            "required": "ファイルを選んでください。",
            "empty": "ファイルの中身が空です。別のファイルを選んでください。",
        },
    )

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(paper.code, _label(paper.name, paper.replaced_by)) for paper in rules.papers_for_application(terms)]
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - for the type checker
        kind.choices = [("", "選んでください"), *kinds, ("OTHER", "その他")]
        limit = settings.UPLOAD_LIMIT_BYTES // 1024 // 1024
        self.fields["file"].help_text = f"PDF、JPEG、PNG。{limit}MBまで。"


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
        member.choices = [("", "選んでください"), *names]


def _label(name: str, replaced_by: str) -> str:
    return f"{name}（照会で省略できます）" if replaced_by else name
