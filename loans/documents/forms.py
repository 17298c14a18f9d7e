from typing import Any

from django import forms
from django.conf import settings

from councils.look.forms import LookForm
from loans.applications import rules
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


def _label(name: str, replaced_by: str) -> str:
    return f"{name}（照会で省略できます）" if replaced_by else name
