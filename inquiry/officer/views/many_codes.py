from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse

from councils.doors import StaffRequest, answer_form, door
from councils.look.forms import LookForm
from councils.permissions import Permission
from inquiry.officer.actions.many_codes import register_all
from inquiry.officer.code_lines import COLUMNS, MOST_BYTES, NotReadable, decoded
from inquiry.vault.models import NetworkCode

# Of four bytes each at the most they come in one request (DATA_UPLOAD_MAX_MEMORY_SIZE); 3,000 lines need far less.
_MOST_LETTERS = 500_000


class ManyCodesForm(LookForm):
    """番号のCSV. A file, or its text; of a file that was read the text stands in the box, to be corrected there."""

    content = forms.FileField(
        label="CSVファイル", required=False, help_text="UTF-8かShift_JIS（CP932）で保存したもの。"
    )
    text = forms.CharField(
        label="CSVの内容",
        required=False,
        strip=False,
        max_length=_MOST_LETTERS,
        error_messages={"null_characters_not_allowed": "CSVの内容に、読み取れない文字があります。"},
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "reference"}),
        help_text="ファイルの代わりに、ここに貼り付けることもできます。ファイルを選んだときは、ファイルを使います。",
    )

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.files and not self.errors and not str(facts.get("text", "")).strip():
            self.add_error("text", "CSVファイルを選ぶか、内容を貼り付けてください。")
        return facts


@door(Permission.ADMINISTER, "GET", "POST")
def many_codes(request: StaffRequest) -> HttpResponse:
    """照会に使う番号をまとめて登録する. Every line or none."""
    return answer_form(
        request,
        _form(request),
        lambda facts: register_all(facts["text"], by=request.actor),
        template="officer/many_codes.html",
        then=lambda _: reverse("officer:codes"),
        done="番号をまとめて登録しました。適用開始日から使います。",
        context={"columns": ",".join(COLUMNS), "whats": NetworkCode.What.labels},
    )


def _form(request: StaffRequest) -> ManyCodesForm:
    """The text of the file takes the place of what stood in the box, so that it is there when a line is refused."""
    if request.method != "POST":
        return ManyCodesForm()
    taken = request.FILES.get("content")
    if taken is None:
        return ManyCodesForm(request.POST, request.FILES)
    try:
        text = decoded(taken.read(MOST_BYTES + 1))
    except NotReadable as slip:
        form = ManyCodesForm(request.POST, request.FILES)
        form.add_error("content", str(slip))
        return form
    typed = QueryDict(mutable=True)
    typed.update(request.POST)
    typed["text"] = text
    return ManyCodesForm(typed)
