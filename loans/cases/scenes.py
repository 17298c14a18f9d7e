"""どの場面で、どの照会が使えるか. The catalogue and the plans of the funds, for whoever asks a client for papers."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from councils.doors import StaffRequest, door
from councils.tenancy import Actor
from inquiry import gateway
from loans.applications.models import PlanRule
from loans.applications.plan import LEGAL_BASIS, PURPOSE
from loans.terms.models import FundTerms


@dataclass(frozen=True)
class FundPlan:
    """資金の照会計画, as words."""

    fund: str
    asked: str
    left_out: tuple[str, ...]


@door(None, "GET")
def scenes(request: StaffRequest) -> HttpResponse:
    """照会で分かること."""
    entries = gateway.catalogue(LEGAL_BASIS, PURPOSE)
    context = {
        "scenes": gateway.scenes(entries),
        "sources": list(dict.fromkeys(entry.source for entry in entries)),
        "plans": fund_plans(request.actor),
    }
    return render(request, "cases/scenes.html", context)


def fund_plans(by: Actor) -> list[FundPlan]:
    """資金ごとの計画 in force today."""
    rules = plan_rules(by)
    return [_plan(row, rules[code]) for code, row in terms_rows(by).items() if code in rules]


def plan_rules(by: Actor) -> dict[str, list[PlanRule]]:
    """By fund: a prefecture's own rows replace the national ones, the latest of a kind counts."""
    rules: dict[str, list[PlanRule]] = {}
    for rule in PlanRule.objects.filter(_in_force(), _theirs(by)).order_by("valid_from", "pk"):
        rules.setdefault(rule.fund, []).append(rule)
    return {fund: _latest(rows) for fund, rows in rules.items()}


def terms_rows(by: Actor) -> dict[str, FundTerms]:
    """By fund: the prefecture's own row where it has one, the latest."""
    rows = FundTerms.objects.filter(_in_force(), _theirs(by))
    found = sorted(rows, key=lambda row: (row.code, row.prefecture_id is not None, row.valid_from))
    return {row.code: row for row in found}


def fund_name(row: FundTerms) -> str:
    return f"{row.terms['fund']} {row.terms['name']}"


def _latest(rules: list[PlanRule]) -> list[PlanRule]:
    own = [rule for rule in rules if rule.prefecture_id is not None]
    return list({rule.kind: rule for rule in own or rules}.values())


def _plan(row: FundTerms, rules: list[PlanRule]) -> FundPlan:
    asked = dict.fromkeys(rule.get_kind_display() for rule in rules if rule.is_asked)
    left_out = tuple(f"{rule.get_kind_display()}：{rule.why}" for rule in rules if not rule.is_asked)
    return FundPlan(fund_name(row), "、".join(asked), left_out)


def _in_force() -> Q:
    today = timezone.localdate()
    return Q(valid_from__lte=today) & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))


def _theirs(by: Actor) -> Q:
    return Q(prefecture_id=by.prefecture_id) | Q(prefecture__isnull=True)
