from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.look.forms import LookForm
from councils.permissions import Permission
from councils.trail import write
from inquiry.officer import queues
from inquiry.officer.actions import files as acts
from inquiry.officer.file_rows import file_rows, missing_codes, result_rows
from inquiry.officer.showing import moment
from inquiry.officer.trained import warning
from inquiry.vault.models import RequestFile, ResultFile
from inquiry.vault.terms import file_term


class ResultForm(LookForm):
    """結果ファイル."""

    content = forms.FileField(
        label="結果ファイル",
        help_text="受け取ったファイルを、そのまま選んでください。",
        error_messages={"required": "結果ファイルを選んでください。"},
    )


@door(Permission.INQUIRE, "GET")
def today(request: StaffRequest) -> HttpResponse:
    """今日の一覧. Everything that waits for an officer, urgent first."""
    found = queues.day(request.GET.get("after", ""))
    write.appeared(len(found.rows), where="officer:today")
    context = {"rows": found.rows, "after": found.after, "counts": queues.counts(), "page": "today"}
    context |= {"training_words": warning(request.actor)}
    return render(request, "officer/today.html", context)


@door(Permission.INQUIRE, "GET")
def files(request: StaffRequest) -> HttpResponse:
    """一括照会のファイル."""
    wanted = acts.candidates(by=request.actor)
    context = {
        "rows": file_rows(),
        "missing": missing_codes(wanted, request.actor.prefecture_id) if wanted else [],
        "refusal": acts.why_no_file(wanted, by=request.actor),
        "counts": queues.counts(),
        "page": "files",
    }
    return render(request, "officer/files.html", context)


@door(Permission.INQUIRE, "POST")
def make(request: StaffRequest) -> HttpResponse:
    acts.make_file(by=request.actor)
    messages.success(request, "依頼ファイルの作成を頼みました。できると、この画面に名前が出ます。")
    return redirect("officer:files")


@door(Permission.INQUIRE, "GET", "POST")
def file(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """依頼ファイルと、その結果の取込み."""
    found = access.find(RequestFile, file_id, by=request.actor, may=Permission.INQUIRE)

    def act(facts: dict[str, Any]) -> ResultFile:
        taken = facts["content"]
        most = file_term(timezone.localdate()).most_bytes
        # One byte more than may be is enough to know.
        return acts.hand_in(found.pk, taken.read(most + 1), by=request.actor)

    is_sent = request.method == "POST"
    return answer_form(
        request,
        ResultForm(request.POST, request.FILES) if is_sent else ResultForm(),
        act,
        template="officer/file.html",
        then=lambda _: reverse("officer:file", args=[found.pk]),
        done="結果ファイルを受け取りました。取込みが済むと、この画面に結果が出ます。",
        context={
            "file": found,
            "removed_at": moment(found.removed_at) if found.removed_at else "",
            "results": result_rows(found),
            "counts": queues.counts(),
            "page": "files",
        },
    )
