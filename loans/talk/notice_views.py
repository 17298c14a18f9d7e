from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils.access import check_may, reading_right
from councils.doors import StaffRequest, answer_form, door
from councils.trail import write
from loans.talk import mail, notices
from loans.talk.forms import MailForm


@door(None, "GET")
def notice_list(request: StaffRequest) -> HttpResponse:
    """お知らせ. One's own, the newest first."""
    check_may(request.actor, reading_right(request.actor))
    lines = notices.notice_lines(request.actor)
    write.appeared(len(lines), where="notices")
    context = {
        "lines": lines,
        "unread": sum(line.is_new for line in lines),
        "is_refused": mail.is_refused(request.actor),
    }
    return render(request, "talk/notices.html", context)


@door(None, "POST")
def read_notices(request: StaffRequest) -> HttpResponse:
    """すべて既読."""
    check_may(request.actor, reading_right(request.actor))
    notices.read_all(request.actor)
    messages.success(request, "すべて既読にしました。")
    return redirect("loans:notices")


@door(None, "GET", "POST")
def choose_mail(request: StaffRequest) -> HttpResponse:
    """お知らせメールの設定, of oneself."""
    check_may(request.actor, reading_right(request.actor))
    return answer_form(
        request,
        MailForm(request.POST if request.method == "POST" else None, initial=mail.choice_of(request.actor)),
        lambda facts: mail.choose(facts, by=request.actor),
        template="talk/mail.html",
        then=lambda _: reverse("loans:notices"),
        done="お知らせメールの設定を変えました。",
        context={"is_on": mail.is_on(request.actor), "is_refused": mail.is_refused(request.actor)},
    )
