from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.era import PartialDate
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer import queues
from inquiry.officer.actions import mishaps as acts
from inquiry.officer.kept import wrong_persons
from inquiry.officer.mishap_forms import LeakForm, MishapForm, StepForm
from inquiry.officer.mishap_letters import asked_rows, letters
from inquiry.officer.mishap_steps import list_rows, step_rows, steps_left
from inquiry.officer.officers import names_of
from inquiry.officer.paging import paged
from inquiry.officer.showing import moment
from inquiry.vault.models import Mishap, MishapStep, Person


@door(Permission.INQUIRE, "GET")
def mishaps(request: StaffRequest) -> HttpResponse:
    """誤照会などの対応. Open ones first, with the next day that is due."""
    every = Mishap.objects.select_related("order", "person").prefetch_related("steps")
    is_open = Q(ended_at__isnull=True, lifted_at__isnull=True)
    found = paged([every.filter(is_open), every.exclude(is_open)], request.GET.get("after", ""))
    rows = list_rows(found.rows)
    write.appeared(len(rows), where="officer:mishaps")
    context = {
        "rows": rows,
        "after": found.after,
        "figures": wrong_persons(),
        "counts": queues.counts(),
        "page": "mishaps",
    }
    return render(request, "officer/mishaps.html", context)


@door(Permission.INQUIRE, "GET", "POST")
def propose_mishap(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """誤照会の申出. What happens from this moment on is said before the button."""
    found = access.find(Person, person_id, by=request.actor, may=Permission.INQUIRE)
    write.viewed(found.case_id, fields=["name"], subject_id=found.member_id)
    today = timezone.localdate()

    def act(facts: dict[str, Any]) -> Mishap:
        return acts.propose(found.pk, Mishap.Cause(facts["cause"]), facts["known_on"].first(), by=request.actor)

    return answer_form(
        request,
        MishapForm(request.POST or None, initial={"known_on": PartialDate(today.year, today.month, today.day)}),
        act,
        template="officer/propose_mishap.html",
        then=lambda mishap: reverse("officer:mishap", args=[mishap.pk]),
        done="この方の回答を隔離しました。別の照会担当が、廃棄を確定してください。",
        context={"person": found, "counts": queues.counts(), "page": "mishaps"},
    )


@door(Permission.INQUIRE, "GET", "POST")
def mishap(request: StaffRequest, mishap_id: UUID) -> HttpResponse:
    """誤照会などの対応, on one screen."""
    found = access.find(Mishap, mishap_id, by=request.actor, may=Permission.INQUIRE)
    write.viewed(found.order.case_id, fields=["name"], subject_id=found.person.member_id if found.person else None)

    def act(facts: dict[str, Any]) -> MishapStep:
        return acts.record(found.pk, MishapStep.Step(facts["step"]), facts["done_on"].first(), by=request.actor)

    return answer_form(
        request,
        _step_form(found, request.POST),
        act,
        template="officer/mishap.html",
        then=lambda _: reverse("officer:mishap", args=[found.pk]),
        done="対応を記録しました。",
        context={**_facts(found, request.actor), "counts": queues.counts(), "page": "mishaps"},
    )


@door(Permission.INQUIRE, "GET")
def mishap_record(request: StaffRequest, mishap_id: UUID) -> HttpResponse:
    """対応の記録の印刷. Letters and record on paper; no value is in them."""
    found = access.find(Mishap, mishap_id, by=request.actor, may=Permission.INQUIRE)
    write.viewed(found.order.case_id, fields=["name"], subject_id=found.person.member_id if found.person else None)
    context = {**_facts(found, request.actor), "letters": letters(found), "counts": queues.counts(), "page": "mishaps"}
    return render(request, "officer/mishap_record.html", context)


@door(Permission.INQUIRE, "POST")
def confirm_mishap(request: StaffRequest, mishap_id: UUID) -> HttpResponse:
    acts.confirm(mishap_id, by=request.actor)
    messages.success(request, "廃棄を確定しました。回答はまもなく廃棄されます。")
    return redirect("officer:mishap", mishap_id)


@door(Permission.INQUIRE, "POST")
def lift_mishap(request: StaffRequest, mishap_id: UUID) -> HttpResponse:
    acts.lift(mishap_id, by=request.actor)
    messages.success(request, "誤照会ではなかったと記録しました。回答は、また閲覧できます。")
    return redirect("officer:mishap", mishap_id)


@door(Permission.INQUIRE, "POST")
def judge_mishap(request: StaffRequest, mishap_id: UUID) -> HttpResponse:
    found = access.find(Mishap, mishap_id, by=request.actor, may=Permission.INQUIRE)
    form = LeakForm(request.POST)
    if not form.is_valid():
        shown = {**_facts(found, request.actor), "counts": queues.counts(), "page": "mishaps", "leak_form": form}
        return render(request, "officer/mishap.html", {**shown, "form": _step_form(found)}, status=422)
    acts.judge(mishap_id, Mishap.Leak(form.cleaned_data["leak"]), by=request.actor)
    messages.success(request, "漏えい等の判断を記録しました。")
    return redirect("officer:mishap", mishap_id)


@door(Permission.INQUIRE, "POST")
def end_mishap(request: StaffRequest, mishap_id: UUID) -> HttpResponse:
    acts.end(mishap_id, by=request.actor)
    messages.success(request, "対応を終えました。記録は保存期間のあいだ残ります。")
    return redirect("officer:mishap", mishap_id)


def _step_form(found: Mishap, typed: QueryDict | None = None) -> StepForm:
    today = timezone.localdate()
    form = StepForm(typed or None, initial={"done_on": PartialDate(today.year, today.month, today.day)})
    form.fields["step"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
        (step.value, step.label) for step in steps_left(found)
    ]
    return form


def _facts(found: Mishap, actor: Actor) -> dict[str, Any]:
    names = names_of([found.proposed_by, found.confirmed_by, found.lifted_by, found.judged_by, found.ended_by])
    return {
        "mishap": found,
        "facts": _rows(found, names),
        "steps": step_rows(found),
        "asked": asked_rows(found),
        "leak_form": LeakForm(initial={"leak": found.leak}),
        "annotation": next(iter(letters(found)), None),
        "may_decide": found.is_open and found.confirmed_at is None and found.person_id is not None,
        "refusal": _why_not(acts.check_not_own, found, actor),
        "end_refusal": _why_not(acts.check_all_done, found),
        "has_steps_left": bool(steps_left(found)),
    }


def _rows(found: Mishap, names: dict[int, str]) -> list[dict[str, str]]:
    rows = [
        ("県受付番号", found.order.reference),
        ("対象の方", found.person.name if found.person else "依頼の対象者のうち、下の照会の方"),
        ("出来事", found.get_what_display()),
        ("原因", found.get_cause_display()),
        ("知った日", PartialDate.parse(found.known_on.isoformat()).wareki()),
        ("申し出た方", names.get(found.proposed_by, "") if found.proposed_by else "システム"),
    ]
    if found.confirmed_by and found.confirmed_at:
        rows.append(("廃棄を確定した方", f"{names.get(found.confirmed_by, '')}（{moment(found.confirmed_at)}）"))
    if found.destroyed_at:
        rows.append(("廃棄した日時", moment(found.destroyed_at)))
    if found.lifted_by and found.lifted_at:
        rows.append(("誤照会でないとした方", f"{names.get(found.lifted_by, '')}（{moment(found.lifted_at)}）"))
    if found.judged_by and found.judged_at:
        words = f"{found.get_leak_display()}（{names.get(found.judged_by, '')}、{moment(found.judged_at)}）"
        rows.append(("漏えい等の判断", words))
    if found.ended_by and found.ended_at:
        rows.append(("対応を終えた方", f"{names.get(found.ended_by, '')}（{moment(found.ended_at)}）"))
    return [{"label": label, "value": value} for label, value in rows]


def _why_not(check: Callable[..., None], *facts: object) -> str:
    try:
        check(*facts)
    except Refused as refusal:
        return refusal.sentence
    return ""
