from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.look.words import yen
from councils.permissions import Permission
from councils.signin.stepup import Covered, answer_factor
from councils.trail import write
from loans.applications.models import Application
from loans.approval import actions, bundle
from loans.approval.forms import SendBackForm
from loans.approval.shown import sheet

NONE_CHOSEN = "案件を一つ以上選んでください。"
NONE_WAITS = "選んだ案件は、いまはご自身の決裁を待っていません。"


@door(Permission.SIGN, "GET", "POST")
def send_back(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """差戻しの画面."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.SIGN, seen=["application", "findings"]
    )
    return answer_form(
        request,
        SendBackForm(request.POST or None),
        lambda facts: actions.send_back(application_id, facts["comment"], by=request.actor),
        template="approval/send_back.html",
        then=lambda _: reverse("loans:case", args=[application_id]),
        done="審査担当へ差し戻しました。",
        context=sheet(application, by=request.actor),
    )


@door(Permission.SIGN, "GET")
def choose_signing(request: StaffRequest) -> HttpResponse:
    """まとめて決裁の確認: several cases are chosen; which, is in the address as ids alone."""
    waiting = bundle.waiting_for(request.actor)
    write.appeared(len(waiting), where="choose_signing")
    return render(request, "approval/choose.html", {"rows": _rows(waiting)})


@door(Permission.SIGN, "GET", "POST")
def confirm_signing(request: StaffRequest) -> HttpResponse:
    """決裁の本人確認: the named list, and the factor once. Each seal is then a page and an act of its own."""
    chosen = bundle.cases_in(request.GET.getlist("case"))
    listed = bundle.waiting_for(request.actor, chosen)
    covered = Covered(bundle.KIND, [each.item for each in listed], [each.id for each in listed])
    if not listed:
        messages.warning(request, NONE_WAITS if chosen else NONE_CHOSEN)
        return redirect("loans:choose_signing")
    if request.method == "POST" and request.POST.getlist("item") != list(covered.items):
        return _named_anew(request, covered)
    write.appeared(len(listed), where="confirm_signing")
    return answer_factor(
        request,
        covered,
        template="approval/confirm.html",
        then=reverse("loans:sign", args=[listed[0].id]),
        context={"rows": _rows(listed), "items": covered.items, "dropped": len(chosen) - len(listed)},
    )


def _named_anew(request: StaffRequest, covered: Covered) -> HttpResponse:
    """A case that changed or left between the page and the press drops off, and the rest is shown again."""
    messages.warning(
        request,
        "画面を開いたあとで内容が変わったか、決裁待ちでなくなった案件がありました。いまの一覧をご確認ください。",
    )
    query = "&".join(f"case={bundle.case_in(item)}" for item in covered.items)
    return redirect(f"{reverse('loans:confirm_signing')}?{query}")


def _rows(waiting: list[bundle.Waiting]) -> list[dict[str, object]]:
    return [{"case": each, "amount": yen(each.amount_yen)} for each in waiting]
