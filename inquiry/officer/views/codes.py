from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from councils.doors import StaffRequest, answer_form, door
from councils.era import PartialDate, wareki
from councils.permissions import Permission
from inquiry.officer.actions import codes as acts
from inquiry.officer.code_form import CodeForm
from inquiry.officer.paging import PAGE
from inquiry.officer.rules_shown import rule_rows
from inquiry.officer.specification_shown import code_rows, layout_rows
from inquiry.vault.models import NetworkCode
from inquiry.vault.network_codes import Codes, Wanted, wanted
from inquiry.vault.providers import Directory


@door(Permission.ADMINISTER, "GET", "POST")
def codes(request: StaffRequest) -> HttpResponse:
    """照会に使う番号. What is entered and what is missing; nothing here is filled in by the system."""
    today = timezone.localdate()
    here = Codes(request.actor.prefecture_id, today)
    rows = [_row(each, here) for each in wanted()]
    more, after = _more({(each.what.value, each.of) for each in wanted()}, here, request.GET.get("after", ""))

    def act(facts: dict[str, Any]) -> NetworkCode:
        what = NetworkCode.What(facts["what"])
        return acts.register(what, facts["of"], facts["value"], facts["valid_from"].first(), by=request.actor)

    return answer_form(
        request,
        CodeForm(request.POST or None, initial={"valid_from": PartialDate(today.year, today.month, today.day)}),
        act,
        template="officer/codes.html",
        then=lambda _: reverse("officer:codes"),
        done="番号を登録しました。適用開始日から使います。",
        context={
            "rows": rows,
            "more": more,
            "after": after,
            "missing": sum(not row["value"] for row in rows),
            "response_codes": code_rows(today),
            "layouts": layout_rows(),
            "rules": rule_rows(today),
        },
    )


def _row(each: Wanted, here: Codes) -> dict[str, str]:
    row = here.rows.get((each.what, each.of))
    return {"label": each.label, "of": each.of, **_entered(row)}


def _more(named: set[tuple[str, str]], here: Codes, mark: str) -> tuple[list[dict[str, str]], str]:
    """提供者機関コード of municipalities, 50 at a time: a prefecture may enter every one of the country."""
    behind = tuple(mark.split("~"))
    found = [row for key, row in sorted(here.rows.items()) if key not in named and key > behind]
    directory = Directory()
    directory.learn(row.of for row in found[:PAGE])
    rows = [{"label": directory.name_of(row.of), "of": row.of, **_entered(row)} for row in found[:PAGE]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return rows, f"{last.what}~{last.of}" if last else ""


def _entered(row: NetworkCode | None) -> dict[str, str]:
    return {"value": row.value if row else "", "since": wareki(row.valid_from) if row else ""}
